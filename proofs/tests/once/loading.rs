//! A core bank's files that are loaded while calls fail: whatever is lost, and whenever the loader dies, loading them
//! again leaves what one quiet load leaves.

use aws::connection::Connection;
use aws::customers::Customers;
use jiff::civil::date;
use ledger::Ledger;
use ledger::accounts::Accounts;
use loader::{Book, File, Format, LoadError, Loader};
use proofs::wire::{Mishap, Wire};
use testkit::engine::{Engine, NOW, fixed_random, key};

const CUSTOMERS: &str = "\
id,name,phone,pin,birth_date
dora-evans,Dora Evans,+447700900111,135790,1990-02-28
town-water,Town Water,,,
";

const ACCOUNTS: &str = "\
id,owner,name,kind,currency,balance
40040101,dora-evans,Current account,everyday,GBP,1234.50
40040102,dora-evans,Car loan,loan,GBP,-3000
40090002,town-water,Collection account,merchant,GBP,0
";

fn book() -> Book {
    let file = |name, text: &'static str| File {
        name,
        format: Format::Csv,
        bytes: text.as_bytes(),
    };
    let (customers, accounts) = (file("c.csv", CUSTOMERS), file("a.csv", ACCOUNTS));
    let book = Book::read(&customers, &accounts, date(2026, 11, 29));
    book.unwrap_or_else(|problems| panic!("{problems:?}"))
}

async fn load(connection: &Connection) -> Result<(), LoadError> {
    let loader = Loader {
        customers: Customers::new(connection, "customers".to_owned()),
        accounts: Accounts::new(connection, "ledger".to_owned()),
        ledger: Ledger::new(connection, "ledger".to_owned()),
        pin_pepper: key(1),
        fact_key: key(2),
    };
    let book = book();
    let plan = loader.compare(&book, false).await?;
    loader.write(&plan, fixed_random, NOW).await.map(drop)
}

#[tokio::test]
async fn whatever_is_lost_a_load_that_is_repeated_leaves_what_one_leaves() {
    let (quiet, wire) = (Engine::start().await, Wire::addressed());
    load(&wire.to(&quiet.connection)).await.unwrap();
    let (calls, wanted) = (wire.calls(), quiet.items().await);
    let mut interrupted = 0;
    for call in 0..calls {
        for mishap in Mishap::ALL {
            let (engine, wire) = (Engine::start().await, Wire::addressed());
            wire.plan(vec![(call, mishap)]);
            let first = wire.survive(load(&wire.to(&engine.connection))).await;
            interrupted += u32::from(!matches!(first, Ok(Ok(()))));
            load(&engine.connection).await.unwrap();
            assert!(engine.items().await == wanted, "call {call}: {mishap:?}");
        }
    }
    println!("{calls} calls, {interrupted} loads were cut off");
    assert!(interrupted >= calls * 3, "{interrupted} of {calls}");
}
