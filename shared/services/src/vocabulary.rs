//! The words by which each language is heard, as the translators' files have them.
//!
//! Written while building (`build.rs`) from `heard.<tag>.toml` in each room, or `languages/<tag>/heard.toml`. The
//! grammar is Rust, and one for all languages.

use domain::language::Language;

pub use written::{Bills, Block, Payees, Reading, Vocabulary};
use written::{KNOWN, SKILLS, TABLE};

/// What the build script wrote.
mod written {
    #![expect(clippy::unreadable_literal, reason = "numbers as the files have them")]

    include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));
}

/// A language's words; English's, where it has none.
pub fn of(language: Language) -> &'static Vocabulary {
    let own = TABLE.get(language.index()).unwrap_or(&TABLE[0]);
    &own.1
}

/// Every word that is heard in a language, sorted.
pub fn known(language: Language) -> &'static [&'static str] {
    let own = KNOWN.get(language.index());
    own.map_or(&[], |(_, words)| words)
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

#[cfg(test)]
mod tests {
    use domain::text::folded;

    use super::*;

    #[test]
    fn every_language_has_its_words_in_the_order_of_the_languages() {
        let tags: Vec<&str> = TABLE.iter().map(|(tag, _)| *tag).collect();
        assert_eq!(tags, Language::ALL.map(Language::tag));
        for language in Language::ALL {
            let reading = &of(language).reading;
            assert_eq!((reading.months.len(), reading.weekdays.len()), (12, 7));
            for word in known(language) {
                assert_eq!(*word, folded(word), "{language:?}");
            }
        }
    }

    /// Politeness is passed over before a phrase is looked for: one that holds it would never be found.
    #[test]
    fn no_whole_phrase_holds_a_word_of_politeness() {
        for language in Language::ALL {
            let all = of(language);
            let polite = all.reading.polite;
            let (wish, talk, block) = (&all.wish, &all.talk, &all.block);
            let lists = [
                all.balance.phrases,
                all.bank_check.phrases,
                all.voice.on,
                all.voice.off,
                all.statement.more,
                all.payees.lists,
                block.calls,
                block.laments,
                block.yes,
                block.no,
                wish.yes,
                wish.no,
                wish.stop,
                wish.opts_out,
                wish.disowns,
                wish.misses_code,
                talk.calls_off,
                talk.calls_off_what,
                talk.new_link,
                talk.what_is_open,
            ];
            for phrase in lists.into_iter().flatten() {
                let mut words = phrase.split([' ', '|', '?']);
                let is_polite = |word: &str| !word.is_empty() && is_in(word, polite);
                assert!(!words.any(is_polite), "{language:?}: {phrase}");
            }
        }
    }

    #[test]
    fn a_phrase_is_its_words_to_the_last_and_what_may_lack_may() {
        let phrase = "show|see my? rate";
        for words in [["see", "rate"].as_slice(), &["show", "my", "rate"]] {
            assert!(fits(words, phrase), "{words:?}");
        }
        for words in [
            ["rate"].as_slice(),
            &["show", "my"],
            &["show", "rate", "now"],
            &[],
        ] {
            assert!(!fits(words, phrase), "{words:?}");
        }
        assert_eq!(
            at_start(&["last", "week", "please"], &["last|this week", "last"]),
            Some(2)
        );
        assert_eq!(at_start(&["please"], &["last|this week", ""]), None);
    }
}
