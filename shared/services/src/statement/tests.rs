//! What is read of a request for a statement, and what is fetched for it; nothing is sent.

use std::cell::Cell;

use domain::bank_details::BankDetails;
use domain::customer::payee::Payee;
use domain::customer::payee_check::AccountCheck;
use domain::failure::Failure;
use domain::id::{AccountId, CustomerId};
use domain::ledger::view::{AccountUse, AccountView};
use domain::money::{Currency, Money};
use domain::standing_order::StandingOrder;
use domain::time::{Calendar, UnixSeconds};

use super::reading::{Today, read};
use super::*;
use crate::facts::{Booked, Facts, Sources};

/// Monday, 23 November 2026.
const NOW: UnixSeconds = UnixSeconds(1_795_435_200);

const DAY: i64 = 86_400;

/// How a text is read: account, whether as a document, what is not understood.
fn parts(text: &str) -> (Option<String>, bool, Option<String>) {
    let calendar = Calendar::utc();
    let today = Today {
        language: Language::ENGLISH,
        now: NOW,
        calendar: &calendar,
    };
    let read = read(text, today, |typed| {
        matches!(typed, "savings" | "savings account" | "current account")
    });
    (read.account, read.as_document, read.unread)
}

#[test]
fn a_request_is_read_to_its_last_word() {
    for (text, account, as_document, unread) in [
        ("statement", None, false, None),
        (
            "statement of my savings account",
            Some("savings account"),
            false,
            None,
        ),
        (
            "a PDF of October for savings, please",
            Some("savings"),
            true,
            None,
        ),
        (
            "transactions of next tuesday",
            None,
            false,
            Some("next tuesday"),
        ),
        (
            "statement and send 50 to Ben",
            None,
            false,
            Some("50 to ben"),
        ),
        (
            "don't show my statement",
            None,
            false,
            Some("don't show my statement"),
        ),
    ] {
        let expected = (
            account.map(str::to_owned),
            as_document,
            unread.map(str::to_owned),
        );
        assert_eq!(parts(text), expected, "{text}");
    }
}

/// What the skill learns of statements is read to the end, or asks for what a statement cannot be searched by.
#[test]
fn of_what_the_skill_knows_only_shops_and_kinds_of_spending_are_asked_about() {
    let skill: serde_json::Value = serde_json::from_str(include_str!("skill.en.json")).unwrap();
    let examples = skill["intents"][0]["examples"].as_array().unwrap();
    let unread = examples
        .iter()
        .filter_map(|example| parts(example["text"].as_str().unwrap()).2);
    let expected = [
        "food this week",
        "petrol this month",
        "break down my spending by category",
        "card transactions",
        "usually spend on takeaways",
        "tesco lately",
        "visa card",
        "put into eating out recently",
        "card",
        "habits",
        "buy anything on amazon in the last fortnight",
        "food lately",
        "supermarket",
    ];
    assert_eq!(unread.collect::<Vec<_>>(), expected);
}

#[test]
fn without_watson_a_statement_is_what_names_one_and_leaves_nothing_unread() {
    let reads = |text| AccountStatement::reads(text, Language::ENGLISH);
    for text in [
        "statement",
        "show me my last 5 transactions",
        "what did I spend last week",
        "statement from 1 to 15 March as a pdf",
    ] {
        assert!(reads(text), "{text}");
    }
    for text in [
        "last week",
        "pdf",
        "statement and send 50 to Ben",
        "no statement",
        "cancel my statement",
    ] {
        assert!(!reads(text), "{text}");
    }
}

/// The accounts of one who proved who they are so many days ago; counts how often a journal was read.
struct Books {
    proved_days_ago: Option<i64>,
    journal_reads: Cell<u32>,
}

impl Sources for Books {
    fn notes(&self) -> &domain::cash::notes::Notes {
        unreachable!("a statement asks for no cash")
    }

    async fn accounts(&self) -> Result<Vec<AccountView>, Failure> {
        let balance = Money::new(100_000, Currency::Gbp);
        Ok(vec![AccountView {
            id: AccountId("40010101".to_owned()),
            name: "Current account".to_owned(),
            use_of: AccountUse::Everyday,
            posted: balance,
            available: balance,
        }])
    }

    async fn payees(&self) -> Result<Vec<Payee>, Failure> {
        Ok(Vec::new())
    }

    async fn standing_orders(&self) -> Result<Vec<StandingOrder>, Failure> {
        Ok(Vec::new())
    }

    async fn bills(&self) -> Result<domain::bill::Billing, Failure> {
        Ok(domain::bill::Billing::default())
    }

    async fn check_payee(&self, _: &BankDetails, _: &str) -> Result<AccountCheck, Failure> {
        Ok(AccountCheck::ELSEWHERE)
    }

    async fn booked(&self, _: &Booked<'_>) -> Result<Bookings, Failure> {
        self.journal_reads
            .set(self.journal_reads.get().saturating_add(1));
        Ok(Bookings {
            entries: Vec::new(),
            next: None,
        })
    }

    async fn proved_at(&self) -> Result<Option<UnixSeconds>, Failure> {
        Ok(self
            .proved_days_ago
            .map(|days| NOW.plus(days.saturating_mul(-DAY))))
    }

    fn link_url(&self) -> &'static str {
        ""
    }

    fn is_locked(&self) -> bool {
        false
    }
}

/// Whether a text is answered by an order, and how often a journal was read for it.
async fn asked(text: &str, proved_days_ago: Option<i64>) -> (bool, u32) {
    let books = Books {
        proved_days_ago,
        journal_reads: Cell::new(0),
    };
    let (id, calendar) = (CustomerId("ana-lima".to_owned()), Calendar::utc());
    let asking = Asking {
        asker: Asker {
            id: &id,
            name: "Ana Lima",
            hears_receipts: false,
        },
        now: NOW,
        calendar: &calendar,
        language: Language::ENGLISH,
    };
    let heard = Heard {
        language: Language::ENGLISH,
        text,
        tapped: None,
        is_answer: false,
        corrects: false,
        parameters: None,
    };
    let draft = AccountStatement::hear(&heard, None);
    let known = Known::fetch(&books, &draft, &asking).await.unwrap();
    let step = AccountStatement::decide(draft, &known, &asking);
    let is_order = matches!(step, Step::Seal(_) | Step::AtOnce(_));
    (is_order, books.journal_reads.get())
}

#[tokio::test]
async fn nothing_is_read_that_may_not_be_told_yet() {
    for (text, proved_days_ago, is_order, reads) in [
        ("statement", Some(1), false, 1),
        ("statement", Some(179), false, 1),
        ("statement", Some(181), true, 0),
        ("statement", None, true, 0),
        ("statement last week", None, true, 0),
        ("statement since september", Some(1), false, 1),
        ("statement since july", Some(1), true, 0),
        ("statement last week as pdf", Some(1), true, 0),
    ] {
        let asked = asked(text, proved_days_ago).await;
        assert_eq!(asked, (is_order, reads), "{text}, {proved_days_ago:?}");
    }
}
