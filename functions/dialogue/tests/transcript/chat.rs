//! A chat with the bank, one message at a time.

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::history;
use accounts::Enquiries;
use aws::secrets::Secret;
use binding::Binding;
use dialogue::{Dialogue, Outside, Settings};
use domain::id::OrderId;
use domain::language::Language;
use serde_json::{Value, json};
use testkit::bank::Bank;
use testkit::clock;
use testkit::engine::NOW;
use testkit::inbound::{ANA, message, text, webhook};
use testkit::queue;
use testkit::services::Fault;
use testkit::transcript::{Cue, choices, shown};
use watson_simulator::{AssistantOptions, Skill, assistants_router};

/// A little more than 180 days, in seconds.
const HALF_A_YEAR: i64 = 181 * 86_400;

/// An hour, in seconds.
const AN_HOUR: i64 = 3_600;

/// A day, in seconds.
const A_DAY: i64 = 86_400;

/// Six hours, in seconds.
const SIX_HOURS: i64 = 6 * 3_600;

/// Ana's chat.
pub struct Chat {
    bank: Bank,
    dialogue: Dialogue,
    messages: AtomicUsize,
    /// How long ago the next message was written, in seconds.
    delay: AtomicI64,
    watson: tokio::task::JoinHandle<()>,
}

impl Chat {
    pub async fn with_ana() -> Self {
        // Every conversation begins at the same time.
        clock::pass(NOW.0.saturating_sub(clock::now().0));
        let bank = Bank::open().await;
        let (url, watson) = start_watson().await;
        bank.services.assistant_is_at(&url);
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
        binding(&bank);
        Self {
            dialogue: dialogue(&bank),
            bank,
            messages: AtomicUsize::new(0),
            delay: AtomicI64::new(0),
            watson,
        }
    }

    /// Lets something happen; answers what the bank says and starts because of it.
    pub async fn plays(&mut self, cue: &Cue) -> String {
        match cue {
            Cue::Says(body) => self.sends(|id| text(ANA, id, body)).await,
            Cue::Taps(label) => {
                let reply = self.offered(label);
                let tapped = json!({
                    "type": "list_reply",
                    "list_reply": { "id": reply, "title": label },
                });
                self.sends(|id| message(ANA, id, "interactive", &tapped))
                    .await
            }
            Cue::Stage(direction) if direction == "Her phone lets the bank call her." => {
                let permission = json!({ "type": "call_permission_reply" });
                self.sends(|id| message(ANA, id, "interactive", &permission))
                    .await
            }
            Cue::Stage(direction) if direction == "Ana pastes four thousand characters." => {
                let long = "I wandered past the bank again. ".repeat(125);
                self.sends(|id| text(ANA, id, &long)).await
            }
            Cue::Stage(direction) => {
                self.directs(direction).await;
                String::new()
            }
        }
    }

    async fn sends(&mut self, message: impl Fn(&str) -> Value) -> String {
        let services = &self.bank.services;
        let (said, started) = (services.calls_of("WhatsApp").len(), self.starts().len());
        let number = self.messages.fetch_add(1, Ordering::Relaxed);
        let mut message = message(&format!("wamid.{number}"));
        let delay = self.delay.swap(0, Ordering::Relaxed);
        let written_at = clock::now().plus(delay.saturating_neg());
        message["timestamp"] = json!(written_at.0.to_string());
        let mut lines = self.receive(&message).await;
        let replies = services.calls_of("WhatsApp").into_iter().skip(said);
        lines.extend(replies.map(|message| shown(&message)));
        for id in self.starts().iter().skip(started) {
            lines.push(self.confirmation(id).await);
        }
        lines.join("\n")
    }

    /// The id behind a label of the last message that has it: older ones stay tappable.
    fn offered(&self, label: &str) -> String {
        let sent = self.bank.services.calls_of("WhatsApp");
        let mut all = sent.iter().rev().flat_map(choices);
        let found = all.find(|(_, title)| title == label);
        found
            .unwrap_or_else(|| panic!("nothing called {label} can be tapped"))
            .0
    }

