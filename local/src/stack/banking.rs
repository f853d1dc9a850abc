//! A small internet banking, on the same API as the branch desk: sign in, authorise a phone, look which one is linked,
//! unlink it, save the bank's contact card.
//!
//! Its server signs in a role of its own, which may do no more than that; the browser never sees a key. Deliberately
//! counts no wrong PINs: it listens on loopback, where the demo tells every PIN. A bank has a sign-in already.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, COOKIE, HeaderMap, SET_COOKIE};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::addresses::Addresses;
use super::bank::Bank;
use super::desk::HttpError;
use super::pages::{self, File};
use crate::enrolment::EnrolmentApi;

/// How the bank's record calls this system.
const OPERATOR: &str = "internet-banking";

/// Who has asked, for the bank's record.
const REASON: &str = "asked for by the customer, signed in";

/// How long somebody stays signed in.
const SESSION: Duration = Duration::from_mins(15);

const COOKIE_NAME: &str = "internet-banking";

const FILES: [File; 3] = [
    (
        "/internet-banking",
        "text/html; charset=utf-8",
        include_str!("../../internet-banking/index.html"),
    ),
    (
        "/internet-banking/page.css",
        "text/css; charset=utf-8",
        include_str!("../../internet-banking/page.css"),
    ),
    (
        "/internet-banking/page.js",
        "text/javascript; charset=utf-8",
        include_str!("../../internet-banking/page.js"),
    ),
];

/// What the page's server reaches, and who is signed in.
#[derive(Clone)]
pub(super) struct Banking {
    bank: Arc<Bank>,
    enrolment: Arc<EnrolmentApi>,
    signed_in: Arc<Mutex<HashMap<String, Session>>>,
    /// The bank's number, in digits.
    telephone: String,
}

/// Somebody who has signed in.
#[derive(Clone)]
struct Session {
    customer: String,
    first_name: String,
    ends_at: Instant,
}

#[derive(Deserialize)]
struct SignIn {
    customer: String,
    pin: String,
}

impl Banking {
    /// Internet banking of a running stack, whose bank has this number on WhatsApp.
    pub(super) fn new(
        bank: Arc<Bank>,
        addresses: &Addresses,
        telephone: &str,
    ) -> anyhow::Result<Self> {
        let role = &addresses.internet_banking_role_arn;
        Ok(Self {
            bank,
            enrolment: Arc::new(EnrolmentApi::new(addresses, role, OPERATOR)?),
            signed_in: Arc::default(),
            telephone: telephone.to_owned(),
        })
    }

    /// Who sent a request, if they are signed in.
    fn session(&self, headers: &HeaderMap) -> Result<Session, HttpError> {
        let mut all = self
            .signed_in
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, session| Instant::now() < session.ends_at);
        let session = token(headers).and_then(|token| all.get(token));
        session.cloned().ok_or_else(signed_out)
    }

    async fn ask(
        &self,
        headers: &HeaderMap,
        method: &str,
        operation: &str,
    ) -> Result<Json<Value>, HttpError> {
        let customer = self.session(headers)?.customer;
        let body = (method != "GET").then(|| json!({ "reason": REASON }));
        let asked = self
            .enrolment
            .ask(method, &customer, operation, body.as_ref());
        Ok(Json(asked.await?.done()?))
    }
}

/// The page and what it asks.
pub(super) fn router(banking: Banking) -> Router {
    pages::router(&FILES)
        .route("/internet-banking/acme-bank.vcf", get(contact_card))
        .route("/internet-banking/session", get(hello).post(sign_in))
        .route("/internet-banking/sign-out", post(sign_out))
        .route("/internet-banking/activation", post(activation))
        .route("/internet-banking/phones", get(phones))
        .route("/internet-banking/revocation", post(revocation))
        .layer(from_fn(pages::protect))
        .with_state(banking)
}

async fn sign_in(
    State(banking): State<Banking>,
    Json(typed): Json<SignIn>,
) -> Result<Response, HttpError> {
    let known = banking.bank.signs_in(&typed.customer, &typed.pin).await?;
    let Some(first_name) = known else {
        return Err(HttpError(StatusCode::FORBIDDEN, "wrong".into()));
    };
    let mut drawn = [0; 32];
    aws::clock::random(&mut drawn)
        .ok()
        .context("nothing can be drawn")?;
    let token = hex::encode(drawn);
    let session = Session {
        customer: typed.customer,
        first_name,
        ends_at: Instant::now().checked_add(SESSION).context("no end")?,
    };
    let greeting = greeting(&session);
    let mut all = banking
        .signed_in
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    all.insert(token.clone(), session);
    let cookie =
        format!("{COOKIE_NAME}={token}; Path=/internet-banking; HttpOnly; SameSite=Strict");
    Ok(([(SET_COOKIE, cookie)], Json(greeting)).into_response())
}

async fn hello(
    State(banking): State<Banking>,
    headers: HeaderMap,
) -> Result<Json<Value>, HttpError> {
    Ok(Json(greeting(&banking.session(&headers)?)))
}

async fn sign_out(State(banking): State<Banking>, headers: HeaderMap) -> Json<Value> {
    let mut all = banking
        .signed_in
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    if let Some(token) = token(&headers) {
        all.remove(token);
    }
    Json(json!({}))
}

async fn activation(
    State(banking): State<Banking>,
    headers: HeaderMap,
) -> Result<Json<Value>, HttpError> {
    banking.ask(&headers, "POST", "activation").await
}

async fn phones(
    State(banking): State<Banking>,
    headers: HeaderMap,
) -> Result<Json<Value>, HttpError> {
    banking.ask(&headers, "GET", "phones").await
}

async fn revocation(
    State(banking): State<Banking>,
    headers: HeaderMap,
) -> Result<Json<Value>, HttpError> {
    banking.ask(&headers, "POST", "revocation").await
}

/// A vCard (RFC 6350): whoever has the bank among their contacts sees at once that another number is not it.
async fn contact_card(State(banking): State<Banking>) -> impl IntoResponse {
    let card = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        "FN:ACME Bank",
        "ORG:ACME Bank",
        &format!(
            "TEL;VALUE=uri;TYPE=\"text,work\":tel:+{}",
            banking.telephone
        ),
        &format!("URL:https://wa.me/{}", banking.telephone),
        "NOTE:The bank never asks for your PIN in the chat.",
        "END:VCARD",
        "",
    ];
    let headers = [
        (CONTENT_TYPE, "text/vcard; charset=utf-8"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"acme-bank.vcf\"",
        ),
    ];
    (headers, card.join("\r\n"))
}

fn greeting(session: &Session) -> Value {
    json!({ "first_name": session.first_name })
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    let mut pairs = cookies.split("; ").filter_map(|pair| pair.split_once('='));
    pairs.find_map(|(name, value)| (name == COOKIE_NAME).then_some(value))
}

fn signed_out() -> HttpError {
    HttpError(StatusCode::UNAUTHORIZED, "signed_out".into())
}
