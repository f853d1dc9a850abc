//! What changes a transfer that is on its way: "no, 110", "make it 40", "to City Power instead", "not 50, I meant 55".
//!
//! Read to the last word: amounts, payees, what is taken back, and words that say no more than that something
//! changes. With any other word in it, it is none.

use domain::language::Language;
use domain::ledger::movement::Movement;

use super::draft::{Asked, Draft, Instead};
use super::known::Known;
use super::says::Says;
use crate::names;
use crate::reading::amount::{self, Amount};
use crate::reading::request;
use crate::reading::token::{Kind, Text, Token};
use crate::service::Step;
use crate::vocabulary::{self, Reading};

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
            None => {}
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
        let sum = self.amount.as_ref().map(Amount::in_figures);
        let others_sum = other.amount.as_ref().map(Amount::in_figures);
        let source = |draft: &Self| draft.source_in(known).map(|account| &account.id);
        sum == others_sum && payee(self) == payee(other) && source(self) == source(other)
    }
}

/// Whether a text may be a correction, before anybody knows payees and accounts.
pub fn may_be(text: &str, language: Language) -> bool {
    let read = Text::new(text);
    let is_short = read.tokens().len() <= LONGEST;
    is_short && (says_so(&read, language) || request::from_account(text, language).is_some())
}

