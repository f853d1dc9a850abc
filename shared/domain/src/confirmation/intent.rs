//! A sealed intent: exactly what the customer will be asked to confirm, fixed when it was asked for.
//!
//! Nothing typed later can change it. A correction makes a new one and ends the old.

use crate::id::{AccountId, ConfirmationId, CustomerId};
use crate::keyed_hash::Hash;
use crate::money::Money;

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
