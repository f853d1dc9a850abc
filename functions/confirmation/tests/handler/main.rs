//! The confirmation page through its handler: what a browser can do, and what it cannot.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod again;
mod cash;
mod credentials;
mod inert;
mod open;
mod passcode;
mod proofs;
mod protection;
mod standing;

use aws::secrets::Secret;
use calls::passcode::PasscodeFunction;
use confirmation::{ConfirmationPage, Page};
use lambda_http::http::Request as HttpRequest;
use lambda_http::{Body, Request, Response};
use serde_json::{Value, json};
use testkit::bank::{Bank, Underway};
use testkit::clock;

struct Rig {
    bank: Bank,
    page: ConfirmationPage,
}

/// What came back.
struct Answer {
    status: u16,
    cookie: Option<String>,
    text: String,
}

impl Rig {
    async fn start() -> Self {
        let bank = Bank::open().await;
        let connection = &bank.services.connection;
        let page = ConfirmationPage {
            confirming: bank.confirming(),
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
        };
        Self { bank, page }
    }

    async fn post(&self, step: &str, body: &Value, cookie: Option<&str>) -> Answer {
        self.send(post(step, &body.to_string(), cookie)).await
    }

    async fn send(&self, request: Request) -> Answer {
        Answer::from(self.page.handle(request).await)
    }

    async fn open(&self, token: &str) -> Answer {
        self.post("open", &json!({ "token": token }), None).await
    }

    /// What the workflow was told, in order: the operation, the wait and the error.
    fn told(&self) -> Vec<(String, String, String)> {
        let calls = self.bank.services.calls().into_iter();
        let waits = calls.filter(|call| call.operation.starts_with("SendTask"));
        waits
            .map(|call| {
                (
                    call.operation.clone(),
                    call.text("taskToken").to_owned(),
                    call.text("error").to_owned(),
                )
            })
            .collect()
    }
}

impl Answer {
    fn view(&self) -> Value {
        assert_eq!(self.status, 200, "{}", self.text);
        serde_json::from_str(&self.text).unwrap()
    }

    fn step(&self) -> String {
        self.view()["step"].as_str().unwrap().to_owned()
    }
}

impl From<Response<Body>> for Answer {
    fn from(response: Response<Body>) -> Self {
        let cookie = response.headers().get("set-cookie");
        Self {
            status: response.status().as_u16(),
            cookie: cookie.map(|value| value.to_str().unwrap().to_owned()),
            text: String::from_utf8(response.body().as_ref().to_vec()).unwrap(),
        }
    }
}

/// What the page itself sends.
fn post(step: &str, body: &str, cookie: Option<&str>) -> Request {
    let mut request = HttpRequest::builder()
        .method("POST")
        .uri(format!("https://bank.example/live/confirm/{step}"))
        .header("content-type", "application/json")
        .header("sec-fetch-site", "same-origin");
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

/// The cookie a browser holds once the link was opened.
fn cookie(underway: &Underway) -> String {
    format!(
        "theme=dark; __Host-confirmation={}.{}",
        underway.id.0,
        underway.session.expose()
    )
}
