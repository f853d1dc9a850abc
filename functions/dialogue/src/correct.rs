//! Corrections: of what is being asked, and of what waits to be confirmed, until it is consumed.
//!
//! Deliberately another order each time: the one that is corrected ends, with its link and its code.

use domain::confirmation::{Confirmation, Ending, Stage};
use domain::failure::Failure;
use domain::id::OrderId;
use services::draft::Kept;
use services::outcome::Outcome;
use services::service::Heard;
use wording::saying::Saying;

use crate::Dialogue;
use crate::resume::{asks_to_resume, is_long_ago};
use crate::show;
use crate::sources::Theirs;
use crate::talk::Spoken;
use crate::turn::{CustomerTurn, afresh};

impl Dialogue {
    /// Whether the text corrected what was talked about last, and that was done.
    pub(crate) async fn corrects(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<bool, Failure> {
        let kept = match spoken.asked() {
            Some(kept) => Some(kept.clone()),
            None => self.sealed_last(turn).await?,
        };
        let Some(kept) = kept.filter(|kept| services::may_correct(kept, text, turn.chat.language))
        else {
            return Ok(false);
        };
        if spoken.is_of_long_ago(turn.now) {
            // A whole request begins anew; anything less may go on with what was asked.
            let is_anew = services::reader(text, turn.chat.language, false).is_some();
            return Ok(!is_anew && asks_to_resume(turn, spoken)?);
        }
        let heard = Heard {
            corrects: true,
            ..afresh(text, turn.chat.language)
        };
        let sources = Theirs {
            dialogue: self,
            turn,
        };
        let asking = self.asking(turn);
        let asked = services::ask(&kept.service, &heard, Some(&kept), &sources, &asking).await?;
        match asked {
            Some(Outcome::NotMine(_)) | None => Ok(false),
            Some(outcome) => {
                self.call_off_if_not_done(turn, spoken, &outcome).await?;
                let followed = self.follow(turn, &heard, outcome, None).await;
                followed.map(|()| true)
            }
        }
    }

    /// What is wrong and has yet to be put right waits no longer: "wrong amount" is no wish to send the old one, nor is
    /// "tomorrow", though nothing can be sent tomorrow.
    async fn call_off_if_not_done(
        &self,
        turn: &CustomerTurn<'_>,
        spoken: &Spoken,
        outcome: &Outcome,
    ) -> Result<(), Failure> {
        let is_undone =
            matches!(outcome, Outcome::Say(said) if said.is_question || said.is_refusal);
        if is_undone && spoken.asked().is_none() && self.has_open(turn).await? {
            self.cancel(turn).await?;
        }
        Ok(())
    }

    /// What the customer's last order was made of, while it can still be another: it is open, or was refused for its
    /// amount. Deliberately not once it was called off: a dead order is not revived by half a sentence.
    async fn sealed_last(&self, turn: &CustomerTurn<'_>) -> Result<Option<Kept>, Failure> {
        let latest = self.doing.confirming.latest_of(&turn.customer.id).await?;
        let Some(latest) = latest.filter(may_be_another) else {
            return Ok(None);
        };
        if !latest.is_open() && self.was_asked_long_ago(turn, latest.id()).await? {
            return Ok(None);
        }
        Ok(services::draft_of(latest.order.order()))
    }

    /// What was refused long ago is not what a few words are about now.
    async fn was_asked_long_ago(
        &self,
        turn: &CustomerTurn<'_>,
        id: &OrderId,
    ) -> Result<bool, Failure> {
        let asked_at = self.doing.confirming.asked_at(id).await?;
        Ok(asked_at.is_none_or(|asked_at| is_long_ago(asked_at, turn.now)))
    }

    /// What was said last and still matters: what waits to be confirmed, else what can be asked for.
    pub(crate) async fn repeat(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        if self.tells_what_is_open(turn).await? {
            return Ok(());
        }
        show::menu(turn, None)
    }

    /// What waits to be confirmed, or that nothing does.
    pub(crate) async fn tell_what_is_open(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        if self.tells_what_is_open(turn).await? {
            return Ok(());
        }
        turn.chat.say(&Saying::NothingToConfirm)
    }

    /// Whether something waits to be confirmed; then it is said once more.
    pub(crate) async fn tells_what_is_open(
        &self,
        turn: &CustomerTurn<'_>,
    ) -> Result<bool, Failure> {
        let latest = self.doing.confirming.latest_of(&turn.customer.id).await?;
        let Some(open) = latest.filter(Confirmation::is_open) else {
            return Ok(false);
        };
        let summary = services::summary(open.order.order()).map_err(Failure::fail)?;
        let about_to = summary.forms.about_to;
        turn.chat.say(&Saying::Confirming { about_to })?;
        Ok(true)
    }
}

fn may_be_another(latest: &Confirmation) -> bool {
    let for_its_amount = Stage::Ended(Ending::InsufficientFunds);
    let for_the_limit = Stage::Ended(Ending::LimitReached);
    let for_the_phone = Stage::Ended(Ending::FreshPhone);
    latest.is_open() || [for_its_amount, for_the_limit, for_the_phone].contains(&latest.stage)
}
