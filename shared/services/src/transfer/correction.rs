//! What changes a transfer that is on its way: "no, 110", "make it 40", "to City Power instead", "not 50, I meant 55".
//!
//! Read to the last word: amounts, payees, what is taken back, and words that say no more than that something
//! changes. With any other word in it, it is none.

use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::ledger::reference::Reference;

use super::draft::{Asked, Draft, Instead};
use super::known::Known;
use super::says::Says;
use crate::names;
use crate::reading::amount::{self, Amount};
use crate::reading::token::{Kind, Text, Token};
use crate::reading::{later, reference, request};
use crate::service::Step;
use crate::vocabulary::{self, Reading};

mod reader;

use reader::Reader;

/// Most tokens of a correction.
const LONGEST: usize = 20;

/// Most words of a name that nobody has saved.
const LONGEST_NAME: usize = 3;

/// What is to be different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    pub amount: Option<Amount>,
    /// The new payee, as typed.
    pub payee: Option<String>,
    /// Who it shall not be, as typed.
    pub not_payee: Option<String>,
    /// The account the money shall come from instead, as typed.
    pub source: Option<String>,
    /// What it shall be for instead.
    pub reference: Option<Reference>,
    /// What shall change, where only that was said.
    pub which: Option<Asked>,
}

impl Change {
    /// Another account, and perhaps another amount.
    pub fn to_source(amount: Option<Amount>, source: String) -> Self {
        Self {
            amount,
            source: Some(source),
            ..Self::default()
        }
    }
}

impl Draft {
    /// What an order was made of.
    pub fn of(movement: &Movement) -> Option<Self> {
        Some(Self {
            amount: Some(Amount::of(movement.amount)?),
            payee: Some(movement.payee_name.clone()),
            source: Some(movement.debit_account.ending().to_owned()),
            reference: movement.reference.as_ref().map(String::from),
            ..Self::default()
        })
    }

    /// With a change, if it changes anything.
    pub fn changed(self, change: Change, known: &Known<'_>) -> Result<Self, Instead> {
        let ask = |draft: Self, asked, question| Err(Box::new(draft.ask(asked, question, known)));
        match change.which {
            Some(Asked::Amount) => return ask(self.without_amount(), Asked::Amount, Says::HowMuch),
            Some(Asked::Payee) => return ask(self.without_payee(), Asked::Payee, Says::Who),
            Some(Asked::Purpose) | None => {}
        }
        if change.payee.is_none() && self.is_to(change.not_payee.as_deref(), known) {
            let draft = Self {
                amount: change.amount.or(self.amount.clone()),
                ..self.without_payee()
            };
            return ask(draft, Asked::Payee, Says::Who);
        }
        let was = self.clone();
        let draft = Self {
            amount: change.amount.or(self.amount),
            chosen: self.chosen.filter(|_| change.payee.is_none()),
            payee: change.payee.or(self.payee),
            source: change.source.or(self.source),
            reference: change
                .reference
                .as_ref()
                .map(String::from)
                .or(self.reference),
            ..self
        };
        if draft.means(&was, known) {
            // What is asked is asked again; of what waits nothing changes.
            return match draft.asked {
                Some(_) => Ok(draft),
                None => Err(Box::new(Step::Show(Says::Unchanged))),
            };
        }
        Ok(draft)
    }

    /// Whether it goes to whoever is named.
    fn is_to(&self, typed: Option<&str>, known: &Known<'_>) -> bool {
        let named = |typed| names::payee(known.payees, typed, known.language);
        let own = self.payee.as_deref().map(|own| self.payee_in(own, known));
        match (typed.map(named), own) {
            (Some(names::Match::Several(some)), Some(names::Match::One(own))) => {
                some.contains(&own)
            }
            (Some(named), Some(own)) => named == own && named != names::Match::Nobody,
            _ => false,
        }
    }

    /// Whether two drafts say the same.
    fn means(&self, other: &Self, known: &Known<'_>) -> bool {
        let payee = |draft: &Self| {
            let typed = draft.payee.clone()?;
            Some(match draft.payee_in(&typed, known) {
                names::Match::One(payee) => payee.name.clone(),
                _ => typed,
            })
        };
        let source = |draft: &Self| draft.source_in(known).map(|account| &account.id);
        // What cannot be moved is no sum that was asked for before: "50 euros" is not £50.
        let currency = self
            .source_in(known)
            .map(|account| account.available.currency());
        let sum = |draft: &Self| Some(draft.amount.as_ref()?.in_currency(currency?));
        sum(self) == sum(other)
            && payee(self) == payee(other)
            && source(self) == source(other)
            && self.reference == other.reference
    }
}

