//! The bank's side of enrolment: authorise a phone, revoke it.
//!
//! Has no public door: the branch desk and internet banking invoke it with an IAM identity. Binding
//! itself happens in `dialogue`, when the customer sends the code.

use aws::bank_secrets::BankKeys;
use aws::customers::Customers;
use aws::outcome::Failure;
use aws::secrets::Secret;
use domain::activation::{ACTIVATION_SECONDS, ActivationCode};
use domain::customer::CustomerId;
use domain::time::{Clock, Random};
use serde::{Deserialize, Serialize};

/// What the function works with.
pub struct Enrolment {
    /// Where codes and bindings are kept.
    pub customers: Customers,
    /// Keys the codes' hashes.
    pub keys: Secret<BankKeys>,
    /// The bank's WhatsApp number: digits with country code.
    pub bank_phone_number: String,
    /// The time.
    pub clock: Clock,
    /// Draws the codes.
    pub random: Random,
}

/// What the bank's staff or systems ask.
#[derive(Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Question {
    /// Make an activation code for a customer who was identified.
    Authorise {
        /// The bank's identifier.
        customer_id: String,
    },
    /// Release whatever phone is bound to a customer, at once.
    Revoke {
        /// The bank's identifier.
        customer_id: String,
    },
}

/// What they are told.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// A code to hand to the customer.
    Authorised {
        /// To be sent from the customer's WhatsApp.
        activation_code: String,
        /// Opens the chat with the code typed in.
        whatsapp_url: String,
        /// How long the code works.
        expires_in_seconds: i64,
    },
    /// The phone is released.
    Revoked {
        /// How many channel ids were bound.
        revoked: usize,
    },
}

impl Enrolment {
    /// Authorises or revokes.
    ///
    /// # Errors
    /// [`Failure::Fail`] if there is no such customer; [`Failure::Retry`] while a table is away.
    pub async fn handle(&self, question: Question) -> Result<Answer, Failure> {
        match question {
            Question::Authorise { customer_id } => self.authorise(CustomerId(customer_id)).await,
            Question::Revoke { customer_id } => {
                let customer = CustomerId(customer_id);
                let revoked = self.customers.revoke(&customer).await?;
                tracing::info!(customer.id = customer.0, revoked, "phone revoked");
                Ok(Answer::Revoked { revoked })
            }
        }
    }

    async fn authorise(&self, customer: CustomerId) -> Result<Answer, Failure> {
        if self.customers.get(&customer).await?.is_none() {
            return Err(Failure::fail("no such customer"));
        }
        let keys = self.keys.get().await?;
        let code = ActivationCode::draw(self.random).map_err(Failure::retry)?;
        let expires_at = (self.clock)().plus(ACTIVATION_SECONDS);
        let hash = code.hash(&keys.activation_key);
        self.customers
            .put_activation(&hash, &customer, expires_at)
            .await?;
        tracing::info!(customer.id = customer.0, "activation code issued");
        Ok(Answer::Authorised {
            // The code is letters, digits and hyphens, so it needs no escaping in a URL.
            whatsapp_url: format!(
                "https://wa.me/{}?text={}",
                self.bank_phone_number,
                code.expose()
            ),
            activation_code: code.expose(),
            expires_in_seconds: ACTIVATION_SECONDS,
        })
    }
}
