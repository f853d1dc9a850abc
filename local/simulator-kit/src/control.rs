//! The part of the simulator control API that every simulator shares: faults and counts.
//!
//! Deliberately no authentication: it listens on loopback, in front of simulators only.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};

use crate::{Calls, FaultPlan, Faults};

/// `GET/PUT/DELETE /simulator/faults` and `GET/DELETE /simulator/calls`. Merge it once, however many
/// simulators share the same `faults` and `calls`.
pub fn control_router(faults: Faults, calls: Calls) -> Router {
    let faults = Router::new()
        .route(
            "/simulator/faults",
            get(show_faults).put(set_faults).delete(clear_faults),
        )
        .with_state(faults);
    let calls = Router::new()
        .route("/simulator/calls", get(show_calls).delete(reset_calls))
        .with_state(calls);
    faults.merge(calls)
}

async fn show_faults(State(faults): State<Faults>) -> Json<FaultPlan> {
    Json(faults.plan())
}

async fn set_faults(State(faults): State<Faults>, body: axum::body::Bytes) -> Response {
    let plan = match serde_json::from_slice::<FaultPlan>(&body) {
        Ok(plan) => plan,
        Err(error) => return refuse(&error.to_string()),
    };
    if let Some(complaint) = plan.complaint() {
        return refuse(complaint);
    }
    faults.set(plan);
    Json(faults.plan()).into_response()
}

async fn clear_faults(State(faults): State<Faults>) -> Json<FaultPlan> {
    faults.clear();
    Json(faults.plan())
}

async fn show_calls(State(calls): State<Calls>) -> Response {
    Json(calls.snapshot()).into_response()
}

async fn reset_calls(State(calls): State<Calls>) -> Response {
    calls.reset();
    Json(calls.snapshot()).into_response()
}

fn refuse(why: &str) -> Response {
    (
        StatusCode::BAD_REQUEST,
        Json(serde_json::json!({ "error": why })),
    )
        .into_response()
}
