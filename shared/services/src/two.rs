//! Two requests in one text: "what's my balance and send 20 to Ben".
//!
//! Deliberately cuts only where both halves can stand alone, and never before money by half: what moves money is read
//! to its last word, and of two that do none is begun.

use domain::language::Language;
use domain::text::folded;

use crate::draft::Kept;
use crate::meaning::Stake;
use crate::{vocabulary, wish};

/// Longest text that is looked at, in bytes: each half is read at every cut.
const LONGEST_BYTES: usize = 400;

/// Marks between two requests.
const MARKS: [&str; 4] = [". ", "? ", "! ", "; "];

/// Two requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Two<'a> {
    /// The first asks for something that is only told; the second may be anything.
    ThenAnything(&'a str, &'a str),
    /// Both are read to their last words, and at most one moves money.
    BothRead(&'a str, &'a str),
    /// The first answers what was asked; the second is read to its last word.
    AnswerAndMore(&'a str, &'a str),
    /// A yes to nothing that was asked, and a request.
    YesAndMore(&'a str),
    /// One doubts that something is right, and here it is; the other is not done.
    Doubted(&'a str),
    /// Both move money.
    BothMoveMoney,
}

/// The two requests of a text, if it is two. `asked`: what a question that is open has kept.
#[must_use]
pub fn two<'a>(text: &'a str, asked: Option<&Kept>, language: Language) -> Option<Two<'a>> {
    // What moves money may have taken the second request for a part of a name.
    let whole = crate::reader(text, language, false).map(crate::stake);
    if text.len() > LONGEST_BYTES || whole.is_some_and(|stake| stake != Stake::Money) {
        return None;
    }
    let folded = text.to_lowercase();
    // Where lower case has other places, nothing is cut.
    let joins = vocabulary::of(language).talk.between.iter();
    let joins = joins.map(|join| {
        let before = if join.starts_with(',') { "" } else { " " };
        format!("{before}{join} ")
    });
    let between = joins.chain(MARKS.map(str::to_owned));
    let cuts = between.filter(|_| folded.len() == text.len());
    let cuts = cuts.flat_map(|between| places(&folded, &between));
    let mut halves = cuts.filter_map(|(end, from)| {
        let (first, second) = (text.get(..end)?.trim(), text.get(from..)?.trim());
        Some((first, bare(second, language)))
    });
    let found = halves.find_map(|(first, second)| halves_are(first, second, asked, language));
    found.filter(|two| whole.is_none() || matches!(two, Two::BothRead(..)))
}

/// Where one request ends and the other begins. A question keeps its mark: what is asked is not ordered.
fn places(text: &str, between: &str) -> Vec<(usize, usize)> {
    let kept = usize::from(between.starts_with('?'));
    let found = text.match_indices(between);
    let places =
        found.map(|(at, between)| (at.saturating_add(kept), at.saturating_add(between.len())));
    places.collect()
}

/// Without what only joins it to the first.
fn bare(second: &str, language: Language) -> &str {
    let mut words = vocabulary::of(language).talk.before_the_second.iter();
    let joined = words.find_map(|phrase| {
        let spaces = second.match_indices(' ').map(|(at, _)| at);
        let end = spaces.into_iter().nth(phrase.matches(' ').count())?;
        let (before, rest) = second.split_at_checked(end)?;
        (folded(before) == **phrase).then(|| rest.trim_start())
    });
    joined.map_or(second, |rest| bare(rest, language))
}

fn halves_are<'a>(
    first: &'a str,
    second: &'a str,
    asked: Option<&Kept>,
    language: Language,
) -> Option<Two<'a>> {
    let read = |text: &str| crate::reader(text, language, false).map(crate::stake);
    if second.is_empty() {
        return None;
    }
    if let Some(kept) = asked.filter(|kept| crate::answers(kept, first, language)) {
        return (read(second)? == Stake::Nothing
            && kept.service != crate::reader(second, language, false)?)
        .then_some(Two::AnswerAndMore(first, second));
    }
    let doubts = |text: &str| crate::reader(text, language, false).is_some_and(crate::doubts);
    match (read(first), read(second)) {
        (Some(_), Some(Stake::Money)) if doubts(first) => Some(Two::Doubted(first)),
        (Some(Stake::Money), Some(_)) if doubts(second) => Some(Two::Doubted(second)),
        (Some(Stake::Money), Some(Stake::Money)) => Some(Two::BothMoveMoney),
        (Some(Stake::Nothing), None) => Some(Two::ThenAnything(first, second)),
        (Some(one), Some(other)) if one != Stake::Change && other != Stake::Change => {
            Some(Two::BothRead(first, second))
        }
        (None, Some(Stake::Nothing)) if wish::consent(first, language) == Some(true) => {
            Some(Two::YesAndMore(second))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_both_halves_stand_alone() {
        let two = |text| two(text, None, Language::ENGLISH);
        assert_eq!(
            two("what's my balance and send 20 to Ben"),
            Some(Two::BothRead("what's my balance", "send 20 to Ben"))
        );
        assert_eq!(
            two("Send 20 to Ben. Then what's my balance?"),
            Some(Two::BothRead("Send 20 to Ben", "what's my balance?"))
        );
        assert_eq!(
            two("my balance, and when do you open?"),
            Some(Two::ThenAnything("my balance", "when do you open?"))
        );
        assert_eq!(
            two("yes, and how much do I have left?"),
            Some(Two::YesAndMore("how much do I have left?"))
        );
    }

    #[test]
    fn money_is_never_cut_in_half() {
        let two = |text| two(text, None, Language::ENGLISH);
        assert_eq!(
            two("send 20 to Ben and send 30 to City Power"),
            Some(Two::BothMoveMoney)
        );
        for text in [
            "send 20 to Ben and Carla",
            "send 20 to Ben and 30 to City Power",
            "send 20 to Ben and tell me a joke",
            "send 20 to Ben before tomorrow. what's my balance",
            "send 20 to Ben and Jerry's",
            "my balance",
            "and",
            "",
        ] {
            assert_eq!(two(text), None, "{text}");
        }
    }
}
