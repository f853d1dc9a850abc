//! The words by which each language is heard, as the translators' files have them.
//!
//! Written while building (`build.rs`) from `heard.<tag>.toml` in each room, or `languages/<tag>/heard.toml`. The
//! grammar is Rust, and one for all languages.

use domain::language::Language;

include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));

/// A language's words; English's, where it has none.
pub fn of(language: Language) -> &'static Vocabulary {
    let own = TABLE.get(language.index()).unwrap_or(&TABLE[0]);
    &own.1
}

/// The parts of a language's skill, each with its name.
pub fn skill_parts(language: Language) -> &'static [(&'static str, &'static str)] {
    let own = SKILLS.iter().find(|(tag, _)| *tag == language.tag());
    own.map_or(&[], |(_, parts)| parts)
}

/// Whether some words are a phrase to the last: `a|b` is either word, and a question mark stands behind what may lack.
pub fn fits(words: &[&str], phrase: &str) -> bool {
    let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    if first.is_empty() {
        return words.is_empty();
    }
    let may_lack = first.ends_with('?');
    let is_next = |word: &str| {
        first
            .trim_end_matches('?')
            .split('|')
            .any(|one| one == word)
    };
    let takes = words
        .split_first()
        .is_some_and(|(word, more)| is_next(word) && fits(more, rest));
    takes || may_lack && fits(words, rest)
}

/// Whether some words are one of these phrases.
pub fn fit(words: &[&str], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| fits(words, phrase))
}

/// How many words one of these phrases takes at the beginning of some: the most it can.
pub fn at_start(words: &[&str], phrases: &[&str]) -> Option<usize> {
    let longest = phrases
        .iter()
        .map(|phrase| phrase.split(' ').count())
        .max()?;
    let lengths = (1..=longest.min(words.len())).rev();
    lengths.into_iter().find(|length| {
        words
            .get(..*length)
            .is_some_and(|words| fit(words, phrases))
    })
}

/// Whether a word is in a row of words.
pub fn is_in(word: &str, row: &str) -> bool {
    row.split(' ').any(|one| one == word)
}
