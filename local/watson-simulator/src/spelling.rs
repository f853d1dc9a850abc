//! Autocorrection: misspelt words put right by the words the skill itself is made of.
//!
//! IBM weighs whole sentences with models of English; here a word is misspelt only if exactly one word of the skill is
//! a slip of the finger away. So it stays off where a skill does not switch it on, and corrects less than IBM's.
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-autocorrection>

use std::collections::BTreeSet;

use serde_json::Value;

use crate::entity::{self, Mention};

/// Shortest word that is corrected.
const MIN_LENGTH: usize = 4;

/// Shortest word in which two slips are forgiven.
const MIN_LENGTH_FOR_TWO: usize = 8;

/// The words of a skill.
#[derive(Debug, Clone, Default)]
pub struct Speller {
    words: BTreeSet<String>,
}

/// What is done about misspelt words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The correction is told beside the answer.
    pub suggestions: bool,
    /// The correction is what is understood.
    pub auto_correct: bool,
}

impl Wanted {
    /// The settings of a skill.
    pub(crate) fn of_skill(settings: &Value) -> Self {
        Self {
            suggestions: settings["spelling_suggestions"] == true,
            auto_correct: settings["spelling_auto_correct"] == true,
        }
    }

    /// What one message asks for outweighs its skill: in v2 among the options, in v1 in the input itself.
    pub(crate) fn of_message(self, input: &Value) -> Self {
        let options = &input["options"]["spelling"];
        let asked = |name: &str| {
            let older = &input[format!("spelling_{name}")];
            options[name].as_bool().or(older.as_bool())
        };
        Self {
            suggestions: asked("suggestions").unwrap_or(self.suggestions),
            auto_correct: asked("auto_correct").unwrap_or(self.auto_correct),
        }
    }
}

impl Speller {
    /// Learns the words of these sentences.
    pub fn learn<'a>(sentences: impl Iterator<Item = &'a str>) -> Self {
        let words = sentences.flat_map(entity::words);
        Self {
            words: words.map(|(_, _, word)| word).collect(),
        }
    }

    /// The text with its slips put right; `None` if there are none. What was `found` in it is left alone.
    #[must_use]
    pub fn correct(&self, text: &str, found: &[Mention]) -> Option<String> {
        let mut corrected = String::new();
        let mut rest = 0;
        for (start, end, word) in entity::words(text) {
            let is_found = found.iter().any(|mention| mention.covers(text, start));
            let better = self.better(text, (start, end), &word).filter(|_| !is_found);
            if let Some(better) = better {
                corrected.push_str(text.get(rest..start)?);
                corrected.push_str(better);
                rest = end;
            }
        }
        corrected.push_str(text.get(rest..)?);
        (corrected != text).then_some(corrected)
    }

    /// The one word of the skill that is meant.
    fn better(&self, text: &str, place: (usize, usize), word: &str) -> Option<&str> {
        if self.words.contains(word) || !is_plain(text, place) {
            return None;
        }
        let slips = match word.chars().count() {
            ..MIN_LENGTH => return None,
            MIN_LENGTH..MIN_LENGTH_FOR_TWO => 1,
            _ => 2,
        };
        let near = self
            .words
            .iter()
            .filter_map(|known| Some((entity::distance(known, word, slips)?, known.as_str())));
        let near: Vec<(usize, &str)> = near.collect();
        let least = near.iter().map(|(slips, _)| *slips).min()?;
        match &near
            .iter()
            .filter(|(slips, _)| *slips == least)
            .collect::<Vec<_>>()[..]
        {
            [(_, one)] => Some(one),
            _ => None,
        }
    }
}

/// Small letters only, and nothing joined to it: no name, no number, no address, nothing in quotes.
fn is_plain(text: &str, (start, end): (usize, usize)) -> bool {
    const JOINTS: &str = "-_@&*./#'\"“”";
    let word = text.get(start..end).unwrap_or_default();
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let behind = text.get(end..).unwrap_or_default();
    // A full stop at the end of a sentence joins nothing.
    let behind = behind.chars().next().filter(|_| {
        let mut after = behind.chars().skip(1);
        !(behind.starts_with('.') && after.next().is_none_or(char::is_whitespace))
    });
    let is_joint =
        |neighbour: Option<char>| neighbour.is_some_and(|character| JOINTS.contains(character));
    word.chars().all(char::is_lowercase) && !is_joint(before) && !is_joint(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrected(text: &str) -> Option<String> {
        let sentences = ["I want to apply for a membership", "cancel my card"];
        Speller::learn(sentences.into_iter()).correct(text, &[])
    }

    #[test]
    fn one_slip_is_put_right_and_two_in_long_words() {
        for (said, meant) in [
            ("i wantt to aply", "i want to apply"),
            ("a memberdhyp, please.", "a membership, please."),
            ("cancle it.", "cancel it."),
        ] {
            assert_eq!(corrected(said).as_deref(), Some(meant), "{said}");
        }
    }

    #[test]
    fn names_numbers_addresses_and_short_or_known_words_stay() {
        for said in [
            "Cancle",
            "me@cancle.com",
            "\"cancle\"",
            "crd",
            "cancel my card",
            "zebra",
            "card7",
        ] {
            assert_eq!(corrected(said), None, "{said}");
        }
    }
}
