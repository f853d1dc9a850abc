//! When the bank falls silent: to another bot, which would never stop, and to strangers who have heard enough.
//!
//! Deliberately never where somebody stops everything, calls off or disowns something, types a code or taps.

use domain::confirmation::passcode;
use domain::conversation::quiet::{Hush, MOST_TO_A_CUSTOMER, MOST_TO_A_STRANGER, Quiet};
use domain::conversation::redaction;
use domain::customer::activation::ActivationCode;
use domain::failure::Failure;
use domain::keyed_hash::Hash;
use domain::language::Language;
use domain::text::folded;
use services::talk::Talk;
use services::wish::Wish;
use whatsapp::inbound::Content;
use wording::saying::Saying;

use crate::Dialogue;
use crate::fitting::{Fitting, Speaker, deserves_a_word, fitting};
use crate::turn::Turn;

impl Dialogue {
    /// Whether a message is heard at all. What came too often, and what a stranger writes who asked to hear
    /// nothing, is not.
    pub(crate) async fn hears(
        &self,
        turn: &Turn<'_>,
        speaker: Option<Speaker>,
    ) -> Result<bool, Failure> {
        let content = &turn.message.content;
        let language = turn.chat.language;
        let is_stranger = speaker.is_none();
        if speaker == Some(Speaker::SomebodyElse) || !deserves_a_word(content) {
            return Ok(true);
        }
        let sameness = sameness(content, language);
        if sameness.is_none() && !is_stranger {
            return Ok(true);
        }
        let mut quiet = self.quiets.of(turn.chat.address).await?;
        if is_stranger && quiet.is_opted_out && !may_come_back(content, language) {
            return Ok(false);
        }
        match sameness {
            Some(hash) => self.count(turn, &mut quiet, hash, is_stranger).await,
            None => Ok(true),
        }
    }

    async fn count(
        &self,
        turn: &Turn<'_>,
        quiet: &mut Quiet,
        hash: Hash,
        is_stranger: bool,
    ) -> Result<bool, Failure> {
        let most = if is_stranger {
            MOST_TO_A_STRANGER
        } else {
            MOST_TO_A_CUSTOMER
        };
        let heard = quiet.heard(hash, turn.chat.key, most, turn.now);
        self.quiets.put(turn.chat.address, quiet, turn.now).await?;
        if heard == Hush::Begins {
            falls_silent(turn, "the same text came too often");
            if !is_stranger {
                turn.chat.say(&Saying::SameAgain)?;
            }
        }
        Ok(heard == Hush::Answer)
    }

    /// Whether a stranger who wants to hear nothing, or to hear again, was told so.
    pub(crate) async fn grants_stranger(&self, turn: &Turn<'_>) -> Result<bool, Failure> {
        let mut quiet = self.quiets.of(turn.chat.address).await?;
        let was_opted_out = quiet.is_opted_out;
        match wish(&turn.message.content, turn.chat.language) {
            Some(Wish::Stop | Wish::OptOut) => quiet.is_opted_out = true,
            Some(Wish::Start | Wish::OptIn) => quiet.is_opted_out = false,
            _ => return Ok(false),
        }
        self.quiets.put(turn.chat.address, &quiet, turn.now).await?;
        if quiet.is_opted_out && !was_opted_out {
            falls_silent(turn, "a stranger opted out");
            turn.chat.say(&Saying::Left)?;
        }
        Ok(quiet.is_opted_out)
    }

    /// Whether somebody who hears one and the same sentence may have it `most` times this hour.
    pub(crate) async fn may_answer(&self, turn: &Turn<'_>, most: u32) -> Result<bool, Failure> {
        let mut quiet = self.quiets.of(turn.chat.address).await?;
        let hush = quiet.answered(most, turn.now);
        self.quiets.put(turn.chat.address, &quiet, turn.now).await?;
        if hush == Hush::Begins {
            falls_silent(turn, "somebody had an hour's answers");
        }
        Ok(hush == Hush::Answer)
    }
}

/// One line for operations, which names nobody.
fn falls_silent(turn: &Turn<'_>, reason: &'static str) {
    tracing::warn!(
        message.key = turn.chat.key,
        silence.reason = reason,
        "the bank falls silent"
    );
}

/// Whether silence would do harm, however often this comes.
pub fn must_be_answered(content: &Content, language: Language) -> bool {
    sameness(content, language).is_none()
}

/// What makes two messages the same; nothing where silence would do harm.
fn sameness(content: &Content, language: Language) -> Option<Hash> {
    match fitting(content) {
        Fitting::Understand(text) if must_be_heard(text, language) => None,
        Fitting::Understand(text) => Some(Hash::plain(&[b"text", folded(text).as_bytes()])),
        Fitting::Say(_) => Some(Hash::plain(&[b"kind", format!("{content:?}").as_bytes()])),
        Fitting::Tap(_) | Fitting::Menu | Fitting::Suspend(..) | Fitting::Silence => None,
    }
}

fn must_be_heard(text: &str, language: Language) -> bool {
    services::reader(text, language, true).is_some()
        || Talk::cancels(text, language)
        || passcode::read(text).is_some()
        || redaction::only_code(text).is_some()
        || Wish::reads(text, language) == Some(Wish::Disown)
}

/// A stranger who opted out comes back with an activation code, or with the word that was named.
fn may_come_back(content: &Content, language: Language) -> bool {
    let has_code = match content {
        Content::Text { body } => ActivationCode::find(body).is_some(),
        _ => false,
    };
    has_code || matches!(wish(content, language), Some(Wish::Start | Wish::OptIn))
}

fn wish(content: &Content, language: Language) -> Option<Wish> {
    match fitting(content) {
        Fitting::Understand(text) => Wish::reads(text, language),
        _ => None,
    }
}
