//! An embedded DynamoDB engine on a loopback port: the adapters' real requests, without AWS.

use std::collections::HashMap;
use std::sync::OnceLock;

use aws::arrangements::Arrangements;
use aws::bills::Bills;
use aws::channels::Channels;
use aws::confirmations::Confirmations;
use aws::connection::Connection;
use aws::conversations::Conversations;
use aws::customers::Customers;
use aws::disclosures::Disclosures;
use aws::outbound::OutboundRecords;
use aws::preferences::Preferences;
use aws::safety_phrases::SafetyPhrases;
use aws::sms_budget::SmsBudget;
use aws::standings::{Names, Standings};
use aws::withdrawals::Withdrawals;
use aws_sdk_dynamodb::Client;
pub use aws_sdk_dynamodb::types::AttributeValue;
use domain::authority::Signers;
use domain::customer::Customer;
use domain::keyed_hash::Key;
use domain::signature::SigningKey;
use domain::time::UnixSeconds;
use dynoxide::Database;
use ledger::Ledger;
use ledger::accounts::Accounts;

use crate::demo::{Books, Keys, on_file, write};
use crate::tables::{TABLES, create_tables};

/// The moment every test starts at: 2026-11-23T12:00:00Z.
pub const NOW: UnixSeconds = UnixSeconds(1_795_435_200);

/// One item of one table, as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredItem {
    /// Which table.
    pub table: &'static str,
    /// Its partition key.
    pub pk: String,
    /// Its sort key.
    pub sk: String,
    /// Every attribute with its value, the keys included.
    pub text: String,
}

/// A running engine with the bank's tables, empty or with the demo customers.
pub struct Engine {
    /// How to reach it.
    pub connection: Connection,
    server: tokio::task::JoinHandle<()>,
}

impl Engine {
    /// Starts an engine with empty tables.
    ///
    /// # Panics
    /// If no loopback port is free or the engine refuses a table: then no test means anything.
    #[expect(
        clippy::expect_used,
        reason = "a test without its database must fail at once"
    )]
    pub async fn start() -> Self {
        let database = Database::memory().expect("an in-memory database opens");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let port = listener.local_addr().expect("a bound port").port();
        let server = tokio::spawn(dynoxide::server::serve_on(listener, database));
        let endpoint = format!("http://127.0.0.1:{port}");
        let connection = Connection::to_local(&endpoint, "eu-west-2");
        create_tables(&connection).await;
        Self { connection, server }
    }

    /// Starts an engine that holds the demo customers.
    ///
    /// # Panics
    /// If they cannot be written.
    #[expect(
        clippy::expect_used,
        reason = "a test without its customers must fail at once"
    )]
    pub async fn with_demo_customers() -> Self {
        let engine = Self::start().await;
        let books = Books {
            customers: &engine.customers(),
            channels: &engine.channels(),
            ledger: &engine.ledger(),
            disclosures: &engine.disclosures(),
            arrangements: &engine.arrangements(),
            bills: &engine.bills(),
            phrases: &engine.phrases(),
        };
        write(&books, demo_customers(), NOW, |_| None)
            .await
            .expect("the demo customers are written");
        engine
    }

    /// The customers table.
    #[must_use]
    pub fn customers(&self) -> Customers {
        Customers::new(&self.connection, "customers".to_owned())
    }

    /// Which channel speaks for whom, in the channels table.
    #[must_use]
    pub fn channels(&self) -> Channels {
        Channels::new(&self.connection, "channels".to_owned())
    }

    /// What customers prefer, in the conversations table.
    #[must_use]
    pub fn preferences(&self) -> Preferences {
        Preferences::new(&self.connection, "conversations".to_owned())
    }

    /// The ledger, to write.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        Ledger::new(&self.connection, "ledger".to_owned())
    }

    /// The ledger, to read.
    #[must_use]
    pub fn accounts(&self) -> Accounts {
        Accounts::new(&self.connection, "ledger".to_owned())
    }

    /// The confirmations table.
    #[must_use]
    pub fn confirmations(&self) -> Confirmations {
        Confirmations::new(&self.connection, "confirmations".to_owned())
    }

    /// The safety phrases.
    #[must_use]
    pub fn phrases(&self) -> SafetyPhrases {
        SafetyPhrases::new(&self.connection, "desk".to_owned())
    }

    /// The customers' standing.
    #[must_use]
    pub fn standings(&self) -> Standings {
        Standings::new(&self.connection, standing_tables())
    }

    /// The texts' counters.
    #[must_use]
    pub fn sms_budget(&self) -> SmsBudget {
        SmsBudget::new(&self.connection, "texts".to_owned(), 1_000)
    }

    /// The conversations table.
    #[must_use]
    pub fn conversations(&self) -> Conversations {
        Conversations::new(&self.connection, "conversations".to_owned())
    }

    /// Whom customers may send money to, in the arrangements table.
    #[must_use]
    pub fn arrangements(&self) -> Arrangements {
        Arrangements::new(&self.connection, "arrangements".to_owned())
    }

    /// Billers and bills.
    #[must_use]
    pub fn bills(&self) -> Bills {
        Bills::new(&self.connection, "bills".to_owned())
    }

    /// What waits for a cash machine.
    #[must_use]
    pub fn withdrawals(&self) -> Withdrawals {
        Withdrawals::new(&self.connection, "withdrawals".to_owned())
    }

    /// What was told under a proof, in the disclosures table.
    #[must_use]
    pub fn disclosures(&self) -> Disclosures {
        Disclosures::new(&self.connection, "disclosures".to_owned())
    }

    /// What was sent and when whoever it went to was last heard of, in the conversations table.
    #[must_use]
    pub fn outbound_records(&self) -> OutboundRecords {
        OutboundRecords::new(&self.connection, "conversations".to_owned())
    }

    /// Every item of every table, to compare or to search.
    ///
    /// # Panics
    /// If a table cannot be read.
    #[expect(
        clippy::expect_used,
        reason = "a test that cannot look must fail at once"
    )]
    pub async fn items(&self) -> Vec<StoredItem> {
        let mut items = Vec::new();
        for table in TABLES {
            let scan = Client::new(self.connection.sdk()).scan().table_name(table);
            let found = scan.send().await.expect("the engine reads a table").items;
            items.extend(
                found
                    .unwrap_or_default()
                    .iter()
                    .map(|item| StoredItem::new(table, item)),
            );
        }
        items.sort();
        items
    }

    /// Overwrites one attribute behind the adapters' back, as a tampering hand would.
    ///
    /// # Panics
    /// If there is no such item.
    #[expect(
        clippy::expect_used,
        reason = "a test that cannot tamper must fail at once"
    )]
    pub async fn tamper(&self, table: &str, pk: &str, sk: &str, name: &str, value: AttributeValue) {
        let update = Client::new(self.connection.sdk())
            .update_item()
            .table_name(table);
        update
            .key("pk", AttributeValue::S(pk.to_owned()))
            .key("sk", AttributeValue::S(sk.to_owned()))
            .update_expression("SET #name = :value")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_names("#name", name)
            .expression_attribute_values(":value", value)
            .send()
            .await
            .expect("the item is there");
    }
}

