//! How to tell that it is really the bank.

mod words;

use domain::language::Language;

use crate::facts::LinkUrl;
use crate::menu::{Entry, Topic};
use crate::reading::is_one_of;
use crate::service::{Asker, Asking, Heard, Service, Step};
use crate::vocabulary;

/// The service.
pub struct BankCheck;

/// What can be said.
pub enum Says {
    MenuTitle,
    MenuDescription,
    Help,
    HowToTell { link_url: String },
}

impl Service for BankCheck {
    const NAME: &'static str = "bank_check";
    const BEFORE_PROOF: bool = true;
    const DOUBTS: bool = true;
    const OLD_TAPS: &'static [(&'static str, &'static str)] = &[("bank-check", "")];
    type Draft = ();
    type Facts = LinkUrl;
    type Says = Says;

    fn hear(_: &Heard<'_>, _: Option<()>) {}

    fn decide((): (), link: &LinkUrl, _: &Asking<'_>) -> Step<(), Says> {
        let link_url = link.0.clone();
        Step::Show(Says::HowToTell { link_url })
    }

    fn reads(text: &str, language: Language) -> bool {
        is_one_of(text, vocabulary::of(language).bank_check.phrases, language)
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![("bank_check", Says::MenuTitle)]
    }

    fn menu(_: &Asker<'_>) -> Vec<Entry<Says>> {
        vec![Entry {
            topic: Topic::Safety,
            means: "",
            title: Says::MenuTitle,
            description: Says::MenuDescription,
        }]
    }

    fn help() -> Option<Says> {
        Some(Says::Help)
    }
}
