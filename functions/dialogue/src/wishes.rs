//! What a customer wishes of the bank's own conduct: whether it writes of its own accord, and the code that did not
//! come.

use domain::failure::Failure;
use services::wish::Wish;
use wording::saying::Saying;

use crate::Dialogue;
use crate::talk::Spoken;
use crate::turn::CustomerTurn;

impl Dialogue {
    /// Whether a text wished something that was granted here.
    pub(crate) async fn grants(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<bool, Failure> {
        match Wish::reads(text, turn.chat.language) {
            Some(Wish::Stop) => self.stops(turn, spoken).await,
            Some(Wish::OptOut) => {
                if self.has_open(turn).await? {
                    self.cancel(turn).await?;
                }
                self.set_notices(turn, false).await
            }
            Some(Wish::Start) => self.starts(turn).await,
            Some(Wish::OptIn) => self.set_notices(turn, true).await,
            Some(Wish::MissesCode) => self.explain_code(turn).await.map(|()| true),
            Some(Wish::Disown) | None => Ok(false),
        }
    }

    /// "Stop", with nothing open: a question that is asked is called off, as is what was just carried out, as far as
    /// that can be; else the notices stop.
    async fn stops(&self, turn: &CustomerTurn<'_>, spoken: &Spoken) -> Result<bool, Failure> {
        if spoken.asked().is_some() {
            return Ok(false);
        }
        if self.just_done(turn).await?.is_some() {
            return self.cancel(turn).await.map(|()| true);
        }
        self.set_notices(turn, false).await
    }

    /// "Start" is the way back only for who has left.
    async fn starts(&self, turn: &CustomerTurn<'_>) -> Result<bool, Failure> {
        let preferences = &self.people.preferences;
        if preferences.wants_notices(&turn.customer.id).await? {
            return Ok(false);
        }
        self.set_notices(turn, true).await
    }

    async fn set_notices(&self, turn: &CustomerTurn<'_>, wanted: bool) -> Result<bool, Failure> {
        let preferences = &self.people.preferences;
        let customer = &turn.customer.id;
        preferences.set_wants_notices(customer, wanted).await?;
        turn.chat.say(&Saying::Notices(wanted))?;
        Ok(true)
    }

    async fn explain_code(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        let latest = self.doing.confirming.latest_of(&turn.customer.id).await?;
        if !latest.is_some_and(|latest| latest.awaits_passcode()) {
            return turn.chat.say(&Saying::NoCodeOnItsWay);
        }
        let ending = turn.customer.phone_ending().to_owned();
        turn.chat.say(&Saying::CodeMissing { ending })
    }
}
