//! A message that waits for a word: it came late, may be meant in several ways, or may answer a question of long ago.
//!
//! Deliberately kept as it was written: once the word is said, it is done as it stands.

use domain::conversation::lateness;
use domain::failure::Failure;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};
use services::draft::Kept;
use services::outcome::Said;
use whatsapp::inbound::Content;

use crate::fitting::{Fitting, fitting};
use crate::show;
use crate::talk::Spoken;
use crate::turn::CustomerTurn;

/// A message whose sender was asked about it. Holds their words: its `Debug` is mute.
#[derive(Clone, Serialize, Deserialize)]
pub struct Held {
    /// The message's key, so that an old button answers no newer question.
    pub key: String,
    pub original: Original,
    /// What was asked about it.
    #[serde(default)]
    pub about: About,
    /// When its sender was asked, in unix seconds.
    asked_at: i64,
    /// What had been asked when it came.
    kept: Option<Kept>,
    question: String,
}

/// What was written or tapped, to be done as it stands.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Original {
    Text(String),
    Tap(String),
}

/// What its sender was asked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Whether what was written long ago is still wanted.
    #[default]
    Late,
    /// Whether the question of long ago, which it would answer, is still to be answered.
    Resuming,
    /// Which of these intents is meant.
    Meaning(Vec<String>),
}

impl Held {
    /// The message of this turn, and what is asked about it.
    pub fn of(turn: &CustomerTurn<'_>, original: Original, about: About) -> Self {
        let before = turn.chat.stood();
        Self {
            key: turn.chat.key.to_owned(),
            original,
            about,
            asked_at: turn.now.0,
            kept: before.kept,
            question: before.question,
        }
    }

    /// As it is kept; nothing if it cannot be, and then the question is answered in vain.
    pub fn to_text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// Reads it back; nothing if it was written in a form nobody knows.
    pub fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Where the conversation stood when the message came. What was asked then counts as asked now: it was just
    /// talked about.
    pub fn before(&self) -> Spoken {
        Spoken {
            kept: self.kept.clone(),
            question: self.question.clone(),
            ..Spoken::default()
        }
    }

    /// Whether its sender was asked for a yes or a no.
    pub fn is_yes_or_no(&self) -> bool {
        matches!(self.about, About::Late | About::Resuming)
    }

    pub fn is_answered_by(&self, turn: &CustomerTurn<'_>) -> bool {
        let asked_at = UnixSeconds(self.asked_at);
        lateness::answers(turn.written_at, asked_at, turn.now)
    }
}

/// Asks something about the message of this turn, and keeps it until its sender has said a word to that.
pub fn hold(
    turn: &CustomerTurn<'_>,
    question: &Said,
    original: Original,
    about: About,
) -> Result<(), Failure> {
    show::say(turn, question)?;
    turn.chat.keep(Spoken {
        held: Some(Held::of(turn, original, about)),
        ..Spoken::default()
    });
    Ok(())
}

/// What can be done again as it stands, and how it is shown.
pub fn original(content: &Content) -> Option<(Original, &str)> {
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
