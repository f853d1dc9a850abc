//! Loading a core bank's files over the embedded DynamoDB engine.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod files;

use aws::connection::Connection;
use domain::customer::credential::{FactKind, hash_fact};
use domain::id::{AccountId, CustomerId};
use domain::ledger::account::AccountKind;
use domain::money::{Currency, Money};
use jiff::civil::{Date, date};
use loader::{Book, Counts, File, Format, LoadError, Loader, Problem};
use testkit::engine::{Engine, NOW, key, signers};

const CUSTOMERS: &str = "\
id,name,phone,pin,birth_date,card_last_four
dora-evans,Dora Evans,+447700900111,135790,1990-02-28,
emil-ross,\"Ross, Emil\",+447700900112,246801,1971-12-31,9876
town-water,Town Water,,,,
";

const ACCOUNTS: &str = "\
id,owner,name,kind,currency,balance
40040101,dora-evans,Current account,everyday,GBP,1234.50
40040102,dora-evans,Car loan,loan,GBP,-3000
40050101,emil-ross,Euro account,everyday,EUR,0
40090002,town-water,Collection account,merchant,GBP,0
";

const TODAY: Date = date(2026, 11, 29);

fn csv<'a>(name: &'a str, text: &'a str) -> File<'a> {
    File {
        name,
        format: Format::Csv,
        bytes: text.as_bytes(),
    }
}

fn read(customers: &str, accounts: &str) -> Result<Book, Vec<Problem>> {
    let (customers, accounts) = (
        csv("customers.csv", customers),
        csv("accounts.csv", accounts),
    );
    Book::read(&customers, &accounts, TODAY)
}

fn loader(engine: &Engine) -> Loader {
    Loader {
        customers: engine.customers(),
        accounts: engine.accounts(),
        ledger: engine.ledger(),
        pin_pepper: key(1),
        fact_key: key(2),
    }
}

/// Reads, compares and writes; answers how many customers and accounts came to what.
async fn load(loader: &Loader, book: &Book, replaces: bool) -> Result<[Counts; 2], LoadError> {
    let plan = loader.compare(book, replaces).await?;
    let report = loader
        .write(&plan, testkit::engine::fixed_random, NOW)
        .await?;
    Ok([report.customers, report.accounts])
}

/// A bank that holds what the files do.
async fn loaded() -> (Engine, Loader) {
    let engine = Engine::start().await;
    let loader = loader(&engine);
    let book = read(CUSTOMERS, ACCOUNTS).unwrap();
    load(&loader, &book, false).await.unwrap();
    (engine, loader)
}

/// The one problem for which nothing of a book was written.
async fn refused(engine: &Engine, loader: &Loader, book: &Book, replaces: bool) -> Problem {
    let before = engine.items().await;
    let Err(LoadError::Differs(mut problems)) = load(loader, book, replaces).await else {
        panic!("it was loaded");
    };
    assert!(engine.items().await == before);
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems.remove(0)
}

const fn new(new: usize) -> Counts {
    Counts {
        new,
        replaced: 0,
        unchanged: 0,
    }
}

const fn unchanged(unchanged: usize) -> Counts {
    Counts {
        new: 0,
        replaced: 0,
        unchanged,
    }
}

#[tokio::test]
async fn what_the_files_hold_is_at_the_bank_and_a_second_load_changes_nothing() {
    let engine = Engine::start().await;
    let (loader, book) = (loader(&engine), read(CUSTOMERS, ACCOUNTS).unwrap());
    assert_eq!(load(&loader, &book, false).await.unwrap(), [new(3), new(4)]);
    let dora = CustomerId("dora-evans".to_owned());
    let on_file = loader.customers.get(&dora).await.unwrap().unwrap();
    assert!(on_file.pin.verify("135790", &key(1)).unwrap());
    let birth = hash_fact(&key(2), &dora.0, FactKind::BirthDate, "1990-02-28");
    assert_eq!(on_file.facts, [(FactKind::BirthDate, birth)]);
    let held = loader.accounts.get(&AccountId("40040101".to_owned())).await;
    assert_eq!(
        held.unwrap().unwrap().posted,
        Money::new(123_450, Currency::Gbp)
    );
    let loan = loader.accounts.get(&AccountId("40040102".to_owned())).await;
    let loan = loan.unwrap().unwrap();
    assert_eq!(
        (loan.kind, loan.posted.minor()),
        (AccountKind::Loan, -300_000)
    );
    let before = engine.items().await;
    assert_eq!(
        load(&loader, &book, false).await.unwrap(),
        [unchanged(3), unchanged(4)]
    );
    assert!(engine.items().await == before);
}

