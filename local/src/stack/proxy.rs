//! The confirmation page's address on this machine: hands `/confirm…` on to the deployed API.
//!
//! Deliberately adds nothing and takes nothing away but what belongs to a single connection (RFC 9110
//! §7.6.1): cookies, origin, status and security headers are the function's own.

use anyhow::Context;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    CONNECTION, CONTENT_LENGTH, HOST, HeaderMap, HeaderName, TE, TRAILER, TRANSFER_ENCODING,
    UPGRADE,
};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use axum::routing::any;
use reqwest::{Client, redirect};

/// The largest body handed on, in bytes: API Gateway's own limit.
const MAX_BODY_BYTES: usize = 10 << 20;

/// What belongs to one connection, or is written anew for the next one.
const NOT_HANDED_ON: [HeaderName; 7] = [
    CONNECTION,
    CONTENT_LENGTH,
    HOST,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// Serves `/confirm` and everything below it from `api_url`.
pub(super) fn router(api_url: &str) -> anyhow::Result<Router> {
    let client = Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .build()?;
    let api = Api {
        client,
        url: api_url.to_owned(),
    };
    Ok(Router::new()
        .route("/confirm", any(hand_on))
        .route("/confirm/{*rest}", any(hand_on))
        .with_state(api))
}

#[derive(Clone)]
struct Api {
    client: Client,
    url: String,
}

async fn hand_on(State(api): State<Api>, request: Request) -> axum::response::Response {
    match api.ask(request).await {
        Ok(answer) => answer,
        Err(error) => (StatusCode::BAD_GATEWAY, format!("{error:#}\n")).into_response(),
    }
}

impl Api {
    async fn ask(&self, request: Request) -> anyhow::Result<axum::response::Response> {
        let (head, body) = request.into_parts();
        let target = head
            .uri
            .path_and_query()
            .map_or("/", |target| target.as_str());
        let body = to_bytes(body, MAX_BODY_BYTES)
            .await
            .context("the request cannot be read")?;
        let request = self
            .client
            .request(head.method, format!("{}{target}", self.url));
        let request = request.headers(handed_on(&head.headers)).body(body);
        let answer = request
            .send()
            .await
            .context("the deployed API does not answer")?;
        let (status, headers) = (answer.status(), handed_on(answer.headers()));
        let mut response = Response::new(Body::from(answer.bytes().await?));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

fn handed_on(headers: &HeaderMap) -> HeaderMap {
    let pairs = headers
        .iter()
        .filter(|(name, _)| !NOT_HANDED_ON.contains(name));
    let mut kept = HeaderMap::new();
    for (name, value) in pairs {
        kept.append(name, value.clone());
    }
    kept
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use axum::http::header::{COOKIE, LOCATION, ORIGIN, SET_COOKIE};
    use tokio::net::TcpListener;

    use super::*;

    async fn serve(router: Router) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }

    async fn echo(request: Request) -> impl IntoResponse {
        let (head, body) = request.into_parts();
        let header = |name| head.headers[name].to_str().unwrap().to_owned();
        let body = to_bytes(body, MAX_BODY_BYTES).await.unwrap();
        let seen = format!(
            "{} {} {} {} {}",
            head.method,
            head.uri,
            header(COOKIE),
            header(ORIGIN),
            String::from_utf8_lossy(&body)
        );
        let headers = [(SET_COOKIE, "a=1"), (SET_COOKIE, "b=2"), (LOCATION, "/x")];
        let headers = headers.map(|(name, value)| (name, value.parse().unwrap()));
        let mut answer = Response::new(Body::from(seen));
        *answer.status_mut() = StatusCode::SEE_OTHER;
        for (name, value) in headers {
            answer.headers_mut().append(name, value);
        }
        answer
    }

    #[tokio::test]
    async fn a_request_and_its_answer_pass_unchanged_in_both_directions() {
        let api = serve(Router::new().route("/live/confirm/open", any(echo))).await;
        let page = serve(router(&format!("{api}/live")).unwrap()).await;
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .build()
            .unwrap();
        let request = client
            .post(format!("{page}/confirm/open?x=1%20"))
            .body("{é}");
        let request = request
            .header(COOKIE, "s=1")
            .header(ORIGIN, "http://localhost:8080");
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 303);
        assert_eq!(answer.headers().get_all(SET_COOKIE).iter().count(), 2);
        assert_eq!(answer.headers()[LOCATION], "/x");
        let seen = answer.text().await.unwrap();
        assert_eq!(
            seen,
            "POST /live/confirm/open?x=1%20 s=1 http://localhost:8080 {é}"
        );
    }

    #[tokio::test]
    async fn an_api_that_is_gone_is_a_bad_gateway_and_not_a_hanging_page() {
        let page = serve(router("http://127.0.0.1:1").unwrap()).await;
        let answer = reqwest::get(format!("{page}/confirm")).await.unwrap();
        assert_eq!(answer.status(), StatusCode::BAD_GATEWAY);
    }
}
