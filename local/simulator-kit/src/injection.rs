//! The layer in front of a simulator: counts each request, then lets it through or lets it suffer.
//!
//! Credentials come first, as with the services themselves: who is not admitted meets no fault and uses
//! none up. Every other check of the simulator's comes after.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};

use crate::{Calls, Dependency, FaultKind, FaultRule, Faults, wire};

/// How long a `timeout` fault hangs, in milliseconds, before it gives up with 504: longer than any
/// client of ours may wait, and bounded, so that no test run hangs for ever.
const TIMEOUT_MS: u64 = 60_000;

/// How late a `slow` answer is, in milliseconds.
const SLOW_MS: u64 = 4_000;

/// The largest body read to name an operation, in bytes; a larger one is refused with 413.
const MAX_PEEKED_BYTES: usize = 4 << 20;

/// Says by the headers of a request whether its sender may call at all.
pub type Admits = Arc<dyn Fn(&HeaderMap) -> bool + Send + Sync>;

/// Puts the layer in front of `router`: each request is counted under its operation, and suffers the
/// fault that `faults` decides for it if `admits` lets its sender in. Otherwise the router refuses it.
pub fn layer(
    router: Router,
    dependency: Dependency,
    faults: Faults,
    calls: Calls,
    admits: Admits,
) -> Router {
    let injector = Injector {
        dependency,
        faults,
        calls,
        admits,
    };
    router.layer(from_fn_with_state(injector, pass))
}

#[derive(Clone)]
struct Injector {
    dependency: Dependency,
    faults: Faults,
    calls: Calls,
    admits: Admits,
}

async fn pass(State(injector): State<Injector>, request: Request, next: Next) -> Response {
    let Some((request, operation)) = injector.named(request).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    injector.calls.record(injector.dependency, operation);
    if !(injector.admits)(request.headers()) {
        return next.run(request).await;
    }
    match injector.faults.decide(injector.dependency, operation) {
        Some(rule) => suffer(&rule, injector.dependency, request, next).await,
        None => next.run(request).await,
    }
}

impl Injector {
    async fn named(&self, request: Request) -> Option<(Request, &'static str)> {
        let path = request.uri().path().to_owned();
        let method = request.method().clone();
        if !self.dependency.reads_body(&path) {
            let operation = self.dependency.operation(&method, &path, b"");
            return Some((request, operation));
        }
        let (head, body) = request.into_parts();
        let bytes = axum::body::to_bytes(body, MAX_PEEKED_BYTES).await.ok()?;
        let operation = self.dependency.operation(&method, &path, &bytes);
        Some((Request::from_parts(head, Body::from(bytes)), operation))
    }
}

async fn suffer(
    rule: &FaultRule,
    dependency: Dependency,
    request: Request,
    next: Next,
) -> Response {
    match rule.kind {
        FaultKind::Timeout => {
            wait(rule, TIMEOUT_MS).await;
            StatusCode::GATEWAY_TIMEOUT.into_response()
        }
        FaultKind::Slow => {
            wait(rule, SLOW_MS).await;
            next.run(request).await
        }
        FaultKind::Http500 => wire::internal_error(dependency),
        FaultKind::Http429 => wire::too_many_requests(dependency),
        FaultKind::Refused => wire::refused(dependency, rule.code.unwrap_or_default()),
        FaultKind::Reset => wire::dropped_connection(),
        FaultKind::Garbage => wire::garbage(),
        FaultKind::Truncated => wire::truncated(next.run(request).await).await,
        FaultKind::LostAck => {
            next.run(request).await;
            wire::dropped_connection()
        }
    }
}

async fn wait(rule: &FaultRule, usual_ms: u64) {
    tokio::time::sleep(Duration::from_millis(rule.delay_ms.unwrap_or(usual_ms))).await;
}
