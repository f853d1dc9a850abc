//! Time under `/simulator`: what the stack's clock shows, moving it ahead, and what the bank does by the clock, done now.
//!
//! Deliberately no way back: time only ever goes forward.

use std::sync::Arc;

use anyhow::Context;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::addresses::Addresses;
use super::clock::{MISSING, NotMoved, TestClock};
use super::desk::HttpError;
use crate::chores;

/// The clock, and the bank that goes by it.
#[derive(Clone)]
pub(super) struct Schedule {
    addresses: Arc<Addresses>,
    clock: TestClock,
}

impl Schedule {
    pub(super) fn new(addresses: &Addresses, clock: TestClock) -> Self {
        Self {
            addresses: Arc::new(addresses.clone()),
            clock,
        }
    }
}

/// The routes.
pub(super) fn router(schedule: Schedule) -> Router {
    Router::new()
        .route("/simulator/clock", get(clock))
        .route("/simulator/clock/advance", post(advance))
        .route("/simulator/sweep", post(sweep))
        .route("/simulator/payments", post(payments))
        .route("/simulator/reconciliation", post(reconciliation))
        .with_state(schedule)
}

async fn clock(State(schedule): State<Schedule>) -> Json<Value> {
    let clock = &schedule.clock;
    let cannot_move = clock.library().is_none().then_some(MISSING);
    Json(json!({
        "now": clock.now().to_string(),
        "ahead_s": clock.ahead_s(),
        "cannot_move": cannot_move,
    }))
}

#[derive(Deserialize)]
struct Move {
    seconds: u64,
}

async fn advance(
    schedule: State<Schedule>,
    asked: Result<Json<Move>, JsonRejection>,
) -> Result<Json<Value>, HttpError> {
    let Json(asked) = asked.map_err(|_| HttpError::from(NotMoved::Unreasonable))?;
    schedule.clock.advance(asked.seconds)?;
    Ok(clock(schedule).await)
}

async fn sweep(State(schedule): State<Schedule>) -> Result<Json<Value>, HttpError> {
    chores::sweep(&schedule.addresses).await?;
    Ok(Json(json!({"swept": true})))
}

async fn payments(State(schedule): State<Schedule>) -> Result<Json<Value>, HttpError> {
    chores::pay(&schedule.addresses).await?;
    Ok(Json(json!({"paid": true})))
}

async fn reconciliation(State(schedule): State<Schedule>) -> Result<Json<Value>, HttpError> {
    let answer = chores::reconcile(&schedule.addresses).await?;
    let answer = serde_json::from_slice(&answer).context("the function's answer cannot be read")?;
    Ok(Json(answer))
}

impl From<NotMoved> for HttpError {
    fn from(not_moved: NotMoved) -> Self {
        let forward = "`seconds` must be a whole number above zero: at most 366 days at once, and ten years in all";
        match not_moved {
            NotMoved::Missing => Self(StatusCode::CONFLICT, MISSING.to_owned()),
            NotMoved::Unreasonable => Self(StatusCode::BAD_REQUEST, forward.to_owned()),
            NotMoved::Failed(error) => error.into(),
        }
    }
}
