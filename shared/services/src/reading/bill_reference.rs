//! A bill's reference within a text: "pay City Power, reference RF18 5390 0754 7034".
//!
//! Read where any service may need to know that what follows is no amount. Deliberately only behind a word that announces it, or where it begins as ISO 11649 has it: any other figures may be
//! an amount.

use domain::bill::reference::MAX_CHARACTERS;
use domain::language::Language;
use domain::text::cleaned;

use super::amount;
use super::token::{Kind, Text, Token};
use crate::vocabulary::{self, Reading};

/// Most letters of a word within a reference.
const LONGEST_WORD: usize = 6;

/// The reference in a text as it was typed, and the text without it.
#[must_use]
pub fn announced(text: &str, language: Language) -> Option<(String, String)> {
    let text = Text::new(text);
    let tokens = text.tokens();
    let words = &vocabulary::of(language).reading;
    let place = |at: usize| Some((at, announces(tokens.get(at..)?, words)?));
    let (at, skipped) = (0..tokens.len()).find_map(place)?;
    let rest = tokens.get(at.saturating_add(skipped)..)?;
    let length = length(rest, words, language);
    let reference = rest.get(..length)?;
    reference.iter().find(|token| token.kind == Kind::Figures)?;
    let before = text.typed(tokens.get(..at)?);
    let behind = text.typed(rest.get(length..)?);
    let typed = text.typed(reference).to_owned();
    Some((typed, format!("{before} {behind}").trim().to_owned()))
}

/// Whether a whole text can be the answer to which reference a bill has: letters and digits, at least one of these.
#[must_use]
pub fn may_be_reference(text: &str) -> bool {
    let text = cleaned(text);
    let is_fit = |letter: char| letter.is_ascii_alphanumeric() || " -./".contains(letter);
    let count = text.chars().filter(char::is_ascii_alphanumeric).count();
    let words = || text.split(' ').filter(|word| !word.is_empty());
    let is_code = |word: &str| {
        let digits = word.chars().any(|letter| letter.is_ascii_digit());
        digits || word.len() <= 2 || word.chars().all(|letter| letter.is_ascii_uppercase())
    };
    count <= MAX_CHARACTERS.saturating_add(8)
        && text.chars().any(|letter| letter.is_ascii_digit())
        && text.chars().all(is_fit)
        && words().all(is_code)
}

/// How many tokens announce a reference here; none where it begins at once.
fn announces(tokens: &[Token], words: &Reading) -> Option<usize> {
    let folded: Vec<&str> = tokens.iter().map(|token| token.folded.as_str()).collect();
    if let Some(taken) = vocabulary::at_start(&folded, words.before_a_bill_reference) {
        let marks = tokens.get(taken..).unwrap_or_default().iter();
        let marks = marks.take_while(|token| token.is_in(": # ,")).count();
        return Some(taken.saturating_add(marks));
    }
    let is_rf = matches!(tokens, [rf, check, ..]
        if rf.is("rf") && check.kind == Kind::Figures && check.is_glued);
    is_rf.then_some(0)
}

/// How far a reference reaches: to the first word or mark that is none of it, or to an amount with its currency.
fn length(tokens: &[Token], words: &Reading, language: Language) -> usize {
    let ends = |(place, token): (usize, &Token)| {
        let is_money = |token: &Token| {
            let rest = tokens.get(place..).unwrap_or_default();
            token.kind == Kind::Mark && amount::at_start(rest, language).is_some()
        };
        match token.kind {
            Kind::Figures => token.folded.contains(',') || token.folded.contains('\''),
            Kind::Word => {
                token.is_in(words.behind_a_bill_reference) || token.folded.len() > LONGEST_WORD
            }
            Kind::Mark => !token.is_in("- . /") || is_money(token),
        }
    };
    let mut ends = tokens.iter().enumerate().map(ends);
    ends.position(|ends| ends).unwrap_or(tokens.len())
}
