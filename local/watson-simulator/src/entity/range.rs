//! What joins mentions: "from 9 to 11", "since yesterday", "today at 5".
//!
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-system-entities#system-entities-sys-date-time>

use std::sync::LazyLock;

use regex::Regex;
use serde_json::json;

use super::number::constant;
use super::{Mention, characters};

static JOINT: LazyLock<Option<Regex>> =
    LazyLock::new(|| constant(r"(?i)^\s*(?:to|until|till|through|-|–|and)\s*$"));
static OPENING: LazyLock<Option<Regex>> =
    LazyLock::new(|| constant(r"(?i)\b(?P<word>from|between)\s+$"));
static MODIFIER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    constant(r"(?i)\b(?:(?P<from>since|from|after|starting)|(?P<to>until|till|before|by))\s+$")
});
static GAP: LazyLock<Option<Regex>> = LazyLock::new(|| constant(r"(?i)^(?:\s|,|at|on)*$"));

fn matches(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern
        .as_ref()
        .is_some_and(|pattern| pattern.is_match(text))
}

/// The text between two places in characters.
fn between(text: &str, start: usize, end: usize) -> String {
    text.chars()
        .skip(start)
        .take(end.saturating_sub(start))
        .collect()
}

/// Gives both ends of each range their role, and single ends the role their word gives them. `kind` is how IBM
/// begins the names: `date`, `time` or `number`.
pub(super) fn join(mentions: &mut [Mention], text: &str, kind: &str) {
    mentions.sort_by_key(|mention| mention.location);
    for position in 1..mentions.len() {
        let (before, behind) = mentions.split_at_mut(position);
        if let (Some(one), Some(other)) = (before.last_mut(), behind.first_mut()) {
            pair(one, other, text, kind);
        }
    }
    if kind != "number" {
        for mention in mentions {
            modify(mention, text, kind);
        }
    }
}

/// Neighbours are a range where a word joins them; "and" does so only behind "between".
fn pair(one: &mut Mention, other: &mut Mention, text: &str, kind: &str) {
    let gap = between(text, one.location.1, other.location.0);
    let head = between(text, 0, one.location.0);
    let opening = OPENING.as_ref().and_then(|opening| opening.captures(&head));
    let is_between = opening
        .as_ref()
        .is_some_and(|found| found["word"].eq_ignore_ascii_case("between"));
    let is_and = gap.trim().eq_ignore_ascii_case("and");
    let is_free = !one.details.contains_key("role") && one.location.1 <= other.location.0;
    if !is_free || !matches(&JOINT, &gap) || is_and != is_between {
        return;
    }
    let opening = opening.as_ref().and_then(|found| found.get(0));
    let start = opening.map_or(one.location.0, |found| characters(&head, found.start()));
    let link = json!(format!("{kind}_range_{start}_{}", other.location.1));
    for (mention, role) in [(one, "from"), (other, "to")] {
        let role = json!({ "type": format!("{kind}_{role}") });
        mention.details.insert("range_link".into(), link.clone());
        mention.details.insert("role".into(), role);
    }
}

/// "Until 9pm" is the end of a range whose beginning nobody said.
fn modify(mention: &mut Mention, text: &str, kind: &str) {
    let head = between(text, 0, mention.location.0);
    let Some(found) = MODIFIER
        .as_ref()
        .and_then(|modifier| modifier.captures(&head))
    else {
        return;
    };
    let (word, role) = match (found.name("from"), found.name("to")) {
        (Some(word), _) => (word.as_str(), "from"),
        (None, Some(word)) => (word.as_str(), "to"),
        _ => return,
    };
    if !mention.details.contains_key("role") {
        mention
            .details
            .insert("role".into(), json!({ "type": format!("{kind}_{role}") }));
        mention
            .details
            .insert("range_modifier".into(), json!(word.to_lowercase()));
    }
}

/// Links a date and a time that are mentioned together.
pub(super) fn link(dates: &mut [Mention], times: &mut [Mention], text: &str) {
    for date in dates.iter_mut() {
        for time in times.iter_mut() {
            let (start, end) = (
                date.location.0.min(time.location.0),
                date.location.1.max(time.location.1),
            );
            let gap = if date.location.0 <= time.location.0 {
                between(text, date.location.1, time.location.0)
            } else {
                between(text, time.location.1, date.location.0)
            };
            if matches(&GAP, &gap) {
                let link = json!(format!("datetime_link_{start}_{end}"));
                date.details.insert("datetime_link".into(), link.clone());
                time.details.insert("datetime_link".into(), link);
            }
        }
    }
}
