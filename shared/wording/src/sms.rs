//! Text messages, each in one part: in GSM-7, or in UCS-2 where a name has letters that GSM-7 has not.
//!
//! A name stays recognisable: Latin letters that are missing are written without their marks, those of other
//! scripts as they are. Deliberately no name ever becomes dots.

pub mod alphabet;

use domain::text::folded;

use crate::neutral::one_line;
use crate::sentence::Sentence;

use self::alphabet::{is_gsm7, septets};

/// Room of one part in GSM-7 (3GPP TS 23.038: 140 bytes hold 160 characters of seven bits).
pub const MAX_SEPTETS: usize = 160;

/// Room of one part in UCS-2, in units of 16 bits.
pub const MAX_UNITS: usize = 70;

/// Longest name shown, in characters; a longer one is cut, and in UCS-2 as far as the part demands.
pub const MAX_NAME: usize = 40;

/// What a text message has to say, before it is fitted into one part.
pub struct Text {
    /// What it must say.
    pub needed: Sentence,
    /// The same in as few words as there are: what one part in UCS-2 holds.
    pub short: Sentence,
    /// Its last line, which machines read; left out where it does not fit, and in UCS-2.
    pub last_line: Option<String>,
    /// What it also says where there is room, the more important first. Only in GSM-7.
    pub more: Vec<Sentence>,
}

/// The last line by which a phone fills `code` in on the page of `host` and nowhere else (WICG,
/// "Origin-bound one-time codes delivered via SMS": a line of its own, at the end).
#[must_use]
pub fn bound(host: &str, code: &str) -> String {
    format!("\n@{host} #{code}")
}

/// A text message of one part.
#[must_use]
pub fn text(text: &Text) -> String {
    let needed = longest(&text.needed, MAX_SEPTETS, septets);
    if needed.chars().all(is_gsm7) {
        return completed(needed, text);
    }
    longest(&text.short, MAX_UNITS, |short| short.encode_utf16().count())
}

/// Whether what somebody pasted is this text message, with as much of it as a phone passes on.
#[must_use]
pub fn is(pasted: &str, text: &Text) -> bool {
    let line = text.last_line.as_deref().unwrap_or_default();
    let code = line.rsplit('#').next().unwrap_or_default();
    let pasted = folded(pasted);
    // The page's address may be another one than is known here.
    let bare = match pasted.rsplit_once(" @") {
        Some((before, bound)) if bound.ends_with(&format!(" #{code}")) => before,
        _ => &pasted,
    };
    let whole = longest(&text.needed, MAX_SEPTETS, septets);
    let more = text.more.iter().map(|more| written(more, MAX_NAME));
    let mut said = vec![longest(&text.short, MAX_UNITS, |short| {
        short.encode_utf16().count()
    })];
    said.push(whole.clone());
    said.extend(more.scan(whole, |said, more| {
        said.push_str(&more);
        Some(said.clone())
    }));
    said.iter().any(|said| folded(said) == bare)
}

/// Adds what still fits. The last line goes before what is only good to know.
fn completed(needed: String, text: &Text) -> String {
    let room = MAX_SEPTETS.saturating_sub(septets(&needed));
    let line = text.last_line.as_deref();
    let line = line
        .filter(|line| septets(line) <= room)
        .unwrap_or_default();
    let room = room.saturating_sub(septets(line));
    let add = |said: String, more: &Sentence| {
        let all = said.clone() + &written(more, MAX_NAME);
        if septets(&all) <= room { all } else { said }
    };
    let more = text.more.iter().fold(String::new(), add);
    needed + &more + line
}

/// The sentence with its names as long as `most` lets them be.
fn longest(sentence: &Sentence, most: usize, size: impl Fn(&str) -> usize) -> String {
    let mut shorter = (0..=MAX_NAME).rev().map(|name| written(sentence, name));
    shorter.find(|text| size(text) <= most).unwrap_or_default()
}

/// The sentence with names of at most `most` characters.
fn written(sentence: &Sentence, most: usize) -> String {
    let name = |text: &str| {
        let name = alphabet::latin(&one_line(text));
        let cut: String = name.chars().take(most).collect();
        cut.trim_end().to_owned()
    };
    // The bank's own words too: an ã would make two parts of one.
    alphabet::latin(&sentence.texted(name))
}

#[cfg(test)]
#[path = "sms_tests.rs"]
mod tests;
