//! A sealed intent: exactly what the customer will be asked to confirm, fixed when it was asked for.
//!
//! Nothing typed later can change it. A correction makes a new one and ends the old.

use crate::account::AccountId;
use crate::customer::CustomerId;
use crate::keyed_hash::Hash;
use crate::money::Money;

/// Names one confirmation, its workflow execution and its transfer, for ever: the idempotency key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ConfirmationId(pub String);

impl ConfirmationId {
    /// Derived from the message that asked, so a repeated delivery names the same confirmation.
    ///
    /// 40 hexadecimal digits: allowed as a Step Functions execution name (at most 80 characters).
    #[must_use]
    pub fn from_message(message_id: &str) -> Self {
        let mut text = Hash::plain(&[b"confirmation", message_id.as_bytes()]).hex();
        text.truncate(40);
        Self(text)
    }
}

/// A transfer to a payee, sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedIntent {
    /// Names it.
    pub id: ConfirmationId,
    /// Who asked.
    pub customer: CustomerId,
    /// The customer's name, as the payee's statement shows it.
    pub customer_name: String,
    /// How much; more than zero.
    pub amount: Money,
    /// From which account.
    pub debit_account: AccountId,
    /// What the customer calls that account.
    pub debit_name: String,
    /// To which account.
    pub credit_account: AccountId,
    /// The payee's name, as the page and the SMS show it.
    pub payee_name: String,
    /// The payee's customer id, if it banks here.
    pub payee_customer: Option<CustomerId>,
}

impl SealedIntent {
    /// Binds a passcode to every field (PSD2 RTS article 5, dynamic linking): any change gives
    /// another digest, and the code no longer fits.
    #[must_use]
    pub fn digest(&self) -> Hash {
        let payee = self
            .payee_customer
            .as_ref()
            .map_or("", |customer| &customer.0);
        Hash::plain(&[
            self.id.0.as_bytes(),
            self.customer.0.as_bytes(),
            self.customer_name.as_bytes(),
            &self.amount.minor().to_be_bytes(),
            self.amount.currency().code().as_bytes(),
            self.debit_account.0.as_bytes(),
            self.debit_name.as_bytes(),
            self.credit_account.0.as_bytes(),
            self.payee_name.as_bytes(),
            payee.as_bytes(),
        ])
    }
}