/// Whether a text has a word that says that something changes.
pub fn says_so(text: &Text, language: Language) -> bool {
    let changes = vocabulary::of(language).reading.changes;
    let mut tokens = text.tokens().iter();
    tokens.any(|token| token.is_in(changes))
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
    let mut reader = Reader {
        text: &text,
        tokens,
        at: 0,
        is_not: false,
        is_dropped: false,
        behind_a_name: None,
        known,
        words,
        change: Change::default(),
    };
    while reader.at < tokens.len() {
        reader.step()?;
    }
    let mut change = reader.change;
    let says_so = says_so(&text, known.language);
    if change.amount.is_none() && change.payee.is_none() {
        change.which = which(tokens, words);
    }
    let is_both = change.amount.is_some() && change.payee.is_some();
    let is_one = is_both || says_so && (change != Change::default());
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

struct Reader<'a> {
    text: &'a Text,
    tokens: &'a [Token],
    at: usize,
    /// Whether what comes next is taken back.
    is_not: bool,
    /// The same, until something else is wanted: "forget the 40".
    is_dropped: bool,
    /// Where the last name ended.
    behind_a_name: Option<usize>,
    known: &'a Known<'a>,
    words: &'static Reading,
    change: Change,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a [Token] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    /// One piece; nothing if it is no piece of a correction.
    fn step(&mut self) -> Option<()> {
        let (saved, new) = (self.saved_name(), self.new_name());
        let length = |name: &Option<(String, usize)>| name.as_ref().map_or(0, |(_, taken)| *taken);
        // "City Powr" is not the "City" of City Power and a word to spare.
        if length(&saved) >= length(&new)
            && let Some((name, taken)) = saved
        {
            return self.payee(name, taken);
        }
        if let Some((amount, taken)) = self.amount() {
            self.at = self.at.saturating_add(taken);
            let is_second = !self.is_taken_back() && self.change.amount.replace(amount).is_some();
            return (!is_second).then_some(());
        }
        if let Some((name, taken)) = self.new_name() {
            return self.payee(name, taken);
        }
        self.word()
    }

    /// A word that says only that something changes, or takes back what stands beside it.
    fn word(&mut self) -> Option<()> {
        let (first, next) = (self.rest().first()?, self.rest().get(1));
        let is_not = first.is_in(self.words.not);
        let is_last = next.is_none_or(|next| next.kind == Kind::Mark);
        let is_no = self.words.comma_says_no && next.is_some_and(|next| next.is(","));
        let in_place_of = self.in_place_of();
        if is_not && is_last && self.behind_a_name == Some(self.at) {
            // "To Ben not, 40": what is taken back stands before it.
            self.change.not_payee = self.change.payee.take();
        } else {
            self.is_not |= is_not && !is_no || in_place_of > 0;
        }
        self.is_dropped |= first.is_in(self.words.drops);
        self.is_dropped &= !first.is_in(self.words.drops_one_for_another);
        self.at = self.at.saturating_add(in_place_of.max(1));
        (is_not || in_place_of > 0 || first.is_in(self.words.around_a_change)).then_some(())
    }

    /// How many words say here that what follows is the old: "instead of".
    fn in_place_of(&self) -> usize {
        let here: Vec<&str> = self
            .rest()
            .iter()
            .take(LONGEST)
            .map(|one| one.folded.as_str())
            .collect();
        vocabulary::at_start(&here, self.words.in_place_of).unwrap_or_default()
    }

    fn is_taken_back(&mut self) -> bool {
        let is_not = std::mem::take(&mut self.is_not);
        std::mem::take(&mut self.is_dropped) || is_not
    }

    fn payee(&mut self, name: String, taken: usize) -> Option<()> {
        self.at = self.at.saturating_add(taken);
        self.behind_a_name = Some(self.at);
        if self.is_taken_back() {
            self.change.not_payee = Some(name);
            return Some(());
        }
        let is_second = self.change.payee.replace(name).is_some();
        (!is_second).then_some(())
    }

    /// An amount to which nothing sticks. "That one" is no pound.
    fn amount(&self) -> Option<(Amount, usize)> {
        let (amount, taken) = amount::at_start(self.rest(), self.known.language)?;
        let after = self.rest().get(taken);
        let sticks = after.is_some_and(|token| {
            token.is_glued && !token.is_in(", . !")
                || token.kind == Kind::Figures
                || token.is_in(self.words.sticks)
                || token.is_in(self.words.moments)
        });
        let is_pronoun = taken == 1
            && self
                .rest()
                .first()
                .is_some_and(|first| first.is_in(self.words.pronoun));
        (!sticks && !is_pronoun).then_some((amount, taken))
    }

    /// The longest stretch that is a saved payee's name.
    fn saved_name(&self) -> Option<(String, usize)> {
        let lengths = (1..=self.rest().len()).rev();
        let stretches = lengths.filter_map(|length| Some((self.rest().get(..length)?, length)));
        let is_name = |stretch: &[Token]| {
            let is_no_mark =
                |token: Option<&Token>| token.is_some_and(|token| token.kind != Kind::Mark);
            is_no_mark(stretch.first())
                && is_no_mark(stretch.last())
                && names::is_payee(
                    self.known.payees,
                    self.text.typed(stretch),
                    self.known.language,
                )
        };
        let found = stretches.into_iter().find(|(stretch, _)| is_name(stretch));
        found.map(|(stretch, length)| (self.text.typed(stretch).to_owned(), length))
    }

    /// A name nobody has saved, to the end, where only a name can stand: "I meant Carla", "send it to Carla".
    fn new_name(&self) -> Option<(String, usize)> {
        let before = self.tokens.get(..self.at)?;
        let is_due = match before {
            [.., last] if last.is_in(self.words.names_who) => true,
            [.., verb, last] if last.is_in(self.words.to) => verb.is_in(self.words.before_to_whom),
            _ => false,
        };
        let is_behind =
            |token: &&Token| token.is_in(self.words.behind_a_change) || token.kind == Kind::Mark;
        let behind = self.rest().iter().rev().take_while(is_behind).count();
        let length = self.rest().len().saturating_sub(behind);
        let name = self.rest().get(..length)?;
        let is_plain = |token: &Token| is_plain(token, self.words);
        let is_name = (1..=LONGEST_NAME).contains(&length) && name.iter().all(is_plain);
        (is_due && is_name).then(|| (self.text.typed(name).to_owned(), length))
    }
}

#[cfg(test)]
mod tests;
