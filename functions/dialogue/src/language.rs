//! In which language a message is answered: the one its customer has chosen, unless they write another.

use domain::customer::Customer;
use domain::failure::Failure;
use domain::language::Language;
use services::choice::Tappable;
use services::outcome::Said;
use services::spoken::{self, Spoken, language_of};
use whatsapp::inbound::Content;
use wording::saying::Saying;
use wording::sentence::Words as _;

use crate::Dialogue;
use crate::fitting::{Fitting, fitting};
use crate::identify::Known;
use crate::languages::Environments;
use crate::show;
use crate::turn::CustomerTurn;

/// What a message tells of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tongue {
    /// The language of the answer.
    pub language: Language,
    /// Whether it is to be remembered: the customer has just begun to write it.
    pub is_new: bool,
    /// Another one that they may have written, where none was ever chosen.
    pub perhaps: Option<Language>,
}

impl Tongue {
    /// By what was written, and what is remembered of whoever wrote. Nobody is answered unasked in a language that is
    /// not switched on: little of it would be understood.
    pub fn of(content: &Content, known: Option<&Known>, on: &Environments) -> Self {
        let kept = known.and_then(|known| known.language);
        let language = kept.unwrap_or_default();
        let as_before = Self {
            language,
            is_new: false,
            perhaps: None,
        };
        let Fitting::Understand(text) = fitting(content) else {
            return as_before;
        };
        match language_of(text, language) {
            Spoken::AsBefore => as_before,
            Spoken::Certainly(other) | Spoken::Perhaps(other) if !on.has(other) => as_before,
            Spoken::Certainly(language) => Self {
                language,
                is_new: known.is_some(),
                perhaps: None,
            },
            // For once: one word does not make a language.
            Spoken::Perhaps(other) if spoken::takes_back(text, other) => Self {
                language: other,
                ..as_before
            },
            Spoken::Perhaps(other) => Self {
                perhaps: Some(other).filter(|_| kept.is_none()),
                ..as_before
            },
        }
    }
}

impl Dialogue {
    /// Remembers in which language a customer wants to be spoken to.
    pub(crate) async fn speak(
        &self,
        customer: &Customer,
        language: Language,
    ) -> Result<(), Failure> {
        let preferences = &self.people.preferences;
        Ok(preferences.set_language(&customer.id, language).await?)
    }
}

/// Asks, below the answer, whether another language is wanted: in both.
pub fn ask(turn: &CustomerTurn<'_>, other: Language) -> Result<(), Failure> {
    let answers = [other, turn.chat.language].map(|language| Tappable {
        id: spoken::id(language),
        label: Saying::YesThis.words(language),
    });
    let said = Said {
        text: Saying::SpeakThis.words(other),
        choices: answers.into(),
        draft: None,
        is_question: false,
        is_refusal: false,
    };
    show::say(turn, &said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_answered_unasked_in_a_language_that_is_switched_off() {
        let wrote = |text: &str, on| {
            let on = Environments::parse(on).unwrap();
            let body = text.to_owned();
            Tongue::of(&Content::Text { body }, None, &on)
        };
        for (text, perhaps) in [("qual é o meu saldo?", None), ("saldo", Some("pt-BR"))] {
            let off = wrote(text, "none");
            assert_eq!(
                (off.language, off.perhaps),
                (Language::ENGLISH, None),
                "{text}"
            );
            let on = wrote(text, "pt-BR=id,es=id");
            assert_eq!(on.perhaps.map(Language::tag), perhaps, "{text}");
            let is_answered_in_it = on.language.tag() == "pt-BR";
            assert_eq!(is_answered_in_it, perhaps.is_none(), "{text}");
        }
    }
}
