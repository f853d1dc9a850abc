//! What must never be written down: in no log line, in no queue, and in no table but where it belongs.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

use domain::id::CustomerId;
use serde_json::json;
use testkit::bank::{ANAS_BIRTH_DATE, ANAS_PIN};
use testkit::engine::StoredItem;
use testkit::inbound::{ANA, BEN, text};
use testkit::services::{ACCESS_TOKEN, APP_SECRETS, Fault, VERIFY_TOKEN};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::house::House;
use crate::journey::{ASKED, Secrets, WRONG_PIN, id, up_to_the_code};

/// Where the bank's own crates log from. (`aws` alone would name the SDK too.)
const OURS: [&str; 15] = [
    "accounts",
    "arrangements",
    "aws::",
    "confirmation",
    "dialogue",
    "documents",
    "domain",
    "enrolment",
    "messenger",
    "passcode",
    "speech",
    "transfers",
    "watson",
    "webhook",
    "whatsapp",
];

thread_local! {
    /// What this test's thread logged: one JSON object a line. Everything a test does happens on
    /// its own thread.
    static LOGGED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOGGED.with_borrow_mut(|logged| logged.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Starts logging more than a deployed function would (`debug` and above, whoever says it), and
/// whatever our own crates say at any level. For the whole process: `tracing` remembers for all
/// threads that nobody listens.
pub fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let ours = OURS.map(|name| (name, LevelFilter::TRACE));
        let filter = Targets::new()
            .with_default(LevelFilter::DEBUG)
            .with_targets(ours);
        let lines = tracing_subscriber::fmt::layer().json().with_writer(|| Log);
        tracing_subscriber::registry()
            .with(lines.with_filter(filter))
            .init();
    });
}

/// The lines so far.
pub fn logged() -> Vec<String> {
    let written = String::from_utf8(LOGGED.take()).unwrap();
    written.lines().map(str::to_owned).collect()
}

/// A whole confirmation with mishaps: wrong PIN, wrong code, refusals that quote the customer, a message
/// put aside.
async fn confirm_with_mishaps(house: &House) -> Secrets {
    let ana = CustomerId("ana-lima".to_owned());
    house
        .bank
        .engine
        .preferences()
        .set_hears_receipts(&ana, true)
        .await
        .unwrap();
    house.hears(text(ANA, "wamid.0", ANAS_PIN)).await;
    house.bank.services.fail_once("WhatsApp", Fault::Meta(100));
    let asked = format!("pin {ANAS_PIN}, send £50.00 to Ben Carter");
    house.hears(text(ANA, "wamid.aside", &asked)).await;
    house
        .bank
        .services
        .fail_once("WhatsAppRead", Fault::Meta(131_009));
    let secrets = up_to_the_code(house).await;
    let wrong: String = secrets
        .code
        .chars()
        .map(|digit| if digit == '7' { '3' } else { '7' })
        .collect();
    house.hears(text(ANA, "wamid.1", &wrong)).await;
    house
        .bank
        .services
        .fail_once("GetSecretValue", Fault::Error("AccessDeniedException"));
    house
        .post(
            "passcode",
            &json!({ "code": secrets.code }),
            &secrets.session,
        )
        .await;
    house.transfer("commit", &id()).await.ok();
    house.transfer("commit", &id()).await.unwrap();
    house
        .bank
        .services
        .fail_once("WhatsApp", Fault::Meta(131_026));
    // Nobody is at that number: the receipt is texted.
    house.tell("receipt", &id()).await.unwrap();
    house.tell("receipt", &id()).await.unwrap();
    house
        .bank
        .services
        .fail_once("WatsonSpeech", Fault::Status(400));
    house.tell("credit_notice", &id()).await.unwrap();
    secrets
}

/// Everything nobody but the customer may ever read.
fn customers_secrets(secrets: &Secrets) -> Vec<String> {
    let session = secrets.session.rsplit('.').next().unwrap();
    let kept = [
        ANAS_PIN,
        WRONG_PIN,
        ANAS_BIRTH_DATE,
        &secrets.link,
        session,
        &secrets.code,
    ];
    kept.map(str::to_owned).into()
}

