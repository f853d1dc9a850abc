//! The dialogue behind a queue, under a clock of its own, with crashes on demand.

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use dialogue::{Dialogue, Outside, Settings};
use domain::bank_details::BankDetails;
use domain::customer::channel::ChannelAddress;
use domain::customer::payee::Payee;
use domain::failure::Failure;
use domain::id::{CustomerId, PayeeId};
use domain::time::UnixSeconds;
use serde_json::{Value, json};
use testkit::bank::Bank;
use testkit::clock;
use testkit::inbound::{status, webhook};
use testkit::queue;
use whatsapp::webhook::split;

use crate::fifo::{Batch, Fifo};

/// How many invocations run side by side.
const CONCURRENCY: usize = 8;

pub struct Rig {
    pub bank: Bank,
    pub dialogue: Dialogue,
    pub queue: Fifo,
    pub random: fastrand::Rng,
    /// Of this many polls an invocation survives at most, where crashes are on.
    pub crash_one_in: Option<u32>,
    pub crashes: usize,
    /// Whose accounts cannot be read just now, which every try may change.
    pub accounts_away_for: Arc<Mutex<Option<String>>>,
    statuses_seen: usize,
    postponements_seen: usize,
}

impl Rig {
    pub async fn start(seed: u64) -> Self {
        println!("seed {seed}");
        let bank = Bank::open().await;
        let dialogue = dialogue(&bank);
        let accounts_away_for = Arc::new(Mutex::new(None));
        let away_for = Arc::clone(&accounts_away_for);
        bank.services.function("accounts", move |question: Value| {
            let phone = queue::phone_of(question["ticket"].as_str().unwrap_or_default());
            let number: u32 = phone
                .trim_start_matches("4477010")
                .parse()
                .unwrap_or_default();
            let id = &*format!("customer-{number}");
            let is_away = away_for.lock().unwrap().as_deref() == Some(id);
            std::future::ready(if is_away {
                Err(Failure::retry("the ledger is away"))
            } else {
                Ok(json!({ "accounts": [account_of(id)] }))
            })
        });
        Self {
            bank,
            dialogue,
            queue: Fifo::default(),
            random: fastrand::Rng::with_seed(seed),
            crash_one_in: None,
            crashes: 0,
            accounts_away_for,
            statuses_seen: 0,
            postponements_seen: 0,
        }
    }

    /// Copies of Ben, each with a phone of their own; answers the phones.
    pub async fn customers(&self, count: usize) -> Vec<String> {
        let customers = self.bank.engine.customers();
        let ben = CustomerId("ben-carter".to_owned());
        let ben = customers.get(&ben).await.unwrap().unwrap();
        let mut phones = Vec::new();
        for number in 0..count {
            let phone = format!("4477010{number:05}");
            let mut copy = ben.clone();
            copy.id = CustomerId(format!("customer-{number}"));
            customers.put(&copy).await.unwrap();
            let address = ChannelAddress::try_new(None, Some(phone.clone())).unwrap();
            let channels = self.bank.engine.channels();
            assert_eq!(
                channels.bind(&copy.id, &address, clock::now()).await,
                Ok(true)
            );
            let disclosures = self.bank.engine.disclosures();
            disclosures.proved(&copy.id, clock::now()).await.unwrap();
            let arrangements = self.bank.engine.arrangements();
            arrangements.put_payee(&copy.id, &dora()).await.unwrap();
            phones.push(phone);
        }
        phones
    }

    /// Meta delivers: what `webhook` would queue of these messages.
    pub fn deliver(&mut self, messages: &[Value]) {
        self.queue_body(&webhook(messages, &[]));
    }

    fn queue_body(&mut self, body: &str) {
        let now = clock::now().0;
        for delivery in split(body.as_bytes()).unwrap().deliveries {
            let (key, group) = (delivery.deduplication_key(), delivery.group_key());
            let body = queue::sealed(&group, &delivery.to_json());
            self.queue.send(&group, &key, &body, false, now);
        }
    }

    /// Works until nothing can be had at this moment.
    pub async fn work(&mut self) {
        loop {
            let mut batches = Vec::new();
            for _ in 0..CONCURRENCY {
                batches.extend(self.queue.receive(&mut self.random, clock::now().0));
            }
            if batches.is_empty() {
                return;
            }
            self.invoke(batches).await;
            self.report_statuses();
        }
    }