    async fn directs(&self, direction: &str) {
        match direction {
            "Watson is away." => self.watson.abort(),
            "The accounts are away." => self.bank.services.fail("Invoke", Fault::Status(500)),
            "The accounts are back." => self.bank.services.mend("Invoke"),
            "Ana's phone was linked a moment ago." => history::linked_now(&self.bank).await,
            "What Ana writes next was written six hours ago." => {
                self.delay.store(SIX_HOURS, Ordering::Relaxed);
            }
            "An hour goes by." => clock::pass(AN_HOUR),
            "A day goes by." => clock::pass(A_DAY),
            "What Ana asked for is confirmed and done." => history::done(&self.bank).await,
            "Ana pays Ben every month." => history::standing(&self.bank).await,
            "Ana has no payees." => history::unsaved(&self.bank).await,
            "Ana has saved Ben Stone." => {
                history::saved(&self.bank, "Ben Stone", "uk 040075 40050202").await;
            }
            "Ana has saved José O'Brien." => {
                history::saved(&self.bank, "José O'Brien", "uk 040075 40050202").await;
            }
            "Ana's electricity bill is paid." => history::paid(&self.bank, 0).await,
            "Ana's water bill is paid." => history::paid(&self.bank, 1).await,
            "Ana's current account is nearly empty." => {
                history::spent(&self.bank, "40010101", 240_000).await;
            }
            "Ana's savings are nearly empty." => {
                history::spent(&self.bank, "40010102", 799_000).await;
            }
            "Half a year goes by." => clock::pass(HALF_A_YEAR),
            "Ana pays and is paid for months." => history::of_ana(&self.bank).await,
            "Ana has saved a second Ben Carter." => {
                history::saved(&self.bank, "Ben Carter", "uk 040075 40050202").await;
            }
            "Ana has saved Anna Berg at another bank." => {
                history::saved(&self.bank, "Anna Berg", "iban DE89370400440532013000").await;
            }
            unknown => panic!("nobody knows how to play ({unknown})"),
        }
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
        let confirmations = self.bank.engine.confirmations();
        let found = confirmations.get(&id).await.unwrap();
        let order = found.unwrap().order;
        let summary = services::summary(order.order()).unwrap();
        let open = confirmations.latest_of(order.customer()).await;
        let is_open = open.unwrap().is_some_and(|open| *open.id() == id);
        if is_open {
            format!("[confirm: {}]", summary.forms.about_to.plain())
        } else {
            format!("[at once: {}]", summary.forms.done.plain())
        }
    }
}

impl Drop for Chat {
    fn drop(&mut self) {
        self.watson.abort();
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

async fn start_watson() -> (String, tokio::task::JoinHandle<()>) {
    // Learned once for all conversations.
    static SKILLS: OnceLock<Vec<(String, Skill)>> = OnceLock::new();
    let learnt = |language: Language| {
        let skill = services::skill::build(language).unwrap();
        (
            environment(language),
            Skill::parse(&skill.to_string()).unwrap(),
        )
    };
    let skills = SKILLS.get_or_init(|| services::skill::languages().map(learnt).collect());
    let router = assistants_router(skills.clone(), AssistantOptions::new("watson-key"));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let served = async move {
        // It ends when the test does; there is nobody left to tell.
        let _ = axum::serve(listener, router).await;
    };
    (url, tokio::spawn(served))
}

/// The environment of each language's assistant; English has the one of the secret.
fn environment(language: Language) -> String {
    if language == Language::ENGLISH {
        return "live".to_owned();
    }
    format!("live-{}", language.tag())
}

fn setting(bank: &Bank, name: &str) -> String {
    if name != "WATSON_ENVIRONMENTS" {
        return testkit::settings::value(&bank.services, name);
    }
    let others = services::skill::languages().filter(|language| *language != Language::ENGLISH);
    let others = others.map(|language| format!("{}={}", language.tag(), environment(language)));
    others.collect::<Vec<_>>().join(",")
}

fn dialogue(bank: &Bank) -> Dialogue {
    let outside = Outside {
        tables: &bank.engine.connection,
        services: &bank.services.connection,
        // Connections are not kept, so that Watson is really away once it is switched off.
        http: reqwest::Client::builder()
            .pool_max_idle_per_host(0)
            .build()
            .unwrap(),
        whatsapp_timeout: std::time::Duration::from_secs(8),
        clock: clock::now,
        pause: clock::pause,
    };
    let settings = Settings::read(|name| Ok(setting(bank, name)));
    Dialogue::new(&outside, settings.unwrap())
}