#[tokio::test]
async fn no_log_line_names_a_secret_a_phone_a_balance_or_a_payee() {
    listen();
    let house = House::open().await;
    let secrets = confirm_with_mishaps(&house).await;
    let mut forbidden = customers_secrets(&secrets);
    forbidden.extend([ANA, BEN, "Lima", "Carter", "send 50", ASKED].map(str::to_owned));
    forbidden.extend(["£", "2400.00", "240000", "245000", "31055", "36055"].map(str::to_owned));
    forbidden
        .extend([ACCESS_TOKEN, APP_SECRETS[0], APP_SECRETS[1], VERIFY_TOKEN].map(str::to_owned));
    forbidden.extend(["wait-for-credentials", "wait-for-passcode"].map(str::to_owned));
    let lines = logged();
    assert!(lines.len() > 10, "the functions log: {lines:?}");
    for line in &lines {
        for word in &forbidden {
            assert!(!names(line, word), "{word} in {line}");
        }
    }
}

/// Whether a text holds a word. A number counts only where it stands alone: the nanoseconds of a
/// timestamp and the digits of a hash hold any short number sooner or later.
fn names(text: &str, word: &str) -> bool {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at..].chars().nth(word.chars().count());
        let stands_alone = [before, after]
            .into_iter()
            .flatten()
            .all(|neighbour| !neighbour.is_ascii_alphanumeric());
        stands_alone || !is_number
    })
}

#[test]
fn a_number_is_named_only_where_it_stands_alone() {
    assert!(names("{\"balance\":36055}", "36055") && names("36055", "36055"));
    assert!(!names("tv_nsec: 360559907", "36055") && !names("a36055f", "36055"));
    assert!(names("xxLimaxx", "Lima"));
}

/// A phone belongs on its customer's profile and binding, on the open confirmation, where its
/// messages go, and in the name of its conversation.
pub fn may_hold_a_phone(item: &StoredItem) -> bool {
    let kind = (item.table, item.sk.as_str());
    [
        ("customers", "PROFILE"),
        ("channels", "BINDING"),
        ("channels", "CHANNEL"),
        ("confirmations", "CONFIRMATION"),
        ("conversations", "CONVERSATION"),
        ("conversations", "REACH"),
        ("conversations", "QUIET"),
    ]
    .contains(&kind)
}

#[tokio::test]
async fn no_table_holds_a_secret_in_clear_nor_a_phone_where_it_does_not_belong() {
    let house = House::open().await;
    let secrets = confirm_with_mishaps(&house).await;
    let items = house.bank.engine.items().await;
    assert!(items.iter().any(|item| item.sk == "CLAIM") && items.len() > 20);
    for item in &items {
        let name = format!("{} {} {}", item.table, item.pk, item.sk);
        for secret in customers_secrets(&secrets) {
            assert!(!names(&item.text, &secret), "{secret} in {name}");
        }
        assert!(!item.text.contains(ASKED), "{name}");
        for phone in [ANA, BEN] {
            assert!(
                may_hold_a_phone(item) || !names(&item.text, phone),
                "{name}"
            );
        }
        for wait in ["wait-for-credentials", "wait-for-passcode"] {
            assert!(
                item.sk == "CONFIRMATION" || !item.text.contains(wait),
                "{name}"
            );
        }
    }
}

#[tokio::test]
async fn the_workflow_and_the_queues_name_nobody() {
    let house = House::open().await;
    let secrets = confirm_with_mishaps(&house).await;
    assert_eq!(house.bank.services.calls_of("SendMessage").len(), 1);
    for call in house.bank.services.calls() {
        let text = match call.operation.as_str() {
            "StartExecution" | "SendTaskSuccess" | "SendTaskFailure" | "SendMessageBatch"
            | "SendMessage" => call.input.to_string(),
            "PutObject" | "GetObject" => call.text("Key").to_owned(),
            _ => continue,
        };
        let mut forbidden = customers_secrets(&secrets);
        forbidden.extend([ANA, BEN, "Carter", "£", "50.00", ASKED].map(str::to_owned));
        for word in forbidden {
            assert!(!names(&text, &word), "{word} in {} {text}", call.operation);
        }
    }
}
