//! What reached the bank long after it was written: asked about before anything is done that has to be confirmed.
//!
//! Meta repeats for days and phones queue what was written without a network. Deliberately asks only where an order
//! would begin: a question is answered, a code is judged by its own time, and what stops something is done.

use domain::conversation::lateness;
use domain::failure::Failure;
use domain::time::UnixSeconds;
use services::choice::{Tappable, read, reply_id};
use services::outcome::{Outcome, Said};
use services::talk::Talk;
use services::wish;
use wording::belated::{Belated, When};
use wording::saying::Saying;
use wording::sentence::{Sentence, Words};

use crate::Dialogue;
use crate::held::{About, Held, Original, hold, original};
use crate::talk::Spoken;
use crate::turn::CustomerTurn;

/// What the ids of the two answers begin with.
const NAME: &str = "late";

/// Longest stretch of a message that is said back, in characters.
const MAX_ECHO_CHARACTERS: usize = 200;

impl CustomerTurn<'_> {
    /// When the message was written, if that is long ago.
    pub(crate) fn late(&self) -> Option<UnixSeconds> {
        lateness::late(self.written_at, self.now)
    }
}

impl Dialogue {
    /// Instead of beginning an order that was asked for long ago: whether it was asked about.
    pub(crate) fn asks_about_late(
        &self,
        turn: &CustomerTurn<'_>,
        outcome: &Outcome,
    ) -> Result<bool, Failure> {
        match turn.late() {
            Some(written_at) if begins_an_order(outcome) => {
                self.ask_if_still_wanted(turn, written_at)
            }
            _ => Ok(false),
        }
    }

    /// Asks whether what was written then is still wanted; whether there was something to ask about.
    pub(crate) fn ask_if_still_wanted(
        &self,
        turn: &CustomerTurn<'_>,
        written_at: UnixSeconds,
    ) -> Result<bool, Failure> {
        let Some((original, words)) = original(turn.content) else {
            return Ok(false);
        };
        let question = Belated::StillWanted {
            when: self.when(turn, written_at),
            said: said_back(words),
            was_tapped: matches!(original, Original::Tap(_)),
        };
        let asked = with_answers(turn, &question);
        hold(turn, &asked, original, About::Late).map(|()| true)
    }

    /// Whether a text says yes or no to a message that waits for it; then what it asked for is done, or dropped.
    pub(crate) async fn answers_late(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<bool, Failure> {
        let held = spoken.held.as_ref();
        let is_asked = |held: &&Held| held.is_yes_or_no() && held.is_answered_by(turn);
        let Some(held) = held.filter(is_asked) else {
            return Ok(false);
        };
        let language = turn.chat.language;
        let mut is_wanted = wish::consent(text, language);
        // What is open is called off first; the question stays.
        if Talk::cancels(text, language) && !self.has_open(turn).await? {
            is_wanted = Some(false);
        }
        match is_wanted {
            Some(is_wanted) => self
                .conclude_late(turn, held, is_wanted)
                .await
                .map(|()| true),
            None => Ok(false),
        }
    }

    /// Whether a tap answers such a question. One that is no longer asked is said to be over.
    pub(crate) async fn taps_late(
        &self,
        turn: &CustomerTurn<'_>,
        id: &str,
        spoken: &Spoken,
    ) -> Result<bool, Failure> {
        let Some((is_wanted, key)) = answer_in(id) else {
            return Ok(false);
        };
        let held = spoken.held.as_ref();
        match held.filter(|held| held.key == key && held.is_answered_by(turn)) {
            Some(held) => self.conclude_late(turn, held, is_wanted).await?,
            None => turn.chat.say(&Belated::LateIsOver)?,
        }
        Ok(true)
    }

    async fn conclude_late(
        &self,
        turn: &CustomerTurn<'_>,
        held: &Held,
        is_wanted: bool,
    ) -> Result<(), Failure> {
        let before = held.before();
        turn.chat.settle_held();
        if is_wanted {
            match &held.original {
                Original::Text(text) => Box::pin(self.understand(turn, text, &before)).await?,
                Original::Tap(id) => Box::pin(self.do_tap(turn, id, &before)).await?,
            }
        } else if held.about == About::Resuming {
            turn.chat.forget();
            turn.chat.say(&Saying::Dropped)?;
        } else {
            turn.chat.say(&Belated::LateDropped)?;
            if before.asked().is_some() {
                turn.chat.tell(&before.question)?;
            }
        }
        if !turn.chat.was_decided() {
            turn.chat.keep(before);
        }
        Ok(())
    }

    /// Behind what was stopped, because stopping errs on the safe side: when it was asked for, if long ago.
    pub(crate) fn say_when_written(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        match turn.late() {
            Some(written_at) => turn
                .chat
                .say(&Belated::WrittenAt(self.when(turn, written_at))),
            None => Ok(()),
        }
    }

    pub(crate) fn when(&self, turn: &CustomerTurn<'_>, moment: UnixSeconds) -> When {
        let calendar = &self.understanding.calendar;
        When {
            at: calendar.at(moment),
            today: calendar.date(turn.now),
        }
    }
}

/// A customer's own words, short enough to be said back.
pub fn said_back(words: &str) -> String {
    words.chars().take(MAX_ECHO_CHARACTERS).collect()
}

/// Whether this is the beginning of something that has to be confirmed, or changes what is arranged.
pub fn begins_an_order(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Seal { .. } => true,
        Outcome::AtOnce { effect, .. } => effect.disclosure().is_none(),
        Outcome::Say(said) => {
            let kept = said.draft.as_ref().filter(|_| said.is_question);
            kept.is_some_and(|kept| services::needs_proof(&kept.service))
        }
        Outcome::Prefer(_) | Outcome::Stop(_) | Outcome::NotMine(_) | Outcome::Forgotten => false,
    }
}

fn with_answers(turn: &CustomerTurn<'_>, question: &Belated) -> Said {
    let (yes, no) = (Belated::YesStillWanted, Belated::NotWanted);
    yes_or_no(turn, question.words(turn.chat.language), &yes, &no)
}

/// A question about a message that waits, with its two answers.
pub fn yes_or_no(
    turn: &CustomerTurn<'_>,
    question: Sentence,
    yes: &impl Words,
    no: &impl Words,
) -> Said {
    let language = turn.chat.language;
    let choice = |means: &str, label: Sentence| Tappable {
        id: reply_id(NAME, &format!("{means}={}", turn.chat.key)),
        label,
    };
    Said {
        text: question,
        choices: vec![
            choice("yes", yes.words(language)),
            choice("no", no.words(language)),
        ],
        draft: None,
        is_question: true,
        is_refusal: false,
    }
}

/// Yes or no, and to which message's question.
fn answer_in(id: &str) -> Option<(bool, &str)> {
    let (name, means) = read(id)?;
    let (answer, key) = means.split_once('=').filter(|_| name == NAME)?;
    match answer {
        "yes" => Some((true, key)),
        "no" => Some((false, key)),
        _ => None,
    }
}
