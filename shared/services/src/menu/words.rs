//! What is said of the menu.

use domain::language::Language;
use wording::said;
use wording::sentence::{Sentence, Words};

use super::{Says, Topic};

wording::sentences!("menu");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::Button => said!(language, BUTTON),
            Self::Title(topic) => title(*topic, language),
            Self::Description(topic) => description(*topic, language),
            Self::Choose(topic) => said!(language, CHOOSE, topic = title(*topic, language)),
            Self::HelpTitle => said!(language, HELP_TITLE),
            Self::HelpDescription => said!(language, HELP_DESCRIPTION),
            Self::BackTitle => said!(language, BACK_TITLE),
            Self::BackDescription => said!(language, BACK_DESCRIPTION),
            Self::ChoicesButton => said!(language, CHOICES_BUTTON),
        }
    }
}

fn title(topic: Topic, language: Language) -> Sentence {
    match topic {
        Topic::Front => said!(language, FRONT_TITLE),
        Topic::Accounts => said!(language, ACCOUNTS_TITLE),
        Topic::Payments => said!(language, PAYMENTS_TITLE),
        Topic::Settings => said!(language, SETTINGS_TITLE),
        Topic::Safety => said!(language, SAFETY_TITLE),
    }
}

fn description(topic: Topic, language: Language) -> Sentence {
    match topic {
        Topic::Front => said!(language, FRONT_DESCRIPTION),
        Topic::Accounts => said!(language, ACCOUNTS_DESCRIPTION),
        Topic::Payments => said!(language, PAYMENTS_DESCRIPTION),
        Topic::Settings => said!(language, SETTINGS_DESCRIPTION),
        Topic::Safety => said!(language, SAFETY_DESCRIPTION),
    }
}