#[tokio::test]
async fn every_balance_that_was_loaded_is_the_sum_of_its_journal() {
    let engine = Engine::start().await;
    let (loader, book) = (loader(&engine), read(CUSTOMERS, ACCOUNTS).unwrap());
    load(&loader, &book, false).await.unwrap();
    let journal = journal(&engine.connection);
    let report = journal.reconcile().await.unwrap();
    assert_eq!(report.differences, []);
    assert_eq!(report.transfers, 2);
}

fn journal(connection: &Connection) -> ledger::journal::Journal {
    let pause = std::time::Duration::ZERO;
    ledger::journal::Journal::new(connection, "ledger".to_owned(), signers(), pause)
}

#[tokio::test]
async fn a_load_that_was_cut_off_goes_on_where_it_stopped() {
    let engine = Engine::start().await;
    let loader = loader(&engine);
    let lines =
        |text: &str, count: usize| -> String { text.split_inclusive('\n').take(count).collect() };
    for (customers, accounts) in [(2, 2), (2, 3), (3, 4), (4, 4)] {
        let part = read(&lines(CUSTOMERS, customers), &lines(ACCOUNTS, accounts)).unwrap();
        load(&loader, &part, false).await.unwrap();
    }
    let whole = read(CUSTOMERS, ACCOUNTS).unwrap();
    let counts = load(&loader, &whole, false).await.unwrap();
    let rest = Counts {
        new: 1,
        ..unchanged(3)
    };
    assert_eq!(counts, [unchanged(3), rest]);
    assert_eq!(
        journal(&engine.connection)
            .reconcile()
            .await
            .unwrap()
            .differences,
        []
    );
}

#[tokio::test]
async fn who_is_another_at_the_bank_is_replaced_only_if_that_was_asked_for() {
    let (engine, loader) = loaded().await;
    for (was, is, column) in [
        ("Dora Evans", "Dora Evans-Ross", "name"),
        ("+447700900111", "+447700900119", "phone"),
        ("135790", "975310", "pin"),
        ("1990-02-28", "1990-02-27", "birth_date"),
        ("1990-02-28,", "1990-02-28,1111", "card_last_four"),
    ] {
        let book = read(&CUSTOMERS.replace(was, is), ACCOUNTS).unwrap();
        let told = refused(&engine, &loader, &book, false).await.to_string();
        let start = format!("customers.csv line 2, {column}: is another at the bank");
        assert!(told.starts_with(&start), "{told}");
        let [customers, accounts] = load(&loader, &book, true).await.unwrap();
        assert_eq!((customers.replaced, accounts.new), (1, 0), "{column}");
        let again = load(&loader, &book, false).await.unwrap();
        assert_eq!(again, [unchanged(3), unchanged(4)], "{column}");
        let back = read(CUSTOMERS, ACCOUNTS).unwrap();
        load(&loader, &back, true).await.unwrap();
    }
}

#[tokio::test]
async fn an_account_that_is_open_stays_as_it_is() {
    let (engine, loader) = loaded().await;
    for (was, is, column) in [
        ("40050101,emil-ross", "40050101,dora-evans", "owner"),
        ("Euro account", "Holiday account", "name"),
        ("EUR,0", "GBP,0", "currency"),
        ("1234.50", "1234.51", "balance"),
        ("EUR,0", "EUR,10", "balance"),
    ] {
        let book = read(CUSTOMERS, &ACCOUNTS.replace(was, is)).unwrap();
        let problem = refused(&engine, &loader, &book, true).await;
        assert_eq!(problem.column, Some(column), "{is}");
    }
}
