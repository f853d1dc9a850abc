//! What a transfer is read against.

use domain::customer::payee::Payee;
use domain::language::Language;
use domain::ledger::view::AccountView;

use super::correction::{self, Change};
use crate::names;
use crate::reading::request::{self, Request};
use crate::reading::token::Text;

/// What a sentence is read against.
pub struct Known<'a> {
    pub accounts: &'a [AccountView],
    pub payees: &'a [Payee],
    /// In which language it is read.
    pub language: Language,
}

impl<'a> Known<'a> {
    /// The accounts that can be paid from.
    pub fn payable(&self) -> impl Iterator<Item = &'a AccountView> + use<'a> {
        let is_payable = |account: &&AccountView| names::is_payable(account);
        self.accounts.iter().filter(is_payable)
    }

    /// Another account for what waits, where a text names one, or says that something changes.
    pub fn other_source(&self, text: &str) -> Option<Change> {
        let (amount, source) = request::from_account(text, self.language)?;
        let mut payable = self.payable();
        let is_account = payable.any(|account| names::is_account(account, &source, self.language));
        let is_meant = is_account
            || names::is_everyday_word(&source, self.language)
            || correction::says_so(&Text::new(text), self.language);
        is_meant.then(|| Change::to_source(amount, source))
    }

    /// Whether a name means one of the customer's own accounts, and no payee.
    pub fn is_own_account(&self, typed: &str) -> bool {
        let is_own = |account| names::is_account(account, typed, self.language);
        let is_own =
            self.accounts.iter().any(is_own) || names::is_everyday_word(typed, self.language);
        is_own && !names::is_payee(self.payees, typed, self.language)
    }

    /// A whole request, as these payees and accounts are called.
    pub fn request(&self, text: &str) -> Option<Request> {
        let is_name = |typed: &str| {
            let mut accounts = self.accounts.iter();
            names::is_payee(self.payees, typed, self.language)
                || accounts.any(|account| names::is_account(account, typed, self.language))
        };
        request::read(text, self.language, is_name)
    }
}
