//! A cash machine that a person can use in the browser: its page, and the server that signs what it asks of the bank.
//!
//! The server assumes the network's role, which may ask the three things a machine asks and nothing else; the browser
//! never sees a key. Who types a code decides by which amount; the bank decides everything else.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::Value;

use super::addresses::Addresses;
use super::desk::HttpError;
use super::pages::{self, File};
use crate::signed_api::SignedApi;

/// How the bank's log calls the network.
const OPERATOR: &str = "demo-network";

const FILES: [File; 3] = [
    (
        "/cash-machine",
        "text/html; charset=utf-8",
        include_str!("../../cash-machine/index.html"),
    ),
    (
        "/cash-machine/page.css",
        "text/css; charset=utf-8",
        include_str!("../../cash-machine/page.css"),
    ),
    (
        "/cash-machine/page.js",
        "text/javascript; charset=utf-8",
        include_str!("../../cash-machine/page.js"),
    ),
];

/// What a machine asks.
const STEPS: [&str; 3] = ["authorise", "dispense", "reverse"];

/// The page and what it asks, of the bank at these addresses.
pub(super) fn router(addresses: &Addresses) -> anyhow::Result<Router> {
    let api = SignedApi::new(addresses, &addresses.atm_network_role_arn, OPERATOR)?;
    let router = pages::router(&FILES)
        .route("/cash-machine/{step}", post(ask))
        .layer(from_fn(pages::protect));
    Ok(router.with_state(Arc::new(api)))
}

async fn ask(
    State(api): State<Arc<SignedApi>>,
    Path(step): Path<String>,
    Json(body): Json<Value>,
) -> Result<(StatusCode, Json<Value>), HttpError> {
    if !STEPS.contains(&step.as_str()) {
        return Err(HttpError(StatusCode::NOT_FOUND, "unknown".into()));
    }
    let answered = api.ask("POST", &format!("atm/{step}"), Some(&body)).await?;
    Ok((answered.status, Json(answered.body)))
}
