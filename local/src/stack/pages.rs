//! Small pages beside the phone: their files, and what keeps other sites out of them.

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;

/// Path, content type and content of a file.
pub(super) type File = (&'static str, &'static str, &'static str);

/// Only what a page brings along, and pictures in its data.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// Serves files.
pub(super) fn router<S: Clone + Send + Sync + 'static>(files: &'static [File]) -> Router<S> {
    let file = |router: Router<S>, (path, content_type, content): &'static File| {
        let serve = get(async move || ([(CONTENT_TYPE, *content_type)], *content));
        router.route(path, serve)
    };
    files.iter().fold(Router::new(), file)
}

/// No form of another site can post JSON, and a page's cookie comes with requests of the page alone.
pub(super) async fn protect(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