    /// Works until the queue is empty, letting time pass while messages are hidden.
    pub async fn work_until_empty(&mut self) {
        loop {
            self.work().await;
            let Some(visible) = self.queue.next_visible() else {
                return;
            };
            clock::pass((visible - clock::now().0).max(1));
        }
    }

    async fn invoke(&mut self, batches: Vec<Batch>) {
        let budgets: Vec<Option<u32>> = batches
            .iter()
            .map(|_| {
                let one_in = self.crash_one_in?;
                (self.random.u32(0..one_in) == 0).then(|| self.random.u32(1..80))
            })
            .collect();
        let runs = batches.iter().zip(budgets).map(|(batch, budget)| {
            let event = serde_json::from_value(batch.event.clone()).unwrap();
            crashing(self.dialogue.handle(event), budget)
        });
        let answers = futures_util::future::join_all(runs).await;
        self.heed_postponements();
        for (batch, answer) in batches.iter().zip(answers) {
            let Some(answer) = answer else {
                // The process is gone; its messages stay hidden until their time is over.
                self.crashes += 1;
                continue;
            };
            let answer = serde_json::to_value(answer.unwrap()).unwrap();
            let failures = answer["batchItemFailures"].as_array().unwrap();
            self.queue.settle(batch, failures.is_empty());
        }
    }

    /// The queue does as it was asked, also by who died soon after.
    fn heed_postponements(&mut self) {
        let services = &self.bank.services;
        let asked = services.calls_of_since("ChangeMessageVisibility", self.postponements_seen);
        self.postponements_seen += asked.len();
        for call in asked {
            let handle = call["ReceiptHandle"].as_str().unwrap();
            let seconds = call["VisibilityTimeout"].as_i64().unwrap();
            self.queue.postpone(handle, seconds, clock::now().0);
        }
    }

    /// Meta says `sent` of every message it took.
    fn report_statuses(&mut self) {
        let sent = self
            .bank
            .services
            .calls_of_since("WhatsApp", self.statuses_seen);
        self.statuses_seen += sent.len();
        for message in sent {
            let to = message["to"]
                .as_str()
                .unwrap()
                .trim_start_matches('+')
                .to_owned();
            let id = format!("wamid.{}", self.random.u64(..));
            let mut status = status(&to, &id, "sent");
            status["biz_opaque_callback_data"] = message["biz_opaque_callback_data"].clone();
            self.queue_body(&webhook(&[], &[status]));
        }
    }

    /// The names under which workflows were started.
    pub fn confirmations_started(&self) -> HashSet<String> {
        let started = self.bank.services.calls_of("StartExecution");
        let name = |call: &Value| call["name"].as_str().unwrap().to_owned();
        started.iter().map(name).collect()
    }

    /// How often each outbound id reached Meta.
    pub fn sent(&self) -> HashMap<String, usize> {
        let mut count = HashMap::new();
        for message in self.bank.services.calls_of("WhatsApp") {
            let id = message["biz_opaque_callback_data"].as_str().unwrap();
            *count.entry(id.to_owned()).or_default() += 1;
        }
        count
    }
}

fn account_of(customer: &str) -> Value {
    json!({
        "account_id": format!("1-{customer}"), "use": "everyday", "name": "Current account", "currency": "GBP",
        "available_minor": 100_000, "posted_minor": 100_000,
    })
}

/// Whom every customer may pay.
fn dora() -> Payee {
    Payee {
        id: PayeeId("dora".to_owned()),
        name: "Dora Evans".to_owned(),
        details: BankDetails::parse("uk 040075 40050101").unwrap(),
        customer: None,
        added_at: UnixSeconds(0),
    }
}

/// Runs a future, or drops it after so many polls, as a killed process would.
async fn crashing<T>(future: impl Future<Output = T>, budget: Option<u32>) -> Option<T> {
    let Some(mut left) = budget else {
        return Some(future.await);
    };
    let mut future = pin!(future);
    std::future::poll_fn(move |context: &mut Context<'_>| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        let future: Pin<&mut _> = future.as_mut();
        future.poll(context).map(Some)
    })
    .await
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
