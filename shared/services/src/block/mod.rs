//! Stopping cards, chat and everything that waits, at once. Needs less than moving money does: whoever holds
//! the phone may stop it, nobody may start it again from here.
//!
//! Deliberately stops at once only at words that can mean nothing else. Anything less is asked about: a chat that is
//! stopped by mistake costs the customer a call.

mod reading;
mod words;

use domain::customer::standing::SuspensionReason;
use domain::language::Language;
use serde::{Deserialize, Serialize};

use crate::choice::Choice;
use crate::meaning::Stake;
use crate::menu::{Entry, Topic};
use crate::service::{Asker, Asking, Heard, Service, Step};

/// The service.
pub struct Block;

/// What was understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Draft {
    /// It may be meant, or not.
    #[default]
    Unsure,
    /// It is meant.
    Certain,
    /// It is not.
    NotMeant,
    /// Something is to be switched on again.
    Undo,
}

/// What can be said.
pub enum Says {
    MenuTitle,
    MenuDescription,
    BlockTitle,
    Pursuit,
    Help,
    /// Is it meant?
    ShallI,
    /// A button: it is.
    Everything,
    /// A button: it is not.
    No,
    NotBlocked,
    OnlyTheBank,
}

impl Service for Block {
    const NAME: &'static str = "block";
    const BEFORE_PROOF: bool = true;
    const OLD_TAPS: &'static [(&'static str, &'static str)] = &[("block", "")];
    const IS_URGENT: bool = true;
    const STAKE: Stake = Stake::Change;
    type Draft = Draft;
    type Facts = ();
    type Says = Says;

    fn hear(heard: &Heard<'_>, _: Option<Draft>) -> Draft {
        match heard.tapped {
            Some("no") => Draft::NotMeant,
            Some("" | "everything") => Draft::Certain,
            None => Draft::typed(heard),
            // A row of another version: stopping everything is nobody's guess.
            Some(_) => Draft::Unsure,
        }
    }

    fn decide(draft: Draft, (): &(), _: &Asking<'_>) -> Step<Draft, Says> {
        match draft {
            Draft::Certain => Step::Stop(SuspensionReason::Blocked),
            Draft::NotMeant => Step::Show(Says::NotBlocked),
            Draft::Undo => Step::Show(Says::OnlyTheBank),
            Draft::Unsure => Step::Ask {
                draft,
                question: Says::ShallI,
                choices: vec![
                    choice("everything", Says::Everything),
                    choice("no", Says::No),
                ],
            },
        }
    }

    fn reads(text: &str, language: Language) -> bool {
        reading::is_a_call_for_help(text, language)
            || reading::may_be_a_call_for_help(text, language)
    }

    fn answers(_: &Draft, text: &str, language: Language) -> bool {
        reading::answer(text, language).is_some()
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![
            ("freeze", Says::BlockTitle),
            ("lost_phone", Says::BlockTitle),
        ]
    }

    fn pursuit(_: &Draft) -> Option<Says> {
        Some(Says::Pursuit)
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

impl Draft {
    /// Who calls for help may have left the language of the chat.
    fn typed(heard: &Heard<'_>) -> Self {
        let in_any = |reads: fn(&str, Language) -> bool| {
            Language::ALL.into_iter().any(|one| reads(heard.text, one))
        };
        let answer = reading::answer(heard.text, heard.language).filter(|_| heard.is_answer);
        match answer {
            _ if in_any(reading::is_a_call_for_help) => Self::Certain,
            Some(true) => Self::Certain,
            Some(false) => Self::NotMeant,
            None if in_any(reading::undoes) => Self::Undo,
            None => Self::Unsure,
        }
    }
}

fn choice(means: &str, label: Says) -> Choice<Says> {
    Choice {
        means: means.to_owned(),
        label,
    }
}
