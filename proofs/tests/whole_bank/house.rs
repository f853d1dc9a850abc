//! All functions, wired to the fake services and to each other.

use std::sync::Arc;

use accounts::Enquiries;
use arrangements::Arranging;
use aws::arrangements::Arrangements;
use aws::bucket::Bucket;
use aws::confirming::Confirming;
use aws::connection::Connection;
use aws::queue::Queue;
use aws::secrets::Secret;
use aws::sms::Sms;
use binding::Binding;
use calls::execution::Outcome;
use calls::passcode::{PasscodeFunction, PasscodeQuestion};
use calls::speech::SpeechFunction;
use confirmation::{ConfirmationPage, Page};
use dialogue::{Dialogue, Outside, Settings};
use documents::Documents;
use domain::cash::notes::Notes;
use domain::confirmation::order::Executor;
use domain::confirmation::sms_policy::AllowedCountries;
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::id::OrderId;
use domain::time::Calendar;
use lambda_http::http::Request as HttpRequest;
use lambda_http::{Body, Response};
use ledger::Ledger;
use messenger::Messenger;
use outbox::templates::Templates;
use passcode::{Passcodes, SimChanges};
use serde_json::{Value, json};
use speech::Speech;
use testkit::bank::Bank;
use testkit::services::{APP_SECRETS, PHONE_NUMBER_ID};
use testkit::{clock, inbound};
use transfers::{Answer, Transfers};
use webhook::Webhook;
use whatsapp::signature::{AppSecret, HEADER, sign};

pub struct House {
    pub bank: Bank,
    webhook: Webhook,
    dialogue: Dialogue,
    pub transfers: Transfers,
    documents: Documents,
    pub arranging: Arranging,
    pub messenger: Messenger,
    page: ConfirmationPage,
    passcodes: Arc<Passcodes>,
}

impl House {
    pub async fn open() -> Self {
        let bank = Bank::open().await;
        let passcodes = Arc::new(passcodes(&bank, bank.confirming()));
        let verify = Arc::clone(&passcodes);
        bank.services.function("passcode", move |question| {
            let passcodes = Arc::clone(&verify);
            async move { passcodes.handle(question).await }
        });
        let enquiries = Arc::new(Enquiries {
            accounts: bank.engine.accounts(),
            bills: bank.engine.bills(),
            customers: bank.engine.customers(),
            channels: bank.engine.channels(),
            keys: Secret::new(&bank.services.connection, "bank/verifying".to_owned()),
            clock: clock::now,
        });
        bank.services.function("accounts", move |question| {
            let enquiries = Arc::clone(&enquiries);
            async move { enquiries.handle(question).await }
        });
        let binding = Arc::new(Binding {
            channels: bank.engine.channels(),
            verifying: Secret::new(&bank.services.connection, "bank/verifying".to_owned()),
            keys: Secret::new(&bank.services.connection, "bank/activation".to_owned()),
            clock: clock::now,
        });
        bank.services.function("binding", move |question| {
            let binding = Arc::clone(&binding);
            async move { binding.handle(question).await }
        });
        let speech = Arc::new(speech(&bank));
        bank.services.function("speech", move |question| {
            let speech = Arc::clone(&speech);
            async move { speech.handle(question).await }
        });
        let house = Self {
            webhook: webhook(&bank),
            dialogue: dialogue(&bank, bank.confirming()),
            transfers: paying(&bank, &bank.engine.connection),
            documents: documents(&bank),
            arranging: arranging(&bank, &bank.engine.connection),
            messenger: messenger(&bank),
            page: page(&bank, bank.confirming()),
            passcodes,
            bank,
        };
        // Ben wrote this morning, so that he can be told of money.
        let ben = ChannelAddress::try_new(None, Some(inbound::BEN.to_owned())).unwrap();
        let heard = house.messenger.outbox.records.heard(&ben, clock::now());
        heard.await.unwrap();
        house
    }

    /// A customer writes: through the signed webhook, the queue and the dialogue.
    pub async fn hears(&self, message: Value) {
        let answer = self.takes_in(&inbound::webhook(&[message], &[])).await;
        assert_eq!(answer, dialogue::BatchAnswer::default());
    }

    /// Meta posts a body, signed; what it queues goes through the dialogue in one batch.
    pub async fn takes_in(&self, body: &str) -> dialogue::BatchAnswer {
        let records = self.queues(body).await;
        self.deals_with(records).await
    }

