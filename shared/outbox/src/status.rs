//! Statuses: what became of a message, written down whatever order they come in.

use aws::outcome::Failure;
use domain::outbound::{OutboundId, Progress};
use whatsapp::client::SendError;
use whatsapp::inbound::{Status, StatusState};

use crate::Outbox;

/// A message that was taken and then not delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// Which.
    pub id: OutboundId,
    /// What Meta's code means.
    pub error: SendError,
}

impl Outbox {
    /// Writes a status down. Answers the message if this status is the news that it failed.
    ///
    /// # Errors
    /// The store is away; the status must come again.
    pub async fn note(&self, status: &Status) -> Result<Option<Undelivered>, Failure> {
        let Some(id) = status.callback_data.clone().map(OutboundId) else {
            return Ok(None);
        };
        let (Some(purpose), Some(progress)) = (id.purpose(), progress(status.state)) else {
            return Ok(None);
        };
        let is_failure = progress == Progress::Failed;
        if !purpose.is_followed() && !is_failure && !self.is_open(&id).await? {
            return Ok(None);
        }
        let code = status.errors.first().map(|error| error.code);
        let is_news = self
            .records
            .advance(
                &id,
                progress,
                Some(&status.message_id),
                code,
                (self.clock)(),
            )
            .await?;
        let error = SendError::from_code(code.unwrap_or_default());
        Ok((is_news && is_failure).then_some(Undelivered { id, error }))
    }

    /// Whether it is still unknown whether the message was taken.
    async fn is_open(&self, id: &OutboundId) -> Result<bool, Failure> {
        let record = self.records.get(id).await?;
        Ok(record.is_some_and(|record| record.progress == Progress::Attempted))
    }
}

const fn progress(state: StatusState) -> Option<Progress> {
    match state {
        StatusState::Sent => Some(Progress::Sent),
        StatusState::Delivered => Some(Progress::Delivered),
        StatusState::Read => Some(Progress::Read),
        StatusState::Played => Some(Progress::Played),
        StatusState::Failed => Some(Progress::Failed),
        StatusState::Other => None,
    }
}
