//! The Graph API, as far as WhatsApp's Cloud API for one number goes.
//!
//! Deliberately strict where Meta is: what it refuses is refused with its code and its words' sense.

mod access;
mod error;
mod interactive;
mod message;
mod node;
mod send;
mod template;
mod upload;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Uri;
use axum::routing::{get, post};

use crate::Simulator;
use error::GraphError;

pub(crate) use upload::new_media_id;

/// Room for the multipart wrapping around the largest file, in bytes.
const MULTIPART_ROOM_BYTES: usize = 64 << 10;

/// `/graph/{version}/…` and the address from which media are downloaded.
pub(crate) fn router(simulator: Simulator) -> Router {
    let most = simulator
        .config()
        .media
        .document_bytes
        .saturating_add(MULTIPART_ROOM_BYTES);
    let graph = Router::new()
        .route("/{version}/{id}/messages", post(send::messages))
        .route("/{version}/{id}/media", post(upload::upload))
        .route("/{version}/{id}", get(upload::info).delete(upload::delete))
        .fallback(unknown_path)
        .method_not_allowed_fallback(unknown_path);
    Router::new()
        .nest("/graph", graph)
        .route(upload::DOWNLOAD_PATH, get(upload::download))
        .layer(DefaultBodyLimit::max(most))
        .with_state(simulator)
}

async fn unknown_path(uri: Uri) -> GraphError {
    GraphError::unknown_path(uri.path())
}
