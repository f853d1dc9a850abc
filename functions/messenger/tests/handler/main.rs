//! The messenger through its handler: link, receipt, credit notice, ending.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod link;
mod receipt;
mod refusal;

use aws::audio::Audio;
use aws::calls::{AccountsFunction, SpeechFunction};
use aws::outcome::Failure;
use aws::secrets::Secret;
use messenger::Messenger;
use serde_json::{Value, json};
use testkit::bank::Bank;
use testkit::clock;
use testkit::services::PHONE_NUMBER_ID;

struct Rig {
    bank: Bank,
    messenger: Messenger,
}

impl Rig {
    async fn start() -> Self {
        let bank = Bank::open().await;
        let connection = &bank.services.connection;
        let messenger = Messenger {
            confirmations: bank.engine.confirmations(),
            customers: bank.engine.customers(),
            accounts: AccountsFunction::new(connection, "accounts".to_owned()),
            speech: SpeechFunction::new(connection, "speech".to_owned()),
            audio: Audio::new(connection, "audio".to_owned()),
            whatsapp: Secret::new(connection, "bank/whatsapp".to_owned()),
            http: reqwest::Client::new(),
            graph_url: bank.services.graph_url(),
            phone_number_id: PHONE_NUMBER_ID.to_owned(),
            link_url: "https://bank.example/live/confirm".to_owned(),
            clock: clock::now,
            random: clock::random,
        };
        let rig = Self { bank, messenger };
        rig.answer_balances();
        rig
    }

    /// As `accounts` would after Ana's £50.00 to Ben.
    fn answer_balances(&self) {
        self.bank.services.function("accounts", |question: Value| {
            let (id, minor) = match question["customer_id"].as_str() {
                Some("ana-lima") => ("40010101", 240_000),
                _ => ("40020101", 36_055),
            };
            let account = json!({
                "account_id": id, "name": "Current account", "currency": "GBP",
                "available_minor": minor, "posted_minor": minor,
            });
            std::future::ready(Ok(json!({ "accounts": [account] })))
        });
    }

    async fn ask(&self, question: Value) -> Result<(), Failure> {
        self.messenger
            .handle(serde_json::from_value(question).unwrap())
            .await
            .map(drop)
    }

    /// The messages sent so far, in order.
    fn sent(&self) -> Vec<Value> {
        self.bank.services.calls_of("WhatsApp")
    }

    fn last_text(&self) -> String {
        self.sent().last().unwrap()["text"]["body"]
            .as_str()
            .unwrap()
            .to_owned()
    }
}
