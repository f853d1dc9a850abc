//! One message out of the door: due, paced, recorded, sent, and the answer written down.

use aws::store::StoreError;
use domain::conversation::outbound::{Due, Outbound, Progress, Purpose, due};
use domain::conversation::reach::{RESERVE, Reach};
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::time::UnixSeconds;
use whatsapp::client::{MessageId, SendError};
use whatsapp::message::Outgoing;

use crate::{Letter, Outbox, Unsent};

/// How often the record is looked at while a status is waited for, in seconds.
const LOOK_SECONDS: i64 = 2;

/// Longest wait for the allowance, in seconds: one message's worth and a little. Whoever needs more has
/// sent dozens of messages within minutes and can wait for the queue.
const MAX_PACE_WAIT_SECONDS: i64 = 7;

/// How often the allowance is read again because somebody else took of it.
const MAX_PACE_TRIES: usize = 8;

impl Outbox {
    /// Sends a message once, however often it is asked to: what went out before is not sent again.
    pub async fn send(&self, letter: &Letter<'_>) -> Result<(), Unsent> {
        let record = self.record_of(letter).await?;
        let attempts = match &record {
            Some(record) if due(Some(record), (self.clock)()) == Due::AlreadySent => {
                return Ok(());
            }
            record => record.as_ref().map_or(0, |record| record.attempts),
        };
        if let Some(error) = self.standstill.reason((self.clock)()) {
            return Err(Unsent::Later(error.to_string()));
        }
        let reach = self.paced(letter).await?;
        let by_template = self.by_template(letter, &reach)?;
        self.attempt(letter, attempts, by_template).await
    }

    /// The record, once it is known whether an earlier attempt got through.
    async fn record_of(&self, letter: &Letter<'_>) -> Result<Option<Outbound>, Unsent> {
        loop {
            let record = self.records.get(letter.id).await.map_err(store)?;
            match due(record.as_ref(), (self.clock)()) {
                Due::WaitUntil(_) => (self.pause)(LOOK_SECONDS).await,
                Due::Send | Due::AlreadySent => return Ok(record),
            }
        }
    }

    /// Takes one message's worth of the customer's allowance, waiting a little if need be.
    async fn paced(&self, letter: &Letter<'_>) -> Result<Reach, Unsent> {
        let reserve = match letter.id.purpose() {
            Some(Purpose::Reply) | None => RESERVE,
            Some(_) => 0,
        };
        let mut may_wait = true;
        for _ in 0..MAX_PACE_TRIES {
            let now = (self.clock)();
            let reach = self.records.reach(letter.to).await.map_err(store)?;
            match reach.take(now, reserve) {
                Ok(full_at) => {
                    if self.spend(letter.to, &reach, full_at, now).await? {
                        return Ok(reach);
                    }
                }
                Err(wait) if may_wait && wait <= MAX_PACE_WAIT_SECONDS => {
                    may_wait = false;
                    (self.pause)(wait).await;
                }
                Err(_) => break,
            }
        }
        Err(Unsent::Later(
            "this customer is written to too fast".to_owned(),
        ))
    }

    async fn spend(
        &self,
        to: &ChannelAddress,
        reach: &Reach,
        full_at: UnixSeconds,
        now: UnixSeconds,
    ) -> Result<bool, Unsent> {
        let spent = self.records.spend(to, reach.full_at, full_at, now).await;
        spent.map_err(store)
    }

    /// Whether the template goes instead. An answer in the chat follows a message of the customer's, so
    /// its window is open; where Meta thinks otherwise, Meta says so.
    fn by_template(&self, letter: &Letter<'_>, reach: &Reach) -> Result<bool, Unsent> {
        let is_reply = matches!(letter.id.purpose(), Some(Purpose::Reply) | None);
        if is_reply || reach.is_open((self.clock)()) {
            return Ok(false);
        }
        match letter.template {
            Some(_) => Ok(true),
            None => Err(Unsent::WindowClosed),
        }
    }

