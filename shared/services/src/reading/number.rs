//! Numbers in English words: "two hundred and fifty". Exact, or not a number.

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// A whole number in words at the beginning of some words, and how many words it takes.
pub fn read(words: &[&str]) -> Option<(u64, usize)> {
    let (count, taken) = below_thousand(words).or_else(|| one_before(words, "thousand"))?;
    if word(words, taken) != "thousand" {
        return Some((count, taken));
    }
    let (taken, thousands) = (taken.saturating_add(1), count.checked_mul(1_000)?);
    with_rest(words, thousands, taken, below_thousand)
}

fn below_thousand(words: &[&str]) -> Option<(u64, usize)> {
    let (count, taken) = below_hundred(words).or_else(|| one_before(words, "hundred"))?;
    if word(words, taken) != "hundred" {
        return Some((count, taken));
    }
    let (taken, hundreds) = (taken.saturating_add(1), count.checked_mul(100)?);
    with_rest(words, hundreds, taken, below_hundred)
}

fn below_hundred(words: &[&str]) -> Option<(u64, usize)> {
    if let Some(unit) = place_in(&UNITS, word(words, 0)) {
        return Some((unit, 1));
    }
    let tens = place_in(&TENS, word(words, 0))?
        .checked_add(2)?
        .checked_mul(10)?;
    match place_in(&UNITS, word(words, 1)) {
        Some(unit @ 1..=9) => Some((tens.checked_add(unit)?, 2)),
        _ => Some((tens, 1)),
    }
}

/// "a hundred", "a thousand".
fn one_before(words: &[&str], scale: &str) -> Option<(u64, usize)> {
    (matches!(word(words, 0), "a" | "an" | "one") && word(words, 1) == scale).then_some((1, 1))
}

/// `sum`, and what follows it with or without "and".
fn with_rest(
    words: &[&str],
    sum: u64,
    taken: usize,
    rest: fn(&[&str]) -> Option<(u64, usize)>,
) -> Option<(u64, usize)> {
    let skipped = usize::from(word(words, taken) == "and");
    let after = words
        .get(taken.saturating_add(skipped)..)
        .unwrap_or_default();
    match rest(after) {
        Some((more @ 1.., words)) => Some((
            sum.checked_add(more)?,
            taken.saturating_add(skipped).saturating_add(words),
        )),
        _ => Some((sum, taken)),
    }
}

fn word<'a>(words: &[&'a str], at: usize) -> &'a str {
    words.get(at).copied().unwrap_or_default()
}

fn place_in(list: &[&str], word: &str) -> Option<u64> {
    let place = list.iter().position(|known| *known == word)?;
    u64::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(read(&words), expected, "{text}");
        }
    }
}
