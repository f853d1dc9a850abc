//! Headers on everything, and requests no page of ours would send.

use lambda_http::http::Request as HttpRequest;
use lambda_http::{Body, Request};
use serde_json::json;
use testkit::bank::{ANAS_BIRTH_DATE, ANAS_PIN};
use testkit::services::Fault;

use crate::{Rig, cookie, post};

const ALWAYS: [(&str, &str); 7] = [
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    (
        "strict-transport-security",
        "max-age=63072000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

fn plain(method: &str, path: &str) -> Request {
    let request = HttpRequest::builder()
        .method(method)
        .uri(format!("https://bank.example{path}"));
    request.body(Body::Empty).unwrap()
}

#[tokio::test]
async fn every_response_carries_the_protective_headers_errors_included() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    let open = json!({ "token": sent.link.expose() }).to_string();
    let requests = [
        (200, plain("GET", "/confirm")),
        (404, plain("GET", "/nowhere")),
        (404, plain("OPTIONS", "/confirm")),
        (403, plain("POST", "/confirm/open")),
        (400, post("open", "not json", None)),
        (413, post("open", &" ".repeat(2_000), None)),
        (410, post("status", "{}", None)),
        (200, post("open", &open, None)),
        (410, post("open", &open, None)),
    ];
    for (status, request) in requests {
        let what = format!("{} {}", request.method(), request.uri());
        let kind = match (request.method().as_str(), request.uri().path()) {
            ("GET", "/confirm") => "text/html; charset=utf-8",
            _ => "application/json",
        };
        let response = rig.page.handle(request).await;
        assert_eq!(response.status(), status, "{what}");
        assert_eq!(response.headers()["content-type"], kind, "{what}");
        for (name, value) in ALWAYS {
            assert_eq!(response.headers()[name], value, "{name} of {status} {what}");
        }
        let policy = response.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        for directive in [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "object-src 'none'",
        ] {
            assert!(policy.contains(directive), "{policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}

#[tokio::test]
async fn a_broken_bank_answers_503_with_the_same_headers() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    rig.bank
        .services
        .fail("GetSecretValue", Fault::Error("AccessDeniedException"));
    let body = json!({ "pin": ANAS_PIN, "fact": ANAS_BIRTH_DATE }).to_string();
    let response = rig
        .page
        .handle(post("credentials", &body, Some(&cookie(&opened))))
        .await;
    assert_eq!(response.status(), 503);
    assert_eq!(response.body().as_ref(), br#"{"error":"try_again"}"#);
    for (name, value) in ALWAYS {
        assert_eq!(response.headers()[name], value, "{name}");
    }
}

/// Everything a foreign page can make a browser send without asking first.
fn foreign(step: &str, body: &str, cookie: &str) -> Vec<Request> {
    let build = |kind: Option<&str>, site: Option<&str>| {
        let mut request = post(step, body, Some(cookie));
        let headers = request.headers_mut();
        for (name, value) in [("content-type", kind), ("sec-fetch-site", site)] {
            match value {
                Some(value) => headers.insert(name, value.parse().unwrap()),
                None => headers.remove(name),
            };
        }
        request
    };
    let json = Some("application/json");
    vec![
        build(Some("application/x-www-form-urlencoded"), None),
        build(Some("text/plain"), None),
        build(Some("multipart/form-data; boundary=x"), None),
        build(Some("text/plain; application/json"), None),
        build(None, None),
        build(json, Some("cross-site")),
        build(json, Some("same-site")),
        build(json, Some("none")),
    ]
}

#[tokio::test]
async fn forms_and_other_sites_have_no_effect() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    let opened = rig.bank.identifying("wamid.2").await;
    let before = rig.bank.engine.items().await;
    for (step, body) in [
        ("open", json!({ "token": sent.link.expose() })),
        (
            "credentials",
            json!({ "pin": ANAS_PIN, "fact": ANAS_BIRTH_DATE }),
        ),
        ("cancel", json!({})),
        ("resend", json!({})),
        ("passcode", json!({ "code": "123456" })),
        ("status", json!({})),
    ] {
        for request in foreign(step, &body.to_string(), &cookie(&opened)) {
            let answer = rig.send(request).await;
            assert_eq!((answer.status, answer.cookie), (403, None), "{step}");
        }
    }
    assert_eq!(rig.bank.engine.items().await, before);
    assert!(rig.bank.services.calls().is_empty());
}

#[tokio::test]
async fn a_browser_that_says_nothing_of_its_site_may_still_send_json() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let mut request = post("status", "{}", Some(&cookie(&opened)));
    request.headers_mut().remove("sec-fetch-site");
    request.headers_mut().insert(
        "content-type",
        "application/json; charset=utf-8".parse().unwrap(),
    );
    assert_eq!(rig.send(request).await.step(), "credentials");
}
