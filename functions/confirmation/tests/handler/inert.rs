//! A GET has no effect and tells nothing: preview bots open every link.

use lambda_http::http::Request as HttpRequest;
use lambda_http::{Body, Request};

use crate::{Rig, cookie};

fn get(method: &str, target: &str, cookie: Option<&str>) -> Request {
    let request = HttpRequest::builder()
        .method(method)
        .uri(format!("https://bank.example{target}"));
    let request = match cookie {
        Some(cookie) => request.header("cookie", cookie),
        None => request,
    };
    request.body(Body::Empty).unwrap()
}

#[tokio::test]
async fn a_get_serves_the_same_bytes_to_everybody_and_writes_nothing() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    let opened = rig.bank.identifying("wamid.2").await;
    let before = rig.bank.engine.items().await;
    let page = rig.send(get("GET", "/live/confirm", None)).await;
    assert_eq!(page.status, 200);
    assert!(page.text.starts_with("<!doctype html>") || page.text.starts_with("<!DOCTYPE html>"));
    for target in [
        "/confirm".to_owned(),
        "/confirm/".to_owned(),
        format!("/confirm?token={}", sent.link.expose()),
        format!("/confirm?token={}", opened.link.expose()),
        "/confirm?token=invented".to_owned(),
    ] {
        for cookie in [
            None,
            Some(cookie(&opened)),
            Some("__Host-confirmation=x.y".to_owned()),
        ] {
            for method in ["GET", "HEAD"] {
                let answer = rig.send(get(method, &target, cookie.as_deref())).await;
                assert_eq!(
                    (answer.status, &answer.text),
                    (200, &page.text),
                    "{method} {target}"
                );
                assert_eq!(answer.cookie, None);
            }
        }
    }
    assert_eq!(rig.bank.engine.items().await, before);
    assert!(rig.bank.services.calls().is_empty());
    assert_eq!(
        rig.open(sent.link.expose()).await.step(),
        "credentials",
        "the link still works"
    );
}

#[tokio::test]
async fn no_other_method_or_path_does_anything() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let before = rig.bank.engine.items().await;
    for (method, target) in [
        ("OPTIONS", "/confirm"),
        ("PUT", "/confirm/cancel"),
        ("DELETE", "/confirm/cancel"),
        ("GET", "/confirm/cancel"),
        ("HEAD", "/confirm/cancel"),
        ("GET", "/"),
        ("GET", "/elsewhere"),
    ] {
        let answer = rig.send(get(method, target, Some(&cookie(&opened)))).await;
        assert_eq!(answer.status, 404, "{method} {target}");
    }
    let unknown = rig
        .post("transfer", &serde_json::json!({}), Some(&cookie(&opened)))
        .await;
    assert_eq!(unknown.status, 404);
    assert_eq!(rig.bank.engine.items().await, before);
    assert!(rig.bank.services.calls().is_empty());
}
