//! The phone page: static files inside the binary.
//!
//! Deliberately no templates and no state: the page talks to the control API like any other client.

use axum::Router;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// Only what the page brings along; a third party can neither be loaded nor told.
const POLICY: &str = "default-src 'self'; img-src 'self' data: blob: https:; media-src 'self' blob: https:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// Path, content type and content of each file.
const FILES: [(&str, &str, &str); 19] = [
    ("/", HTML, include_str!("../page/index.html")),
    ("/page/icon.svg", SVG, include_str!("../page/icon.svg")),
    ("/page/base.css", CSS, include_str!("../page/base.css")),
    ("/page/chat.css", CSS, include_str!("../page/chat.css")),
    ("/page/panels.css", CSS, include_str!("../page/panels.css")),
    ("/page/api.js", SCRIPT, include_str!("../page/api.js")),
    ("/page/app.js", SCRIPT, include_str!("../page/app.js")),
    (
        "/page/bubbles.js",
        SCRIPT,
        include_str!("../page/bubbles.js"),
    ),
    ("/page/calls.js", SCRIPT, include_str!("../page/calls.js")),
    ("/page/chat.js", SCRIPT, include_str!("../page/chat.js")),
    (
        "/page/customers.js",
        SCRIPT,
        include_str!("../page/customers.js"),
    ),
    ("/page/desk.js", SCRIPT, include_str!("../page/desk.js")),
    ("/page/dom.js", SCRIPT, include_str!("../page/dom.js")),
    ("/page/faults.js", SCRIPT, include_str!("../page/faults.js")),
    ("/page/format.js", SCRIPT, include_str!("../page/format.js")),
    ("/page/sheet.js", SCRIPT, include_str!("../page/sheet.js")),
    ("/page/sms.js", SCRIPT, include_str!("../page/sms.js")),
    ("/page/time.js", SCRIPT, include_str!("../page/time.js")),
    ("/page/voice.js", SCRIPT, include_str!("../page/voice.js")),
];

/// Serves the page at `/` and its parts under `/page/`.
pub(crate) fn router() -> Router {
    FILES
        .iter()
        .fold(Router::new(), |router, (path, content_type, content)| {
            router.route(
                path,
                get(move || async move { file(content_type, content) }),
            )
        })
}

fn file(content_type: &'static str, content: &'static str) -> Response {
    let headers = [
        (CONTENT_TYPE, content_type),
        (CONTENT_SECURITY_POLICY, POLICY),
        (CACHE_CONTROL, "no-cache"),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, content).into_response()
}
