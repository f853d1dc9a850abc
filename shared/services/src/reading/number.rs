//! Numbers in words: "two hundred and fifty", "duzentos e cinquenta". Exact, or not a number.

use crate::vocabulary::{Reading, is_in};

/// A whole number in words at the beginning of some words, and how many words it takes.
#[must_use]
pub fn read(words: &[&str], known: &'static Reading) -> Option<(u64, usize)> {
    Number { words, known }.below_million(0)
}

/// Some words, and what is known of numbers.
#[derive(Clone, Copy)]
struct Number<'a> {
    words: &'a [&'a str],
    known: &'static Reading,
}

/// What was read, and where it ends.
type Found = Option<(u64, usize)>;

impl<'a> Number<'a> {
    /// A full stop, behind the last: it is in no row.
    fn word(self, at: usize) -> &'a str {
        self.words.get(at).copied().unwrap_or(".")
    }

    fn below_million(self, at: usize) -> Found {
        let thousand = self.known.thousand;
        let alone = || {
            let is_alone = self.known.is_thousand_alone && is_in(self.word(at), thousand);
            is_alone.then_some((1, at))
        };
        let count = self
            .below_thousand(at)
            .or_else(|| self.one_before(at, thousand));
        let (count, end) = count.or_else(alone)?;
        if !is_in(self.word(end), thousand) {
            return Some((count, end));
        }
        let end = end.saturating_add(1);
        self.with_rest(count.checked_mul(1_000)?, end, Self::below_thousand)
    }

    fn below_thousand(self, at: usize) -> Found {
        if let Some(hundreds) = counted(self.known.hundreds, self.word(at)) {
            return self.with_rest(hundreds, at.saturating_add(1), Self::below_hundred);
        }
        let hundred = self.known.hundred;
        let count = self
            .below_hundred(at)
            .or_else(|| self.one_before(at, hundred));
        let (count, end) = count?;
        if !is_in(self.word(end), hundred) {
            return Some((count, end));
        }
        let end = end.saturating_add(1);
        self.with_rest(count.checked_mul(100)?, end, Self::below_hundred)
    }

    fn below_hundred(self, at: usize) -> Found {
        let next = at.saturating_add(1);
        if let Some(unit) = counted(self.known.units, self.word(at)) {
            return Some((unit, next));
        }
        let tens = counted(self.known.tens, self.word(at))?;
        let link = self.known.tens_and;
        let unit_at = match link {
            "" => next,
            link if is_in(self.word(next), link) => next.saturating_add(1),
            _ => return Some((tens, next)),
        };
        match counted(self.known.units, self.word(unit_at)) {
            Some(unit @ 1..=9) => Some((tens.checked_add(unit)?, unit_at.saturating_add(1))),
            _ => Some((tens, next)),
        }
    }

    /// "a hundred", "a thousand".
    fn one_before(self, at: usize, scale: &str) -> Found {
        let next = at.saturating_add(1);
        let is_one = is_in(self.word(at), self.known.one_before) && is_in(self.word(next), scale);
        is_one.then_some((1, next))
    }

    /// `sum`, and what follows it with or without "and".
    fn with_rest(self, sum: u64, end: usize, rest: fn(Self, usize) -> Found) -> Found {
        let skipped = usize::from(is_in(self.word(end), self.known.number_and));
        match rest(self, end.saturating_add(skipped)) {
            Some((more @ 1.., end)) => Some((sum.checked_add(more)?, end)),
            _ => Some((sum, end)),
        }
    }
}

fn counted(counts: &[(&str, u64)], word: &str) -> Option<u64> {
    let (_, count) = counts.iter().find(|(known, _)| *known == word)?;
    Some(*count)
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::vocabulary;

    #[test]
    fn numbers_are_read_exactly_and_no_further_than_they_go() {
        for (text, expected) in [
            ("fifty", Some((50, 1))),
            ("twenty five", Some((25, 2))),
            ("two hundred and fifty", Some((250, 4))),
            ("two hundred fifty pounds", Some((250, 3))),
            ("a hundred", Some((100, 2))),
            ("one thousand two hundred and one", Some((1_201, 6))),
            ("twelve thousand", Some((12_000, 2))),
            ("zero", Some((0, 1))),
            ("five twenty", Some((5, 1))),
            ("a couple of hundred", None),
            ("ben", None),
            ("", None),
        ] {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(
                read(&words, &vocabulary::of(Language::ENGLISH).reading),
                expected,
                "{text}"
            );
        }
    }
}
