//! Accounts and what was booked on them, as they are shown in the chat.
//!
//! Deliberately one place for two tellers: a service shows them at once, the workflow after a proof.

use domain::disclosure::{Extent, Statement};
use domain::id::AccountId;
use domain::language::Language;
use domain::ledger::entry::Direction;
use domain::ledger::movement::Movement;
use domain::ledger::reference::Reference;
use domain::ledger::view::{AccountView, EntryView};
use domain::time::{Calendar, UnixSeconds};

use crate::message::Message;
use crate::sentence::{Sentence, amount, name, own};
use crate::summary::Row;
use crate::{dates, said, say};

crate::sentences!("shown");

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

/// What is in each account, one line for each.
#[must_use]
pub fn balances(accounts: &[AccountView], language: Language) -> Sentence {
    let lines = accounts.iter().map(|account| balance(account, language));
    Sentence::joined(lines, "\n")
}

/// What was booked: a head, and one line for each booking.
#[must_use]
pub fn statement(page: &Page<'_>, today: Today<'_>, language: Language) -> Sentence {
    let Some(newest) = page.entries.first() else {
        return if page.is_first {
            nothing(page, language)
        } else {
            said!(language, NOTHING_OLDER)
        };
    };
    let head = page.is_first.then(|| head(page, language));
    let lines = page
        .entries
        .iter()
        .map(|entry| line(entry, today, language));
    let balance = said!(language, BALANCE_AFTER, balance = newest.balance);
    let foot = page.is_first.then_some(balance);
    Sentence::joined(head.into_iter().chain(lines).chain(foot), "\n")
}

/// The name under which a statement is saved: `Savings account, October 2026.pdf`.
#[must_use]
pub fn file_name(statement: &Statement, language: Language) -> String {
    let extent = dates::extent(statement.extent, language).plain();
    format!("{}, {extent}.pdf", statement.account_name)
}

/// Instead of a document that cannot be made or sent.
#[must_use]
pub fn no_document(language: Language) -> Sentence {
    said!(language, NO_DOCUMENT)
}

/// After the newest so many of a period that has more.
#[must_use]
pub fn more_than(most: u8, language: Language) -> Sentence {
    said!(language, MORE_THAN, most = most)
}

/// How much of a journal, in words: "October 2026", "the last 10 bookings".
#[must_use]
pub fn extent(extent: Extent, language: Language) -> String {
    dates::extent(extent, language).plain()
}

/// Where money goes and comes from, and what it is for, as the page shows it.
#[must_use]
pub fn rows(movement: &Movement, language: Language) -> Vec<Row> {
    let account =
        |called: &str, id: &AccountId| say![name(called), own(format_args!(" ••{}", id.ending()))];
    let to = account(&movement.payee_name, &movement.credit_account);
    let from = account(&movement.debit_name, &movement.debit_account);
    let reference = movement.reference.as_ref();
    let bill = movement.bill.as_ref();
    let lines = [
        Some((&ROW_TO, to)),
        Some((&ROW_FROM, from)),
        reference.map(|reference| (&ROW_FOR, say![name(reference.text())])),
        bill.map(|bill| (&ROW_REFERENCE, say![own(&bill.reference)])),
    ];
    let row = |(label, value): (&Message, Sentence)| Row {
        label: label.said(language, &[]),
        value,
    };
    lines.into_iter().flatten().map(row).collect()
}

/// What a payment is for, behind what is said of it; nothing where nobody said so.
#[must_use]
pub fn reference(reference: Option<&Reference>, language: Language) -> Sentence {
    let said =
        |reference: &Reference| said!(language, REFERENCE, reference = name(reference.text()));
    reference.map_or_else(Sentence::default, said)
}

fn balance(account: &AccountView, language: Language) -> Sentence {
    let balance = say![
        name(&account.name),
        own(format_args!(" ••{}: *", account.id.ending())),
        amount(account.posted, language),
        "*"
    ];
    if account.posted == account.available {
        return balance;
    }
    said!(
        language,
        OF_WHICH,
        balance = balance,
        available = account.available
    )
}

fn head(page: &Page<'_>, language: Language) -> Sentence {
    let what = match page.extent {
        Extent::Newest(_) => said!(language, NEWEST_FIRST),
        Extent::Period(period) => dates::stretch(&period, language),
    };
    let ending = own(format_args!("* ••{}, ", page.ending));
    say!["*", name(page.account), ending, what]
}

fn line(entry: &EntryView, today: Today<'_>, language: Language) -> Sentence {
    let sign = match entry.direction {
        Direction::Debit => "−",
        Direction::Credit => "+",
    };
    say![
        dates::short(today.calendar.date(entry.posted_at), language),
        "  ",
        sign,
        amount(entry.amount, language),
        "  ",
        name(&entry.other_name),
        reference(entry.reference.as_ref(), language)
    ]
}

fn nothing(page: &Page<'_>, language: Language) -> Sentence {
    let account = name(page.account.to_lowercase());
    match page.extent {
        Extent::Newest(_) => said!(language, NOTHING_OF_LATE, account = account),
        Extent::Period(period) => {
            let days = dates::stretch(&period, language);
            said!(language, NOTHING_IN, account = account, days = days)
        }
    }
}
