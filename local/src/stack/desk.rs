//! What only the bank behind the simulators can serve under `/simulator`: the list of customers, their
//! SMS, the branch desk, and starting all over.
//!
//! Deliberately no authentication: it listens on loopback.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use testkit::demo;
use tokio::time::Instant;
use whatsapp_simulator::{Phone, Simulator};

use super::bank::Bank;
use super::sms::{Sms, SmsInboxes};

/// The longest wait of one poll, in seconds.
const MAX_WAIT_S: u64 = 60;

/// What the desk reaches.
#[derive(Clone)]
pub(super) struct Desk {
    /// The deployed bank.
    pub(super) bank: Arc<Bank>,
    /// What the customers' phones received.
    pub(super) sms: SmsInboxes,
    /// The customers' chats.
    pub(super) whatsapp: Simulator,
}

/// The desk's routes.
pub(super) fn router(desk: Desk) -> Router {
    Router::new()
        .route("/simulator/customers", get(customers))
        .route("/simulator/customers/{phone}/sms", get(sms))
        .route("/simulator/customers/{phone}/authorise", post(authorise))
        .route("/simulator/customers/{phone}/standing", get(standing))
        .route("/simulator/customers/{phone}/unlock", post(unlock))
        .route(
            "/simulator/customers/{phone}/lift-suspension",
            post(lift_suspension),
        )
        .route(
            "/simulator/customers/{phone}/end-sessions",
            post(end_sessions),
        )
        .route("/simulator/reset", post(reset))
        .with_state(desk)
}

/// Each with how the bank holds it with them now, from its own tables.
async fn customers(State(desk): State<Desk>) -> Result<Json<Value>, HttpError> {
    let mut people = Vec::new();
    for person in demo::people() {
        let now = desk.bank.holds_it_with(person.id).await?;
        people.push(json!({
            "phone": person.phone,
            "name": person.name,
            "pin": person.pin,
            "facts": {"birth_date": person.birth_date, "card_last_four": person.card_last_four},
            "authorised": now.is_linked,
            "suspended": now.standing.suspension.is_some(),
            "cards_stopped": now.standing.cards_stopped,
            "locked": now.standing.is_locked(),
        }));
    }
    Ok(Json(people.into()))
}

#[derive(Deserialize)]
struct Poll {
    #[serde(default)]
    after: u64,
    #[serde(default)]
    wait_s: u64,
}

async fn sms(
    State(desk): State<Desk>,
    Path(phone): Path<String>,
    Query(poll): Query<Poll>,
) -> Result<Json<Vec<Sms>>, HttpError> {
    let phone = parse(&phone)?;
    let wait = Duration::from_secs(poll.wait_s.min(MAX_WAIT_S));
    let now = Instant::now();
    let deadline = now.checked_add(wait).unwrap_or(now);
    Ok(Json(
        desk.sms.after(phone.e164(), poll.after, deadline).await,
    ))
}

async fn authorise(
    State(desk): State<Desk>,
    Path(phone): Path<String>,
) -> Result<Json<Value>, HttpError> {
    Ok(Json(desk.bank.authorise(customer_at(&phone)?).await?))
}

async fn standing(
    State(desk): State<Desk>,
    Path(phone): Path<String>,
) -> Result<Json<Value>, HttpError> {
    ask(&desk, "GET", "standing", &phone).await
}

async fn unlock(
    State(desk): State<Desk>,
    Path(phone): Path<String>,
) -> Result<Json<Value>, HttpError> {
    ask(&desk, "POST", "unlock", &phone).await
}

async fn lift_suspension(
    State(desk): State<Desk>,
    Path(phone): Path<String>,
) -> Result<Json<Value>, HttpError> {
    ask(&desk, "POST", "lift-suspension", &phone).await
}

async fn end_sessions(
    State(desk): State<Desk>,
    Path(phone): Path<String>,
) -> Result<Json<Value>, HttpError> {
    ask(&desk, "POST", "end-sessions", &phone).await
}

async fn ask(
    desk: &Desk,
    method: &str,
    operation: &str,
    phone: &str,
) -> Result<Json<Value>, HttpError> {
    let asked = desk
        .bank
        .ask_enrolment(method, operation, customer_at(phone)?);
    Ok(Json(asked.await?))
}

/// The bank's identifier of the demo customer with this phone.
fn customer_at(phone: &str) -> Result<&'static str, HttpError> {
    let phone = parse(phone)?;
    let customer = demo::people().find(|person| person.phone == phone.e164());
    let unknown = || {
        HttpError(
            StatusCode::NOT_FOUND,
            "no demo customer has this phone".into(),
        )
    };
    Ok(customer.ok_or_else(unknown)?.id)
}

async fn reset(State(desk): State<Desk>) -> Result<Json<Value>, HttpError> {
    desk.whatsapp.reset();
    desk.bank.reset().await?;
    desk.sms.clear().await?;
    Ok(Json(json!({"reset": true})))
}

fn parse(phone: &str) -> Result<Phone, HttpError> {
    let refusal = || {
        HttpError(
            StatusCode::BAD_REQUEST,
            "this is no phone number in E.164".into(),
        )
    };
    Phone::parse(phone).ok_or_else(refusal)
}

/// Why the desk did not do it, in words for the person at the other end.
pub(super) struct HttpError(pub(super) StatusCode, pub(super) String);

impl From<anyhow::Error> for HttpError {
    fn from(error: anyhow::Error) -> Self {
        Self(StatusCode::BAD_GATEWAY, format!("{error:#}"))
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1}))).into_response()
    }
}
