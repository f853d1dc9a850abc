//! What is said of stopping everything.

use domain::language::Language;
use wording::bank::TELEPHONE;
use wording::said;
use wording::sentence::{Sentence, Words, own};

use super::Says;

wording::sentences!("block");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::MenuTitle => said!(language, MENU_TITLE),
            Self::BlockTitle => said!(language, BLOCK_TITLE),
            Self::Pursuit => said!(language, PURSUIT),
            Self::MenuDescription => said!(language, MENU_DESCRIPTION),
            Self::Help => said!(language, HELP),
            Self::ShallI => said!(language, SHALL_I),
            Self::Everything => said!(language, EVERYTHING),
            Self::No => said!(language, NO_LABEL),
            Self::NotBlocked => said!(language, NOT_BLOCKED),
            Self::OnlyTheBank => said!(language, ONLY_THE_BANK, telephone = own(TELEPHONE)),
        }
    }
}
