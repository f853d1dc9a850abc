//! What is to be moved, from where to where, and under which names: the part of an order the ledger knows.

use crate::bill::payment::BillPayment;
use crate::bill::{Bill, Biller};
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
    /// The bill it pays, if it pays one.
    pub bill: Option<BillPayment>,
}

/// The order asks for something else than the bank has on file.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("the order does not pay what the bank has on file")]
pub struct NotAsFiled;

impl Movement {
    /// Whether a payment to `biller` of `bill` is what the bank itself has on file: whoever sealed the order is not
    /// believed about account, name, amount and reference.
    ///
    /// # Errors
    /// [`NotAsFiled`] if anything is another, or if there is no such biller, or no such bill of this customer's.
    pub fn must_be_as_filed(
        &self,
        payment: &BillPayment,
        customer: &CustomerId,
        biller: Option<&Biller>,
        bill: Option<&Bill>,
    ) -> Result<(), NotAsFiled> {
        let is_biller = |biller: &Biller| {
            biller.id == payment.biller
                && biller.account == self.credit_account
                && biller.name == self.payee_name
                && biller.rule.read(payment.reference.text()).as_ref() == Ok(&payment.reference)
        };
        let is_bill = |bill: &Bill| {
            Some(&bill.id) == payment.bill.as_ref()
                && bill.customer == *customer
                && bill.biller == payment.biller
                && bill.reference == payment.reference
                && bill.amount == self.amount
        };
        let is_filed =
            biller.is_some_and(is_biller) && (payment.bill.is_none() || bill.is_some_and(is_bill));
        is_filed.then_some(()).ok_or(NotAsFiled)
    }
}

/// Names and amounts are confidential: neither may reach a log.
impl std::fmt::Debug for Movement {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Movement(..)")
    }
}

#[cfg(test)]
#[path = "movement_tests.rs"]
mod tests;
