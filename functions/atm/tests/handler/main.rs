//! Cash machines' requests through their handler: codes, misses, repeats, and what goes to the workflow.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod openapi;

use atm::{Atm, OPERATIONS};
use aws::machine_workflow::MachineWorkflow;
use aws::secrets::Secret;
use domain::cash::code::AtmCode;
use domain::cash::notes::Notes;
use domain::cash::withdrawal::Withdrawal;
use domain::id::OrderId;
use domain::keyed_hash::Hash;
use domain::money::{Currency, Money};
use lambda_http::request::from_str;
use serde_json::{Value, json};
use testkit::bank::Bank;
use testkit::clock;
use testkit::engine::key;
use testkit::services::Fault;

/// A session of the network's role, named after its system.
const SWITCH: &str = "arn:aws:sts::000000000000:assumed-role/acme-atm-network-eu-west-2/atm-switch";

struct Rig {
    bank: Bank,
    atm: Atm,
    code: AtmCode,
}

impl Rig {
    /// £60 wait under a code.
    async fn start() -> Self {
        let bank = Bank::open().await;
        let connection = &bank.services.connection;
        let (order, digest) = (OrderId("w1".to_owned()), Hash::plain(&[b"order"]));
        let code = AtmCode::derive(&key(8), &order, digest, 0);
        let waiting = Withdrawal {
            order,
            amount: Money::new(6_000, Currency::Gbp),
            until: clock::now().plus(1_800),
            code: code.hash(&key(8)),
            misses: 0,
            last_miss: None,
            claimed_by: None,
        };
        let withdrawals = bank.engine.withdrawals();
        let placed = withdrawals
            .place(code.finding(), &waiting, clock::now())
            .await;
        assert_eq!(placed, Ok(waiting));
        let atm = Atm {
            withdrawals,
            workflow: MachineWorkflow::new(connection, "machines".to_owned()),
            keys: Secret::new(connection, "bank/cash".to_owned()),
            notes: Notes::parse("GBP=10,20").unwrap(),
            clock: clock::now,
        };
        bank.services
            .function_answers("workflow", json!({ "outcome": "dispensed" }));
        Self { bank, atm, code }
    }

    /// Status and answer.
    async fn send(&self, action: &str, body: &Value, arn: Option<&str>) -> (u16, Value) {
        let path = format!("/atm/{action}");
        let event = json!({
            "resource": path,
            "path": path,
            "httpMethod": "POST",
            "headers": { "Host": "api.acme-bank.example", "Content-Type": "application/json" },
            "requestContext": {
                "resourcePath": path,
                "httpMethod": "POST",
                "stage": "live",
                "identity": { "sourceIp": "192.0.2.1", "userArn": arn },
            },
            "body": body.to_string(),
            "isBase64Encoded": false,
        });
        let response = self.atm.handle(from_str(&event.to_string()).unwrap()).await;
        let headers = response.headers();
        assert_eq!(headers["cache-control"], "no-store");
        let answer = serde_json::from_slice(response.body().as_ref()).unwrap();
        (response.status().as_u16(), answer)
    }

    async fn authorise(&self, request: &str, code: &str, minor: i64) -> Value {
        let body = authorising(request, code, minor);
        self.send("authorise", &body, Some(SWITCH)).await.1
    }

    async fn right(&self, request: &str) -> Value {
        self.authorise(request, &self.code.expose(), 6_000).await
    }

    async fn dispense(&self, request: &str, minor: i64) -> Value {
        let body = with(request, "dispensed_minor", minor);
        self.send("dispense", &body, Some(SWITCH)).await.1
    }

    async fn reverse(&self, request: &str, minor: i64) -> Value {
        let body = with(request, "kept_minor", minor);
        self.send("reverse", &body, Some(SWITCH)).await.1
    }

    /// The code with one of its secret digits changed.
    fn wrong(&self) -> String {
        let code = self.code.expose();
        let last = if code.ends_with('0') { "1" } else { "0" };
        format!(
            "{}{last}",
            code.get(..code.len().saturating_sub(1)).unwrap()
        )
    }

    /// Inputs of the executions that were started.
    fn started(&self) -> Vec<Value> {
        self.bank.services.calls_of("StartExecution")
    }
}

