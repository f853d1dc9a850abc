//! What a whole text asks about standing orders, by the words that begin it.

use domain::language::Language;
use domain::standing_order::StandingOrder;
use domain::text::folded;

use super::draft::{Deed, Draft};
use super::{Known, NO_DAY};
use crate::reading::{amount, is_one_of, is_polite, plan, request, words};
use crate::vocabulary::{self, at_start, is_in};

/// What is asked, with what stands behind the words that ask it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    List,
    /// To make one: the rest as typed.
    Make(String),
    /// To change one: the rest as typed.
    Change(String),
    /// To leave one payment out: to whom, if somebody was named.
    Skip(Option<String>),
    /// To stop one.
    Stop(Option<String>),
}

/// Reads a text; nothing if it does not begin as such a request does.
pub fn read(text: &str, language: Language) -> Option<Request> {
    let known = &vocabulary::of(language).standing_orders;
    if is_one_of(text, known.lists, language) {
        return Some(Request::List);
    }
    let text = without_opening(text, language);
    let behind = |phrases| behind(text, phrases);
    if let Some(rest) = behind(known.stop) {
        return Some(Request::Stop(named(rest, language)));
    }
    if let Some(rest) = behind(known.skip) {
        return Some(Request::Skip(named(rest, language)));
    }
    if let Some(rest) = behind(known.change) {
        return Some(Request::Change(rest.to_owned()));
    }
    behind(known.make).map(|rest| Request::Make(rest.to_owned()))
}

/// What is to change of which standing order: "to Ben to 80", "to every Friday".
pub fn change(rest: &str, known: &Known<'_>) -> Draft {
    let language = known.language;
    let (plan, rest) = plan::read(rest, language, known.today)
        .unwrap_or_else(|| (plan::Plan::default(), rest.to_owned()));
    let around = vocabulary::of(language).standing_orders.before_a_name;
    let pieces: Vec<&str> = rest.split_whitespace().collect();
    // The amount stands last, behind whom it goes to.
    let split = (0..pieces.len()).find_map(|at| {
        let tail = pieces.get(at..)?.join(" ");
        Some((at, amount::whole(&tail, language)?))
    });
    let (name, amount) = match split {
        Some((at, amount)) => (pieces.get(..at).unwrap_or_default(), Some(amount)),
        None => (pieces.as_slice(), None),
    };
    let is_around = |piece: &&&str| is_in(&folded(piece), around);
    let name: Vec<&str> = name
        .iter()
        .filter(|piece| !is_around(piece))
        .copied()
        .collect();
    Draft {
        payee: Some(name.join(" ")).filter(|name| !name.is_empty()),
        amount,
        plan,
        ..Draft::of(Deed::Change)
    }
}

/// Whether a text may correct what waits: other days, or another amount.
pub fn corrects(text: &str, language: Language) -> bool {
    let bare = request::without_taking_back(text, language);
    plan::whole(bare, language, NO_DAY).is_some() || amount::corrected(text, language).is_some()
}

/// The standing orders to somebody of this name, or all of them where nobody was named.
pub fn to<'a>(orders: &'a [StandingOrder], typed: Option<&str>) -> Vec<&'a StandingOrder> {
    let Some(typed) = typed else {
        return orders.iter().collect();
    };
    let wanted = words(typed).join(" ");
    let is_to = |order: &&StandingOrder| {
        let name = words(&order.terms.movement.payee_name).join(" ");
        format!(" {name} ").contains(&format!(" {wanted} "))
    };
    orders.iter().filter(is_to).collect()
}

/// The one at a place in the list that was shown.
pub fn nth(orders: &[StandingOrder], place: Option<usize>) -> Option<String> {
    Some(orders.get(place?)?.id.0.clone())
}

/// Who was named behind "to"; nothing where nobody was.
fn named(rest: &str, language: Language) -> Option<String> {
    let around = vocabulary::of(language).standing_orders.before_a_name;
    let pieces = rest.split_whitespace();
    let is_said = |piece: &&str| {
        let word = folded(piece);
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        !word.is_empty() && !is_in(word, around) && !is_polite(word, language)
    };
    let name: Vec<&str> = pieces.filter(is_said).collect();
    Some(name.join(" ")).filter(|name| !name.is_empty())
}

/// Without politeness, and "I'd like to".
fn without_opening(text: &str, language: Language) -> &str {
    let mut rest = text.trim();
    loop {
        let openings = vocabulary::of(language).standing_orders.openings;
        let first = rest.split_whitespace().next().map(folded);
        let first = first.unwrap_or_default();
        let first = first.trim_matches(|letter: char| !letter.is_alphanumeric());
        let after = match behind(rest, openings) {
            Some(after) => after,
            None if is_polite(first, language) => behind_words(rest, 1),
            None => return rest,
        };
        if after == rest || after.is_empty() {
            return rest;
        }
        rest = after;
    }
}

/// What stands behind one of some phrases.
fn behind<'a>(text: &'a str, phrases: &[&str]) -> Option<&'a str> {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|piece| {
            let piece = folded(piece);
            let is_mark = |letter: char| !letter.is_alphanumeric();
            piece.trim_matches(is_mark).to_owned()
        })
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Some(behind_words(text, at_start(&words, phrases)?))
}

/// The text behind so many of its words.
fn behind_words(text: &str, count: usize) -> &str {
    let mut rest = text.trim_start();
    for _ in 0..count {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        rest = rest.get(end..).unwrap_or_default().trim_start();
    }
    rest
}
