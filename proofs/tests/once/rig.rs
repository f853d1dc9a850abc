//! The page and the passcode function, in processes that can be reached by a way that breaks.

use std::sync::Arc;

use aws::confirmations::Confirmations;
use aws::confirming::Confirming;
use aws::connection::Connection;
use aws::customers::Customers;
use aws::safety_phrases::SafetyPhrases;
use aws::secrets::Secret;
use aws::sms::Sms;
use aws::sms_budget::SmsBudget;
use aws::standings::Standings;
use aws::withdrawals::Withdrawals;
use aws::workflow::Waits;
use calls::passcode::PasscodeFunction;
use confirmation::{ConfirmationPage, Page};
use domain::confirmation::sms_policy::AllowedCountries;
use lambda_http::Body;
use lambda_http::http::Request as HttpRequest;
use passcode::{Passcodes, Policy, SimChanges};
use serde_json::Value;
use testkit::bank::{Bank, Underway};
use testkit::clock;
use testkit::engine::standing_tables;

/// How far texts go in an hour: no budget is tried here.
const MAX_PER_HOUR: u32 = 1_000_000;

/// What came back.
pub struct Answer {
    pub status: u16,
    pub cookie: Option<String>,
    pub view: Value,
}

/// One process of the page, and one of the passcode function that it invokes.
pub struct Processes(ConfirmationPage);

impl Processes {
    /// Reaches tables and services by these connections; the passcode function is called `name`.
    pub fn new(
        bank: &Bank,
        tables: &Connection,
        services: &Connection,
        name: &'static str,
    ) -> Self {
        let passcodes = Arc::new(passcodes(tables, services));
        bank.services.function(name, move |question| {
            let passcodes = Arc::clone(&passcodes);
            async move { passcodes.handle(question).await }
        });
        Self(ConfirmationPage {
            confirming: confirming(tables, services),
            customers: Customers::new(tables, "customers".to_owned()),
            phrases: SafetyPhrases::new(tables, "desk".to_owned()),
            standings: Standings::new(tables, standing_tables()),
            passcode: PasscodeFunction::new(services, name.to_owned()),
            keys: Secret::new(services, "bank/credentials".to_owned()),
            profile_keys: Secret::new(services, "bank/profiles".to_owned()),
            withdrawals: Withdrawals::new(tables, "withdrawals".to_owned()),
            cash_keys: Secret::new(services, "bank/cash".to_owned()),
            page: Page::new("442079460000"),
            clock: clock::now,
            random: clock::random,
        })
    }

    /// The page posts.
    pub async fn post(&self, step: &str, body: &Value, cookie: &str) -> Answer {
        let request = HttpRequest::builder()
            .method("POST")
            .uri(format!("https://bank.example/confirm/{step}"))
            .header("content-type", "application/json")
            .header("cookie", cookie);
        let request = request.body(Body::from(body.to_string())).unwrap();
        let answer = Box::pin(self.0.handle(request)).await;
        let cookie = answer.headers().get("set-cookie");
        Answer {
            status: answer.status().as_u16(),
            cookie: cookie.map(|cookie| cookie.to_str().unwrap().to_owned()),
            view: serde_json::from_slice(answer.body().as_ref()).unwrap(),
        }
    }
}

/// The cookie of the browser that opened the link.
pub fn cookie(underway: &Underway) -> String {
    let session = underway.session.expose();
    format!("__Host-confirmation={}.{session}", underway.id.0)
}

fn confirming(tables: &Connection, services: &Connection) -> Confirming {
    let confirmations = Confirmations::new(tables, "confirmations".to_owned());
    Confirming::new(confirmations, Waits::new(services))
}

fn passcodes(tables: &Connection, services: &Connection) -> Passcodes {
    Passcodes {
        confirming: confirming(tables, services),
        customers: Customers::new(tables, "customers".to_owned()),
        standings: Standings::new(tables, standing_tables()),
        policy: Policy {
            budget: SmsBudget::new(tables, "texts".to_owned(), MAX_PER_HOUR),
            countries: AllowedCountries::parse("GB").unwrap(),
            sim_changes: SimChanges::NotConfigured,
        },
        sms: Sms::new(services, "ACMEBank".to_owned()),
        page_host: None,
        keys: Secret::new(services, "bank/passcode".to_owned()),
        verifying: Secret::new(services, "bank/verifying".to_owned()),
        clock: clock::now,
        random: clock::random,
    }
}
