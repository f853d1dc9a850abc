//! What is said of spoken receipts.

use domain::language::Language;
use wording::said;
use wording::sentence::{Sentence, Words};

use super::Says;

wording::sentences!("voice");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::OnTitle => said!(language, ON_TITLE),
            Self::OnDescription => said!(language, ON_DESCRIPTION),
            Self::OffTitle => said!(language, OFF_TITLE),
            Self::OffDescription => said!(language, OFF_DESCRIPTION),
            Self::Help => said!(language, HELP),
            Self::OnOrOff => said!(language, ON_OR_OFF),
        }
    }
}
