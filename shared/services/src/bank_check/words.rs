//! What is said of knowing the bank.

use domain::language::Language;
use wording::bank::TELEPHONE;
use wording::said;
use wording::sentence::{Sentence, Words, own};

use super::Says;

wording::sentences!("bank_check");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::MenuTitle => said!(language, MENU_TITLE),
            Self::MenuDescription => said!(language, MENU_DESCRIPTION),
            Self::Help => said!(language, HELP),
            Self::HowToTell { link_url } => said!(
                language,
                HOW_TO_TELL,
                link_url = own(link_url),
                telephone = own(TELEPHONE)
            ),
        }
    }
}
