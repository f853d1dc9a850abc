//! Everything that moving money between own accounts may say, before it is said in a language.

use domain::language::Language;
use wording::sentence::{Sentence, Words};

use super::draft::Asked;
use super::english;
use crate::unclear::Unclear;

/// What can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    MenuTitle,
    Pursuit,
    MenuDescription,
    Help,
    HowMuch,
    HowMuchAgain,
    WhereTo,
    WhereToAgain,
    WhereFrom,
    WhereFromAgain,
    /// An account's name, to be tapped.
    Name(String),
    /// The request was not clear enough to act on.
    Unclear(Unclear),
    SameAccount,
    OtherCurrency,
    /// There are no two accounts to move money between.
    OneAccount,
    NoSuchAccount {
        typed: String,
        accounts: Vec<String>,
    },
    Locked,
}

impl Says {
    pub const fn asking(asked: Asked) -> Self {
        match asked {
            Asked::Amount => Self::HowMuch,
            Asked::From => Self::WhereFrom,
            Asked::To => Self::WhereTo,
        }
    }

    pub const fn asking_again(asked: Asked) -> Self {
        match asked {
            Asked::Amount => Self::HowMuchAgain,
            Asked::From => Self::WhereFromAgain,
            Asked::To => Self::WhereToAgain,
        }
    }
}

impl Words for Says {
    fn words(&self, _language: Language) -> Sentence {
        english::words(self)
    }
}
