//! Statuses: what became of a message, written down whatever order they come in.

use domain::conversation::outbound::{OutboundId, Progress};
use domain::conversation::reach::Reach;
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
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
    /// Writes down a status of what was sent to `to`. Answers the message if it failed, until what that
    /// asks for is [acknowledged](Self::acknowledge): a status that comes again is then no news.
    ///
    /// # Errors
    /// The store is away; the status must come again.
    pub async fn note(
        &self,
        to: &ChannelAddress,
        status: &Status,
    ) -> Result<Option<Undelivered>, Failure> {
        let Some(id) = status.callback_data.clone().map(OutboundId) else {
            report_unknown(status);
            return Ok(None);
        };
        let (Some(purpose), Some(progress)) = (id.purpose(), progress(status.state)) else {
            return Ok(None);
        };
        let has_failed = progress == Progress::Failed;
        if !purpose.is_followed() && !has_failed && !self.is_open(&id).await? {
            return Ok(None);
        }
        let (message_id, now) = (Some(status.message_id.as_str()), (self.clock)());
        let code = status.errors.first().map(|error| error.code);
        let advanced = self.records.advance(&id, progress, message_id, code, now);
        let is_news = advanced.await?;
        if !has_failed || !(is_news || self.is_unacknowledged(&id).await?) {
            return Ok(None);
        }
        let error = SendError::of_status(code);
        self.heed(to, &id, &error).await?;
        Ok(Some(Undelivered { id, error }))
    }

    /// What a failure asks for was done.
    ///
    /// # Errors
    /// The store is away; the status must come again.
    pub async fn acknowledge(&self, id: &OutboundId) -> Result<(), Failure> {
        Ok(self.records.acknowledge(id).await?)
    }

    /// What a failure says beyond the one message, whether it came as an answer or as a status: the
    /// customer's allowance is used up, or the bank itself is refused.
    pub(crate) async fn heed(
        &self,
        to: &ChannelAddress,
        id: &OutboundId,
        error: &SendError,
    ) -> Result<(), Failure> {
        match error {
            SendError::PairLimited(_) => {
                let now = (self.clock)();
                let reach = self.records.reach(to).await?;
                let spent = self
                    .records
                    .spend(to, reach.full_at, Reach::used_up(now), now);
                spent.await?;
            }
            SendError::StopAndAlarm(fault) => {
                tracing::error!(
                    outbound.id = id.0,
                    error.code = fault.code,
                    alarm = "whatsapp_refuses_the_bank",
                    "{error}"
                );
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether it is still unknown whether the message was taken.
    async fn is_open(&self, id: &OutboundId) -> Result<bool, Failure> {
        let record = self.records.get(id).await?;
        Ok(record.is_some_and(|record| record.progress == Progress::Attempted))
    }

    async fn is_unacknowledged(&self, id: &OutboundId) -> Result<bool, Failure> {
        let record = self.records.get(id).await?;
        Ok(
            record
                .is_some_and(|record| record.progress == Progress::Failed && !record.acknowledged),
        )
    }
}

/// All we send carries our id, so this was sent by another system on the bank's number: a person can look.
fn report_unknown(status: &Status) {
    if progress(status.state) == Some(Progress::Failed) {
        let code = status.errors.first().map(|error| error.code);
        tracing::error!(
            error.code = code,
            "a message without our id was not delivered"
        );
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
