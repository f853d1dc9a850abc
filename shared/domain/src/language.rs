//! The languages the bank speaks. A value that travels with every turn and every order, so that a sentence
//! is put into words once, where it leaves the bank.
//!
//! A language is a folder in `languages/`; the table of them is written while the bank is built.

use std::fmt;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A language: its place in the table.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Language(u8);

/// What its folder says of it.
struct Entry {
    tag: &'static str,
    name: &'static str,
    locale: &'static str,
    group: &'static str,
    decimal: &'static str,
    amount: &'static str,
    voice: &'static str,
    asked_for_by: &'static [&'static str],
    marks: &'static [&'static str],
}

impl Language {
    /// English as it is written in Britain: what is said to somebody whose language is not known, and in place
    /// of what another language lacks.
    pub const ENGLISH: Self = Self(0);

    /// Every language, English first.
    pub const ALL: [Self; LANGUAGES.len()] = {
        let mut all = [Self::ENGLISH; LANGUAGES.len()];
        let mut at: u8 = 1;
        while (at as usize) < all.len() {
            all[at as usize] = Self(at);
            at += 1;
        }
        all
    };

    /// The stable name, in the table and in sealed orders: a tag of BCP 47, `en`, `pt-BR`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.entry().tag
    }

    /// Reads the tag back.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// What its speakers call it: `Português`.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        self.entry().name
    }

    /// The locale by which Watson reads dates and numbers: `en-gb`, day before month.
    #[must_use]
    pub const fn locale(self) -> &'static str {
        self.entry().locale
    }

    /// What stands between the thousands of a number.
    #[must_use]
    pub const fn group(self) -> &'static str {
        self.entry().group
    }

    /// What stands before the fraction of a number.
    #[must_use]
    pub const fn decimal(self) -> &'static str {
        self.entry().decimal
    }

    /// Where the sign of a currency stands beside a number: `¤#`, `# ¤`.
    #[must_use]
    pub const fn amount(self) -> &'static str {
        self.entry().amount
    }

    /// The voice that speaks it, by Watson's name.
    #[must_use]
    pub const fn voice(self) -> &'static str {
        self.entry().voice
    }

    /// What asks for it, word for word, in whichever language: `em português`, `speak Portuguese`.
    #[must_use]
    pub const fn asked_for_by(self) -> &'static [&'static str] {
        self.entry().asked_for_by
    }

    /// Everyday words that it has and no other language of the bank's: `você`, `não`.
    #[must_use]
    pub const fn marks(self) -> &'static [&'static str] {
        self.entry().marks
    }

    /// The variable that is this language's own where there is one for each: `NAME` for English, else `NAME_PT_BR`.
    #[must_use]
    pub fn variable(self, name: &str) -> String {
        if self == Self::ENGLISH {
            return name.to_owned();
        }
        let tag = self.tag().to_ascii_uppercase().replace('-', "_");
        format!("{name}_{tag}")
    }

    /// The place in the table of languages, which every table of sentences shares.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    const fn entry(self) -> &'static Entry {
        const TABLE: &[Entry] = &LANGUAGES;
        &TABLE[self.index()]
    }
}

/// Prints as its tag.
impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_tag_and_english_is_the_first() {
        assert_eq!(Language::default(), Language::ENGLISH);
        assert_eq!(Language::ENGLISH.tag(), "en");
        for (at, language) in Language::ALL.into_iter().enumerate() {
            assert_eq!(language.index(), at);
            assert_eq!(Language::parse(language.tag()), Some(language));
        }
        assert_eq!(Language::parse("xx"), None);
    }

    #[test]
    fn english_has_the_plain_variable_and_each_other_language_its_own() {
        let portuguese = Language::parse("pt-BR").unwrap();
        assert_eq!(Language::ENGLISH.variable("PLACE"), "PLACE");
        assert_eq!(portuguese.variable("PLACE"), "PLACE_PT_BR");
    }

    #[test]
    fn each_says_how_it_writes_numbers() {
        let portuguese = Language::parse("pt-BR").unwrap();
        assert_eq!([portuguese.group(), portuguese.decimal()], [".", ","]);
        let english = Language::ENGLISH;
        assert_eq!([english.group(), english.decimal()], [",", "."]);
    }
}
