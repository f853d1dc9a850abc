//! The words of a text, and which of them are numbers.
//!
//! Deliberately knows no label: that *a/c* is one word is all it needs.

use crate::text::cleaned;

/// Characters of the longest IBAN that ISO 13616 allows.
const LONGEST_IBAN: usize = 34;

/// Labels that people write without a space before the digits.
const GLUED: [&str; 5] = ["sc", "sortcode", "acc", "acct", "account"];

/// Fewest digits behind such a label: fewer are the beginning of an IBAN, `SC18 SSCB …`.
const GLUED_DIGITS: usize = 6;

/// One word, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Holds no digit.
    Word(&'a str),
    /// Digits, perhaps parted by dashes or dots.
    Number(&'a str),
}

impl<'a> Token<'a> {
    /// Whether it is a number.
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// As typed.
    pub const fn text(&self) -> &'a str {
        match self {
            Self::Word(text) | Self::Number(text) => text,
        }
    }
}

/// The text in its plain form, with spaces where a label, a bracket or a comma touches what follows.
pub fn parted(text: &str) -> String {
    let mut parted = String::new();
    for letter in cleaned(text).chars() {
        match letter {
            ':' | ';' | ',' | '=' | ')' | ']' => parted.extend([letter, ' ']),
            '(' | '[' => parted.extend([' ', letter]),
            _ => parted.push(letter),
        }
    }
    parted
}

/// The word without the punctuation around it.
pub fn core(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// Whether there is a digit in it, or something that people read as one: `²`, `⑤`.
pub fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// The words as tokens; nothing, if one of them mixes letters and digits.
pub fn tokens<'a>(words: &[&'a str]) -> Option<Vec<Token<'a>>> {
    let tokens = words.iter().map(|word| token(word));
    let tokens: Option<Vec<Vec<Token<'a>>>> = tokens.collect();
    Some(tokens?.concat())
}

fn token(word: &str) -> Option<Vec<Token<'_>>> {
    let core = core(word);
    if !has_digit(core) {
        let is_sign = core.is_empty() && !matches!(word, "&" | "+");
        return Some(if is_sign {
            Vec::new()
        } else {
            vec![Token::Word(word)]
        });
    }
    let (label, digits) = unglued(core);
    let numbers = digits.split('/').map(number);
    let label = label.map(|label| Some(Token::Word(label)));
    label.into_iter().chain(numbers).collect()
}

fn number(text: &str) -> Option<Token<'_>> {
    let is_number = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'));
    (is_number && !text.is_empty()).then_some(Token::Number(text))
}

/// The label that touches the digits, and the digits.
fn unglued(core: &str) -> (Option<&str>, &str) {
    let at = core
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(core.len());
    let (label, digits) = core.split_at(at);
    let is_label = GLUED.iter().any(|known| known.eq_ignore_ascii_case(label));
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    if is_label && count >= GLUED_DIGITS {
        (Some(label), digits)
    } else {
        (None, core)
    }
}

/// The texts that `words` begin with and that may be an IBAN, ever longer, each with how many words it takes;
/// none, if the first word begins no IBAN. None ends with a word of letters alone, which may be a name: an
/// IBAN of the two countries that end so, Mauritius and the Seychelles, has to be typed without spaces.
pub fn iban_beginnings(words: &[&str]) -> Vec<(String, usize)> {
    let mut beginnings = Vec::new();
    let mut text = String::new();
    for (word, used) in words.iter().zip(1..) {
        let group = if used == 1 {
            iban_start(word)
        } else {
            Some(core(word).to_owned())
        };
        match group {
            Some(group)
                if is_plain(&group) && text.len().saturating_add(group.len()) <= LONGEST_IBAN =>
            {
                text.push_str(&group);
            }
            _ => break,
        }
        if has_digit(word) {
            beginnings.push((text.clone(), used));
        }
    }
    beginnings
}

fn is_plain(group: &str) -> bool {
    !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The first word of an IBAN without dashes: two letters, two digits, and perhaps all the rest.
fn iban_start(word: &str) -> Option<String> {
    let core = core(word);
    let (label, _) = unglued(core);
    let text = core.replace('-', "");
    let is_start = matches!(
        text.as_bytes(),
        [a, b, c, d, ..] if [a, b].iter().all(|c| c.is_ascii_alphabetic()) && [c, d].iter().all(|c| c.is_ascii_digit())
    );
    (is_start && label.is_none()).then_some(text)
}
