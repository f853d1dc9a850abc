//! Whom a customer may send money to.

use crate::id::{AccountId, CustomerId};

/// Somebody a customer may send money to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// Full name, as the customer saved it.
    pub name: String,
    /// The account to credit.
    pub account: AccountId,
    /// The payee's own customer id, if it banks here and so can be told of the credit.
    pub customer: Option<CustomerId>,
}
