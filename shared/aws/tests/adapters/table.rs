//! What every store relies on: of two who saw the same version one saves, and a failure is no answer.

use aws::store::{Item, StoreError, Table, key, number, string};
use testkit::engine::Engine;

const MISSING: &str = "ResourceNotFoundException";

fn item(version: u64, by: &str) -> Item {
    let mut item = key("PK", "SK");
    item.insert("version".to_owned(), number(version));
    item.insert("by".to_owned(), string(by));
    item
}

#[tokio::test]
async fn a_versioned_item_is_saved_only_over_what_was_seen() {
    let engine = Engine::start().await;
    let table = Table::new(&engine.connection, "confirmations".to_owned(), "role");
    for (seen, next, saved) in [
        (Some(0), 1, false),
        (None, 1, true),
        (None, 1, false),
        (Some(2), 3, false),
        (Some(1), 2, true),
        (Some(1), 2, false),
    ] {
        let before = table.get(key("PK", "SK")).await.unwrap();
        let by = format!("{seen:?} {saved}");
        let answer = table.replace(item(next, &by), seen).await;
        assert_eq!(answer, Ok(saved), "{by}");
        let after = table.get(key("PK", "SK")).await.unwrap();
        let expected = if saved { Some(item(next, &by)) } else { before };
        assert_eq!(after, expected, "{by}");
    }
}

#[tokio::test]
async fn a_table_that_is_away_is_told_by_its_role_and_never_taken_for_an_answer() {
    let engine = Engine::start().await;
    let table = Table::new(&engine.connection, "nowhere".to_owned(), "role");
    let away = || StoreError::Unavailable {
        table: "role",
        code: MISSING.to_owned(),
    };
    assert_eq!(table.get(key("PK", "SK")).await, Err(away()));
    assert_eq!(table.put(item(1, "one")).await, Err(away()));
    assert_eq!(table.replace(item(1, "one"), None).await, Err(away()));
    assert_eq!(table.delete(key("PK", "SK")).await, Err(away()));
    assert_eq!(table.query("PK".to_owned(), "S", 1).await, Err(away()));
}
