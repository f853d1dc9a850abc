//! Read-only banking. Deliberately has no permission to write, and says of accounts that are not the asker's no
//! more than verification of payee allows.

mod bills;
mod check;

use aws::bank_secrets::PublicKeys;
use aws::bills::Bills;
use aws::channels::Channels;
use aws::customers::Customers;
use aws::secrets::Secret;
use calls::accounts::{
    AccountItem, AccountsAnswer, AccountsQuestion, BillsAnswer, CheckPayeeAnswer, EntryItem,
    StatementAnswer,
};
use domain::conversation::ticket::Ticket;
use domain::failure::Failure;
use domain::id::{AccountId, CustomerId};
use domain::ledger::entry::Entry;
use domain::ledger::view::EntryView;
use domain::time::{Clock, UnixSeconds};
use ledger::accounts::{Accounts, Cursor};
use serde::Serialize;

/// The last second a journal entry's key has room for: past the year 33000.
const END_OF_TIME: i64 = 999_999_999_999;

/// Entries on a page if nobody says.
const USUAL_PAGE_ENTRIES: u8 = 10;

/// What the function works with.
pub struct Enquiries {
    /// The ledger, to read.
    pub accounts: Accounts,
    /// Billers and bills.
    pub bills: Bills,
    /// Whose an account is by name.
    pub customers: Customers,
    /// Who a phone speaks for.
    pub channels: Channels,
    /// Checks tickets.
    pub keys: Secret<PublicKeys>,
    /// The time.
    pub clock: Clock,
}

/// What was asked for.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// To [`AccountsQuestion::Balances`].
    Balances(AccountsAnswer),
    /// To [`AccountsQuestion::Statement`].
    Statement(StatementAnswer),
    /// To [`AccountsQuestion::CheckPayee`].
    CheckPayee(CheckPayeeAnswer),
    /// To [`AccountsQuestion::Bills`].
    Bills(BillsAnswer),
}

impl Enquiries {
    /// Answers one question.
    ///
    /// # Errors
    /// [`Failure::Retry`] while a table is away; [`Failure::Fail`] if the ticket admits nobody, the account is not
    /// the customer's, the cursor belongs to another statement, or the bank details are none.
    pub async fn handle(&self, question: AccountsQuestion) -> Result<Answer, Failure> {
        match question {
            AccountsQuestion::Balances { ticket } => {
                balances(&self.accounts, &self.admitted(&ticket).await?).await
            }
            AccountsQuestion::Statement {
                ticket,
                account_id,
                from,
                until,
                cursor,
                limit,
            } => {
                let whose = (self.admitted(&ticket).await?, AccountId(account_id));
                let from = UnixSeconds(from.unwrap_or(0));
                let until = UnixSeconds(until.unwrap_or(END_OF_TIME));
                let cursor = cursor.map(Cursor::new);
                let limit = limit.unwrap_or(USUAL_PAGE_ENTRIES);
                let range = (from, until);
                statement(&self.accounts, &whose, range, cursor.as_ref(), limit).await
            }
            AccountsQuestion::CheckPayee {
                ticket,
                details,
                name,
            } => {
                self.admitted(&ticket).await?;
                let checked = self.check_payee(&details, &name).await?;
                Ok(Answer::CheckPayee(checked.into()))
            }
            AccountsQuestion::Bills { ticket } => {
                let customer = self.admitted(&ticket).await?;
                Ok(Answer::Bills((&self.billing(&customer).await?).into()))
            }
        }
    }
}

impl Enquiries {
    /// The customer who has just written, by `webhook`'s word and the binding as it is now.
    async fn admitted(&self, ticket: &str) -> Result<CustomerId, Failure> {
        let keys = self.keys.get().await?;
        let ticket = Ticket::parse(ticket).map_err(Failure::fail)?;
        let admitted = ticket
            .admit(&keys.sent, (self.clock)())
            .map_err(Failure::fail)?;
        let customer = self.channels.at(&admitted.address).await?;
        customer.ok_or_else(|| Failure::fail("the phone speaks for nobody"))
    }
}

async fn balances(accounts: &Accounts, customer: &CustomerId) -> Result<Answer, Failure> {
    let views = accounts.views_of(customer).await?;
    let accounts = views.iter().map(AccountItem::from).collect();
    Ok(Answer::Balances(AccountsAnswer { accounts }))
}

async fn statement(
    accounts: &Accounts,
    (customer, account): &(CustomerId, AccountId),
    range: (UnixSeconds, UnixSeconds),
    cursor: Option<&Cursor>,
    limit: u8,
) -> Result<Answer, Failure> {
    let page = accounts
        .statement(customer, account, range, cursor, limit)
        .await?;
    Ok(Answer::Statement(StatementAnswer {
        entries: page.entries.iter().map(entry).collect(),
        next: page.next.map(|cursor| cursor.text().to_owned()),
    }))
}

fn entry(entry: &Entry) -> EntryItem {
    EntryItem::from(&EntryView::from(entry))
}
