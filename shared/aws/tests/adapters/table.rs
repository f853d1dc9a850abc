//! What every store relies on: of two who saw the same version one saves, and a failure is no answer.

use aws::store::{Item, Seen, StoreError, Table, key, string};
use testkit::engine::Engine;

const MISSING: &str = "ResourceNotFoundException";

fn item(by: &str) -> Item {
    let mut item = key("PK", "SK");
    item.insert("by".to_owned(), string(by));
    item
}

async fn seen(table: &Table) -> Seen {
    let found = table.get(key("PK", "SK")).await.unwrap();
    found.map_or(Seen::NOTHING, |item| Seen::of(&item))
}

async fn written_by(table: &Table) -> String {
    let found = table.get(key("PK", "SK")).await.unwrap().unwrap();
    found["by"].as_s().unwrap().clone()
}

#[tokio::test]
async fn a_versioned_item_is_saved_only_over_what_was_seen() {
    let engine = Engine::start().await;
    let table = Table::new(&engine.connection, "confirmations".to_owned(), "role");
    assert_eq!(table.replace(item("first"), &Seen::NOTHING).await, Ok(true));
    let first = seen(&table).await;
    assert_eq!(table.replace(item("second"), &first).await, Ok(true));
    for late in [&Seen::NOTHING, &first] {
        assert_eq!(table.replace(item("late"), late).await, Ok(false));
        assert_eq!(written_by(&table).await, "second");
    }
    let second = seen(&table).await;
    assert_eq!(table.replace(item("third"), &second).await, Ok(true));
    assert_eq!(written_by(&table).await, "third");
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
    assert_eq!(table.put(item("one")).await, Err(away()));
    assert_eq!(
        table.replace(item("one"), &Seen::NOTHING).await,
        Err(away())
    );
    assert_eq!(table.delete(key("PK", "SK")).await, Err(away()));
    assert_eq!(table.query("PK".to_owned(), "S", 1).await, Err(away()));
}
