//! The bank's side of enrolment: authorise a phone, revoke it; unlock, lift a suspension, end sessions, set the
//! safety phrase.
//!
//! Has no public door: the branch desk and internet banking invoke it with an IAM identity. Binding
//! itself happens in `binding`, when the customer sends the code.

mod end_sessions;

use aws::bank_secrets::ActivationKey;
use aws::channels::Channels;
use aws::confirming::Confirming;
use aws::customers::Customers;
use aws::secrets::Secret;
use aws::standings::Standings;
use domain::customer::activation::{ACTIVATION_SECONDS, ActivationCode};
use domain::customer::safety_phrase::SafetyPhrase;
use domain::customer::standing::Standing;
use domain::failure::Failure;
use domain::id::CustomerId;
use domain::time::{Clock, Random};
use serde::{Deserialize, Serialize};

/// What the function works with.
pub struct Enrolment {
    /// Who is on file.
    pub customers: Customers,
    /// Where codes and bindings are kept.
    pub channels: Channels,
    /// Who is suspended or locked.
    pub standings: Standings,
    /// What a customer has open, to call it off.
    pub confirming: Confirming,
    /// Keys the codes' hashes.
    pub keys: Secret<ActivationKey>,
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
    /// Say how a customer stands.
    Standing {
        /// The bank's identifier.
        customer_id: String,
    },
    /// Let a customer try again who was identified by other means.
    Unlock {
        /// The bank's identifier.
        customer_id: String,
    },
    /// Switch channel and cards back on, for a customer who was identified by other means.
    LiftSuspension {
        /// The bank's identifier.
        customer_id: String,
    },
    /// End a customer's page at once: link, session and code are dead and nothing is moved. After new
    /// credentials, or whenever somebody else may hold the browser.
    EndSessions {
        /// The bank's identifier.
        customer_id: String,
    },
    /// Set the phrase the page shows; none takes it away.
    SetSafetyPhrase {
        /// The bank's identifier.
        customer_id: String,
        /// 4 to 40 letters and spaces.
        phrase: Option<String>,
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
    /// How the customer stands now.
    Standing {
        /// Why the channel is suspended, if it is.
        suspended_for: Option<&'static str>,
        /// Whether the cards are stopped.
        cards_stopped: bool,
        /// Whether sending money is locked.
        locked: bool,
    },
    /// No browser shows anything of the customer's any more.
    SessionsEnded {
        /// What became of the transfer that was waiting.
        open_confirmation: OpenConfirmation,
    },
    /// The phrase is set, or taken away.
    SafetyPhrase {
        /// Whether there is one now.
        safety_phrase: bool,
    },
}

/// What ending a customer's sessions did to a transfer.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenConfirmation {
    /// It was waiting, and nothing will be moved.
    CalledOff,
    /// It had been confirmed a moment before.
    TooLate,
    /// None was waiting.
    None,
}

impl From<Standing> for Answer {
    fn from(standing: Standing) -> Self {
        Self::Standing {
            suspended_for: standing.suspension.map(|found| found.reason.name()),
            cards_stopped: standing.cards_stopped,
            locked: standing.is_locked(),
        }
    }
}

impl Enrolment {
    /// Does what the bank's staff or systems ask.
    ///
    /// # Errors
    /// [`Failure::Fail`] if there is no such customer or the phrase cannot be used; [`Failure::Retry`] while a table or the workflow is away.
    pub async fn handle(&self, question: Question) -> Result<Answer, Failure> {
        match question {
            Question::Authorise { customer_id } => self.authorise(CustomerId(customer_id)).await,
            Question::Revoke { customer_id } => {
                let customer = CustomerId(customer_id);
                let revoked = self.channels.revoke(&customer, (self.clock)()).await?;
                tracing::info!(customer.id = customer.0, revoked, "phone revoked");
                Ok(Answer::Revoked { revoked })
            }
            Question::Standing { customer_id } => {
                self.change(CustomerId(customer_id), |before| before).await
            }
            Question::Unlock { customer_id } => {
                self.change(CustomerId(customer_id), Standing::unlocked)
                    .await
            }
            Question::LiftSuspension { customer_id } => {
                self.change(CustomerId(customer_id), Standing::restored)
                    .await
            }
            Question::EndSessions { customer_id } => {
                self.end_sessions(&CustomerId(customer_id)).await
            }
            Question::SetSafetyPhrase {
                customer_id,
                phrase,
            } => {
                self.set_safety_phrase(&CustomerId(customer_id), phrase.as_deref())
                    .await
            }
        }
    }

    async fn change(
        &self,
        customer: CustomerId,
        step: fn(Standing) -> Standing,
    ) -> Result<Answer, Failure> {
        if self.customers.get(&customer).await?.is_none() {
            return Err(Failure::fail("no such customer"));
        }
        let standing = self.standings.change(&customer, step).await?;
        tracing::info!(
            customer.id = customer.0,
            customer.locked = standing.is_locked(),
            customer.suspended = standing.suspension.is_some(),
            "standing told"
        );
        Ok(standing.into())
    }

    async fn set_safety_phrase(
        &self,
        customer: &CustomerId,
        phrase: Option<&str>,
    ) -> Result<Answer, Failure> {
        let phrase = phrase.map(SafetyPhrase::parse).transpose();
        let phrase = phrase.map_err(Failure::fail)?;
        let is_known = self
            .customers
            .set_safety_phrase(customer, phrase.as_ref())
            .await?;
        if !is_known {
            return Err(Failure::fail("no such customer"));
        }
        tracing::info!(customer.id = customer.0, "safety phrase set");
        Ok(Answer::SafetyPhrase {
            safety_phrase: phrase.is_some(),
        })
    }

    async fn authorise(&self, customer: CustomerId) -> Result<Answer, Failure> {
        if self.customers.get(&customer).await?.is_none() {
            return Err(Failure::fail("no such customer"));
        }
        let keys = self.keys.get().await?;
        let code = ActivationCode::draw(self.random).map_err(Failure::retry)?;
        let now = (self.clock)();
        let expires_at = now.plus(ACTIVATION_SECONDS);
        let hash = code.hash(&keys.activation_key);
        self.channels
            .put_activation(&hash, &customer, now, expires_at)
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
