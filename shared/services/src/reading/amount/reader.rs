//! Figures, words and signs, token by token, as one amount.

use domain::money::Currency;

use super::Amount;
use crate::reading::number;
use crate::reading::token::{Kind, Token};
use crate::vocabulary::Reading;

/// Most words of a number that are looked at.
const LONGEST_NUMBER: usize = 24;

/// A place in some tokens.
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
    pub(super) words: &'static Reading,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at.saturating_add(ahead))
    }

    fn take(&mut self, count: usize) {
        self.at = self.at.saturating_add(count);
    }

    /// A currency's everyday name, sign or code, and how many tokens it takes.
    fn currency(&self) -> Option<(Currency, usize)> {
        let rest = self.tokens.get(self.at..).unwrap_or_default();
        let named = self.words.currencies.iter().find_map(|(name, code)| {
            let mut words = name.split(' ').zip(rest);
            let count = name.split(' ').count();
            let stands = rest.len() >= count && words.all(|(word, token)| token.is(word));
            Some((Currency::parse(code).ok().filter(|_| stands)?, count))
        });
        named.or_else(|| sign(rest))
    }

    /// The currency whose hundredths a word names.
    fn hundredth(&self, token: &Token) -> Option<Currency> {
        let mut names = self.words.hundredths.iter();
        let (_, code) = names.find(|(name, _)| token.is(name))?;
        Currency::parse(code).ok()
    }

    pub(super) fn sign(&mut self) -> bool {
        let is_minus = self
            .peek(0)
            .is_some_and(|token| token.is_in(self.words.minus));
        let is_sign = is_minus || self.peek(0).is_some_and(|token| token.is("+"));
        self.take(usize::from(is_sign));
        is_minus
    }

    pub(super) fn amount(&mut self) -> Option<Amount> {
        let before = self.currency_before();
        // A minus may also stand behind the sign of the currency.
        let is_negative = before.is_some() && self.sign();
        let plain = self.figures().or_else(|| self.words())?;
        let scaled = self.scaled(plain)?;
        let (after, taken) = match self.unit_after() {
            Some((unit, taken)) => (Some(unit), taken),
            None => (None, 0),
        };
        let amount = match (before, after) {
            (None, Some(Unit::Pence(currency))) => {
                self.take(taken);
                return hundredths(&scaled, currency);
            }
            (None, Some(Unit::Notes(each))) => {
                self.take(taken);
                let count = scaled.decimals.is_empty().then_some(scaled.units)?;
                return Some(Amount::whole(count.checked_mul(each)?).named(Currency::Gbp));
            }
            (Some(before), Some(Unit::Currency(after))) if before == after => {
                self.take(taken);
                scaled.named(before)
            }
            (None, Some(Unit::Currency(after))) => {
                self.take(taken);
                scaled.named(after)
            }
            (Some(before), None) => scaled.named(before),
            (None, None) => return Some(scaled),
            (Some(_), Some(_)) => return None,
        };
        // The word is the last that was taken: "5 pounds", and not "£5".
        let unit = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let is_named = before.is_none() && unit.is_some_and(|unit| unit.kind == Kind::Word);
        let amount = self.with_pence(amount, is_named)?;
        let is_negative = is_negative || amount.is_negative;
        Some(Amount {
            is_negative,
            ..amount
        })
    }

    fn currency_before(&mut self) -> Option<Currency> {
        let (currency, taken) = self.currency()?;
        let next = self.peek(taken)?;
        let is_followed = next.kind == Kind::Figures || next.is_in("- +");
        is_followed.then(|| self.take(taken))?;
        Some(currency)
    }

    /// `1,200.50`, `1'000`, `.50`; with a half behind it, `5½`.
    fn figures(&mut self) -> Option<Amount> {
        if self.peek(0)?.is("½") {
            self.take(1);
            return Amount::whole(0).and_pence(50);
        }
        let token = self.peek(0).filter(|token| token.kind == Kind::Figures)?;
        let (units, decimals) = figures(&token.folded, self.words)?;
        self.take(1);
        let amount = Amount {
            decimals,
            ..Amount::whole(units)
        };
        if self.peek(0).is_some_and(|token| token.is("½")) {
            self.take(1);
            return amount.and_pence(50);
        }
        Some(amount)
    }

    fn words(&mut self) -> Option<Amount> {
        let (article, after) = (self.words.article, self.words.after_article);
        if self.peek(0)?.is_in(article) && self.peek(1)?.is_in(after) {
            self.take(1);
            return Some(Amount::whole(1));
        }
        let mut words: Vec<&str> = Vec::new();
        let mut ends = vec![0];
        let rest = self.tokens.iter().skip(self.at).take(LONGEST_NUMBER);
        for (place, token) in rest.enumerate() {
            match token.kind {
                Kind::Word => words.push(&token.folded),
                Kind::Mark if token.is("-") && token.is_glued => continue,
                _ => break,
            }
            ends.push(place.saturating_add(1));
        }
        let (units, taken) = number::read(&words, self.words)?;
        self.take(*ends.get(taken)?);
        Some(Amount::whole(units))
    }

    fn scaled(&mut self, amount: Amount) -> Option<Amount> {
        let Some(token) = self.peek(0) else {
            return Some(amount);
        };
        let mut scales = self.words.scales.iter();
        let scale = scales.find(|(name, _)| token.is(name));
        let Some((_, scale)) = scale.copied() else {
            return Some(amount);
        };
        self.take(1);
        amount.times(scale)
    }

    fn unit_after(&self) -> Option<(Unit, usize)> {
        let token = self.peek(0)?;
        if let Some(currency) = self.hundredth(token) {
            return Some((Unit::Pence(currency), 1));
        }
        if let Some((_, each)) = self.words.notes.iter().find(|(name, _)| token.is(name)) {
            return Some((Unit::Notes(*each), 1));
        }
        let (named, words) = self.currency()?;
        let next = self.peek(words);
        // "50 £60": the sign belongs to the next one.
        let is_the_next_ones =
            token.kind == Kind::Mark && next.is_some_and(|next| next.kind == Kind::Figures);
        (!is_the_next_ones).then_some((Unit::Currency(named), words))
    }

    /// `£5 and 50p`, `5 pounds 50`, `twelve pounds fifty`: what follows pounds and is pence, or nothing at all. Without
    /// a unit only behind the word: "£20 30" may be two amounts.
    fn with_pence(&mut self, amount: Amount, is_named: bool) -> Option<Amount> {
        let start = self.at;
        let has_and = self
            .peek(0)
            .is_some_and(|token| token.is_in(self.words.and));
        self.take(usize::from(has_and));
        let small = self.figures().or_else(|| self.words());
        let Some(small) = small.filter(|small| small.decimals.is_empty() && small.units < 100)
        else {
            self.at = start;
            return Some(amount);
        };
        let has_unit = self
            .peek(0)
            .is_some_and(|token| self.hundredth(token).is_some());
        // "£50 and 20" may be two amounts, and "5 pounds 5" is 5.05 for one and 5.50 for another.
        if !has_unit && (!is_named || has_and || small.units < 10) {
            self.at = start;
            return Some(amount);
        }
        self.take(usize::from(has_unit));
        amount.and_pence(small.units)
    }
}

