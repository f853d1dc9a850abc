//! Everything that sending money may say, before it is said in a language.

use domain::money::Money;

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
    /// What is being talked about: how much, and to whom.
    Pursuit(Option<String>, Option<String>),
    /// Nobody has that name, and somebody's comes close.
    DidYouMean {
        typed: String,
        close: Vec<String>,
    },
    /// Whoever stands at a place that was named.
    YouMean(Vec<String>),
    /// Words that nobody knows may be what it is for.
    IsItFor {
        amount: Money,
        payee: String,
        purpose: String,
    },
    /// It is not: nobody knows what the words meant.
    NotFor,
    /// Buttons: it is, and it is not.
    ItIs,
    ItIsNot,
    /// A button: none of those.
    SomebodyElse,
    /// A correction changes nothing of what waits.
    Unchanged,
    /// Nobody is saved yet.
    NoPayees,
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
    pub fn did_you_mean(typed: &str, close: Vec<String>) -> Self {
        Self::DidYouMean {
            typed: said_back(typed),
            close,
        }
    }

    pub fn is_it_for(amount: Money, payee: &str, purpose: &str) -> Self {
        Self::IsItFor {
            amount,
            payee: payee.to_owned(),
            purpose: said_back(purpose),
        }
    }

    pub fn no_such_payee(typed: &str, saved: Vec<String>) -> Self {
        Self::NoSuchPayee {
            typed: said_back(typed),
            saved,
        }
    }
}
