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

/// Most tokens of a name that is looked for.
pub(super) const LONGEST_NAME: usize = 24;

/// Most tokens of a request: nobody asks for one payment in more, and whoever reads them all reads long.
const LONGEST: usize = 120;

/// What a request says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// How much.
    pub amount: Option<Amount>,
    /// To whom or where, as typed.
    pub target: Option<Target>,
    /// Whether an unknown name stands bare beside the amount, without "to", and so may belong to it: "two fifty".
    pub is_loose: bool,
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
        tokens: ended_behind(&text, language, &is_name),
        language,
        words: &vocabulary::of(language).reading,
        at: 0,
        is_name: &is_name,
        asks_politely: false,
        read: Request::default(),
    };
    reader.opening()?;
    if reader.tokens.len() > LONGEST {
        reader.read.unread = Some(text.typed(reader.tokens).to_owned());
    }
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
    let rest = rest.get(taken..)?;
    let commas = rest.iter().take_while(|token| token.is(",")).count();
    let (from, account) = rest.get(commas..)?.split_first()?;
    let is_behind = |token: &&Token| token.is_in(words.behind_a_change);
    let behind = account.iter().rev().take_while(is_behind).count();
    let account = account.get(..account.len().saturating_sub(behind))?;
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

/// The same, but what belongs to a name stays: "Malcolm X", "Oi".
#[must_use]
pub fn ended_behind(text: &Text, language: Language, is_name: impl Fn(&str) -> bool) -> &[Token] {
    let all = text.tokens();
    let bare = ended(all, language);
    let ends_a_name = |end: &usize| {
        let upto = all.get(..*end).unwrap_or_default();
        let is_word = upto.last().is_some_and(|last| last.kind == Kind::Word);
        let shortest = end.saturating_sub(LONGEST_NAME);
        let mut stretches = (shortest..*end).filter_map(|start| upto.get(start..));
        is_word && stretches.any(|stretch| is_name(text.typed(stretch)))
    };
    let furthest = bare.len().saturating_add(LONGEST_NAME).min(all.len());
    let mut ends = (bare.len().saturating_add(1)..=furthest).rev();
    let end = ends.find(ends_a_name).unwrap_or(bare.len());
    all.get(..end).unwrap_or_default()
}

/// A capital X is an initial: "Malcolm X".
fn is_kiss(token: &Token) -> bool {
    let is_initial = token.is_capital && token.folded.len() == 1;
    token.kind == Kind::Word && !is_initial && token.folded.chars().all(|letter| letter == 'x')
}

#[cfg(test)]
mod tests;
