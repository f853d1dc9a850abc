//! What belongs to no service: the menu, help, calling off, saying it again, and not understanding.

mod cancelling;

use domain::language::Language;

use crate::menu::Topic;
use crate::reading::is_one_of;
use crate::vocabulary;

/// Something asked of the conversation itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Talk {
    /// Show what can be done: all topics, or what is under one.
    Menu(Option<Topic>),
    /// Explain what can be said.
    Help,
    /// Call off what is asked or waits to be confirmed.
    Cancel,
    /// Say the last question again.
    Repeat,
    /// Nothing in it was understood.
    NotUnderstood,
}

impl Talk {
    /// Everything the skill may ask for by name.
    pub const ACTIONS: [(&str, Self); 5] = [
        ("menu", Self::Menu(None)),
        ("help", Self::Help),
        ("cancel", Self::Cancel),
        ("repeat", Self::Repeat),
        ("not_understood", Self::NotUnderstood),
    ];

    /// What the skill asks for by this name.
    #[must_use]
    pub fn of_action(name: &str) -> Option<Self> {
        let found = Self::ACTIONS.iter().find(|(known, _)| *known == name);
        found.map(|(_, talk)| *talk)
    }

    /// What a tapped reply stands for.
    pub(crate) fn of_tap(name: &str, means: &str) -> Option<Self> {
        Some(match name {
            "menu" => Self::Menu(Topic::parse(means)),
            "help" => Self::Help,
            "cancel" => Self::Cancel,
            _ => return None,
        })
    }

    /// What a whole text asks for, word for word.
    #[must_use]
    pub fn reads(text: &str, language: Language) -> Option<Self> {
        let known = &vocabulary::of(language).talk;
        let phrases = [(known.menu, Self::Menu(None)), (known.help, Self::Help)];
        let mut phrases = phrases.into_iter();
        let found = phrases.find(|(phrases, _)| is_one_of(text, phrases, language));
        let found = found.map(|(_, talk)| talk);
        found.or_else(|| Self::cancels(text, language).then_some(Self::Cancel))
    }

    /// Whether a whole text asks for another link to confirm what is open, and can mean nothing else.
    #[must_use]
    pub fn asks_for_link(text: &str, language: Language) -> bool {
        is_one_of(text, vocabulary::of(language).talk.new_link, language)
    }

    /// Whether a whole text asks what waits to be confirmed, and can mean nothing else.
    #[must_use]
    pub fn asks_what_is_open(text: &str, language: Language) -> bool {
        is_one_of(text, vocabulary::of(language).talk.what_is_open, language)
    }

    /// What stands behind a first sentence that calls off what is open, and can mean nothing else.
    #[must_use]
    pub fn cancels_first(text: &str, language: Language) -> Option<&str> {
        cancelling::cancels_first(text, language)
    }

    /// Whether a whole text calls off what is open, and can mean nothing else.
    #[must_use]
    pub fn cancels(text: &str, language: Language) -> bool {
        cancelling::cancels(text, language)
    }
}

/// The intents that are answered without a service, each with what it is called: also what asks for it.
#[must_use]
pub fn meanings(language: Language) -> &'static [(&'static str, &'static str)] {
    vocabulary::of(language).talk.meanings
}
