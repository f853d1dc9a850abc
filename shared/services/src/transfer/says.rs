//! Everything that sending money may say, before it is said in a language.

use domain::language::Language;
use wording::sentence::{Sentence, Words};

use super::english;
use crate::unclear::{Unclear, said_back};

/// What can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    MenuTitle,
    MenuDescription,
    Help,
    HowToSend,
    HowMuch,
    HowMuchAgain,
    Who,
    WhoAgain,
    /// A payee's name, to be tapped.
    Name(String),
    /// The request was not clear enough to act on.
    Unclear(Unclear),
    NoAccountToSendFrom,
    NoSuchAccount {
        typed: String,
        accounts: Vec<String>,
    },
    NoSuchPayee {
        typed: String,
        saved: Vec<String>,
    },
    WhichPayee(Vec<String>),
    /// The payee's account is another bank's, and nothing can be sent there yet.
    OtherBank(String),
    Locked,
}

impl Says {
    pub fn no_such_payee(typed: &str, saved: Vec<String>) -> Self {
        Self::NoSuchPayee {
            typed: said_back(typed),
            saved,
        }
    }
}

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match language {
            Language::English => english::words(self),
        }
    }
}
