//! The parts of a request, one after the other, each by the word that begins it.

use domain::language::Language;

use super::{LONGEST_NAME, Request, Target};
use crate::reading::token::{Kind, Text, Token};
use crate::reading::{amount, is_polite, reference};
use crate::vocabulary::Reading;

/// Marks inside a name belong to it; none ends one, and none of money is in one.
fn may_be_a_name(stretch: &[Token]) -> bool {
    let is_fit = |token: &Token| token.kind != Kind::Mark || token.is_in("- & . • /");
    stretch.iter().all(is_fit) && stretch.last().is_some_and(|last| last.kind != Kind::Mark)
}

/// Whether a word begins one of some phrases.
fn begins(token: &Token, phrases: &[&str]) -> bool {
    let mut firsts = phrases.iter().filter_map(|phrase| phrase.split(' ').next());
    firsts.any(|first| token.is(first))
}

/// A place in a request, and what was read before it.
pub(super) struct Reader<'a> {
    pub(super) text: &'a Text,
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
    pub(super) is_name: &'a dyn Fn(&str) -> bool,
    pub(super) language: Language,
    pub(super) words: &'static Reading,
    pub(super) asks_politely: bool,
    pub(super) read: Request,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a [Token] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, count: usize) {
        self.at = self.at.saturating_add(count);
    }

    /// Takes the longest of some phrases that stands here.
    fn takes(&mut self, phrases: &[&str]) -> bool {
        let length = |phrase: &&str| {
            let words: Vec<&str> = phrase.split(' ').collect();
            let here = self.rest().get(..words.len())?;
            let stands = here.iter().zip(&words).all(|(token, word)| token.is(word));
            stands.then_some(words.len())
        };
        let longest = phrases.iter().filter_map(length).max();
        self.take(longest.unwrap_or_default());
        longest.is_some()
    }

    /// Everything up to the verb; nothing else may stand there.
    pub(super) fn opening(&mut self) -> Option<()> {
        while let Some(first) = self.rest().first() {
            if is_polite(&first.folded, self.language) || first.is_in(", . !") {
                self.take(1);
            } else if self.takes(self.words.openings) {
                self.asks_politely = true;
            } else if !self.takes(self.words.greetings) {
                break;
            }
        }
        let verb = self.rest().first()?;
        verb.is_in(self.words.verbs).then(|| self.take(1))
    }

    pub(super) fn parts(&mut self) {
        while !self.rest().is_empty() && self.read.unread.is_none() {
            if !self.part() {
                let unread = self.text.typed(self.rest()).to_owned();
                self.read.unread = Some(unread);
            }
        }
    }

    /// One part of the request; whether there was one.
    fn part(&mut self) -> bool {
        if self.money() {
            return true;
        }
        if let Some((amount, taken)) = amount::at_start(self.rest(), self.language)
            && self.read.amount.is_none()
            && self.is_whole(taken)
        {
            self.read.amount = Some(amount);
            self.take(taken);
            return true;
        }
        let Some(first) = self.rest().first() else {
            return false;
        };
        let words = self.words;
        match first {
            of if of.is_in(words.of) && self.is_before_the_amount() => self.skip(),
            to if to.is_in(words.to) => {
                self.after_to() || to.is_in(words.purpose) && self.reference(1)
            }
            into if into.is_in(words.into) => self.after_into(),
            from if from.is_in(words.from) => self.after_from(),
            out if begins(out, words.out_of) => {
                self.takes(words.out_of) && self.name_of_source(self.rest(), 0)
            }
            between if begins(between, words.between) => self.between(),
            purpose if purpose.is_in(words.purpose) => self.reference(1),
            mark if mark.is_in(", -") => self.after_mark(),
            mark if mark.is("?") && self.asks_politely && self.rest().len() == 1 => self.skip(),
            nobody if nobody.is_in(words.not_a_name) => false,
            polite if is_polite(&polite.folded, self.language) => self.skip(),
            _ => self.takes(words.at_once) || self.takes(words.thanks) || self.name_here(),
        }
    }

    fn skip(&mut self) -> bool {
        self.take(1);
        true
    }

    /// "Um pix de 50": the word before an amount.
    fn is_before_the_amount(&self) -> bool {
        let rest = self.rest().get(1..).unwrap_or_default();
        self.read.amount.is_none() && amount::at_start(rest, self.language).is_some()
    }

    fn length_of_unknown(&self, rest: &[Token]) -> usize {
        let begins_an_amount = |place: usize| {
            let rest = rest.get(place..).unwrap_or_default();
            amount::at_start(rest, self.language).is_some()
        };
        let ends = |(place, token): (usize, &Token)| {
            token.is_in(self.words.ends_a_name)
                || token.is_in(", ?")
                || token.is("-") && !token.is_glued
                || place > 0 && begins_an_amount(place)
        };
        let mut ends = rest.iter().enumerate().map(ends);
        ends.position(|ends| ends).unwrap_or(rest.len())
    }

    /// What is no part of a name nobody knows.
    fn behind_articles(&mut self, rest: &'a [Token]) -> &'a [Token] {
        let is_article = |token: &&Token| token.is_in(self.words.articles);
        let articles = rest.iter().take_while(is_article).count();
        self.take(articles);
        rest.get(articles..).unwrap_or_default()
    }

    fn money(&mut self) -> bool {
        let is_said = self.takes(self.words.money);
        self.read.is_of_money |= is_said;
        is_said
    }

    /// No letter, sign or figure sticks to what was read.
    fn is_whole(&self, taken: usize) -> bool {
        let before = self.rest().first().is_some_and(|token| token.is_glued);
        let after = self.rest().get(taken);
        let sticks = after.is_some_and(|token| {
            token.is_glued && !token.is_in(", . ! ?")
                || token.kind == Kind::Figures
                || token.is_in(self.words.sticks) && !self.is_dash(taken)
        });
        !before && !sticks
    }

    /// A dash with a space on either side, and words behind it.
    fn is_dash(&self, at: usize) -> bool {
        let dash = self
            .rest()
            .get(at)
            .is_some_and(|token| token.is("-") && !token.is_glued);
        let next = self.rest().get(at.saturating_add(1));
        dash && next.is_some_and(|token| token.kind == Kind::Word)
    }

    fn after_to(&mut self) -> bool {
        let rest = self.rest().get(1..).unwrap_or_default();
        if self.read.target.is_some() || rest.is_empty() {
            return false;
        }
        self.take(1);
        self.name(rest)
    }

    /// "Into savings" is where the money goes; "in" may mean anything else.
    fn after_into(&mut self) -> bool {
        let rest = self.rest().get(1..).unwrap_or_default();
        self.known_name(rest).is_some() && self.after_to()
    }

    fn between(&mut self) -> bool {
        self.read.is_between = self.takes(self.words.between);
        self.read.is_between
    }

    /// Somebody's name right behind the verb or the amount.
    fn name_here(&mut self) -> bool {
        let is_read = self.read.target.is_none() && self.name(self.rest());
        self.read.is_loose |= is_read && matches!(self.read.target, Some(Target::Unknown(_)));
        is_read
    }

    fn name(&mut self, rest: &'a [Token]) -> bool {
        if let Some((name, taken)) = self.known_name(rest) {
            self.take(taken);
            self.read.target = Some(Target::Known(name));
            return true;
        }
        let rest = self.behind_articles(rest);
        let length = self.length_of_unknown(rest);
        let typed = self
            .text
            .typed(rest.get(..length).unwrap_or_default())
            .to_owned();
        self.take(length);
        let is_a_name = !typed.is_empty();
        self.read.target = is_a_name.then_some(Target::Unknown(typed));
        is_a_name
    }

    /// The longest stretch that is a name, perhaps behind words such as "my mate".
    fn known_name(&self, rest: &[Token]) -> Option<(String, usize)> {
        let relations = rest
            .iter()
            .take_while(|token| token.is_in(self.words.relations))
            .count();
        (0..=relations).find_map(|skipped| {
            let from = rest.get(skipped..)?;
            let lengths = (1..=from.len().min(LONGEST_NAME)).rev();
            let stretches = lengths.filter_map(|length| Some((from.get(..length)?, length)));
            let stretches = stretches.filter(|(stretch, _)| may_be_a_name(stretch));
            let (name, length) = stretches
                .map(|(stretch, length)| (self.text.typed(stretch), length))
                .find(|(typed, _)| (self.is_name)(typed))?;
            Some((name.to_owned(), skipped.saturating_add(length)))
        })
    }

    fn after_from(&mut self) -> bool {
        let rest = self.rest().get(1..).unwrap_or_default();
        self.name_of_source(rest, 1)
    }

    fn name_of_source(&mut self, rest: &'a [Token], skipped: usize) -> bool {
        if self.read.source.is_some() || rest.is_empty() {
            return false;
        }
        let length = match self.known_name(rest) {
            Some((_, length)) => length,
            None => self.length_of_unknown(rest),
        };
        let typed = self.text.typed(rest.get(..length).unwrap_or_default());
        self.read.source = Some(typed.to_owned()).filter(|typed| !typed.is_empty());
        self.take(length.saturating_add(skipped));
        self.read.source.is_some()
    }

    /// What stands behind a comma or a dash at the end is what the payment is for.
    fn after_mark(&mut self) -> bool {
        if self.read.target.is_some() && self.read.amount.is_some() && self.reference(1) {
            return true;
        }
        // Between two parts a comma says nothing: "send Ben 50, from savings".
        let is_comma = self.rest().first().is_some_and(|token| token.is(","));
        self.take(usize::from(is_comma));
        is_comma && !self.rest().is_empty()
    }

    /// The rest as what the payment is for.
    fn reference(&mut self, skipped: usize) -> bool {
        let rest = self.rest().get(skipped..).unwrap_or_default();
        let names_somebody = |token: &Token| self.known_name(std::slice::from_ref(token)).is_some();
        let reference = reference::read(self.text, rest, self.words, names_somebody);
        if self.read.reference.is_some() || reference.is_none() {
            return false;
        }
        self.read.reference = reference;
        self.take(rest.len().saturating_add(skipped));
        true
    }
}
