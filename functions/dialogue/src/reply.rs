//! Replies through WhatsApp, and what a failed one means for the message being answered.

use std::time::Duration;

use aws::outcome::Failure;
use domain::channel::ChannelAddress;
use whatsapp::client::{AccessToken, Client, Config, SendError};
use whatsapp::message::{Outgoing, Text};

use crate::Dialogue;

/// How long WhatsApp may take, in milliseconds.
const WHATSAPP_TIMEOUT_MS: u64 = 5_000;

impl Dialogue {
    /// Says something.
    pub(crate) async fn say(
        &self,
        address: &ChannelAddress,
        text: impl Into<String>,
    ) -> Result<(), Failure> {
        let text = Text::try_new(text).map_err(Failure::fail)?;
        self.send(address, &text.into()).await
    }

    /// Sends a message.
    pub(crate) async fn send(
        &self,
        address: &ChannelAddress,
        message: &Outgoing,
    ) -> Result<(), Failure> {
        let Err(error) = self.client().await?.send(address, message, None).await else {
            tracing::info!(message.kind = message.kind(), "replied");
            return Ok(());
        };
        match error {
            // It may be there already. A customer who gets nothing asks again; an echo only confuses.
            SendError::Ambiguous(_) => {
                tracing::warn!("{error}");
                Ok(())
            }
            SendError::StopAndAlarm(_) => {
                self.whatsapp.forget().await;
                Err(Failure::retry(error))
            }
            error if error.is_passing() => Err(Failure::retry(error)),
            error => Err(Failure::fail(error)),
        }
    }

    /// Two blue ticks and "typing…". A courtesy: its failure changes nothing.
    pub(crate) async fn mark_read(&self, message_id: &str) {
        let Ok(client) = self.client().await else {
            return;
        };
        if let Err(error) = client.mark_read(message_id, true).await {
            tracing::warn!("not marked as read: {error}");
        }
    }

    async fn client(&self) -> Result<Client, Failure> {
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
