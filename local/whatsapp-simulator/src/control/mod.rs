//! The simulator control API: what tests, scripts and the phone page use to play the customer.
//!
//! Deliberately no authentication: it is served on loopback.

mod customer;
mod exact;
mod inbox;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};

use crate::Simulator;

/// The largest request, in bytes: more than the 3 MB a webhook may have, so that a test can go over it.
const MAX_BODY_BYTES: usize = 32 << 20;

/// Every route under `/simulator` that is WhatsApp's own.
pub(crate) fn router(simulator: Simulator) -> Router {
    Router::new()
        .route(
            "/simulator/customers/{phone}/messages",
            get(inbox::messages).post(customer::say),
        )
        .route(
            "/simulator/customers/{phone}/conversation",
            get(inbox::conversation),
        )
        .route("/simulator/customers/{phone}/read", post(inbox::read))
        .route(
            "/simulator/customers/{phone}/played/{message_id}",
            post(inbox::played),
        )
        .route("/simulator/webhook", post(exact::deliver))
        .route("/simulator/media/{id}", get(inbox::media))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .with_state(simulator)
}

/// An error of the control API, in words for the person at the other end.
pub(crate) struct HttpError(StatusCode, String);

impl HttpError {
    pub(crate) fn bad_request(why: impl Into<String>) -> Self {
        Self(StatusCode::BAD_REQUEST, why.into())
    }

    pub(crate) fn not_found(why: impl Into<String>) -> Self {
        Self(StatusCode::NOT_FOUND, why.into())
    }

    pub(crate) fn bad_gateway(why: impl Into<String>) -> Self {
        Self(StatusCode::BAD_GATEWAY, why.into())
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        (self.0, Json(serde_json::json!({ "error": self.1 }))).into_response()
    }
}
