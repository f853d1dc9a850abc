//! Everything the bank sends on WhatsApp leaves here: recorded under our own id, at a pace WhatsApp
//! allows, inside the 24-hour window or as a template.
//!
//! Deliberately decides nothing about words and nothing about what to do when a message cannot be
//! delivered: it says what happened, by [`Unsent`]. An attempt whose answer was lost is repeated only
//! after no status of it came for [`domain::conversation::outbound::STATUS_WAIT_SECONDS`].

mod send;
mod standstill;
mod status;
pub mod templates;
mod way;

use std::time::Duration;

use aws::bank_secrets::WhatsAppSecret;
use aws::outbound::OutboundRecords;
use aws::secrets::Secret;
use domain::conversation::outbound::OutboundId;
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::time::{Clock, Pause};
use whatsapp::client::{AccessToken, Client, Config, SendError};
use whatsapp::message::Outgoing;

pub use standstill::Standstill;
pub use status::Undelivered;
pub use way::{Untried, another_way};

/// How long a courtesy may keep the answer waiting.
const COURTESY_TIMEOUT: Duration = Duration::from_secs(2);

/// What sending needs.
pub struct Outbox {
    /// What was sent, and how customers can be reached.
    pub records: OutboundRecords,
    /// Opens WhatsApp.
    pub secret: Secret<WhatsAppSecret>,
    /// Speaks to it.
    pub http: reqwest::Client,
    /// WhatsApp's address with version.
    pub graph_url: String,
    /// The bank's number, by Meta's id.
    pub phone_number_id: String,
    /// How long WhatsApp may take for one call.
    pub timeout: Duration,
    /// Whether anything is tried at all just now.
    pub standstill: Standstill,
    /// The time.
    pub clock: Clock,
    /// Waits.
    pub pause: Pause,
}

/// One message to one customer.
pub struct Letter<'a> {
    /// Our id of it: the same in every attempt.
    pub id: &'a OutboundId,
    /// Whose phone.
    pub to: &'a ChannelAddress,
    /// What it says while the customer's window is open.
    pub message: &'a Outgoing,
    /// What it says otherwise, if a template is configured for it.
    pub template: Option<&'a Outgoing>,
}

/// Why a message did not go out.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Unsent {
    /// It may go out later; the record knows whether it perhaps did.
    #[error("{0}")]
    Later(String),
    /// The window is closed and no template is configured for this message.
    #[error("the customer's 24 hours are over and no template is configured")]
    WindowClosed,
    /// It will never go out as it is.
    #[error("{0}")]
    Never(SendError),
    /// The bank's own store does not read as written.
    #[error("{0}")]
    Broken(String),
}

impl From<Unsent> for Failure {
    fn from(unsent: Unsent) -> Self {
        match unsent {
            Unsent::Later(_) => Self::retry(unsent),
            Unsent::WindowClosed | Unsent::Never(_) | Unsent::Broken(_) => Self::fail(unsent),
        }
    }
}

impl From<Failure> for Unsent {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Retry(why) => Self::Later(why),
            failure => Self::Broken(failure.to_string()),
        }
    }
}

impl Outbox {
    /// Blue ticks, and with `typing` the sign that an answer is being written. A courtesy: its failure is
    /// logged and changes nothing.
    pub async fn mark_read(&self, message_id: &str, typing: bool) {
        if self.standstill.reason((self.clock)()).is_some() {
            return;
        }
        let Ok(client) = self.client_within(COURTESY_TIMEOUT.min(self.timeout)).await else {
            return;
        };
        if let Err(error) = client.mark_read(message_id, typing).await {
            tracing::warn!("not marked as read: {error}");
        }
    }

    /// The client as the secret has it now.
    ///
    /// # Errors
    /// The secret cannot be read.
    pub async fn client(&self) -> Result<Client, Failure> {
        self.client_within(self.timeout).await
    }

    async fn client_within(&self, timeout: Duration) -> Result<Client, Failure> {
        let secret = self.secret.get().await?;
        let config = Config {
            graph_url: self.graph_url.clone(),
            phone_number_id: self.phone_number_id.clone(),
            access_token: AccessToken::new(&secret.access_token),
        };
        Ok(Client::new(self.http.clone(), config, timeout))
    }
}