    async fn attempt(
        &self,
        letter: &Letter<'_>,
        attempts: u32,
        by_template: bool,
    ) -> Result<(), Unsent> {
        let begun = self
            .records
            .begin(letter.id, by_template, attempts, (self.clock)())
            .await;
        if !begun.map_err(store)? {
            // A status came meanwhile, or another invocation is at it: the next look will tell.
            return Err(Unsent::Later("somebody else is sending this".to_owned()));
        }
        let template = letter.template.filter(|_| by_template);
        let message = template.unwrap_or(letter.message);
        match self.post(letter, message).await? {
            Ok(id) => {
                self.accepted(letter, message.kind(), &id).await;
                Ok(())
            }
            Err(SendError::WindowClosed(_)) if !by_template && letter.template.is_some() => {
                self.records.forget(letter.id).await.map_err(store)?;
                Box::pin(self.attempt(letter, 0, true)).await
            }
            Err(error) => self.refused(letter, error).await,
        }
    }

    /// One call; a second where the token was rotated since it was read, which is nobody's failure.
    async fn post(
        &self,
        letter: &Letter<'_>,
        message: &Outgoing,
    ) -> Result<Result<MessageId, SendError>, Failure> {
        let token = self.secret.get().await?;
        let answer = self.call(letter, message).await?;
        if !matches!(answer, Err(SendError::StopAndAlarm(_))) {
            return Ok(answer);
        }
        self.secret.forget().await;
        match self.secret.get().await {
            Ok(fresh) if fresh.access_token != token.access_token => {
                self.call(letter, message).await
            }
            _ => Ok(answer),
        }
    }

    async fn call(
        &self,
        letter: &Letter<'_>,
        message: &Outgoing,
    ) -> Result<Result<MessageId, SendError>, Failure> {
        let client = self.client().await?;
        Ok(client.send(letter.to, message, Some(&letter.id.0)).await)
    }

    async fn accepted(&self, letter: &Letter<'_>, kind: &str, id: &MessageId) {
        let now = (self.clock)();
        let noted = self
            .records
            .advance(letter.id, Progress::Accepted, Some(id.as_str()), None, now)
            .await;
        if let Err(error) = noted {
            // It is out; its first status will write the same.
            tracing::warn!(outbound.id = letter.id.0, "{error}");
        }
        tracing::info!(outbound.id = letter.id.0, message.kind = kind, "sent");
    }

    async fn refused(&self, letter: &Letter<'_>, error: SendError) -> Result<(), Unsent> {
        if let SendError::Ambiguous(_) | SendError::Retry(_) = error {
            return self.unclear(letter, error).await;
        }
        // Certainly not taken, so there will be no status to wait for: whoever tries again, at once or
        // after a person mended the cause, finds nothing that went before.
        self.records.forget(letter.id).await.map_err(store)?;
        self.standstill.heed(error, (self.clock)());
        self.heed(letter.to, letter.id, &error).await?;
        match error {
            SendError::PairLimited(_) | SendError::BackOff(_) | SendError::StopAndAlarm(_) => {
                Err(Unsent::Later(error.to_string()))
            }
            error => Err(Unsent::Never(error)),
        }
    }

    /// It may be there already: statuses will tell, or their absence. An answer in the chat does not wait
    /// for them here: the queue brings its message again after longer than a status takes.
    async fn unclear(&self, letter: &Letter<'_>, error: SendError) -> Result<(), Unsent> {
        let is_reply = matches!(letter.id.purpose(), Some(Purpose::Reply) | None);
        if !is_reply {
            let record = self.record_of(letter).await?;
            if due(record.as_ref(), (self.clock)()) == Due::AlreadySent {
                return Ok(());
            }
        }
        Err(Unsent::Later(error.to_string()))
    }
}

fn store(error: StoreError) -> Unsent {
    Failure::from(error).into()
}
