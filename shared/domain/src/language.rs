//! The languages the bank speaks. A value that travels with every turn and every order, so that a sentence
//! is put into words once, where it leaves the bank.

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English as it is written in Britain.
    #[default]
    English,
}

impl Language {
    /// Every language, for tables and tests.
    pub const ALL: [Self; 1] = [Self::English];

    /// The stable name, in the table and in sealed orders: the subtag of BCP 47.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// Reads the tag back.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The locale by which Watson reads dates: day before month.
    #[must_use]
    pub const fn locale(self) -> &'static str {
        match self {
            Self::English => "en-gb",
        }
    }
}
