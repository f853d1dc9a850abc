//! What is to be loaded against what the bank has already.

use aws::customers::Customers;
use aws::store::StoreError;
use domain::customer::Customer;
use domain::customer::credential::{FactKind, PinHashingFailed, hash_fact};
use domain::id::OrderId;
use domain::keyed_hash::Key;
use domain::ledger::account::Account;
use domain::money::Money;
use domain::time::NoRandomness;
use ledger::accounts::Accounts;
use ledger::{Ledger, LedgerError};

use crate::account::NewAccount;
use crate::book::Book;
use crate::customer::{NewCustomer, Person};
use crate::problem::{Problem, Wrong};

/// Where everything is written, and what PINs and facts are hashed with.
pub struct Loader {
    /// Profiles.
    pub customers: Customers,
    /// Accounts with their balances.
    pub accounts: Accounts,
    /// Opens accounts.
    pub ledger: Ledger,
    /// Keys the PINs' argon2id.
    pub pin_pepper: Key,
    /// Keys the hashes of confidential facts.
    pub fact_key: Key,
}

/// What there is to do, and what is done already.
#[derive(Default)]
pub struct Plan<'a> {
    pub(crate) added: Vec<&'a NewCustomer>,
    pub(crate) replaced: Vec<&'a NewCustomer>,
    pub(crate) known: usize,
    pub(crate) opened: Vec<&'a NewAccount>,
    pub(crate) open: usize,
}

/// Why a load stopped. What was written stays; the same load again goes on.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The bank has something else.
    #[error("{} rows differ from what the bank has", .0.len())]
    Differs(Vec<Problem>),
    /// A table could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An account could not be opened.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A PIN could not be hashed.
    #[error(transparent)]
    Pin(#[from] PinHashingFailed),
    /// No salt could be drawn.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl Loader {
    /// Finds what is new. `replaces` allows a customer who is another in the file than at the bank.
    ///
    /// # Errors
    /// Every row that is another at the bank, with the first column in which it is; nothing is written then.
    pub async fn compare<'a>(&self, book: &'a Book, replaces: bool) -> Result<Plan<'a>, LoadError> {
        let mut plan = Plan::default();
        let mut problems = self.compare_customers(book, replaces, &mut plan).await?;
        problems.extend(self.compare_accounts(book, &mut plan).await?);
        if problems.is_empty() {
            Ok(plan)
        } else {
            Err(LoadError::Differs(problems))
        }
    }

    async fn compare_customers<'a>(
        &self,
        book: &'a Book,
        replaces: bool,
        plan: &mut Plan<'a>,
    ) -> Result<Vec<Problem>, LoadError> {
        let mut problems = Vec::new();
        for customer in &book.customers {
            let Some(found) = self.customers.get(&customer.id).await? else {
                plan.added.push(customer);
                continue;
            };
            match self.difference(customer, &found)? {
                None => plan.known = plan.known.saturating_add(1),
                Some(_) if replaces => plan.replaced.push(customer),
                Some(column) => problems.push(book.in_customer(customer, column, Wrong::Differs)),
            }
        }
        Ok(problems)
    }

    async fn compare_accounts<'a>(
        &self,
        book: &'a Book,
        plan: &mut Plan<'a>,
    ) -> Result<Vec<Problem>, LoadError> {
        let mut problems = Vec::new();
        for account in &book.accounts {
            let Some(found) = self.accounts.get(&account.id).await? else {
                plan.opened.push(account);
                continue;
            };
            match self.other_account(account, &found).await? {
                None => plan.open = plan.open.saturating_add(1),
                Some(column) => {
                    problems.push(book.in_account(account, column, Wrong::AccountDiffers));
                }
            }
        }
        Ok(problems)
    }

    /// The first column in which a customer is another.
    fn difference(
        &self,
        customer: &NewCustomer,
        found: &Customer,
    ) -> Result<Option<&'static str>, LoadError> {
        if customer.name != found.name {
            return Ok(Some("name"));
        }
        let Some(person) = &customer.person else {
            return Ok((!found.phone.is_empty()).then_some("phone"));
        };
        if person.phone != found.phone {
            return Ok(Some("phone"));
        }
        if let Some(column) = self.other_fact(person, found) {
            return Ok(Some(column));
        }
        let same_pin = found.pin.verify(&person.pin, &self.pin_pepper)?;
        Ok((!same_pin).then_some("pin"))
    }

    fn other_fact(&self, person: &Person, found: &Customer) -> Option<&'static str> {
        let hash = |kind, answer: &str| hash_fact(&self.fact_key, &found.id.0, kind, answer);
        let mut kinds = FactKind::ALL.into_iter();
        let other = kinds.find(|kind| {
            let given = person.facts.iter().find(|(one, _)| one == kind);
            given.map(|(kind, answer)| hash(*kind, answer)) != found.fact(*kind)
        });
        other.map(FactKind::name)
    }

    /// The first column in which an account is another.
    async fn other_account(
        &self,
        account: &NewAccount,
        found: &Account,
    ) -> Result<Option<&'static str>, LoadError> {
        if account.owner != found.owner {
            return Ok(Some("owner"));
        }
        if account.name != found.name {
            return Ok(Some("name"));
        }
        if account.kind != found.kind {
            return Ok(Some("kind"));
        }
        if account.balance.currency() != found.posted.currency() {
            return Ok(Some("currency"));
        }
        let opened_with = self.opened_with(account).await?;
        Ok((opened_with != account.balance).then_some("balance"))
    }

    /// What was on an account when it was opened.
    async fn opened_with(&self, account: &NewAccount) -> Result<Money, LoadError> {
        let opening = OrderId(format!("opening-{}", account.id.0));
        let currency = account.balance.currency();
        let Some(opening) = self.ledger.transfer(&opening).await? else {
            return Ok(Money::new(0, currency));
        };
        let is_credit = opening.credit_account == account.id;
        let minor = opening.amount.minor();
        let signed = if is_credit {
            minor
        } else {
            minor.saturating_neg()
        };
        Ok(Money::new(signed, currency))
    }
}
