//! The language the bank speaks with a customer.

mod words;

use std::sync::LazyLock;

use domain::language::Language;
use serde::{Deserialize, Serialize};

use crate::choice::Choice;
use crate::menu::{Entry, Topic};
use crate::reading::words;
use crate::service::{Asker, Asking, Heard, Preference, Service, Step};

/// The service.
pub struct Languages;

/// Which is wanted, by its tag; nothing where that was not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    wanted: Option<String>,
}

/// What can be said.
pub enum Says {
    MenuTitle,
    MenuDescription,
    Help,
    /// Which one?
    Which,
    /// A button: what its speakers call it.
    Name(Language),
}

impl Service for Languages {
    const NAME: &'static str = "languages";
    const BEFORE_PROOF: bool = true;
    type Draft = Draft;
    type Facts = ();
    type Says = Says;

    fn hear(heard: &Heard<'_>, _: Option<Draft>) -> Draft {
        let wanted = match heard.tapped {
            Some(tag) => Language::parse(tag),
            None => asked_for(heard.text),
        };
        let wanted = wanted.map(|language| language.tag().to_owned());
        Draft { wanted }
    }

    fn decide(draft: Draft, (): &(), _: &Asking<'_>) -> Step<Draft, Says> {
        match draft.wanted.as_deref().and_then(Language::parse) {
            Some(language) => Step::Prefer(Preference::Language(language)),
            None => Step::Offer {
                draft,
                says: Says::Which,
                choices: Language::ALL.map(choice).into(),
            },
        }
    }

    fn reads(text: &str, _: Language) -> bool {
        asked_for(text).is_some()
    }

    fn menu(_: &Asker<'_>) -> Vec<Entry<Says>> {
        vec![Entry {
            topic: Topic::Settings,
            means: "",
            title: Says::MenuTitle,
            description: Says::MenuDescription,
        }]
    }

    fn help() -> Option<Says> {
        Some(Says::Help)
    }
}

/// The language a whole text asks for, in whichever it is asked.
#[must_use]
pub fn asked_for(text: &str) -> Option<Language> {
    static PHRASES: LazyLock<Vec<(Vec<String>, Language)>> = LazyLock::new(phrases);
    let typed = words(text);
    let found = PHRASES.iter().find(|(phrase, _)| *phrase == typed);
    found.map(|(_, language)| *language)
}

fn phrases() -> Vec<(Vec<String>, Language)> {
    let of = |language: Language| {
        let phrases = language.asked_for_by().iter();
        phrases.map(move |phrase| (words(phrase), language))
    };
    Language::ALL.into_iter().flat_map(of).collect()
}

fn choice(language: Language) -> Choice<Says> {
    Choice {
        means: language.tag().to_owned(),
        label: Says::Name(language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_asked_for_in_itself_and_in_another() {
        for (text, tag) in [
            ("Em português, por favor", "pt-BR"),
            ("em portugues", "pt-BR"),
            ("speak Portuguese", "pt-BR"),
            ("Speak English!", "en"),
            ("fala inglês", "en"),
            ("español", "es"),
        ] {
            let found = asked_for(text).map(Language::tag);
            assert_eq!(found, Some(tag), "{text}");
        }
        for text in ["", "send 50 to England", "português é difícil"] {
            assert_eq!(asked_for(text), None, "{text}");
        }
    }
}
