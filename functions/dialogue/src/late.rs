//! What reached the bank long after it was written: asked about before anything is done that has to be confirmed.
//!
//! Meta repeats for days and phones queue what was written without a network. Deliberately asks only where an order
//! would begin: a question is answered, a code is judged by its own time, and what stops something is done.

use domain::conversation::lateness;
use domain::failure::Failure;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};
use services::choice::{Tappable, read, reply_id};
use services::draft::Kept;
use services::registry::{Outcome, Said};
use services::talk::Talk;
use services::wish;
use whatsapp::inbound::Content;
use wording::belated::{Belated, When};
use wording::sentence::Words;

use crate::Dialogue;
use crate::fitting::{Fitting, fitting};
use crate::show;
use crate::talk::Spoken;
use crate::turn::CustomerTurn;

/// What the ids of the two answers begin with.
const NAME: &str = "late";

/// Longest stretch of a late message that is said back, in characters.
const MAX_ECHO_CHARACTERS: usize = 200;

/// A late message whose sender was asked whether it is still wanted. Holds their words: its `Debug` is mute.
#[derive(Clone, Serialize, Deserialize)]
pub struct Late {
    /// The late message's key, so that an old button answers no newer question.
    key: String,
    original: Original,
    /// When its sender was asked, in unix seconds.
    asked_at: i64,
    /// What had been asked when it came.
    kept: Option<Kept>,
    question: String,
}

/// What was written or tapped, to be done as it stands.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Original {
    Text(String),
    Tap(String),
}

impl Late {
    /// As it is kept; nothing if it cannot be, and then the question is answered in vain.
    pub fn to_text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// Reads it back; nothing if it was written in a form nobody knows.
    pub fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Where the conversation stood when the late message came.
    fn before(&self) -> Spoken {
        Spoken {
            kept: self.kept.clone(),
            question: self.question.clone(),
            late: None,
        }
    }

    fn is_answered_by(&self, turn: &CustomerTurn<'_>) -> bool {
        let asked_at = UnixSeconds(self.asked_at);
        lateness::answers(turn.written_at, asked_at, turn.now)
    }
}

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
            said: words.chars().take(MAX_ECHO_CHARACTERS).collect(),
            was_tapped: matches!(original, Original::Tap(_)),
        };
        show::say(turn, &with_answers(turn, &question))?;
        turn.chat.keep(Spoken {
            late: Some(late(turn, original)),
            ..Spoken::default()
        });
        Ok(true)
    }

    /// Whether a text says yes or no to a late message; then what it asked for is done, or dropped.
    pub(crate) async fn answers_late(
        &self,
        turn: &CustomerTurn<'_>,
        text: &str,
        spoken: &Spoken,
    ) -> Result<bool, Failure> {
        let late = spoken.late.as_ref();
        let Some(late) = late.filter(|late| late.is_answered_by(turn)) else {
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
                .conclude_late(turn, late, is_wanted)
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
        let late = spoken.late.as_ref();
        match late.filter(|late| late.key == key && late.is_answered_by(turn)) {
            Some(late) => self.conclude_late(turn, late, is_wanted).await?,
            None => turn.chat.say(&Belated::LateIsOver)?,
        }
        Ok(true)
    }

    async fn conclude_late(
        &self,
        turn: &CustomerTurn<'_>,
        late: &Late,
        is_wanted: bool,
    ) -> Result<(), Failure> {
        let before = late.before();
        turn.chat.settle_late();
        if is_wanted {
            match &late.original {
                Original::Text(text) => Box::pin(self.understand(turn, text, &before)).await?,
                Original::Tap(id) => Box::pin(self.do_tap(turn, id, &before)).await?,
            }
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

/// Whether this is the beginning of something that has to be confirmed, or changes what is arranged.
fn begins_an_order(outcome: &Outcome) -> bool {
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

fn late(turn: &CustomerTurn<'_>, original: Original) -> Late {
    let before = turn.chat.stood();
    Late {
        key: turn.chat.key.to_owned(),
        original,
        asked_at: turn.now.0,
        kept: before.kept,
        question: before.question,
    }
}

/// What can be done again as it stands, and how it is shown.
fn original(content: &Content) -> Option<(Original, &str)> {
    match (fitting(content), content) {
        (Fitting::Understand(text), _) => Some((Original::Text(text.to_owned()), text)),
        (
            Fitting::Tap(id),
            Content::ButtonReply { title, .. }
            | Content::ListReply { title, .. }
            | Content::TemplateButton { text: title, .. },
        ) => Some((Original::Tap(id.to_owned()), title)),
        _ => None,
    }
}

fn with_answers(turn: &CustomerTurn<'_>, question: &Belated) -> Said {
    let language = turn.chat.language;
    let choice = |means: &str, label: Belated| Tappable {
        id: reply_id(NAME, &format!("{means}={}", turn.chat.key)),
        label: label.words(language),
    };
    Said {
        text: question.words(language),
        choices: vec![
            choice("yes", Belated::YesStillWanted),
            choice("no", Belated::NotWanted),
        ],
        draft: None,
        is_question: true,
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
