//! A dated payment on the whole deployed bank: asked for in the chat, confirmed on the page, and made by the deployed
//! workflow on its day, once.
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

use jiff::Timestamp;
use local::stack::{Options, Stack};
use page::Page;
use phone::{Phone, code_in};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

const ANA: &str = "+447700900101";

const HOUR_S: i64 = 3_600;

const DAY_S: i64 = 24 * HOUR_S;

/// An hour at which payments are made, by any clock of the bank's.
const MORNING: i64 = 8;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_confirmed_today_is_paid_on_its_day_by_the_deployed_workflow() {
    let options = Options {
        port: 0,
        fresh: true,
        directory: Path::new(env!("CARGO_TARGET_TMPDIR")).join("standing-orders"),
    };
    let stack = Stack::start(options).await.unwrap();
    let simulator = &stack.addresses().simulator_url;
    let bank = Bank {
        http: Client::new(),
        url: format!("{simulator}/simulator"),
    };
    let mut ana = Phone::pick_up(simulator, ANA).await;
    bank.waits_for_the_morning().await;

    ana.says("pay Ben 25 tomorrow").await;
    let link = ana.hears_of(&["£25.00", "Ben Carter"]).await.link();
    let mut page = Page::open(&link).await.unwrap();
    page.identify("271828", "1988-04-17", "4321").await;
    let code = code_in(&ana.reads_sms().await);
    page.reaches("passcode").await;
    page.enter_code(&code).await;
    ana.hears_of(&["You arranged", "£25.00"]).await;

    bank.does("payments").await;
    ana.says("balance").await;
    ana.hears_of(&["£2,450.00"]).await;
    ana.says("my standing orders").await;
    ana.hears_of(&["£25.00 to Ben Carter"]).await;
    bank.advances(DAY_S).await;
    // The schedule may be faster: it follows the same clock.
    bank.does("payments").await;
    ana.hears_of(&["£25.00", "went to", "Ben Carter"]).await;
    bank.does("payments").await;
    ana.says("balance").await;
    ana.hears_of(&["£2,425.00"]).await;
    ana.says("my standing orders").await;
    ana.hears_of(&["You have no standing orders"]).await;
    let told = bank.does("reconciliation").await;
    assert_eq!(told["difference_count"], 0, "{told}");
    stack.stop().await.unwrap();
}

/// The control API's side of time.
struct Bank {
    http: Client,
    url: String,
}

impl Bank {
    /// Moves the clock until it is the middle of a morning, so that a day later it is one, too.
    async fn waits_for_the_morning(&self) {
        let clock = self.http.get(format!("{}/clock", self.url));
        let shown: Value = clock.send().await.unwrap().json().await.unwrap();
        let now: Timestamp = shown["now"].as_str().unwrap().parse().unwrap();
        let hour = now.as_second().rem_euclid(DAY_S) / HOUR_S;
        let hours = MORNING.saturating_sub(hour).rem_euclid(24);
        if hours > 0 {
            self.advances(hours.saturating_mul(HOUR_S)).await;
        }
    }

    async fn advances(&self, seconds: i64) {
        let body = json!({ "seconds": seconds });
        let request = self.http.post(format!("{}/clock/advance", self.url));
        let answer = request.json(&body).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
    }

    /// Does now what waits for its hour.
    async fn does(&self, what: &str) -> Value {
        let request = self.http.post(format!("{}/{what}", self.url));
        let answer = request.json(&Value::Null).send().await.unwrap();
        let status = answer.status();
        let told: Value = answer.json().await.unwrap();
        assert_eq!(status, StatusCode::OK, "{what}: {told}");
        told
    }
}
