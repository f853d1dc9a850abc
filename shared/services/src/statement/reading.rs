//! What a text asks of a statement: which account, how much of it, in which form. Read to its last word.

use domain::language::Language;
use domain::time::{Calendar, UnixSeconds};

use crate::reading::period::{self, When};
use crate::reading::{is_polite, words};
use crate::vocabulary::{self, is_in};

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// How much.
    pub when: Option<When>,
    /// Whether a document is asked for.
    pub as_document: bool,
    /// The account, as typed.
    pub account: Option<String>,
    /// Whether a statement is named at all.
    pub names_it: bool,
    /// The first stretch that was not understood.
    pub unread: Option<String>,
}

/// When it is read, and by which calendar.
#[derive(Clone, Copy)]
pub struct Today<'a> {
    pub now: UnixSeconds,
    pub calendar: &'a Calendar,
    /// In which language.
    pub language: Language,
}

/// Reads a whole text. `is_account` says whether a stretch of words names an account.
pub fn read(text: &str, today: Today<'_>, is_account: impl Fn(&str) -> bool) -> Read {
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (mut read, mut at) = (Read::default(), 0_usize);
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let taken = read.part(rest, today, &is_account);
        if taken == 0 {
            read.unread = Some(rest.join(" "));
            return read;
        }
        at = at.saturating_add(taken);
    }
    read
}

impl Read {
    /// Takes one part; answers how many words it is.
    fn part(
        &mut self,
        rest: &[&str],
        today: Today<'_>,
        is_account: &impl Fn(&str) -> bool,
    ) -> usize {
        let known = &vocabulary::of(today.language).statement;
        let word = rest.first().copied().unwrap_or_default();
        if self.when.is_none()
            && vocabulary::at_start(rest, known.no_month).is_none()
            && let Some((when, taken)) =
                period::at_start(rest, today.now, today.calendar, today.language)
        {
            self.when = Some(when);
            return taken;
        }
        if self.account.is_none()
            && let Some(taken) = account_at_start(rest, is_account)
        {
            self.account = rest.get(..taken).map(|words| words.join(" "));
            return taken;
        }
        if is_in(word, known.names) {
            self.names_it = true;
        } else if is_in(word, known.documents) {
            self.as_document = true;
        } else if !is_in(word, known.fillers) && !is_polite(word, today.language) {
            return 0;
        }
        1
    }
}

/// The longest stretch that names an account, and does more than begin with a word that could begin anything.
fn account_at_start(rest: &[&str], is_account: &impl Fn(&str) -> bool) -> Option<usize> {
    let is_one = |length: &usize| {
        rest.get(..*length)
            .is_some_and(|words| is_account(&words.join(" ")))
    };
    (1..=rest.len().min(5)).rev().find(is_one)
}
