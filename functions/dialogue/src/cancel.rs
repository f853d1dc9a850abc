//! Calling off what is open, and what is said where that cannot be.
//!
//! Deliberately calls off nothing that was asked for after the wish to call off was written, and nothing under
//! another order's message: whoever means what is open now says so once more.

use aws::confirming::CalledOff;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::conversation::outbound::OutboundId;
use domain::failure::Failure;
use services::talk::Talk;
use wording::belated::Belated;
use wording::saying::Saying;

use crate::Dialogue;
use crate::talk::Spoken;
use crate::turn::CustomerTurn;

/// How long after an order was asked for "cancel" is still taken to mean it, in seconds, once it was carried out.
const JUST_DONE_SECONDS: i64 = 3_600;

impl Dialogue {
    /// A tap and certain words call off; a guess of Watson's is asked about.
    pub(crate) async fn cancel_if_meant(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
    ) -> Result<(), Failure> {
        let is_meant = text.is_empty() || Talk::cancels(text, turn.chat.language);
        if is_meant || !(self.has_open(turn).await? || self.can_be_taken_back(turn).await?) {
            return self.cancel(turn).await;
        }
        turn.chat.say(&Saying::SayCancel)
    }

    /// Drops what was asked about. "Nothing was done" must not be said while a link is still out.
    pub(crate) async fn drop_question(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
    ) -> Result<(), Failure> {
        turn.chat.forget();
        if self.has_open(turn).await? {
            return self.cancel_if_meant(turn, text).await;
        }
        turn.chat.say(&Saying::Dropped)
    }

    /// "Stop that. What's my balance?": calls off what there is to call off, and answers the rest.
    pub(crate) async fn cancels_first(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<bool, Failure> {
        let rest = Talk::cancels_first(text, turn.chat.language);
        let Some(rest) = rest.filter(|_| turn.late().is_none()) else {
            return Ok(false);
        };
        if spoken.asked().is_some() {
            self.drop_question(turn, "").await?;
        } else if self.has_open(turn).await? {
            self.cancel(turn).await?;
        } else {
            return Ok(false);
        }
        Box::pin(self.understand(turn, rest, &Spoken::default())).await?;
        Ok(true)
    }

    /// Whether something waits to be confirmed.
    pub(crate) async fn has_open(&self, turn: &CustomerTurn<'_>) -> Result<bool, Failure> {
        let latest = self.doing.confirming.latest_of(&turn.customer.id).await?;
        Ok(latest.is_some_and(|latest| !matches!(latest.stage, Stage::Ended(_))))
    }

    /// Calls off what is open. The workflow releases the hold and says so.
    pub(crate) async fn cancel(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        let confirming = &self.doing.confirming;
        let Some(latest) = confirming.latest_of(&turn.customer.id).await? else {
            return say_nothing_to_cancel(turn);
        };
        if latest.is_open()
            && let Some(why) = self.why_another_is_meant(turn, &latest).await?
        {
            return turn.chat.say(&why);
        }
        let called_off = confirming.call_off(latest.id(), Ending::Cancelled);
        match called_off.await?.0 {
            CalledOff::Now => Ok(()),
            CalledOff::TooLate => turn.chat.say(&Saying::TooLateToCancel),
            CalledOff::NothingOpen => self.say_what_became_of(turn).await,
        }
    }

    /// While something else is asked, which a wish of long ago did not mean either.
    pub(crate) async fn cancel_late(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        match turn.late() {
            Some(written_at) if !self.has_open(turn).await? => {
                let when = self.when(turn, written_at);
                turn.chat.say(&Belated::CancelIsOlder(when))
            }
            _ => self.cancel(turn).await,
        }
    }

    /// Why what is open is not what somebody wants to call off, if so.
    async fn why_another_is_meant(
        &self,
        turn: &CustomerTurn<'_>,
        open: &Confirmation,
    ) -> Result<Option<Belated>, Failure> {
        let asked_at = self.doing.confirming.asked_at(open.id()).await?;
        if let Some((written_at, _)) = turn
            .late()
            .zip(asked_at)
            .filter(|(written_at, asked_at)| written_at < asked_at)
        {
            let when = self.when(turn, written_at);
            return Ok(Some(Belated::CancelIsOlder(when)));
        }
        let is_anothers = self.is_under_another(turn, open).await?;
        Ok(is_anothers.then_some(Belated::CancelIsAnothers))
    }

    /// Whether the message answers another of the bank's messages than the link of what is open. Not known once
    /// the link was opened; and what was typed then is taken at its word.
    async fn is_under_another(
        &self,
        turn: &CustomerTurn<'_>,
        open: &Confirmation,
    ) -> Result<bool, Failure> {
        let (Some(quoted), Stage::LinkSent { link, .. }) = (turn.quoted, open.stage) else {
            return Ok(turn.quoted.is_some() && turn.is_tap());
        };
        let id = OutboundId::link(open.id(), &link);
        let sent = [id.again(), id];
        for id in &sent {
            if self.outbox.records.message_id(id).await?.as_deref() == Some(quoted) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether "cancel" would give back what was just carried out.
    async fn can_be_taken_back(&self, turn: &CustomerTurn<'_>) -> Result<bool, Failure> {
        let done = self.just_done(turn).await?;
        Ok(done.is_some_and(|done| services::takes_back(done.order.order()).is_some()))
    }

    /// Nothing is open: whether there never was, or has just been carried out. What can be given back is.
    async fn say_what_became_of(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        let Some(done) = self.just_done(turn).await? else {
            return say_nothing_to_cancel(turn);
        };
        let order = done.order.order();
        match services::takes_back(order) {
            Some(effect) => Box::pin(self.seal_beside(turn, &order.service, effect)).await,
            None => turn.chat.say(&Belated::AlreadyDone),
        }
    }

    /// The last order, if it has gone its way, and not long ago. What was only told is not meant.
    pub(crate) async fn just_done(
        &self,
        turn: &CustomerTurn<'_>,
    ) -> Result<Option<Confirmation>, Failure> {
        let confirming = &self.doing.confirming;
        let latest = confirming.latest_of(&turn.customer.id).await?;
        let is_gone = |latest: &Confirmation| {
            latest.has_gone_its_way() && latest.order.order().effect.disclosure().is_none()
        };
        let Some(gone) = latest.filter(is_gone) else {
            return Ok(None);
        };
        let asked_at = confirming.asked_at(gone.id()).await?;
        let is_of_late =
            asked_at.is_some_and(|asked_at| turn.now <= asked_at.plus(JUST_DONE_SECONDS));
        Ok(is_of_late.then_some(gone))
    }
}

/// A no to nothing may be the first half of what comes next.
fn say_nothing_to_cancel(turn: &CustomerTurn<'_>) -> Result<(), Failure> {
    turn.leaves_unsettled();
    turn.chat.say(&Saying::NothingToCancel)
}
