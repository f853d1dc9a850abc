//! Asking a service, and doing what it decided.

use domain::failure::Failure;
use domain::language::Language;
use services::draft::Kept;
use services::facts::Sources as _;
use services::outcome::{Outcome, Said};
use services::service::{Asker, Asking, Heard, Preference};
use wording::saying::Saying;
use wording::sentence::Words as _;
use wording::unsure::Unsure;

use crate::Dialogue;
use crate::show;
use crate::sources::Theirs;
use crate::talk::Spoken;
use crate::turn::{CustomerTurn, afresh};
use crate::unheard::said_again;
use crate::unsettled::asks_about_unsettled;

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
        Box::pin(self.follow(turn, heard, outcome, others)).await
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
        if self.asks_about_late(turn, &outcome)? || asks_about_unsettled(turn, heard, &outcome)? {
            return Ok(());
        }
        match outcome {
            Outcome::Say(said) => {
                let is_again = answers_a_question(heard) && is_asked_again(turn, &said);
                let said = if is_again {
                    said_again(turn, said)?
                } else {
                    Some(said)
                };
                if let Some(said) = said {
                    say(turn, &said, others)?;
                }
            }
            Outcome::Seal { .. } | Outcome::AtOnce { .. } if turn.chat.seals() => {
                turn.chat.say(&Unsure::OneIsEnough)?;
            }
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
            Outcome::Prefer(Preference::Language(language)) => {
                self.speak(turn.customer, language).await?;
                turn.chat.tell(Saying::SpeaksThis.words(language).chat())?;
                self.ask_again_in(turn, language).await?;
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

    /// What is asked, once more in a language that was just chosen.
    async fn ask_again_in(
        &self,
        turn: &CustomerTurn<'_>,
        language: Language,
    ) -> Result<(), Failure> {
        let stood = turn.chat.stood();
        let kept = stood.asked().filter(|_| !stood.is_of_long_ago(turn.now));
        let Some(kept) = kept else {
            return Ok(());
        };
        let sources = Theirs {
            dialogue: self,
            turn,
        };
        let asking = Asking {
            language,
            ..self.asking(turn)
        };
        match services::ask_again(kept, &sources, &asking).await? {
            Some(said) => say(turn, &said, None),
            None => Ok(()),
        }
    }

    /// The words were another service's: whoever takes them over and does not give them back.
    async fn ask_another(
        &self,
        turn: &CustomerTurn<'_>,
        service: &str,
        heard: &Heard<'_>,
    ) -> Result<(), Failure> {
        let heard = &afresh(heard.text, turn.chat.language);
        let sources = Theirs {
            dialogue: self,
            turn,
        };
        let mut tried = vec![service];
        while let Some(other) = services::successor(heard.text, turn.chat.language, &tried) {
            if services::needs_proof(other) && sources.proved_at().await?.is_none() {
                return turn.chat.say(&Saying::ProveFirst);
            }
            let asked = services::ask(other, heard, None, &sources, &self.asking(turn)).await?;
            match asked {
                Some(Outcome::NotMine(_)) | None => tried.push(other),
                Some(outcome) => return Box::pin(self.follow(turn, heard, outcome, None)).await,
            }
        }
        self.say_not_understood(turn).await
    }
}

/// Whether a text was taken for the answer because nobody understood it as anything else.
const fn answers_a_question(heard: &Heard<'_>) -> bool {
    heard.is_answer && heard.parameters.is_none()
}

/// Whether the same is asked in the same words as before: the answer said nothing.
fn is_asked_again(turn: &CustomerTurn<'_>, said: &Said) -> bool {
    let before = turn.chat.stood();
    let is_same = said.draft.is_some() && said.draft == before.kept;
    said.is_question && is_same && before.question.starts_with(&said.text.chat())
}

/// A question of its own replaces what another service had asked; an answer leaves that open, and then offers nothing
/// more: what it offers would have to be remembered in that question's place.
fn say(turn: &CustomerTurn<'_>, said: &Said, others: Option<&Kept>) -> Result<(), Failure> {
    if others.is_some() && !said.is_question && !turn.chat.stood().question.is_empty() {
        return turn.chat.tell(said.text.chat());
    }
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
            held: turn.chat.stood().held.filter(|_| said.draft.is_none()),
            asked_at: None,
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
