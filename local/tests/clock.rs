//! Time passes on the whole deployed bank, and nobody waits: a link runs out, a day goes by, and what the bank does by
//! the clock is done now. A restart does not turn the clock back.
//!
//! Deliberately moves the clock only as a developer would, through the simulator's control API.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    clippy::panic,
    reason = "this test uses some of the abilities of a phone and a page"
)]

#[path = "support/page.rs"]
mod page;
#[path = "support/phone.rs"]
mod phone;

use std::path::Path;

use aws::connection::Connection;
use domain::id::OrderId;
use domain::ledger::transfer::TransferState;
use jiff::Timestamp;
use ledger::Ledger;
use local::stack::{Addresses, Options, Stack};
use page::Page;
use phone::{Phone, code_in};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

const ANA: &str = "+447700900101";

const HOUR_S: i64 = 3_600;

const DAY_S: i64 = 24 * HOUR_S;

/// How far two readings of one clock may lie apart here, in seconds.
const NEAR_S: u64 = 30;

#[tokio::test(flavor = "multi_thread")]
async fn a_link_runs_out_a_day_goes_by_and_a_restart_does_not_turn_back() {
    let stack = Stack::start(options(true)).await.unwrap();
    let mut clock = Clock::of(&stack).await;
    clock.is_ahead(0).await;
    clock.goes_only_forward().await;
    a_link_runs_out(&mut clock).await;
    a_day_goes_by(&mut clock).await;
    clock.does_now_what_waits_for_its_hour().await;
    stack.stop().await.unwrap();

    let stack = Stack::start(options(false)).await.unwrap();
    let mut clock = Clock::of(&stack).await;
    clock.is_ahead(HOUR_S + DAY_S).await;
    clock.ana.says("balance").await;
    clock.ana.hears_of(&["£2,400.00"]).await;
    stack.stop().await.unwrap();
}

fn options(fresh: bool) -> Options {
    Options {
        port: 0,
        fresh,
        directory: Path::new(env!("CARGO_TARGET_TMPDIR")).join("clock"),
    }
}

/// The workflow waits 15 minutes for her: when an hour has passed, it has given her money back and told her.
async fn a_link_runs_out(clock: &mut Clock) {
    clock.ana.says("send 50 to Ben").await;
    let link = clock.ana.hears().await.link();
    clock.ana.says("balance").await;
    clock.ana.hears_of(&["£2,400.00 is available"]).await;
    clock.advance(HOUR_S).await;
    clock.is_ahead(HOUR_S).await;
    clock
        .ana
        .hears_of(&["Time ran out", "£50.00", "Ben Carter"])
        .await;
    clock.is_near(&clock.last("messages").await).await;
    clock.ana.hears_nothing().await;
    assert_eq!(Page::open(&link).await.err(), Some(StatusCode::GONE));
    clock.ana.says("balance").await;
    let balance = clock.ana.hears_of(&["£2,450.00"]).await;
    assert!(!balance.text.contains("available"), "{}", balance.text);
}

/// Functions that are warm since yesterday serve her today: every signature, token and code is of the new day.
async fn a_day_goes_by(clock: &mut Clock) {
    clock.advance(DAY_S).await;
    clock.is_ahead(HOUR_S + DAY_S).await;
    clock.ana.says("send 50 to Ben").await;
    let mut page = Page::open(&clock.ana.hears().await.link()).await.unwrap();
    page.identify("271828", "1988-04-17", "4321").await;
    let code = code_in(&clock.ana.reads_sms().await);
    clock.is_near(&clock.last("sms").await).await;
    page.reaches("passcode").await;
    page.enter_code(&code).await;
    clock.ana.hears_of(&["£50.00", "£2,400.00"]).await;
    page.reaches("done").await;
    clock.is_near(&clock.posted_at().await).await;
}

/// The control API's side of time.
struct Clock {
    http: Client,
    url: String,
    addresses: Addresses,
    ana: Phone,
}

impl Clock {
    async fn of(stack: &Stack) -> Self {
        let url = format!("{}/simulator", stack.addresses().simulator_url);
        Self {
            http: Client::new(),
            addresses: stack.addresses().clone(),
            ana: Phone::pick_up(&stack.addresses().simulator_url, ANA).await,
            url,
        }
    }

    async fn shows(&self) -> Value {
        let shown = self.gets("clock").await;
        assert_eq!(shown["cannot_move"], Value::Null, "this test needs it");
        shown
    }

    async fn is_ahead(&self, seconds: i64) {
        let shown = self.shows().await;
        assert_eq!(shown["ahead_s"], seconds);
        let now: Timestamp = shown["now"].as_str().unwrap().parse().unwrap();
        let there = Timestamp::now().as_second().saturating_add(seconds);
        assert!(now.as_second().abs_diff(there) < NEAR_S, "{now}");
    }

    /// Whether something happened just now.
    async fn is_near(&self, at: &str) {
        let now = self.shows().await["now"].as_str().unwrap().to_owned();
        let (now, at): (Timestamp, Timestamp) = (now.parse().unwrap(), at.parse().unwrap());
        assert!(
            now.as_second().abs_diff(at.as_second()) < NEAR_S,
            "{at} at {now}"
        );
    }

    /// When the newest of Ana's messages or texts came.
    async fn last(&self, what: &str) -> String {
        let all = self.gets(&format!("customers/{ANA}/{what}")).await;
        let newest = all.as_array().unwrap().last().unwrap();
        newest["at"].as_str().unwrap().to_owned()
    }

    /// When the newest transfer was posted, as the function that posted it has it.
    async fn posted_at(&self) -> String {
        let connection =
            Connection::to_local(&self.addresses.aws_endpoint_url, &self.addresses.region);
        let workflows = aws_sdk_sfn::Client::new(connection.sdk()).list_executions();
        let workflows = workflows.state_machine_arn(&self.addresses.state_machine_arn);
        let all = workflows.send().await.unwrap().executions;
        let newest = all
            .iter()
            .max_by_key(|one| one.start_date().secs())
            .unwrap();
        let ledger = Ledger::new(&connection, self.addresses.tables.ledger.clone());
        let transfer = ledger.transfer(&OrderId(newest.name().to_owned())).await;
        let TransferState::Posted(posting) = transfer.unwrap().unwrap().state else {
            panic!("the newest order is not posted");
        };
        Timestamp::from_second(posting.posted_at.0)
            .unwrap()
            .to_string()
    }

    async fn advance(&self, seconds: i64) {
        let (status, told) = self
            .posts("clock/advance", &json!({ "seconds": seconds }))
            .await;
        assert_eq!(status, StatusCode::OK, "{told}");
    }

    async fn goes_only_forward(&self) {
        for refused in [json!(0), json!(-60), json!(1e9), json!("1h"), Value::Null] {
            let (status, told) = self
                .posts("clock/advance", &json!({ "seconds": refused }))
                .await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{refused}: {told}");
        }
        self.is_ahead(0).await;
    }

    async fn does_now_what_waits_for_its_hour(&self) {
        let (status, told) = self.posts("sweep", &Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        let (status, told) = self.posts("reconciliation", &Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{told}");
        assert_eq!(told["difference_count"], 0, "{told}");
    }

    async fn gets(&self, what: &str) -> Value {
        let request = self.http.get(format!("{}/{what}", self.url));
        request.send().await.unwrap().json().await.unwrap()
    }

    async fn posts(&self, what: &str, body: &Value) -> (StatusCode, Value) {
        let request = self.http.post(format!("{}/{what}", self.url)).json(body);
        let answer = request.send().await.unwrap();
        (answer.status(), answer.json().await.unwrap())
    }
}