enum Unit {
    Currency(Currency),
    Pence(Currency),
    Notes(u64),
}

/// So many pence, as pounds.
fn hundredths(amount: &Amount, currency: Currency) -> Option<Amount> {
    let count = amount.decimals.is_empty().then_some(amount.units)?;
    let whole = Amount::whole(count.checked_div(100)?).named(currency);
    whole.and_pence(count.checked_rem(100)?)
}

/// Figures as whole units and decimals. A mark of thousands parts thousands; one that may also be a decimal point is
/// one where no thousand can stand behind it.
fn figures(text: &str, words: &Reading) -> Option<(u64, String)> {
    let is_point = |(_, rest): &(&str, &str)| (1..=2).contains(&rest.len()) && is_digits(rest);
    let point = words.decimal_too.chars().next();
    let (whole, decimals) = point
        .and_then(|point| text.split_once(point))
        .filter(|parts| is_point(parts) && is_digits(parts.0))
        .or_else(|| text.split_once(words.decimal))
        .unwrap_or((text, ""));
    if !is_digits(decimals) {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let parts: Vec<&str> = whole
        .split(|mark: char| words.groups.contains(mark))
        .collect();
    let is_grouped = match parts.as_slice() {
        [single] => !single.is_empty(),
        [first, rest @ ..] => {
            (1..=3).contains(&first.len()) && rest.iter().all(|part| part.len() == 3)
        }
        [] => false,
    };
    let units = is_grouped.then(|| parts.concat().parse().ok())??;
    Some((units, decimals.to_owned()))
}

fn is_digits(text: &str) -> bool {
    text.chars().all(|digit| digit.is_ascii_digit())
}

/// A currency's sign or code, and how many tokens it takes.
fn sign(tokens: &[Token]) -> Option<(Currency, usize)> {
    let first = tokens.first()?;
    let second = tokens.get(1).map_or("", |token| token.folded.as_str());
    Some(match (first.folded.as_str(), second) {
        ("r", "$") => (Currency::Brl, 2),
        ("us", "$") => (Currency::Usd, 2),
        ("£", _) => (Currency::Gbp, 1),
        ("€", _) => (Currency::Eur, 1),
        ("$", _) => (Currency::Usd, 1),
        ("¥", _) => (Currency::Jpy, 1),
        (code, _) if code.len() == 3 => (Currency::parse(code).ok()?, 1),
        _ => return None,
    })
}
