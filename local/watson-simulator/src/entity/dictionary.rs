//! Synonym entities: words and phrases that stand for a value, exactly or nearly.

use super::Mention;
use super::fuzzy;
use super::token::{Token, tokens};

/// The synonyms of one entity.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    /// The entity's name.
    pub entity: String,
    /// Near misses count too.
    pub fuzzy: bool,
    phrases: Vec<Phrase>,
}

#[derive(Debug, Clone)]
struct Phrase {
    value: String,
    words: Vec<String>,
}

impl Dictionary {
    /// An empty dictionary of `entity`.
    #[must_use]
    pub fn new(entity: &str, fuzzy: bool) -> Self {
        Self {
            entity: entity.to_owned(),
            fuzzy,
            phrases: Vec::new(),
        }
    }

    /// Adds a value with its synonyms; the value is a synonym of itself.
    pub fn add(&mut self, value: &str, synonyms: &[String]) {
        for phrase in synonyms.iter().map(String::as_str).chain([value]) {
            let words: Vec<String> = tokens(phrase).into_iter().map(|token| token.word).collect();
            if !words.is_empty() {
                self.phrases.push(Phrase {
                    value: value.to_owned(),
                    words,
                });
            }
        }
    }

    /// All words of the dictionary.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.phrases
            .iter()
            .flat_map(|phrase| phrase.words.iter().map(String::as_str))
    }

    /// The mentions in `text`; where several overlap, the longest and surest stays.
    #[must_use]
    pub fn find(&self, text: &str, known: &dyn Fn(&str) -> bool) -> Vec<Mention> {
        let tokens = tokens(text);
        let mut found: Vec<Mention> = Vec::new();
        for phrase in &self.phrases {
            for window in tokens.windows(phrase.words.len()) {
                if let Some(confidence) = self.likeness(&phrase.words, window, known) {
                    found.extend(mention(&self.entity, phrase, text, window, confidence));
                }
            }
        }
        found.sort_by(|one, other| {
            let rank = |mention: &Mention| (mention.confidence, mention.literal.len());
            rank(other)
                .partial_cmp(&rank(one))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        keep_apart(found)
    }

    /// 1 for the very words, less for near misses, `None` for something else.
    fn likeness(
        &self,
        words: &[String],
        window: &[Token],
        known: &dyn Fn(&str) -> bool,
    ) -> Option<f64> {
        let mut lowest = 1.0_f64;
        for (word, token) in words.iter().zip(window) {
            if *word == token.word {
                continue;
            }
            // A word the skill knows otherwise is no misspelling.
            if !self.fuzzy || known(&token.word) {
                return None;
            }
            lowest = lowest.min(fuzzy::likeness(word, &token.word)?);
        }
        Some(lowest)
    }
}

fn mention(
    entity: &str,
    phrase: &Phrase,
    text: &str,
    window: &[Token],
    confidence: f64,
) -> Option<Mention> {
    let mut mention = Mention::new(
        entity,
        &phrase.value,
        text,
        window.first()?.start,
        window.last()?.end,
    );
    mention.confidence = confidence;
    Some(mention)
}

/// Drops what overlaps an earlier one, and restores the order of the text.
fn keep_apart(found: Vec<Mention>) -> Vec<Mention> {
    let mut kept: Vec<Mention> = Vec::new();
    for mention in found {
        if !kept
            .iter()
            .any(|other| super::overlaps(other.location, mention.location))
        {
            kept.push(mention);
        }
    }
    kept.sort_by_key(|mention| mention.location);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dictionary() -> Dictionary {
        let mut dictionary = Dictionary::new("card", true);
        dictionary.add("credit", &["credit card".into(), "visa".into()]);
        dictionary.add("lost", &["misplaced".into()]);
        dictionary
    }

    fn values(text: &str) -> Vec<String> {
        dictionary()
            .find(text, &|_| false)
            .into_iter()
            .map(|mention| mention.value)
            .collect()
    }

    #[test]
    fn the_longest_phrase_wins() {
        let found = dictionary().find("My CREDIT CARD is lost", &|_| false);
        let literals: Vec<&str> = found
            .iter()
            .map(|mention| mention.literal.as_str())
            .collect();
        assert_eq!(literals, ["CREDIT CARD", "lost"]);
        assert_eq!(found[0].location, (3, 14));
    }

    #[test]
    fn misspellings_and_endings_are_found_but_not_parts_of_words() {
        assert_eq!(values("my credti card was misplased"), ["credit", "lost"]);
        assert_eq!(values("visas"), ["credit"]);
        assert!(values("discredited visage").is_empty());
    }

    #[test]
    fn a_word_known_otherwise_is_no_misspelling() {
        assert!(
            dictionary()
                .find("edit the credits", &|word| word == "credits")
                .is_empty()
        );
    }
}
