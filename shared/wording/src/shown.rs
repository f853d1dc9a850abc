//! Accounts and what was booked on them, as they are shown in the chat.
//!
//! Deliberately one place for two tellers: a service shows them at once, the workflow after a proof.

use domain::disclosure::{Extent, Statement};
use domain::language::Language;
use domain::ledger::view::{AccountView, EntryView};
use domain::time::{Calendar, UnixSeconds};

use crate::english;
use crate::sentence::Sentence;

/// A page of a statement.
pub struct Page<'a> {
    /// The account's name.
    pub account: &'a str,
    /// The last digits of its number.
    pub ending: &'a str,
    /// How much of its journal was asked for.
    pub extent: Extent,
    /// Newest first.
    pub entries: &'a [EntryView],
    /// Whether this is the first page.
    pub is_first: bool,
}

/// When it is shown, and by which calendar.
#[derive(Clone, Copy)]
pub struct Today<'a> {
    /// The moment.
    pub now: UnixSeconds,
    /// The bank's calendar.
    pub calendar: &'a Calendar,
}

/// What is in each account.
#[must_use]
pub fn balances(accounts: &[AccountView], _language: Language) -> Sentence {
    english::shown::balances(accounts)
}

/// What was booked.
#[must_use]
pub fn statement(page: &Page<'_>, today: Today<'_>, _language: Language) -> Sentence {
    english::shown::statement(page, today)
}

/// The name under which a statement is saved.
#[must_use]
pub fn file_name(statement: &Statement, _language: Language) -> String {
    english::shown::file_name(statement)
}

/// Instead of a document that cannot be made or sent.
#[must_use]
pub fn no_document(_language: Language) -> Sentence {
    english::shown::no_document()
}

/// After the newest so many of a period that has more.
#[must_use]
pub fn more_than(most: u8, _language: Language) -> Sentence {
    english::shown::more_than(most)
}

/// How much of a journal, in words: "October 2026", "the last 10 bookings".
#[must_use]
pub fn extent(extent: Extent, _language: Language) -> String {
    english::dates::extent(extent)
}
