//! Stopping cards, chat and everything that waits, at once. Needs less than moving money does: whoever holds
//! the phone may stop it, nobody may start it again from here.

mod english;

use domain::customer::standing::SuspensionReason;
use domain::language::Language;
use wording::sentence::{Sentence, Words};

use crate::menu::{Entry, Topic};
use crate::service::{Asker, Asking, Heard, Service, Step};

/// The service.
pub struct Block;

/// What can be said.
pub enum Says {
    MenuTitle,
    MenuDescription,
    Help,
}

impl Service for Block {
    const NAME: &'static str = "block";
    const OLD_TAPS: &'static [(&'static str, &'static str)] = &[("block", "")];
    const IS_URGENT: bool = true;
    type Draft = ();
    type Facts = ();
    type Says = Says;

    fn hear(_: &Heard<'_>, _: Option<()>) {}

    fn decide((): (), (): &(), _: &Asking<'_>) -> Step<(), Says> {
        Step::Stop(SuspensionReason::Blocked)
    }

    fn reads(text: &str, language: Language) -> bool {
        match language {
            Language::English => english::is_a_call_for_help(text),
        }
    }

    fn menu(_: &Asker<'_>) -> Vec<Entry<Says>> {
        vec![Entry {
            topic: Topic::Front,
            means: "",
            title: Says::MenuTitle,
            description: Says::MenuDescription,
        }]
    }

    fn help() -> Option<Says> {
        Some(Says::Help)
    }
}

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match language {
            Language::English => english::words(self),
        }
    }
}
