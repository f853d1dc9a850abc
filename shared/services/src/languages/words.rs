//! What is said of the language.

use domain::language::Language;
use wording::sentence::{Sentence, Words, own};
use wording::{said, say};

use super::Says;

wording::sentences!("languages");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::MenuTitle => said!(language, MENU_TITLE),
            Self::MenuDescription => say![own(Language::ALL.map(Language::own_name).join(" · "))],
            Self::Help => said!(language, HELP),
            Self::Which => said!(language, WHICH),
            Self::Name(other) => say![other.own_name()],
        }
    }
}
