//! The pieces of a correction, one after the other: names, amounts, and words that say no more than that something
//! changes, or take back what stands beside them.

use super::{Change, LONGEST, LONGEST_NAME, is_plain};
use crate::names;
use crate::reading::amount::{self, Amount};
use crate::reading::reference;
use crate::reading::token::{Kind, Text, Token};
use crate::transfer::known::Known;
use crate::vocabulary::{self, Reading};

/// A place in a correction, and what was read before it.
pub(super) struct Reader<'a> {
    text: &'a Text,
    tokens: &'a [Token],
    at: usize,
    /// Whether what comes next is taken back.
    is_not: bool,
    /// The same, until something else is wanted: "forget the 40".
    is_dropped: bool,
    /// Whether the last piece is refused again by what stands behind it: "make it 40, no".
    is_refused: bool,
    /// Where the last name ended.
    behind_a_name: Option<usize>,
    known: &'a Known<'a>,
    words: &'static Reading,
    change: Change,
}

impl<'a> Reader<'a> {
    /// At the beginning.
    pub fn new(text: &'a Text, tokens: &'a [Token], known: &'a Known<'a>) -> Self {
        Self {
            text,
            tokens,
            at: 0,
            is_not: false,
            is_dropped: false,
            is_refused: false,
            behind_a_name: None,
            known,
            words: &vocabulary::of(known.language).reading,
            change: Change::default(),
        }
    }

    /// What changes, read to the last word; nothing if one is no piece of a correction, or refuses what stands before.
    pub fn read(mut self) -> Option<Change> {
        while self.at < self.tokens.len() {
            self.step()?;
        }
        (!self.is_refused).then_some(self.change)
    }

    fn rest(&self) -> &'a [Token] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    /// One piece; nothing if it is no piece of a correction.
    fn step(&mut self) -> Option<()> {
        if self.purpose() {
            return Some(());
        }
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
            self.is_refused = false;
            let is_second = !self.is_taken_back() && self.change.amount.replace(amount).is_some();
            return (!is_second).then_some(());
        }
        if let Some((name, taken)) = self.new_name() {
            return self.payee(name, taken);
        }
        self.word()
    }

    /// What it is for, to the end: "for lunch", "with reference rent". What it is not for is no change.
    fn purpose(&mut self) -> bool {
        let names_somebody = |token: &Token| {
            let typed = self.text.typed(std::slice::from_ref(token));
            names::is_payee(self.known.payees, typed, self.known.language)
        };
        let said = reference::announced(self.text, self.rest(), self.words, names_somebody);
        let Some(said) = said.filter(|_| !self.is_not && !self.is_dropped) else {
            return false;
        };
        self.change.reference = Some(said);
        self.at = self.tokens.len();
        true
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
        self.is_refused |= first.is_in(self.words.refuses) && self.change != Change::default();
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
        self.is_refused = false;
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
        if self.is_behind_a_wait() {
            return None;
        }
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

    /// "Wait 5", "wait for 5": so long, not so much.
    fn is_behind_a_wait(&self) -> bool {
        let before = self.tokens.get(..self.at).unwrap_or_default();
        let mut before = before.iter().rev();
        let last = before.find(|token| !token.is_in(self.words.before_a_while));
        last.is_some_and(|last| last.is_in(self.words.waits))
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
