//! What is said of the menu, in English. Titles have at most 24 characters, descriptions 72.

use wording::say;
use wording::sentence::Sentence;

use super::{Says, Topic};

/// Each sentence.
pub fn words(says: Says) -> Sentence {
    match says {
        Says::Button => say!["See what I can do"],
        Says::Title(topic) => say![title(topic)],
        Says::Description(topic) => say![description(topic)],
        Says::Choose(topic) => say![title(topic), ": what would you like to do?"],
        Says::HelpTitle => say!["Help"],
        Says::HelpDescription => say!["What I can do, and how I keep your money safe"],
        Says::BackTitle => say!["Back"],
        Says::BackDescription => say!["Everything I can do"],
        Says::ChoicesButton => say!["Choose"],
    }
}

const fn title(topic: Topic) -> &'static str {
    match topic {
        Topic::Front => "Menu",
        Topic::Accounts => "My accounts",
        Topic::Payments => "Send and pay",
        Topic::Settings => "Settings",
        Topic::Safety => "Safety",
    }
}

const fn description(topic: Topic) -> &'static str {
    match topic {
        Topic::Front => "Everything I can do",
        Topic::Accounts => "Balances and statements",
        Topic::Payments => "Send money, and whom you send it to",
        Topic::Settings => "How I speak to you",
        Topic::Safety => "Know that it is really us",
    }
}
