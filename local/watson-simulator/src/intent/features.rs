//! Turns a sentence into numbers: its words, pairs of words, and pieces of words.
//!
//! Pieces of words forgive misspellings and endings; pairs keep "voice on" and "voice off" apart.

#![expect(
    clippy::float_arithmetic,
    reason = "statistics; no money is decided here"
)]

use std::collections::{BTreeMap, HashMap, HashSet};

/// A sentence as the model sees it: which features, and how much of each.
pub type Row = Vec<(usize, f32)>;

/// Weights of the three kinds of feature, relative to each other.
const WORD: f32 = 1.0;
const PAIR: f32 = 0.6;
const PIECE: f32 = 0.35;

/// Lengths of pieces, in characters with the word's ends marked.
const PIECES: std::ops::RangeInclusive<usize> = 3..=5;

/// The features met in the examples.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    indices: HashMap<String, usize>,
    words: HashSet<String>,
}

impl Vocabulary {
    /// The row of `text`, remembering features not met before.
    pub fn learn(&mut self, text: &str) -> Row {
        self.words.extend(words(text));
        for name in weights(text).into_keys() {
            let next = self.indices.len();
            self.indices.entry(name).or_insert(next);
        }
        self.row(text)
    }

    /// The row of `text`. Unknown features count towards its length, so that a text of which little
    /// is known weighs little.
    pub fn row(&self, text: &str) -> Row {
        let weights = weights(text);
        let length = weights
            .values()
            .map(|weight| weight * weight)
            .sum::<f32>()
            .sqrt();
        let known =
            |(name, weight): (String, f32)| Some((*self.indices.get(&name)?, weight / length));
        weights.into_iter().filter_map(known).collect()
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.indices.len()
    }

    /// Whether the examples hold this word.
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// The sentence without case, punctuation and double spaces.
pub fn normal(text: &str) -> String {
    words(text).join(" ")
}

/// Lower-case words; figures become one word, because what matters is that there is an amount.
fn words(text: &str) -> Vec<String> {
    let clean: String = text
        .to_lowercase()
        .chars()
        .filter(|character| !matches!(character, '\'' | '’' | ','))
        .map(|character| {
            if character.is_alphanumeric() || is_currency(character) {
                character
            } else {
                ' '
            }
        })
        .collect();
    clean.split_whitespace().map(word).collect()
}

fn is_currency(character: char) -> bool {
    matches!(character, '£' | '€' | '$')
}

fn word(word: &str) -> String {
    let figures = word.trim_matches(is_currency);
    if !figures.is_empty() && figures.chars().all(|character| character.is_ascii_digit()) {
        return "0".to_owned();
    }
    word.to_owned()
}

fn weights(text: &str) -> BTreeMap<String, f32> {
    let words = words(text);
    let mut weights = BTreeMap::new();
    let ends = ["^"]
        .into_iter()
        .chain(words.iter().map(String::as_str))
        .chain(["$"]);
    let marked: Vec<&str> = ends.collect();
    for pair in marked.windows(2) {
        weights.insert(format!("2 {}", pair.join(" ")), PAIR);
    }
    for word in &words {
        weights.insert(format!("1 {word}"), WORD);
        for piece in pieces(word) {
            weights.insert(format!("3 {piece}"), PIECE);
        }
    }
    weights
}

fn pieces(word: &str) -> Vec<String> {
    let marked: Vec<char> = ['^'].into_iter().chain(word.chars()).chain(['$']).collect();
    PIECES
        .flat_map(|length| marked.windows(length))
        .map(|piece| piece.iter().collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_punctuation_and_figures_do_not_matter() {
        assert_eq!(normal("Send £50, to  Ben!"), normal("send 1,000 to ben"));
        assert_eq!(normal("What’s my balance?"), "whats my balance");
    }

    #[test]
    fn a_text_of_unknown_words_weighs_little() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.learn("show my balance");
        let weight = |text: &str| {
            vocabulary
                .row(text)
                .iter()
                .map(|(_, weight)| weight * weight)
                .sum::<f32>()
        };
        assert!(weight("show my balance") > 0.99);
        assert!(weight("quux my zyzzyva") < 0.5);
    }
}
