//! What a date or a time may look like: patterns, each with what it means. Where two match, the longer wins.

use regex::{Captures, Regex};
use serde_json::{Value, json};

use super::{Locale, Mention, overlaps};

/// A pattern and what it means; `None` if what it found is none after all.
pub(super) struct Rule<M> {
    pattern: Option<Regex>,
    read: fn(&Captures<'_>, &Locale) -> Option<M>,
}

impl<M> Rule<M> {
    /// A rule for whole words, without regard to capitals.
    pub(super) fn new(pattern: &str, read: fn(&Captures<'_>, &Locale) -> Option<M>) -> Self {
        let pattern = super::number::constant(&format!(r"(?i)\b(?:{pattern})\b"));
        Self { pattern, read }
    }
}

/// One place in a text and its meaning.
pub(super) struct Found<M> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meaning: M,
}

/// Everything the rules find, from left to right, without overlaps.
pub(super) fn find<M>(rules: &[Rule<M>], text: &str, locale: &Locale) -> Vec<Found<M>> {
    let mut found: Vec<Found<M>> = Vec::new();
    for rule in rules {
        let captures = rule
            .pattern
            .iter()
            .flat_map(|regex| regex.captures_iter(text));
        for captures in captures {
            let Some(whole) = captures.get(0) else {
                continue;
            };
            found.extend((rule.read)(&captures, locale).map(|meaning| Found {
                start: whole.start(),
                end: whole.end(),
                meaning,
            }));
        }
    }
    found.sort_by_key(|one| {
        (
            std::cmp::Reverse(one.end.saturating_sub(one.start)),
            one.start,
        )
    });
    let mut kept: Vec<Found<M>> = Vec::new();
    for one in found {
        let is_free = |other: &Found<M>| !overlaps((one.start, one.end), (other.start, other.end));
        if kept.iter().all(is_free) {
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| one.start);
    kept
}

/// A group as lower-case text.
pub(super) fn group(captures: &Captures<'_>, name: &str) -> Option<String> {
    captures
        .name(name)
        .map(|found| found.as_str().to_lowercase())
}

/// A group as a number.
pub(super) fn number(captures: &Captures<'_>, name: &str) -> Option<i16> {
    captures.name(name)?.as_str().parse().ok()
}

/// What every mention of a date or time says of its calendar.
pub(super) fn with_calendar(mention: Mention, locale: &Locale) -> Mention {
    let zone = locale.now.time_zone().iana_name().unwrap_or("GMT");
    mention
        .with("calendar_type", json!("GREGORIAN"))
        .with("timezone", json!(zone))
}

/// What else the words may have meant.
pub(super) fn with_alternative(mention: Mention, value: Option<String>) -> Mention {
    match value {
        None => mention,
        Some(value) => mention
            .with(
                "alternatives",
                json!([{ "value": value, "confidence": 0.5 }]),
            )
            .with("alternative", Value::String(value)),
    }
}

/// A number of units in figures or words: "3", "two", "a", "a couple of".
pub(super) fn counted(word: &str) -> Option<i64> {
    match word.trim() {
        "a" | "an" | "the" => Some(1),
        "a couple of" => Some(2),
        word => word
            .parse()
            .ok()
            .or_else(|| crate::expression::number(super::number_words::small(word)?).as_i64()),
    }
}

/// The pattern of [`counted`].
pub(super) const COUNT: &str = r"a\s+couple\s+of|\d{1,4}|[a-z]+";
