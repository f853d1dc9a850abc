//! Everything that sending money may say, before it is said in a language.

use domain::customer::payee::Payee;
use domain::language::Language;
use domain::money::Money;
use wording::sentence::{Sentence, Words};

use super::english;
use crate::reading::amount::{self, Unsendable};
use crate::reading::token::Text;

/// Longest stretch of a customer's own words said back, in characters.
const MAX_ECHO_CHARACTERS: usize = 60;

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
    AmountRefused(Unsendable),
    OverLimit {
        amount: Money,
        limit: Money,
    },
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
    /// It was no plain request.
    SayPlainly,
    /// This stretch of the sentence was not understood.
    Unread(String),
    /// Money can be sent now and once, nothing else.
    OnlyNow,
    /// Two requests in one sentence.
    OneAtATime,
    Locked,
}

/// Words by which somebody asks for another time than now.
const TIMES: &str = "\
    tomorrow tonight later next every each monthly weekly daily yearly when until after \
    monday tuesday wednesday thursday friday saturday sunday month week twice once";

impl Says {
    pub fn no_such_payee(typed: &str, payees: &[Payee]) -> Self {
        Self::NoSuchPayee {
            typed: typed.chars().take(MAX_ECHO_CHARACTERS).collect(),
            saved: payees.iter().map(|payee| payee.name.clone()).collect(),
        }
    }

    /// What to say about the part of a request that was not understood.
    pub fn about_unread(unread: &str, whole: &str) -> Self {
        let (rest, text) = (Text::new(unread), Text::new(whole));
        let mut tokens = rest.tokens().iter();
        let begins_another = rest
            .tokens()
            .first()
            .is_some_and(|first| first.is_in("and &"))
            && amount::at_start(rest.tokens().get(1..).unwrap_or_default()).is_some();
        if begins_another {
            Self::OneAtATime
        } else if tokens.any(|token| token.is_in(TIMES))
            || text.tokens().iter().any(|one| one.is_in(TIMES))
        {
            Self::OnlyNow
        } else {
            Self::Unread(unread.chars().take(MAX_ECHO_CHARACTERS).collect())
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