fn authorising(request: &str, code: &str, minor: i64) -> Value {
    json!({
        "request_id": request, "terminal_id": "LDN-0042",
        "code": code, "amount_minor": minor, "currency": "GBP",
    })
}

fn with(request: &str, field: &str, minor: i64) -> Value {
    json!({ "request_id": request, "terminal_id": "LDN-0042", field: minor, "currency": "GBP" })
}

fn declined(reason: &str) -> Value {
    json!({ "outcome": "declined", "reason": reason })
}

fn refused(code: &str) -> Value {
    json!({ "error": code })
}

#[tokio::test]
async fn a_right_code_is_approved_however_often_the_machine_asks_and_then_dispensed() {
    let rig = Rig::start().await;
    for _ in 0..3 {
        let answer = rig.right("r1").await;
        assert_eq!(answer["outcome"], "approved");
        assert_eq!(answer["amount_minor"], 6_000);
        assert!((1_700..=1_800).contains(&answer["expires_in_seconds"].as_i64().unwrap()));
    }
    let dispensed = json!({ "outcome": "dispensed", "dispensed_minor": 6_000 });
    for _ in 0..3 {
        assert_eq!(rig.dispense("r1", 6_000).await, dispensed);
    }
    // Under one name: Step Functions begins it once.
    let names: Vec<Value> = rig
        .started()
        .iter()
        .map(|call| call["name"].clone())
        .collect();
    assert_eq!(names.len(), 3);
    assert!(names.iter().all(|name| *name == names[0]));
}

#[tokio::test]
async fn no_code_and_no_amount_reaches_the_workflow_or_the_table() {
    let rig = Rig::start().await;
    rig.right("r1").await;
    rig.authorise("r2", &rig.wrong(), 6_000).await;
    rig.dispense("r1", 6_000).await;
    let digits: String = rig.code.expose().split(' ').collect();
    let started = format!("{:?}", rig.started());
    assert!(!started.contains("6000") && !started.contains(&digits));
    for item in rig.bank.engine.items().await {
        assert!(!format!("{item:?}").contains(&digits), "{item:?}");
    }
}

#[tokio::test]
async fn three_misses_block_a_code_and_a_wrong_amount_is_one() {
    let rig = Rig::start().await;
    assert_eq!(
        rig.authorise("r1", &rig.wrong(), 6_000).await,
        declined("wrong_code")
    );
    // The machine asks again: no other miss.
    assert_eq!(
        rig.authorise("r1", &rig.wrong(), 6_000).await,
        declined("wrong_code")
    );
    let code = rig.code.expose();
    assert_eq!(
        rig.authorise("r2", &code, 5_000).await,
        declined("wrong_code")
    );
    assert_eq!(rig.authorise("r3", &code, 5_000).await, declined("blocked"));
    assert_eq!(rig.right("r4").await, declined("blocked"));
}

#[tokio::test]
async fn of_many_guesses_three_are_compared() {
    let rig = Rig::start().await;
    let mut answers = Vec::new();
    for number in 0..12 {
        answers.push(
            rig.authorise(&format!("g{number}"), &rig.wrong(), 6_000)
                .await,
        );
    }
    let wrong = answers
        .iter()
        .filter(|answer| **answer == declined("wrong_code"));
    assert_eq!(wrong.count(), 2);
    assert_eq!(rig.right("r1").await, declined("blocked"));
}

#[tokio::test]
async fn digits_that_belong_to_no_withdrawal_are_told_as_a_wrong_code_is() {
    let rig = Rig::start().await;
    let elsewhere = if rig.code.finding() == "000000" {
        "111111111111"
    } else {
        "000000000000"
    };
    assert_eq!(
        rig.authorise("r1", elsewhere, 6_000).await,
        declined("wrong_code")
    );
}

#[tokio::test]
async fn another_machine_waits_until_the_first_lets_go() {
    let rig = Rig::start().await;
    rig.right("r1").await;
    assert_eq!(rig.right("r2").await, declined("in_use"));
    let let_go = json!({ "outcome": "let_go" });
    for _ in 0..2 {
        assert_eq!(rig.reverse("r1", 6_000).await, let_go);
    }
    assert!(rig.started().is_empty());
    assert_eq!(rig.right("r2").await["outcome"], "approved");
    // What the first machine sent before, and what comes only now, begins nothing.
    assert_eq!(rig.dispense("r1", 6_000).await, refused("conflicting"));
}

