//! What a bill is read against, and what of it is told.

use domain::bill::{Bill, BillView, Biller, Billing};
use domain::id::BillId;
use domain::language::Language;
use domain::ledger::view::AccountView;
use domain::money::Currency;
use domain::time::Calendar;
use jiff::civil::Date;

use super::says::Line;
use crate::names;

/// What a sentence is read against.
pub struct Known<'a> {
    pub is_locked: bool,
    pub accounts: &'a [AccountView],
    pub billing: &'a Billing,
    /// In which language it is read.
    pub language: Language,
    /// The bank's day.
    pub today: Date,
    pub calendar: &'a Calendar,
}

impl<'a> Known<'a> {
    /// The accounts that can be paid from, in a currency.
    pub fn payable(&self, currency: Currency) -> impl Iterator<Item = &'a AccountView> + use<'a> {
        let is_payable = move |account: &&AccountView| {
            names::is_payable(account) && account.posted.currency() == currency
        };
        self.accounts.iter().filter(is_payable)
    }

    /// Whether some words name one of the customer's accounts.
    pub fn is_account(&self, typed: &str) -> bool {
        let mut accounts = self.accounts.iter();
        accounts.any(|account| names::is_account(account, typed, self.language))
            || names::is_everyday_word(typed, self.language)
    }

    /// A bill by its id.
    pub fn bill(&self, id: &str) -> Option<&'a BillView> {
        self.billing.bills.iter().find(|view| view.bill.id.0 == id)
    }

    /// A biller by its id.
    pub fn biller(&self, id: &str) -> Option<&'a Biller> {
        self.billing.billers.iter().find(|biller| biller.id.0 == id)
    }

    /// What is due, the earliest first.
    pub fn due(&self) -> Vec<&'a Bill> {
        self.billing.due().collect()
    }

    /// What the biller of a bill is called.
    pub fn name_of(&self, bill: &Bill) -> String {
        let biller = self.billing.biller(&bill.biller);
        biller.map_or_else(String::new, |biller| biller.name.clone())
    }

    /// A line for each bill.
    pub fn lines(&self, bills: &[&Bill]) -> Vec<Line> {
        let line = |bill: &&Bill| Line {
            biller: self.name_of(bill),
            amount: bill.amount,
            due_on: bill.due_on,
            is_overdue: bill.due_on < self.today,
        };
        bills.iter().map(line).collect()
    }
}

/// The ids of some bills.
pub fn ids(bills: &[&Bill]) -> Vec<String> {
    let id = |BillId(id): &BillId| id.clone();
    bills.iter().map(|bill| id(&bill.id)).collect()
}
