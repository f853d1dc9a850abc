//! Turns a sentence into numbers: its words, pairs of words, and pieces of words.
//!
//! Pieces of words forgive misspellings and endings; pairs keep "voice on" and "voice off" apart.
//! Rare features count more than common ones (inverse document frequency), and each of the three
//! kinds is brought to its own length, so that a long word does not drown the rest.

#![expect(
    clippy::float_arithmetic,
    reason = "statistics; no money is decided here"
)]

use std::collections::{BTreeSet, HashMap, HashSet};

/// A sentence as the model sees it: which features, and how much of each.
pub type Row = Vec<(usize, f32)>;

/// Lengths of pieces, in characters with the word's ends marked.
const PIECES: std::ops::RangeInclusive<usize> = 3..=5;

/// How much each kind of feature counts: words, pairs, pieces.
const WEIGHTS: [f32; 3] = [1.0, 0.6, 1.0];

/// How much an unknown feature takes away from what the known ones say. Tuned together with the
/// model's decay on the skill's own examples and on published sentences.
const UNKNOWN: f32 = 0.7;

/// Counts features over the examples.
#[derive(Debug, Default)]
pub struct Counter {
    kinds: [HashMap<String, u32>; 3],
    sentences: u32,
    words: HashSet<String>,
}

/// The features met in the examples, with their rarity.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Per kind: feature → index and rarity.
    kinds: [HashMap<String, (usize, f32)>; 3],
    /// The rarity of a feature never met.
    rarest: f32,
    words: HashSet<String>,
    size: usize,
}

impl Counter {
    /// Counts the features of one example.
    pub fn add(&mut self, text: &str) {
        self.sentences = self.sentences.saturating_add(1);
        self.words.extend(words(text));
        for (counts, features) in self.kinds.iter_mut().zip(features(text)) {
            for feature in features {
                let count = counts.entry(feature).or_default();
                *count = count.saturating_add(1);
            }
        }
    }

    /// Ends counting. Indices follow the alphabet, so that the same examples give the same model.
    pub fn vocabulary(self) -> Vocabulary {
        let total = f64::from(self.sentences);
        let mut vocabulary = Vocabulary {
            rarest: rarity(total, 1),
            words: self.words,
            ..Vocabulary::default()
        };
        for (kind, counts) in vocabulary.kinds.iter_mut().zip(self.kinds) {
            let mut sorted: Vec<(String, u32)> = counts.into_iter().collect();
            sorted.sort_unstable();
            for (feature, count) in sorted {
                kind.insert(feature, (vocabulary.size, rarity(total, count)));
                vocabulary.size = vocabulary.size.saturating_add(1);
            }
        }
        vocabulary
    }
}

/// Smoothed inverse document frequency.
fn rarity(sentences: f64, count: u32) -> f32 {
    let rarity = ((1.0 + sentences) / (1.0 + f64::from(count))).ln() + 1.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a small number; precision does not matter"
    )]
    let rarity = rarity as f32;
    rarity
}

impl Vocabulary {
    /// The row of `text`. A text of which little is known weighs little.
    pub fn row(&self, text: &str) -> Row {
        let mut row = Row::new();
        for ((known, weight), features) in self.kinds.iter().zip(WEIGHTS).zip(features(text)) {
            let mut square = 0.0_f32;
            let start = row.len();
            for feature in features {
                match known.get(&feature) {
                    Some((index, rarity)) => {
                        square += rarity * rarity;
                        row.push((*index, *rarity));
                    }
                    None => square += UNKNOWN * self.rarest * self.rarest,
                }
            }
            for (_, amount) in row.iter_mut().skip(start) {
                *amount *= weight / square.sqrt();
            }
        }
        row
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.size
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

/// The words, pairs and pieces of a text, each once.
fn features(text: &str) -> [BTreeSet<String>; 3] {
    let words = words(text);
    let ends = ["^"]
        .into_iter()
        .chain(words.iter().map(String::as_str))
        .chain(["$"]);
    let marked: Vec<&str> = ends.collect();
    let pairs = marked.windows(2).map(|pair| pair.join(" ")).collect();
    let pieces = words.iter().flat_map(|word| pieces(word)).collect();
    [words.into_iter().collect(), pairs, pieces]
}

fn pieces(word: &str) -> Vec<String> {
    let marked: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
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
        let mut counter = Counter::default();
        counter.add("show my balance");
        let vocabulary = counter.vocabulary();
        let weight = |text: &str| {
            vocabulary
                .row(text)
                .iter()
                .map(|(_, weight)| weight * weight)
                .sum::<f32>()
        };
        assert!(weight("show my balance") > 2.0 * weight("quux my zyzzyva"));
    }
}
