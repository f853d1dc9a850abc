//! Opening what `webhook` sealed before it queued it.
//!
//! Deliberately gives up nothing: what does not open is put aside as it came.

use domain::conversation::sealed_message::NotOpened;
use domain::failure::Failure;
use whatsapp::webhook::Delivery;

use crate::Dialogue;

impl Dialogue {
    /// The delivery in a queue message of `group`.
    pub(crate) async fn open(&self, group: &str, body: &str) -> Result<Delivery, Failure> {
        let mut opened = self.try_to_open(group, body).await?;
        if matches!(opened, Err(NotOpened::UnknownKey { .. })) {
            // Perhaps the keys were rotated, and `webhook` has read the new one already.
            self.intake.secret.forget().await;
            opened = self.try_to_open(group, body).await?;
        }
        Delivery::from_json(&opened.map_err(failure)?).map_err(Failure::fail)
    }

    async fn try_to_open(
        &self,
        group: &str,
        body: &str,
    ) -> Result<Result<String, NotOpened>, Failure> {
        let secret = self.intake.secret.get().await?;
        Ok(secret.message_keys.open(group, body))
    }
}

/// A key that was taken away too early can be given back while the message waits; nothing else can help.
fn failure(error: NotOpened) -> Failure {
    match error {
        NotOpened::UnknownKey { .. } => Failure::retry(error),
        NotOpened::NotSealed | NotOpened::Changed => Failure::fail(error),
    }
}