/// Whether a text may be a correction, before anybody knows payees and accounts.
pub fn may_be(text: &str, language: Language) -> bool {
    let read = Text::new(text);
    let is_short = read.tokens().len() <= LONGEST;
    let says_something = says_so(&read, language)
        || says_what_for(&read, language)
        || later::is_later(text, language)
        || request::from_account(text, language).is_some();
    is_short && says_something
}

/// Whether a text has a word that says that something changes.
pub fn says_so(text: &Text, language: Language) -> bool {
    let changes = vocabulary::of(language).reading.changes;
    let mut tokens = text.tokens().iter();
    tokens.any(|token| token.is_in(changes))
}

/// Whether a text ends with what something is for.
fn says_what_for(text: &Text, language: Language) -> bool {
    let words = &vocabulary::of(language).reading;
    let tokens = request::ended(text.tokens(), language);
    let mut ends = (0..tokens.len()).filter_map(|at| tokens.get(at..));
    ends.any(|end| reference::announced(text, end, words, |_| false).is_some())
}

/// Whether a text may be two answers at once: "Ben, 30".
pub fn may_be_both(text: &str) -> bool {
    let text = Text::new(text);
    let tokens = text.tokens();
    let mut kinds = tokens.iter().map(|token| token.kind);
    tokens.len() <= LONGEST && kinds.any(|kind| kind == Kind::Figures)
}

/// Whether a text is somebody's name and an amount, and nothing else: "Ben, 30".
pub fn is_name_and_amount(text: &str, language: Language) -> bool {
    let text = Text::new(text);
    let tokens = request::ended(text.tokens(), language);
    let Some(comma) = tokens.iter().position(|token| token.is(",")) else {
        return false;
    };
    let (name, amount) = tokens.split_at(comma);
    let is_plain = |token: &Token| is_plain(token, &vocabulary::of(language).reading);
    let amount = amount.get(1..).unwrap_or_default();
    let is_name = (1..=LONGEST_NAME).contains(&name.len()) && name.iter().all(is_plain);
    is_name && amount::whole(text.typed(amount), language).is_some()
}

/// Whether a word says nothing of a change, and can mean nothing else either.
fn is_plain(token: &Token, words: &Reading) -> bool {
    let is_word = token.kind == Kind::Word;
    is_word && !token.is_in(words.around_a_change) && !token.is_in(words.doubtful)
}

/// Whether a text is a correction whoever may be saved: "no, 40".
pub fn is_one(text: &str, language: Language) -> bool {
    let nobody = Known {
        accounts: &[],
        payees: &[],
        language,
    };
    says_so(&Text::new(text), language) && read(text, &nobody).is_some()
}

/// Payee and amount, where a text is both and nothing else.
pub fn both(text: &str, known: &Known<'_>) -> Option<Change> {
    let change = read(text, known)?;
    (change.amount.is_some() && change.payee.is_some()).then_some(change)
}

/// What a text changes, if it is a correction. Without a word that says so only two answers at once are one.
pub fn read(text: &str, known: &Known<'_>) -> Option<Change> {
    let text = Text::new(text);
    let words = &vocabulary::of(known.language).reading;
    let is_saved = |typed: &str| names::is_payee(known.payees, typed, known.language);
    let tokens = request::ended_behind(&text, known.language, is_saved);
    let mut change = Reader::new(&text, tokens, known).read()?;
    let says_so = says_so(&text, known.language);
    if change.amount.is_none() && change.payee.is_none() && change.reference.is_none() {
        change.which = which(tokens, words);
    }
    let is_both = change.amount.is_some() && change.payee.is_some();
    let is_one = is_both || change.reference.is_some() || says_so && (change != Change::default());
    (is_one && !is_cancelled(tokens, words)).then_some(change)
}

/// "Change the amount", "wrong person".
fn which(tokens: &[Token], known: &Reading) -> Option<Asked> {
    let speaks_of = |words: &str| tokens.iter().any(|token| token.is_in(words));
    if !speaks_of(known.changes_which) {
        return None;
    }
    match (speaks_of(known.the_amount), speaks_of(known.the_payee)) {
        (true, false) => Some(Asked::Amount),
        (false, true) => Some(Asked::Payee),
        _ => None,
    }
}

/// "Cancel the 50 to Ben" takes everything back; "cancel, send 30 instead" does not.
fn is_cancelled(tokens: &[Token], known: &Reading) -> bool {
    let says = |words: &str| tokens.iter().any(|token| token.is_in(words));
    says(known.drops) && !says(known.drops_one_for_another)
}

#[cfg(test)]
mod tests;
