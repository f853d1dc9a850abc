//! A request to move money, read to its last word: "please send Ben 50 from savings for lunch".
//!
//! Deliberately knows no payee and no account: whoever asks says which stretch of words is a name. What is left
//! over is told, so that nothing is done on a part of what was typed.

use domain::language::Language;
use domain::ledger::reference::Reference;
use domain::text::folded;

use super::amount::{self, Amount};
use super::is_polite;
use super::token::{Kind, Text, Token};
use crate::vocabulary::{self, is_in};
use reader::Reader;

mod reader;

/// What a request says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// How much.
    pub amount: Option<Amount>,
    /// To whom or where, as typed.
    pub target: Option<Target>,
    /// From which account, as typed.
    pub source: Option<String>,
    /// What it is for.
    pub reference: Option<Reference>,
    /// Whether it says "between my accounts".
    pub is_between: bool,
    /// Whether it says that it speaks of money: "some money", "a payment".
    pub is_of_money: bool,
    /// The first stretch that was not understood, as typed.
    pub unread: Option<String>,
}

/// Whom a request names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A stretch of words that is a name.
    Known(String),
    /// A stretch of words that is none.
    Unknown(String),
}

impl Request {
    /// Whether nothing but money can be meant: an amount or money is named, or nothing at all. What stands alone
    /// behind the verb may be anything: "transfer my call".
    #[must_use]
    pub const fn is_certain(&self) -> bool {
        let says_what = self.amount.is_some() || self.is_of_money || self.is_between;
        let says_nothing = self.target.is_none() && self.source.is_none();
        let both_ends = self.target.is_some() && self.source.is_some();
        self.unread.is_none() && (says_what || says_nothing || both_ends)
    }
}

impl Target {
    /// As it was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        match self {
            Self::Known(typed) | Self::Unknown(typed) => typed,
        }
    }
}

/// Reads a request; nothing if the text does not plainly ask for money to be moved. `is_name` says whether a
/// stretch of words names a payee, or an account.
pub fn read(text: &str, language: Language, is_name: impl Fn(&str) -> bool) -> Option<Request> {
    let text = Text::new(text);
    let mut reader = Reader {
        text: &text,
        tokens: ended(text.tokens(), language),
        language,
        words: &vocabulary::of(language).reading,
        at: 0,
        is_name: &is_name,
        asks_politely: false,
        read: Request::default(),
    };
    reader.opening()?;
    reader.parts();
    Some(reader.read)
}

/// An answer that names the account money comes from, perhaps with an amount: "from savings", "make it 20 from my
/// savings". Both as typed; what else stands there makes it no such answer.
#[must_use]
pub fn from_account(text: &str, language: Language) -> Option<(Option<Amount>, String)> {
    let text = Text::new(text);
    let words = &vocabulary::of(language).reading;
    let is_before =
        |token: &&Token| token.is_in(words.takes_back) || is_polite(&token.folded, language);
    let tokens = ended(text.tokens(), language);
    let before = tokens.iter().take_while(is_before).count();
    let rest = tokens.get(before..)?;
    let (amount, taken) = match amount::at_start(rest, language) {
        Some((amount, taken)) => (Some(amount), taken),
        None => (None, 0),
    };
    let (from, account) = rest.get(taken..)?.split_first()?;
    let may_name = |token: &Token| token.kind != Kind::Mark && !token.is_in(words.to);
    let is_named =
        from.is_in(words.from) && (1..=4).contains(&account.len()) && account.iter().all(may_name);
    is_named.then(|| (amount, text.typed(account).to_owned()))
}

/// Without the words in front that take back what was said before: "no, from savings".
#[must_use]
pub fn without_taking_back(text: &str, language: Language) -> &str {
    let Some((word, rest)) = text.trim_start().split_once(' ') else {
        return text;
    };
    let word = folded(word.trim_end_matches(','));
    if is_in(&word, vocabulary::of(language).reading.takes_back) {
        without_taking_back(rest, language)
    } else {
        text
    }
}

/// Without the marks and the politeness at the end.
#[must_use]
pub fn ended(tokens: &[Token], language: Language) -> &[Token] {
    let is_ornament = |token: &Token| {
        token.is_in(". ! ,") || is_polite(&token.folded, language) || is_kiss(token)
    };
    let ornaments = tokens
        .iter()
        .rev()
        .take_while(|token| is_ornament(token))
        .count();
    tokens
        .get(..tokens.len().saturating_sub(ornaments))
        .unwrap_or_default()
}

fn is_kiss(token: &Token) -> bool {
    token.kind == Kind::Word && token.folded.chars().all(|letter| letter == 'x')
}

#[cfg(test)]
mod tests;
