//! Opening what `webhook` sealed before it queued it.
//!
//! Deliberately gives up nothing: what does not open is put aside as it came.

use calls::binding::Sent;
use domain::conversation::sealed_message::NotOpened;
use domain::failure::Failure;
use whatsapp::webhook::Delivery;

use crate::Dialogue;

/// A delivery and `webhook`'s word for it, both as they came: whoever answers for a customer demands them.
pub struct Ticketed {
    pub delivery: Delivery,
    /// The ticket.
    pub ticket: String,
    /// The delivery, to the letter.
    pub text: String,
}

impl Ticketed {
    /// The message as `binding` demands it.
    pub fn sent(&self) -> Sent {
        Sent {
            ticket: self.ticket.clone(),
            delivery: self.text.clone(),
        }
    }
}

impl Dialogue {
    /// The delivery in a queue message of `group`, with what `webhook` says of it.
    pub(crate) async fn open(&self, group: &str, body: &str) -> Result<Ticketed, Failure> {
        let mut opened = self.try_to_open(group, body).await?;
        if matches!(opened, Err(NotOpened::UnknownKey { .. })) {
            // Perhaps the keys were rotated, and `webhook` has read the new one already.
            self.intake.secret.forget().await;
            opened = self.try_to_open(group, body).await?;
        }
        let opened = opened.map_err(failure)?;
        let (ticket, text) = opened.split_once('\n').unwrap_or(("", &opened));
        Ok(Ticketed {
            delivery: Delivery::from_json(text).map_err(Failure::fail)?,
            ticket: ticket.to_owned(),
            text: text.to_owned(),
        })
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
