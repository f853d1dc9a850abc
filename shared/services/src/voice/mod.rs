//! Whether receipts are also spoken.

mod words;

use domain::language::Language;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::choice::Choice;
use crate::meaning::Stake;
use crate::menu::{Entry, Topic};
use crate::reading::is_one_of;
use crate::service::{Asker, Asking, Heard, Preference, Service, Step};
use crate::vocabulary;

/// The service.
pub struct Voice;

/// What is wanted; nothing where it could not be heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    wanted: Option<bool>,
    /// What the skill takes it for: no setting is changed on a guess.
    #[serde(default)]
    guessed: Option<bool>,
}

/// What can be said.
pub enum Says {
    OnTitle,
    OnDescription,
    OffTitle,
    OffDescription,
    Help,
    /// Neither was understood.
    OnOrOff,
}

fn on() -> Choice<Says> {
    Choice {
        means: "on".to_owned(),
        label: Says::OnTitle,
    }
}

fn off() -> Choice<Says> {
    Choice {
        means: "off".to_owned(),
        label: Says::OffTitle,
    }
}

impl Service for Voice {
    const NAME: &'static str = "voice";
    const BEFORE_PROOF: bool = true;
    const STAKE: Stake = Stake::Change;
    const OLD_TAPS: &'static [(&'static str, &'static str)] =
        &[("voice-on", "on"), ("voice-off", "off")];
    type Draft = Draft;
    type Facts = ();
    type Says = Says;

    fn hear(heard: &Heard<'_>, _: Option<Draft>) -> Draft {
        let guessed = heard.parameters.and_then(|found| found.get("enabled"));
        let typed = || {
            let words = &vocabulary::of(heard.language).voice;
            let is = |phrases| is_one_of(heard.text, phrases, heard.language);
            is(words.on)
                .then_some(true)
                .or_else(|| is(words.off).then_some(false))
        };
        let wanted = match heard.tapped {
            Some("on") => Some(true),
            Some("off") => Some(false),
            _ => typed(),
        };
        Draft {
            wanted,
            guessed: guessed.and_then(Value::as_bool),
        }
    }

    fn decide(draft: Draft, (): &(), _: &Asking<'_>) -> Step<Draft, Says> {
        match draft.wanted {
            Some(enabled) => Step::Prefer(Preference::SpokenReceipts(enabled)),
            None => Step::Offer {
                draft,
                says: Says::OnOrOff,
                choices: match draft.guessed {
                    Some(false) => [off(), on()].into(),
                    _ => [on(), off()].into(),
                },
            },
        }
    }

    fn reads(text: &str, language: Language) -> bool {
        let words = &vocabulary::of(language).voice;
        is_one_of(text, words.on, language) || is_one_of(text, words.off, language)
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![("voice_on", Says::OnTitle), ("voice_off", Says::OffTitle)]
    }

    fn menu(asker: &Asker<'_>) -> Vec<Entry<Says>> {
        let (means, title, description) = if asker.hears_receipts {
            ("off", Says::OffTitle, Says::OffDescription)
        } else {
            ("on", Says::OnTitle, Says::OnDescription)
        };
        let topic = Topic::Settings;
        vec![Entry {
            topic,
            means,
            title,
            description,
        }]
    }

    fn help() -> Option<Says> {
        Some(Says::Help)
    }
}
