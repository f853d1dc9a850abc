//! The languages that are switched on beside English, and where Watson's assistant of each is.

use domain::language::Language;

/// The environment of Watson's assistant in each language but English, whose own stands in the secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environments(Vec<(Language, String)>);

/// Why the list cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BadEnvironments {
    /// An entry names no environment.
    #[error("{0} has no environment: it is `none` or a list like `pt-BR=<id>,es=<id>`")]
    NoEnvironment(String),
    /// An entry names no language.
    #[error("there is no language {0}")]
    NoLanguage(String),
    /// A language has two environments, or English has one: that stands in the secret.
    #[error("{0} has an environment already")]
    Twice(&'static str),
}

impl Environments {
    /// Reads `none`, or a list: `pt-BR=<id>,es=<id>`.
    ///
    /// # Errors
    /// Which entry cannot be used, and why.
    pub fn parse(text: &str) -> Result<Self, BadEnvironments> {
        let mut read: Vec<(Language, String)> = Vec::new();
        for entry in text.split(',').filter(|_| text != "none") {
            let (tag, id) = entry.split_once('=').unwrap_or((entry, ""));
            let no_language = || BadEnvironments::NoLanguage(tag.to_owned());
            let language = Language::parse(tag).ok_or_else(no_language)?;
            if id.is_empty() {
                return Err(BadEnvironments::NoEnvironment(tag.to_owned()));
            }
            if language == Language::ENGLISH || read.iter().any(|(one, _)| *one == language) {
                return Err(BadEnvironments::Twice(language.tag()));
            }
            read.push((language, id.to_owned()));
        }
        Ok(Self(read))
    }

    /// The environment of a language; nothing where it is not switched on.
    #[must_use]
    pub fn of<'a>(&'a self, language: Language, english: &'a str) -> Option<&'a str> {
        if language == Language::ENGLISH {
            return Some(english);
        }
        let own = self.0.iter().find(|(one, _)| *one == language);
        own.map(|(_, id)| id.as_str())
    }

    /// Whether a language is switched on.
    #[must_use]
    pub fn has(&self, language: Language) -> bool {
        self.languages().any(|one| one == language)
    }

    /// Every language that is switched on, English first.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        let others = self.0.iter().map(|(language, _)| *language);
        std::iter::once(Language::ENGLISH).chain(others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_that_is_switched_on_has_its_environment() {
        let portuguese = Language::parse("pt-BR").unwrap();
        let some = Environments::parse("pt-BR=e-2").unwrap();
        assert_eq!(some.of(Language::ENGLISH, "e-1"), Some("e-1"));
        assert_eq!(some.of(portuguese, "e-1"), Some("e-2"));
        assert_eq!(
            some.languages().collect::<Vec<_>>(),
            [Language::ENGLISH, portuguese]
        );
        let none = Environments::parse("none").unwrap();
        assert_eq!(none.of(portuguese, "e-1"), None);
    }

    #[test]
    fn a_list_that_cannot_be_used_says_what_is_wrong() {
        for (text, wrong) in [
            ("pt-BR", "pt-BR has no environment"),
            ("pt-BR=", "pt-BR has no environment"),
            ("xx=1", "there is no language xx"),
            ("", "there is no language "),
            ("en=1", "en has an environment already"),
            ("es=1,es=2", "es has an environment already"),
        ] {
            let said = Environments::parse(text).unwrap_err().to_string();
            assert!(said.starts_with(wrong), "{text}: {said}");
        }
    }
}