impl StoredItem {
    fn new(table: &'static str, item: &HashMap<String, AttributeValue>) -> Self {
        let key = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
        let mut attributes: Vec<String> = item
            .iter()
            .map(|(name, value)| format!("{name}={}", text_of(value)))
            .collect();
        attributes.sort();
        Self {
            table,
            pk: key("pk").unwrap_or_default(),
            sk: key("sk").unwrap_or_default(),
            text: attributes.join("\n"),
        }
    }
}

/// Hashed once for all tests of a process.
#[expect(
    clippy::expect_used,
    reason = "a test without its customers must fail at once"
)]
fn demo_customers() -> &'static [Customer] {
    static CUSTOMERS: OnceLock<Vec<Customer>> = OnceLock::new();
    CUSTOMERS.get_or_init(|| {
        let keys = Keys {
            pin_pepper: &key(1),
            fact_key: &key(2),
        };
        on_file(&keys, fixed_random).expect("the demo customers are hashed")
    })
}

/// The same text for the same value: a map's own order is another one each time.
fn text_of(value: &AttributeValue) -> String {
    let AttributeValue::M(map) = value else {
        return format!("{value:?}");
    };
    let mut parts: Vec<String> = map
        .iter()
        .map(|(name, value)| format!("{name}={}", text_of(value)))
        .collect();
    parts.sort();
    format!("{{{}}}", parts.join(", "))
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A key for tests: 32 times the same byte.
///
/// # Panics
/// Never: 32 bytes are a key.
#[must_use]
#[expect(clippy::expect_used, reason = "32 bytes are a key")]
pub fn key(byte: u8) -> Key {
    Key::try_new(&[byte; 32]).expect("32 bytes")
}

/// A key that signs, by its number.
///
/// # Panics
/// Never: every seed is one.
#[must_use]
#[expect(clippy::expect_used, reason = "32 bytes")]
pub fn signing(byte: u8) -> SigningKey {
    SigningKey::try_new(&[byte; 32]).expect("32 bytes")
}

/// Who signs orders: `confirmation` with the fifth key, `passcode` with the sixth.
#[must_use]
pub fn signers() -> Signers {
    Signers {
        identified: signing(5).public().into(),
        confirmed: signing(6).public().into(),
    }
}

/// Randomness for tests that do not depend on it.
///
/// # Errors
/// Never.
pub fn fixed_random(bytes: &mut [u8]) -> Result<(), domain::time::NoRandomness> {
    bytes.fill(42);
    Ok(())
}

/// The names of the tables with the customers' standing.
#[must_use]
pub fn standing_tables() -> Names {
    let [credential_tries, passcode_tries, suspensions] =
        ["credential-tries", "passcode-tries", "suspensions"].map(str::to_owned);
    Names {
        credential_tries,
        passcode_tries,
        suspensions,
    }
}
