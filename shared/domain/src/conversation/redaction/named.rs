//! A few digits that are called a PIN or a code outright, in figures or in words: "my pin is one two three four",
//! "£271828 is my pin", "the code is 5,8,2,9,9,6".

use super::vocabulary::{CLOSER, DIGITS, IS, NAMES, WHOSE, is_in};
use super::words;

/// So many digits beside such a name are a secret. One is how many PINs somebody has.
const FEW: std::ops::RangeInclusive<usize> = 2..=8;

/// Whether some digits stand right behind such a name, or right before "is my" and the name.
pub fn is_called_secret(text: &str) -> bool {
    let words: Vec<String> = words(text).collect();
    (0..words.len()).any(|at| {
        let (before, rest) = words.split_at(at);
        rest.split_first()
            .is_some_and(|(name, after)| is_name(name) && (leads(after) || ends(before)))
    })
}

fn is_name(word: &str) -> bool {
    is_in(word, &NAMES)
}

/// "(is) 12 34 …", "(number) is 12 34 …", "(for my card) is 12 34 …"
fn leads(words: &[String]) -> bool {
    let closer = words.iter().take_while(|word| is_in(word, &CLOSER)).count();
    match words.get(closer..) {
        Some([is, rest @ ..]) if is_in(is, &IS) => is_few(rest.iter()),
        _ => is_few(words.iter()),
    }
}

/// "… 12 34 is my"
fn ends(words: &[String]) -> bool {
    match words {
        [rest @ .., is, whose] if is_in(is, &IS) && is_in(whose, &WHOSE) => {
            is_few(rest.iter().rev())
        }
        _ => false,
    }
}

/// Whether the first of the words are digits, and a few.
fn is_few<'a>(words: impl Iterator<Item = &'a String>) -> bool {
    let digits = words.map_while(|word| digits_in(word.as_str()));
    FEW.contains(&digits.sum())
}

/// How many digits a word stands for, if it stands for digits.
fn digits_in(word: &str) -> Option<usize> {
    let is_figures = word.chars().all(|letter| letter.is_ascii_digit());
    if is_figures {
        return Some(word.len());
    }
    is_in(word, &DIGITS).then_some(1)
}