    /// Meta posts a body, signed; answers what the queue hands over, in its order.
    pub async fn queues(&self, body: &str) -> Vec<Value> {
        let signature = sign(
            &AppSecret::try_new(APP_SECRETS[0]).unwrap(),
            body.as_bytes(),
        );
        let request = HttpRequest::builder()
            .method("POST")
            .uri("https://bank.example/webhook");
        let request = request
            .header(HEADER, signature)
            .body(Body::from(body.to_owned()))
            .unwrap();
        let services = &self.bank.services;
        let before = services.count_of("SendMessageBatch");
        assert_eq!(self.webhook.handle(request).await.status(), 200);
        let batches = services.calls_of_since("SendMessageBatch", before);
        let entries = batches
            .into_iter()
            .flat_map(|batch| batch["Entries"].as_array().cloned().unwrap_or_default());
        let records = entries.map(|entry| {
            json!({
                "messageId": entry["Id"],
                "body": entry["MessageBody"],
                "attributes": { "MessageGroupId": entry["MessageGroupId"] },
            })
        });
        records.collect()
    }

    /// The queue hands these over in one batch.
    pub async fn deals_with(&self, records: Vec<Value>) -> dialogue::BatchAnswer {
        let event = json!({ "Records": records });
        self.dialogue
            .handle(serde_json::from_value(event).unwrap())
            .await
            .unwrap()
    }

    /// The workflow moves money, or does not.
    pub async fn transfer(&self, action: &str, id: &OrderId) -> Result<Answer, Failure> {
        let question = json!({ "action": action, "confirmation_id": id.0 });
        self.transfers
            .handle(serde_json::from_value(question).unwrap())
            .await
    }

    /// The workflow has an order carried out that tells something.
    pub async fn disclose(&self, action: &str, id: &OrderId) -> Result<Outcome, Failure> {
        let question = json!({ "action": action, "confirmation_id": id.0 });
        self.documents
            .handle(serde_json::from_value(question).unwrap())
            .await
    }

    /// The workflow has an order carried out that arranges something.
    pub async fn arrange(&self, action: &str, id: &OrderId) -> Result<Outcome, Failure> {
        let question = json!({ "action": action, "confirmation_id": id.0 });
        self.arranging
            .handle(serde_json::from_value(question).unwrap())
            .await
    }

    /// The workflow has something told.
    pub async fn tell(&self, action: &str, id: &OrderId) -> Result<(), Failure> {
        let question = json!({ "action": action, "confirmation_id": id.0, "task_token": "wait-for-credentials" });
        self.messenger
            .handle(serde_json::from_value(question).unwrap())
            .await
            .map(drop)
    }

    /// The workflow has it told how an order ended.
    pub async fn tell_ending(&self, id: &OrderId, reason: &str) -> Result<(), Failure> {
        let question = json!({ "action": "ending", "confirmation_id": id.0, "reason": reason });
        self.messenger
            .handle(serde_json::from_value(question).unwrap())
            .await
            .map(drop)
    }

    /// The workflow has the passcode texted.
    pub async fn issue(&self, id: &OrderId) -> Result<(), Failure> {
        let (confirmation_id, task_token) = (id.0.clone(), "wait-for-passcode".to_owned());
        let question = PasscodeQuestion::Issue {
            confirmation_id,
            task_token,
        };
        self.passcodes.handle(question).await.map(drop)
    }

