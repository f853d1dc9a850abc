//! A chat with the bank, one message at a time.

use std::sync::atomic::{AtomicUsize, Ordering};

use aws::dead_letters::DeadLetters;
use aws::queue::Queue;
use aws::secrets::Secret;
use aws::workflow::Workflow;
use calls::accounts::AccountsFunction;
use calls::messenger::MessengerFunction;
use calls::passcode::PasscodeFunction;
use dialogue::Dialogue;
use domain::id::OrderId;
use serde_json::{Value, json};
use testkit::bank::Bank;
use testkit::clock;
use testkit::inbound::{ANA, text, webhook};
use testkit::queue;
use testkit::services::{Fault, PHONE_NUMBER_ID};
use watson_simulator::{AssistantOptions, Skill, assistant_router};

const SKILL: &str = include_str!("../../skill/skill.json");

/// Ana's chat.
pub struct Chat {
    bank: Bank,
    dialogue: Dialogue,
    messages: AtomicUsize,
    watson: tokio::task::JoinHandle<()>,
}

impl Chat {
    pub async fn with_ana() -> Self {
        let bank = Bank::open().await;
        let (url, watson) = start_watson().await;
        bank.services.assistant_is_at(&url);
        bank.services.function_answers("accounts", anas_accounts());
        Self {
            dialogue: dialogue(&bank),
            bank,
            messages: AtomicUsize::new(0),
            watson,
        }
    }

    /// Ana types something; answers what the bank says and starts because of it.
    pub async fn says(&mut self, body: &str) -> String {
        let services = &self.bank.services;
        let (said, started) = (services.calls_of("WhatsApp").len(), self.starts().len());
        let number = self.messages.fetch_add(1, Ordering::Relaxed);
        let message = text(ANA, &format!("wamid.{number}"), body);
        let mut lines = self.receive(&message).await;
        let replies = services.calls_of("WhatsApp").into_iter().skip(said);
        lines.extend(replies.map(|message| words(&message)));
        for id in self.starts().iter().skip(started) {
            lines.push(self.confirmation(id).await);
        }
        lines.join("\n")
    }

    pub fn watson_goes_away(&self) {
        self.watson.abort();
    }

    pub fn fails(&self, operation: &str, fault: Fault) {
        self.bank.services.fail(operation, fault);
    }

    pub fn mends(&self, operation: &str) {
        self.bank.services.mend(operation);
    }

    async fn receive(&self, message: &Value) -> Vec<String> {
        let body = webhook(std::slice::from_ref(message), &[]);
        let split = whatsapp::webhook::split(body.as_bytes()).unwrap();
        let (group, text) = (
            split.deliveries[0].group_key(),
            split.deliveries[0].to_json(),
        );
        let record = json!({
            "messageId": "1",
            "body": queue::sealed(&group, &text),
            "attributes": { "MessageGroupId": group },
        });
        let event = serde_json::from_value(json!({ "Records": [record] })).unwrap();
        let answer = self.dialogue.handle(event).await.unwrap();
        let answer = serde_json::to_value(answer).unwrap();
        let failures = answer["batchItemFailures"].as_array().unwrap();
        failures
            .iter()
            .map(|_| "[comes again]".to_owned())
            .collect()
    }

    fn starts(&self) -> Vec<String> {
        let starts = self.bank.services.calls_of("StartExecution").into_iter();
        starts
            .map(|start| start["name"].as_str().unwrap().to_owned())
            .collect()
    }

    async fn confirmation(&self, id: &str) -> String {
        let id = OrderId(id.to_owned());
        let found = self.bank.engine.confirmations().get(&id).await.unwrap();
        let order = found.unwrap().order;
        let summary = services::summary(order.order()).unwrap();
        format!(
            "[confirm {} to {}]",
            summary.headline.plain(),
            summary.subject.plain()
        )
    }
}

impl Drop for Chat {
    fn drop(&mut self) {
        self.watson.abort();
    }
}

async fn start_watson() -> (String, tokio::task::JoinHandle<()>) {
    let skill = Skill::parse(SKILL).unwrap();
    let router = assistant_router(skill, AssistantOptions::new("watson-key"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let served = async move {
        // It ends when the test does; there is nobody left to tell.
        let _ = axum::serve(listener, router).await;
    };
    (url, tokio::spawn(served))
}

fn dialogue(bank: &Bank) -> Dialogue {
    let connection = &bank.services.connection;
    Dialogue {
        customers: bank.engine.customers(),
        conversations: bank.engine.conversations(),
        confirming: bank.confirming(),
        standings: bank.engine.standings(),
        workflow: Workflow::new(connection, "arn:confirmation".to_owned()),
        accounts: AccountsFunction::new(connection, "accounts".to_owned()),
        passcode: PasscodeFunction::new(connection, "passcode".to_owned()),
        keys: Secret::new(connection, "bank/keys".to_owned()),
        watson: Secret::new(connection, "bank/watson".to_owned()),
        // Connections are not kept, so that Watson is really away once it is switched off.
        http: reqwest::Client::builder()
            .pool_max_idle_per_host(0)
            .build()
            .unwrap(),
        link_url: "https://bank.example/confirm".to_owned(),
        clock: clock::now,
        outbox: outbox::Outbox {
            standstill: outbox::Standstill::default(),
            records: aws::outbound::OutboundRecords::new(
                &bank.engine.connection,
                "conversations".to_owned(),
            ),
            secret: Secret::new(connection, "bank/whatsapp".to_owned()),
            http: reqwest::Client::new(),
            graph_url: bank.services.graph_url(),
            phone_number_id: PHONE_NUMBER_ID.to_owned(),
            timeout: std::time::Duration::from_secs(8),
            clock: clock::now,
            pause: clock::pause,
        },
        messenger: MessengerFunction::new(connection, "messenger".to_owned()),
        queue_secret: Secret::new(connection, "bank/queue".to_owned()),
        inbound: Queue::new(connection, "https://sqs/inbound.fifo".to_owned()),
        dead_letters: DeadLetters::new(connection, "https://sqs/dead.fifo".to_owned()),
    }
}

fn words(message: &Value) -> String {
    let body = message["text"]["body"].as_str();
    body.or_else(|| message["interactive"]["body"]["text"].as_str())
        .unwrap_or_default()
        .to_owned()
}

fn anas_accounts() -> Value {
    let account = |id: &str, name: &str, minor: i64| {
        json!({
            "account_id": id, "name": name, "use": "everyday", "currency": "GBP",
            "posted_minor": minor, "available_minor": minor,
        })
    };
    json!({ "accounts": [
        account("40010101", "Current account", 245_000),
        account("40010102", "Savings account", 800_000),
    ] })
}
