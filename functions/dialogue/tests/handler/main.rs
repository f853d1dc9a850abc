//! The dialogue through its handler, without Watson: batches, taps, strangers, passcodes.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod batch;
mod block;
mod courtesy;
mod identity;
mod kinds;
mod late;
mod passcode;
mod quiet;
mod sealed;
mod secrets;
mod somebody_else;
mod statuses;
mod stranger;
mod tap;
mod watson;
mod window;

use std::sync::Arc;

use aws::secrets::Secret;
use binding::Binding;
use dialogue::{Dialogue, Outside, Settings};
use domain::language::Language;
use serde_json::{Value, json};
use testkit::bank::Bank;
use testkit::clock;
use testkit::inbound::webhook;
use testkit::queue;
use wording::saying::Saying;
use wording::sentence::Words;

struct Rig {
    bank: Bank,
    dialogue: Dialogue,
}

impl Rig {
    async fn start() -> Self {
        let bank = Bank::open().await;
        let dialogue = dialogue(&bank);
        bank.services.function_answers("accounts", anas_accounts());
        binding(&bank);
        Self { bank, dialogue }
    }

    /// Hands the messages over as one batch; answers which positions must come again.
    async fn receive(&self, messages: &[Value]) -> Vec<usize> {
        self.batch(records(messages)).await
    }

    async fn batch(&self, records: Vec<Value>) -> Vec<usize> {
        let event = serde_json::from_value(json!({ "Records": records })).unwrap();
        let answer = serde_json::to_value(self.dialogue.handle(event).await.unwrap()).unwrap();
        let failures = answer["batchItemFailures"].as_array().unwrap().clone();
        let positions = failures
            .iter()
            .map(|failure| failure["itemIdentifier"].as_str().unwrap());
        positions
            .map(|position| position.parse().unwrap())
            .collect()
    }

    /// Recipient and words of every message sent so far, in order.
    fn said(&self) -> Vec<(String, String)> {
        let sent = self.bank.services.calls_of("WhatsApp").into_iter();
        sent.map(|message| (message["to"].as_str().unwrap().to_owned(), words(&message)))
            .collect()
    }

    /// Only the words.
    fn texts(&self) -> Vec<String> {
        self.said().into_iter().map(|(_, text)| text).collect()
    }

    fn watson_was_asked(&self) -> bool {
        !self.bank.services.calls_of("WatsonAssistant").is_empty()
    }
}

/// The function that binds phones, at work.
fn binding(bank: &Bank) {
    let connection = &bank.services.connection;
    let binding = Arc::new(Binding {
        channels: bank.engine.channels(),
        verifying: Secret::new(connection, "bank/verifying".to_owned()),
        keys: Secret::new(connection, "bank/activation".to_owned()),
        clock: clock::now,
    });
    bank.services.function("binding", move |question| {
        let binding = Arc::clone(&binding);
        async move { binding.handle(question).await }
    });
}

fn dialogue(bank: &Bank) -> Dialogue {
    let outside = Outside {
        tables: &bank.engine.connection,
        services: &bank.services.connection,
        http: reqwest::Client::new(),
        whatsapp_timeout: std::time::Duration::from_secs(8),
        clock: clock::now,
        pause: clock::pause,
    };
    let settings = Settings::read(|name| Ok(testkit::settings::value(&bank.services, name)));
    Dialogue::new(&outside, settings.unwrap())
}

fn records(messages: &[Value]) -> Vec<Value> {
    queued(messages, &[])
}

/// Each item as a record of the queue, as `webhook` would write it; its position is its id.
fn queued(messages: &[Value], statuses: &[Value]) -> Vec<Value> {
    let split = whatsapp::webhook::split(webhook(messages, statuses).as_bytes()).unwrap();
    let records = split
        .deliveries
        .iter()
        .enumerate()
        .map(|(position, delivery)| {
            json!({
                "messageId": position.to_string(),
                "receiptHandle": format!("handed-out-{position}"),
                "body": queue::sealed(&delivery.group_key(), &delivery.to_json()),
                "attributes": { "MessageGroupId": delivery.group_key() },
            })
        });
    records.collect()
}

/// The menu, as it greets.
fn said_menu(first_name: &str) -> String {
    let first_name = first_name.to_owned();
    in_words(&Saying::Menu { first_name })
}

/// What can be said.
fn said_help() -> String {
    in_words(&Saying::Help(services::help_lines(Language::ENGLISH)))
}

/// What a customer reads.
fn in_words(saying: &impl Words) -> String {
    saying.words(Language::ENGLISH).chat()
}

fn words(message: &Value) -> String {
    let body = message["text"]["body"].as_str();
    body.or_else(|| message["interactive"]["body"]["text"].as_str())
        .unwrap_or_default()
        .to_owned()
}

fn anas_accounts() -> Value {
    let account = |id: &str, name: &str, posted: i64, available: i64| {
        json!({
            "account_id": id, "name": name, "use": "everyday", "currency": "GBP",
            "posted_minor": posted, "available_minor": available,
        })
    };
    json!({ "accounts": [
        account("40010101", "Current account", 245_000, 240_000),
        account("40010102", "Savings account", 800_000, 800_000),
    ] })
}