    /// The page posts.
    pub async fn post(&self, step: &str, body: &Value, cookie: &str) -> Response<Body> {
        let request = HttpRequest::builder()
            .method("POST")
            .uri(format!("https://bank.example/confirm/{step}"))
            .header("content-type", "application/json")
            .header("cookie", cookie);
        self.page
            .handle(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    /// The token of the last link sent.
    pub fn link(&self) -> String {
        let sent = self.bank.services.calls_of("WhatsApp").into_iter();
        let mut urls = sent.filter_map(|message| {
            let url = message["interactive"]["action"]["parameters"]["url"].as_str();
            url.map(str::to_owned)
        });
        urls.next_back()
            .unwrap()
            .split_once('#')
            .unwrap()
            .1
            .to_owned()
    }

    /// The code of the last SMS.
    pub fn code(&self) -> String {
        let sms = self.bank.services.calls_of("Publish").pop().unwrap();
        let is_code = |word: &&str| word.len() == 6 && word.parse::<u32>().is_ok();
        sms["Message"]
            .as_str()
            .unwrap()
            .split(' ')
            .find(is_code)
            .unwrap()
            .to_owned()
    }
}

fn webhook(bank: &Bank) -> Webhook {
    let connection = &bank.services.connection;
    Webhook {
        secret: Secret::new(connection, "bank/webhook".to_owned()),
        queue_secret: Secret::new(connection, "bank/queue".to_owned()),
        ticket_key: Secret::new(connection, "bank/tickets".to_owned()),
        queue: Queue::new(connection, "https://sqs/inbound.fifo".to_owned()),
        urgent_queue: Queue::new(connection, "https://sqs/urgent.fifo".to_owned()),
        phone_number_id: PHONE_NUMBER_ID.to_owned(),
        clock: clock::now,
        random: clock::random,
    }
}

pub fn dialogue(bank: &Bank, confirming: Confirming) -> Dialogue {
    let outside = Outside {
        tables: &bank.engine.connection,
        services: &bank.services.connection,
        http: reqwest::Client::new(),
        whatsapp_timeout: std::time::Duration::from_secs(8),
        clock: clock::now,
        pause: clock::pause,
    };
    let settings = Settings::read(|name| Ok(testkit::settings::value(&bank.services, name)));
    Dialogue::new(&outside, settings.unwrap()).confirming_through(confirming)
}

/// Its ledger and the standing orders are reached by `connection`.
pub fn paying(bank: &Bank, connection: &Connection) -> Transfers {
    Transfers {
        orders: bank.orders(Executor::Transfers),
        bills: bank.engine.bills(),
        arrangements: Arrangements::new(connection, "arrangements".to_owned()),
        withdrawals: bank.engine.withdrawals(),
        notes: Notes::parse("GBP=10,20").unwrap(),
        ledger: Ledger::new(connection, "ledger".to_owned()),
        clock: clock::now,
        calendar: Calendar::utc(),
    }
}

fn documents(bank: &Bank) -> Documents {
    let connection = &bank.services.connection;
    Documents {
        orders: bank.orders(Executor::Documents),
        channels: bank.engine.channels(),
        disclosures: bank.engine.disclosures(),
        accounts: bank.engine.accounts(),
        bucket: Bucket::new(connection, "documents".to_owned(), "documents"),
        clock: clock::now,
        random: clock::random,
        calendar: Calendar::utc(),
    }
}

/// Its table is reached by `connection`.
pub fn arranging(bank: &Bank, connection: &Connection) -> Arranging {
    Arranging {
        orders: bank.orders(Executor::Arrangements),
        arrangements: Arrangements::new(connection, "arrangements".to_owned()),
        clock: clock::now,
        calendar: Calendar::utc(),
    }
}

fn messenger(bank: &Bank) -> Messenger {
    let connection = &bank.services.connection;
    Messenger {
        confirmations: bank.engine.confirmations(),
        standings: bank.engine.standings(),
        channels: bank.engine.channels(),
        preferences: bank.engine.preferences(),
        disclosures: bank.engine.disclosures(),
        arrangements: bank.engine.arrangements(),
        documents: Bucket::new(connection, "documents".to_owned(), "documents"),
        calendar: Calendar::utc(),
        accounts: bank.engine.accounts(),
        speech: SpeechFunction::new(connection, "speech".to_owned()),
        audio: Bucket::new(connection, "audio".to_owned(), "audio"),
        link_url: "https://bank.example/confirm".to_owned(),
        clock: clock::now,
        random: clock::random,
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
        templates: Templates::default(),
        passcode: PasscodeFunction::new(connection, "passcode".to_owned()),
    }
}

pub fn page(bank: &Bank, confirming: Confirming) -> ConfirmationPage {
    let connection = &bank.services.connection;
    ConfirmationPage {
        confirming,
        customers: bank.engine.customers(),
        phrases: bank.engine.phrases(),
        standings: bank.engine.standings(),
        passcode: PasscodeFunction::new(connection, "passcode".to_owned()),
        keys: Secret::new(connection, "bank/credentials".to_owned()),
        profile_keys: Secret::new(connection, "bank/profiles".to_owned()),
        withdrawals: bank.engine.withdrawals(),
        cash_keys: Secret::new(connection, "bank/cash".to_owned()),
        page: Page::new("442079460000"),
        clock: clock::now,
        random: clock::random,
    }
}

pub fn passcodes(bank: &Bank, confirming: Confirming) -> Passcodes {
    let connection = &bank.services.connection;
    Passcodes {
        confirming,
        customers: bank.engine.customers(),
        standings: bank.engine.standings(),
        policy: passcode::Policy {
            budget: bank.engine.sms_budget(),
            countries: AllowedCountries::parse("GB").unwrap(),
            sim_changes: SimChanges::NotConfigured,
        },
        sms: Sms::new(connection, "ACMEBank".to_owned()),
        keys: Secret::new(connection, "bank/passcode".to_owned()),
        verifying: Secret::new(connection, "bank/verifying".to_owned()),
        page_host: Some("bank.example".to_owned()),
        clock: clock::now,
        random: clock::random,
    }
}

fn speech(bank: &Bank) -> Speech {
    let connection = &bank.services.connection;
    Speech {
        http: reqwest::Client::new(),
        watson: Secret::new(connection, "bank/watson".to_owned()),
        voice: "en-GB_KateV3Voice".to_owned(),
        audio: Bucket::new(connection, "audio".to_owned(), "audio"),
    }
}
