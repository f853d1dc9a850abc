//! The parts of a request, one after the other, each by the word that begins it.

use super::{Request, Target};
use domain::ledger::reference::Reference;

use crate::reading::token::{Kind, Text, Token};
use crate::reading::{amount, english, is_polite};

/// Marks inside a name belong to it; none ends one, and none of money is in one.
fn may_be_a_name(stretch: &[Token]) -> bool {
    let is_fit = |token: &Token| token.kind != Kind::Mark || token.is_in("- & . • /");
    stretch.iter().all(is_fit) && stretch.last().is_some_and(|last| last.kind != Kind::Mark)
}

fn length_of_unknown(rest: &[Token]) -> usize {
    let ends = |(place, token): (usize, &Token)| {
        token.is_in(english::ENDS_A_NAME)
            || token.is_in(", ?")
            || token.is("-") && !token.is_glued
            || place > 0 && amount::at_start(rest.get(place..).unwrap_or_default()).is_some()
    };
    let mut ends = rest.iter().enumerate().map(ends);
    ends.position(|ends| ends).unwrap_or(rest.len())
}

/// A place in a request, and what was read before it.
pub(super) struct Reader<'a> {
    pub(super) text: &'a Text,
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
    pub(super) is_name: &'a dyn Fn(&str) -> bool,
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
            if is_polite(&first.folded) || first.is_in(", .") {
                self.take(1);
            } else if self.takes(english::OPENINGS) {
                self.asks_politely = true;
            } else {
                break;
            }
        }
        let verb = self.rest().first()?;
        verb.is_in(english::VERBS).then(|| self.take(1))
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
        if let Some((amount, taken)) = amount::at_start(self.rest())
            && self.read.amount.is_none()
            && self.is_whole(taken)
        {
            self.read.amount = Some(amount);
            self.take(taken);
            return true;
        }
        let first = self.rest().first().map(|token| token.folded.clone());
        match first.as_deref().unwrap_or_default() {
            "to" => self.after_to(),
            "in" | "into" => self.after_into(),
            "from" => self.after_from(),
            "out" => self.takes(&["out of"]) && self.name_of_source(self.rest(), 0),
            "between" => self.between(),
            "for" => self.reference(1),
            "," | "-" => self.after_mark(),
            "?" if self.asks_politely && self.rest().len() == 1 => {
                self.take(1);
                true
            }
            "me" | "you" => false,
            word if is_polite(word) => {
                self.take(1);
                true
            }
            _ => self.money() || self.takes(english::AT_ONCE) || self.name_here(),
        }
    }

    fn money(&mut self) -> bool {
        let is_said = self.takes(english::MONEY);
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
                || token.is_in("% percent x or - + ²") && !self.is_dash(taken)
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
        self.read.is_between = self.takes(english::BETWEEN);
        self.read.is_between
    }

    /// Somebody's name right behind the verb or the amount.
    fn name_here(&mut self) -> bool {
        self.read.target.is_none() && self.name(self.rest())
    }

    fn name(&mut self, rest: &'a [Token]) -> bool {
        if let Some((name, taken)) = self.known_name(rest) {
            self.take(taken);
            self.read.target = Some(Target::Known(name));
            return true;
        }
        let length = length_of_unknown(rest);
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
            .take_while(|token| token.is_in(english::RELATIONS))
            .count();
        (0..=relations).find_map(|skipped| {
            let from = rest.get(skipped..)?;
            let lengths = (1..=from.len()).rev();
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
            None => length_of_unknown(rest),
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

    /// The rest as a reference, if every word of it is one that payments are for and that can mean nothing else: a
    /// list of what is doubtful would never be complete.
    fn reference(&mut self, skipped: usize) -> bool {
        let rest = self.rest().get(skipped..).unwrap_or_default();
        let is_mark = |token: &&Token| token.is_in(". !");
        let words: Vec<_> = rest.iter().filter(|token| !is_mark(token)).collect();
        let is_thing = |token: &&&Token| token.is_in(english::IN_A_REFERENCE);
        let is_harmless =
            |token: &&Token| is_thing(&token) || token.is_in(english::AROUND_A_REFERENCE);
        let names_somebody = |token: &Token| self.known_name(std::slice::from_ref(token)).is_some();
        let is_reference = self.read.reference.is_none()
            && words.iter().all(is_harmless)
            && words.iter().any(|token| is_thing(&token))
            && !rest.iter().any(names_somebody);
        let typed = words
            .iter()
            .map(|token| self.text.typed(std::slice::from_ref(*token)));
        let reference = Reference::parse(&typed.collect::<Vec<_>>().join(" "));
        let Some(reference) = reference.filter(|_| is_reference) else {
            return false;
        };
        self.read.reference = Some(reference);
        self.take(rest.len().saturating_add(skipped));
        true
    }
}
