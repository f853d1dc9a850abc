//! Statements: newest first, page by page, and only one's own.

use domain::id::{AccountId, CustomerId};
use domain::ledger::entry::Direction;
use domain::ledger::reference::Reference;
use domain::time::UnixSeconds;
use ledger::accounts::{Cursor, Page, StatementError};
use testkit::engine::{Engine, NOW};

use crate::money::{ANA, BEN, asked, authority, pending_at};

const ALWAYS: (UnixSeconds, UnixSeconds) = (UnixSeconds(0), UnixSeconds(99_999_999_999));

/// Twelve transfers of 1 to 12 pence from Ana to Ben, a minute apart.
async fn a_dozen(engine: &Engine) {
    let ledger = engine.ledger();
    for (number, seconds) in (1..=12).zip((60..).step_by(60)) {
        let (asked, now) = (asked(&format!("m{number}"), number), NOW.plus(seconds));
        ledger.reserve(&pending_at(&asked, now)).await.unwrap();
        ledger
            .post(&asked.id, &authority(&asked), now)
            .await
            .unwrap();
    }
}

async fn page(
    engine: &Engine,
    (owner, account): (&str, &str),
    range: (UnixSeconds, UnixSeconds),
    cursor: Option<&Cursor>,
    limit: u8,
) -> Result<Page, StatementError> {
    let (owner, account) = (CustomerId(owner.to_owned()), AccountId(account.to_owned()));
    engine
        .accounts()
        .statement(&owner, &account, range, cursor, limit)
        .await
}

fn amounts(page: &Page) -> Vec<i64> {
    page.entries
        .iter()
        .map(|entry| entry.amount.minor())
        .collect()
}

#[tokio::test]
async fn pages_follow_one_another_newest_first_until_the_opening() {
    let engine = Engine::with_demo_customers().await;
    a_dozen(&engine).await;
    let (mut seen, mut sizes, mut cursor) = (Vec::new(), Vec::new(), None);
    loop {
        let next = page(&engine, ("ana-lima", ANA), ALWAYS, cursor.as_ref(), 5)
            .await
            .unwrap();
        seen.extend(amounts(&next));
        sizes.push(next.entries.len());
        cursor = next
            .next
            .map(|cursor| Cursor::new(cursor.text().to_owned()));
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 245_000]);
    assert_eq!(sizes, [5, 5, 3]);
}

#[tokio::test]
async fn each_line_says_who_what_for_which_way_and_what_was_left() {
    let engine = Engine::with_demo_customers().await;
    a_dozen(&engine).await;
    let hers = page(&engine, ("ana-lima", ANA), ALWAYS, None, 1)
        .await
        .unwrap();
    let his = page(&engine, ("ben-carter", BEN), ALWAYS, None, 1)
        .await
        .unwrap();
    let lunch = Reference::parse("lunch");
    let line = |page: &Page| {
        let entry = &page.entries[0];
        (
            entry.direction,
            entry.other_name.clone(),
            entry.reference.clone(),
            entry.balance_after.minor(),
        )
    };
    assert_eq!(
        line(&hers),
        (
            Direction::Debit,
            "Ben Carter".to_owned(),
            lunch.clone(),
            244_922
        )
    );
    assert_eq!(
        line(&his),
        (Direction::Credit, "Ana Lima".to_owned(), lunch, 31_133)
    );
}

#[tokio::test]
async fn a_range_begins_with_its_first_second_and_ends_before_its_last() {
    let engine = Engine::with_demo_customers().await;
    a_dozen(&engine).await;
    let range = (NOW.plus(3 * 60), NOW.plus(6 * 60));
    let some = page(&engine, ("ana-lima", ANA), range, None, 50)
        .await
        .unwrap();
    assert_eq!(amounts(&some), [5, 4, 3]);
    assert_eq!(some.next, None);
}

#[tokio::test]
async fn whoever_goes_on_after_the_days_have_moved_past_the_page_before_finds_nothing_older() {
    let engine = Engine::with_demo_customers().await;
    a_dozen(&engine).await;
    let first = page(&engine, ("ana-lima", ANA), ALWAYS, None, 5)
        .await
        .unwrap();
    let later = (NOW.plus(11 * 60), NOW.plus(60 * 60));
    let cursor = first.next.as_ref();
    let rest = page(&engine, ("ana-lima", ANA), later, cursor, 5)
        .await
        .unwrap();
    assert!(rest.entries.is_empty() && rest.next.is_none());
}

#[tokio::test]
async fn strangers_and_invented_cursors_see_nothing() {
    let engine = Engine::with_demo_customers().await;
    a_dozen(&engine).await;
    for owner in ["ben-carter", "mallory", ""] {
        let refused = page(&engine, (owner, ANA), ALWAYS, None, 5).await;
        assert_eq!(refused.err(), Some(StatementError::NotTheirs), "{owner}");
    }
    let first = page(&engine, ("ana-lima", ANA), ALWAYS, None, 5)
        .await
        .unwrap();
    let elsewhere = (NOW.plus(3 * 60), NOW.plus(6 * 60));
    for (range, cursor) in [
        (ALWAYS, Cursor::new("not base64!".to_owned())),
        (ALWAYS, Cursor::new("QUNDT1VOVA".to_owned())),
        (elsewhere, first.next.unwrap()),
    ] {
        let refused = page(&engine, ("ana-lima", ANA), range, Some(&cursor), 5).await;
        assert_eq!(refused.err(), Some(StatementError::ForeignCursor));
    }
}
