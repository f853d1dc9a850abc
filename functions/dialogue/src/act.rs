//! Asking a service, and doing what it decided.

use domain::failure::Failure;
use services::draft::Kept;
use services::facts::Sources as _;
use services::registry::{Outcome, Said};
use services::service::{Asker, Asking, Heard, Preference};
use wording::saying::Saying;

use crate::Dialogue;
use crate::show;
use crate::sources::Theirs;
use crate::talk::Spoken;
use crate::turn::{CustomerTurn, afresh};

impl Dialogue {
    /// Lets a service hear and decide, and does what it decided. What was kept is its own if it is of it.
    pub(crate) async fn ask(
        &self,
        turn: &CustomerTurn<'_>,
        service: &str,
        heard: &Heard<'_>,
        spoken: Option<&Spoken>,
    ) -> Result<(), Failure> {
        let kept = spoken.and_then(|spoken| spoken.kept.as_ref());
        let its_own = kept.filter(|kept| kept.service == service);
        let sources = Theirs {
            dialogue: self,
            turn,
        };
        if services::needs_proof(service) && sources.proved_at().await?.is_none() {
            turn.chat.forget();
            return turn.chat.say(&Saying::ProveFirst);
        }
        let asked = services::ask(service, heard, its_own, &sources, &self.asking(turn)).await?;
        let outcome =
            asked.ok_or_else(|| Failure::fail("the skill names a service nobody knows"))?;
        let others = kept.filter(|_| its_own.is_none());
        self.follow(turn, heard, outcome, others).await
    }

    pub(crate) fn asking<'a>(&'a self, turn: &'a CustomerTurn<'_>) -> Asking<'a> {
        Asking {
            asker: asker(turn),
            now: turn.now,
            calendar: &self.understanding.calendar,
            language: turn.chat.language,
        }
    }

    /// `others`: what another service has asked and still waits for.
    pub(crate) async fn follow(
        &self,
        turn: &CustomerTurn<'_>,
        heard: &Heard<'_>,
        outcome: Outcome,
        others: Option<&Kept>,
    ) -> Result<(), Failure> {
        if self.asks_about_late(turn, &outcome)? {
            return Ok(());
        }
        match outcome {
            Outcome::Say(said) => say(turn, &said, others)?,
            Outcome::Seal { service, effect } => {
                turn.chat.forget();
                self.seal(turn, service, effect).await?;
            }
            Outcome::AtOnce { service, effect } => {
                // What another service has asked stays asked.
                if others.is_none() {
                    turn.chat.forget();
                }
                self.seal_beside(turn, service, effect).await?;
            }
            Outcome::Prefer(Preference::SpokenReceipts(enabled)) => {
                let preferences = &self.people.preferences;
                let customer = &turn.customer.id;
                preferences.set_hears_receipts(customer, enabled).await?;
                turn.chat.say(&Saying::SpokenReceipts(enabled))?;
            }
            Outcome::Stop(reason) => {
                turn.chat.forget();
                self.suspend(&turn.customer.id, reason).await?;
                turn.chat.say(&Saying::Blocked)?;
                self.say_when_written(turn)?;
            }
            Outcome::Forgotten => {
                turn.chat.forget();
                turn.chat.say(&Saying::Forgotten)?;
            }
            Outcome::NotMine(service) => return self.ask_another(turn, service, heard).await,
        }
        Ok(())
    }

    /// The words were another service's: whoever takes them over.
    async fn ask_another(
        &self,
        turn: &CustomerTurn<'_>,
        service: &str,
        heard: &Heard<'_>,
    ) -> Result<(), Failure> {
        let other = services::successor(heard.text, turn.chat.language, service);
        let Some(other) = other else {
            return turn.chat.say(&Saying::NotUnderstood);
        };
        let heard = &afresh(heard.text);
        let sources = Theirs {
            dialogue: self,
            turn,
        };
        if services::needs_proof(other) && sources.proved_at().await?.is_none() {
            return turn.chat.say(&Saying::ProveFirst);
        }
        let asked = services::ask(other, heard, None, &sources, &self.asking(turn)).await?;
        match asked {
            Some(Outcome::NotMine(_)) | None => turn.chat.say(&Saying::NotUnderstood),
            Some(outcome) => Box::pin(self.follow(turn, heard, outcome, None)).await,
        }
    }
}

/// A question of its own replaces what another service had asked; an answer leaves that open.
fn say(turn: &CustomerTurn<'_>, said: &Said, others: Option<&Kept>) -> Result<(), Failure> {
    show::say(turn, said)?;
    if said.draft.is_some() || others.is_none() {
        let question = if said.is_question {
            said.text.chat()
        } else {
            String::new()
        };
        turn.chat.keep(Spoken {
            kept: said.draft.clone(),
            question,
            // What was only answered leaves open whether something late is still wanted.
            late: turn.chat.stood().late.filter(|_| said.draft.is_none()),
        });
    }
    Ok(())
}

/// Who speaks, as far as a service has to know.
pub fn asker<'a>(turn: &'a CustomerTurn<'_>) -> Asker<'a> {
    Asker {
        id: &turn.customer.id,
        name: &turn.customer.name,
        hears_receipts: turn.hears_receipts,
    }
}