#[tokio::test]
async fn what_a_machine_has_said_stays_said() {
    let rig = Rig::start().await;
    rig.right("r1").await;
    rig.dispense("r1", 4_000).await;
    assert_eq!(rig.dispense("r1", 6_000).await, refused("conflicting"));
    rig.bank
        .services
        .function_answers("workflow", json!({ "outcome": "reversed" }));
    let reversed = json!({ "outcome": "reversed", "kept_minor": 1_000 });
    assert_eq!(rig.reverse("r1", 1_000).await, reversed);
    assert_eq!(rig.reverse("r1", 1_000).await, reversed);
    assert_eq!(rig.reverse("r1", 2_000).await, refused("conflicting"));
    let mut elsewhere = with("r1", "kept_minor", 1_000);
    elsewhere["terminal_id"] = json!("LDN-0043");
    let crossed = rig.send("reverse", &elsewhere, Some(SWITCH)).await;
    assert_eq!(crossed, (409, refused("conflicting")));
}

#[tokio::test]
async fn what_no_notes_make_is_not_given_out() {
    let rig = Rig::start().await;
    rig.right("r1").await;
    assert_eq!(rig.dispense("r1", 4_500).await, declined("amount_refused"));
    assert!(rig.started().is_empty());
}

#[tokio::test]
async fn why_nothing_may_be_given_out_is_passed_on() {
    let rig = Rig::start().await;
    rig.right("r1").await;
    for reason in ["expired", "already_dispensed", "called_off", "stopped"] {
        let ended = json!({ "outcome": "not_dispensed", "reason": reason });
        rig.bank.services.function_answers("workflow", ended);
        assert_eq!(rig.dispense("r1", 6_000).await, declined(reason));
    }
}

/// Else it would take money back, and leave some gone, that never went out.
#[tokio::test]
async fn what_was_refused_is_not_reversed_and_another_machine_may_have_it() {
    let rig = Rig::start().await;
    rig.right("r1").await;
    let ended = json!({ "outcome": "not_dispensed", "reason": "stopped" });
    rig.bank.services.function_answers("workflow", ended);
    assert_eq!(rig.dispense("r1", 6_000).await, declined("stopped"));
    let started = rig.started().len();
    for _ in 0..2 {
        let let_go = json!({ "outcome": "let_go" });
        assert_eq!(rig.reverse("r1", 1_000).await, let_go);
    }
    assert_eq!(rig.started().len(), started);
    assert_eq!(rig.right("r2").await["outcome"], "approved");
}

#[tokio::test]
async fn more_than_was_given_out_is_not_kept_and_the_right_amount_can_follow() {
    let rig = Rig::start().await;
    rig.right("r1").await;
    rig.dispense("r1", 4_000).await;
    assert_eq!(rig.reverse("r1", 5_000).await, declined("amount_refused"));
    rig.bank
        .services
        .function_answers("workflow", json!({ "outcome": "reversed" }));
    let reversed = json!({ "outcome": "reversed", "kept_minor": 4_000 });
    assert_eq!(rig.reverse("r1", 4_000).await, reversed);
}

#[tokio::test]
async fn while_the_workflow_is_away_the_machine_is_told_to_ask_again() {
    let rig = Rig::start().await;
    rig.right("r1").await;
    rig.bank
        .services
        .fail("StartExecution", Fault::Error("InternalServerException"));
    assert_eq!(rig.dispense("r1", 6_000).await, refused("try_again"));
    rig.bank.services.mend("StartExecution");
    assert_eq!(rig.dispense("r1", 6_000).await["outcome"], "dispensed");
}

#[tokio::test]
async fn nothing_is_done_for_a_signature_that_is_nobodys() {
    let rig = Rig::start().await;
    for (_, path, action) in OPERATIONS {
        assert_eq!(path, format!("/atm/{}", action.name()));
        for arn in [None, Some("arn:aws:iam::000000000000:root")] {
            let asked = rig.send(action.name(), &json!({}), arn).await;
            assert_eq!(asked, (403, refused("unknown_caller")));
        }
    }
}
