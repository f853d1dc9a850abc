//! What is to be moved, from where to where, and under which names: the part of an order the ledger knows.

use crate::id::{AccountId, CustomerId};
use crate::ledger::reference::Reference;
use crate::money::Money;

/// Money from one account to another.
#[derive(Clone, PartialEq, Eq)]
pub struct Movement {
    /// How much; more than zero.
    pub amount: Money,
    /// From which account.
    pub debit_account: AccountId,
    /// What the customer calls that account.
    pub debit_name: String,
    /// To which account.
    pub credit_account: AccountId,
    /// Who pays, as the statement of the other side shows it.
    pub payer_name: String,
    /// Who is paid, as page, SMS and statement show it.
    pub payee_name: String,
    /// The payee's customer id, if it banks here and is to be told.
    pub payee_customer: Option<CustomerId>,
    /// What it is for, if the customer said so.
    pub reference: Option<Reference>,
}

/// Names and amounts are confidential: neither may reach a log.
impl std::fmt::Debug for Movement {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Movement(..)")
    }
}
