//! What names a customer, an account, an order. In a leaf of its own, so that whoever speaks of
//! somebody or something need not know what it is.

use crate::keyed_hash::Hash;
use crate::money::Currency;

/// The bank's own identifier of a customer. Not personal data by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CustomerId(pub String);

/// The bank's identifier of an account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub String);

impl AccountId {
    /// The last four characters, to tell accounts apart without naming them in full.
    #[must_use]
    pub fn ending(&self) -> &str {
        self.0
            .get(self.0.len().saturating_sub(4)..)
            .unwrap_or(&self.0)
    }

    /// The bank's own account of cash in its machines, one for each currency.
    #[must_use]
    pub fn cash(currency: Currency) -> Self {
        Self(format!("cash-{}", currency.code()))
    }

    /// One shard of a merchant's account.
    #[must_use]
    pub fn shard(&self, number: u8) -> Self {
        Self(format!("{}#{number:02}", self.0))
    }
}

/// A cash machine network's own id of one request: the same each time the request is sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(pub String);

/// A cash machine, as its network names it. Not personal data by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TerminalId(pub String);

/// Names a saved payee. Not personal data by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PayeeId(pub String);

impl PayeeId {
    /// Derived from the order that adds the payee, so that carrying it out twice names one payee.
    #[must_use]
    pub fn from_order(order: &OrderId) -> Self {
        Self(order.0.clone())
    }
}

/// The bank's identifier of whoever sends bills.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BillerId(pub String);

/// Names a bill among its customer's. Not personal data by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BillId(pub String);

/// Names one order, its confirmation, its workflow execution and its transfer, for ever: the idempotency key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OrderId(pub String);

impl OrderId {
    /// Derived from the message that asked, so a repeated delivery names the same order.
    ///
    /// 40 hexadecimal digits: allowed as a Step Functions execution name (at most 80 characters).
    #[must_use]
    pub fn from_message(message_id: &str) -> Self {
        let mut text = Hash::plain(&[b"confirmation", message_id.as_bytes()]).hex();
        text.truncate(40);
        Self(text)
    }
}
