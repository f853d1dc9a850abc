//! Sending through WhatsApp, and what a failed send means for the workflow.

use std::time::Duration;

use aws::outcome::Failure;
use domain::channel::ChannelAddress;
use whatsapp::client::{AccessToken, Client, Config, SendError};
use whatsapp::message::Outgoing;

use crate::Messenger;

/// How long WhatsApp may take, in milliseconds.
const WHATSAPP_TIMEOUT_MS: u64 = 8_000;

impl Messenger {
    /// Sends one message. `reference` comes back in its statuses.
    pub(crate) async fn send(
        &self,
        address: &ChannelAddress,
        message: &Outgoing,
        reference: &str,
    ) -> Result<(), Failure> {
        let client = self.client().await?;
        let Err(error) = client.send(address, message, Some(reference)).await else {
            tracing::info!(
                message.reference = reference,
                message.kind = message.kind(),
                "sent"
            );
            return Ok(());
        };
        if matches!(error, SendError::StopAndAlarm(_)) {
            // Perhaps the token was rotated: the next try reads it afresh.
            self.whatsapp.forget().await;
            return Err(Failure::retry(error));
        }
        // A receipt said twice is a nuisance, one never said a worry: what may be lost is sent again.
        let again = error.is_passing() || matches!(error, SendError::Ambiguous(_));
        Err(if again {
            Failure::retry(error)
        } else {
            Failure::fail(error)
        })
    }

    pub(crate) async fn client(&self) -> Result<Client, Failure> {
        let secret = self.whatsapp.get().await?;
        let config = Config {
            graph_url: self.graph_url.clone(),
            phone_number_id: self.phone_number_id.clone(),
            access_token: AccessToken::new(&secret.access_token),
        };
        let timeout = Duration::from_millis(WHATSAPP_TIMEOUT_MS);
        Ok(Client::new(self.http.clone(), config, timeout))
    }
}
