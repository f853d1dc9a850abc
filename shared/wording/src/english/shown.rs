//! Balances and bookings in English.

use domain::disclosure::{Extent, Statement};
use domain::ledger::entry::Direction;
use domain::ledger::view::{AccountView, EntryView};

use super::{dates, reference};
use crate::say;
use crate::sentence::{Sentence, name, own, strong};
use crate::shown::{Page, Today};

/// One line for each account.
pub fn balances(accounts: &[AccountView]) -> Sentence {
    Sentence::joined(accounts.iter().map(balance), "\n")
}

fn balance(account: &AccountView) -> Sentence {
    let ending = own(format_args!(" ••{}: ", account.id.ending()));
    let balance = say![name(&account.name), ending, strong(account.posted)];
    if account.posted == account.available {
        return balance;
    }
    say![balance, ", of which ", account.available, " is available"]
}

/// A head, and one line for each booking.
pub fn statement(page: &Page<'_>, today: Today<'_>) -> Sentence {
    let Some(newest) = page.entries.first() else {
        return if page.is_first {
            nothing(page)
        } else {
            say!["That was all: there is nothing older to show."]
        };
    };
    let head = page.is_first.then(|| head(page));
    let lines = page.entries.iter().map(|entry| line(entry, today));
    let balance = say!["Balance after the newest: ", strong(newest.balance)];
    let foot = page.is_first.then_some(balance);
    Sentence::joined(head.into_iter().chain(lines).chain(foot), "\n")
}

/// `Savings account, October 2026.pdf`.
pub fn file_name(statement: &Statement) -> String {
    let extent = dates::extent(statement.extent);
    format!("{}, {extent}.pdf", statement.account_name)
}

pub fn no_document() -> Sentence {
    say!["I couldn't send you the PDF, so here is what it says:"]
}

pub fn more_than(most: u8) -> Sentence {
    say![
        "These are the newest ",
        own(most),
        ". For all of them please ask for a PDF, or for fewer days."
    ]
}

fn head(page: &Page<'_>) -> Sentence {
    let what = match page.extent {
        Extent::Newest(_) => "newest first".to_owned(),
        Extent::Period(period) => dates::stretch(&period),
    };
    say![
        strong(name(page.account)),
        own(format_args!(" ••{}, {what}", page.ending))
    ]
}

fn line(entry: &EntryView, today: Today<'_>) -> Sentence {
    let day = dates::short(today.calendar.date(entry.posted_at));
    let sign = match entry.direction {
        Direction::Debit => "−",
        Direction::Credit => "+",
    };
    say![
        own(day),
        "  ",
        sign,
        entry.amount,
        "  ",
        name(&entry.other_name),
        reference(entry.reference.as_ref())
    ]
}

fn nothing(page: &Page<'_>) -> Sentence {
    let when = match page.extent {
        Extent::Newest(_) => " in the last 90 days".to_owned(),
        Extent::Period(period) => format!(" ({})", dates::stretch(&period)),
    };
    let account = name(page.account.to_lowercase());
    say![
        "Nothing came into or went out of your ",
        account,
        own(when),
        "."
    ]
}
