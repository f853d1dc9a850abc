//! Who gets in.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use testkit::inbound::{ANA, text, webhook};
use testkit::services::{APP_SECRETS, Fault, VERIFY_TOKEN};
use whatsapp::signature::{AppSecret, sign};
use whatsapp::webhook::MAX_BODY_BYTES;

use crate::{Rig, event, signed};

fn hello() -> String {
    webhook(&[text(ANA, "wamid.1", "hello")], &[])
}

fn handshake(mode: &str, token: &str) -> Value {
    let query = json!({
        "hub.mode": mode, "hub.verify_token": token, "hub.challenge": "1158201444",
    });
    let mut event = event("GET", "", None);
    event["queryStringParameters"] = query;
    event
}

#[tokio::test]
async fn metas_handshake_gets_its_challenge_back_and_nobody_elses() {
    let rig = Rig::start().await;
    let answer = rig.send(&handshake("subscribe", VERIFY_TOKEN)).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.body().as_ref(), b"1158201444");
    for (mode, token) in [
        ("subscribe", "guess"),
        ("subscribe", ""),
        ("delete", VERIFY_TOKEN),
    ] {
        let answer = rig.send(&handshake(mode, token)).await;
        assert_eq!(answer.status(), 403, "{mode} {token}");
        assert!(!String::from_utf8_lossy(answer.body()).contains("1158201444"));
    }
    assert_eq!(rig.send(&event("GET", "", None)).await.status(), 403);
}

#[tokio::test]
async fn what_meta_did_not_sign_is_401_and_never_queued() {
    let rig = Rig::start().await;
    let body = hello();
    let good = signed(&body);
    let forged = sign(
        &AppSecret::try_new("another app's secret").unwrap(),
        body.as_bytes(),
    );
    for signature in [
        None,
        Some(""),
        Some("sha256="),
        Some(good.trim_start_matches("sha256=")),
        Some(good.to_uppercase().as_str()),
        Some(good.get(..good.len().saturating_sub(1)).unwrap()),
        Some(forged.as_str()),
        Some(signed("{}").as_str()),
    ] {
        let answer = rig.send(&event("POST", &body, signature)).await;
        assert_eq!(answer.status(), 401, "{signature:?}");
    }
    assert!(rig.queued().is_empty());
}

#[tokio::test]
async fn one_flipped_bit_of_a_signed_body_is_401() {
    let rig = Rig::start().await;
    let body = hello();
    let signature = signed(&body);
    for position in 0..body.len() {
        for bit in 0..8 {
            let mut flipped = body.clone().into_bytes();
            flipped[position] ^= 1 << bit;
            let mut event = event("POST", &STANDARD.encode(flipped), Some(&signature));
            event["isBase64Encoded"] = json!(true);
            assert_eq!(
                rig.send(&event).await.status(),
                401,
                "byte {position}, bit {bit}"
            );
        }
    }
    assert!(rig.queued().is_empty());
}

#[tokio::test]
async fn during_a_rotation_both_app_secrets_count() {
    let rig = Rig::start().await;
    let body = hello();
    for secret in APP_SECRETS {
        let signature = sign(&AppSecret::try_new(secret).unwrap(), body.as_bytes());
        assert_eq!(
            rig.send(&event("POST", &body, Some(&signature)))
                .await
                .status(),
            200
        );
    }
    assert_eq!(rig.queued().len(), 2);
}

#[tokio::test]
async fn a_body_in_base64_is_verified_over_the_bytes_meta_signed() {
    let rig = Rig::start().await;
    let body = hello();
    let mut event = event("POST", &STANDARD.encode(&body), Some(&signed(&body)));
    event["isBase64Encoded"] = json!(true);
    assert_eq!(rig.send(&event).await.status(), 200);
    assert_eq!(rig.queued().len(), 1);
}

#[tokio::test]
async fn a_body_meta_would_never_send_is_413_before_anything_is_hashed() {
    let rig = Rig::start().await;
    let body = " ".repeat(MAX_BODY_BYTES.saturating_add(1));
    assert_eq!(rig.post(&body).await, 413);
    assert!(
        rig.services.calls().is_empty(),
        "not even the secret was read"
    );
}

#[tokio::test]
async fn other_methods_are_refused() {
    let rig = Rig::start().await;
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"] {
        assert_eq!(
            rig.send(&event(method, "", None)).await.status(),
            405,
            "{method}"
        );
    }
}

#[tokio::test]
async fn without_its_secret_the_door_asks_meta_to_come_again() {
    let rig = Rig::start().await;
    rig.services
        .fail("GetSecretValue", Fault::Error("AccessDeniedException"));
    assert_eq!(rig.post(&hello()).await, 503);
    assert_eq!(
        rig.send(&handshake("subscribe", VERIFY_TOKEN))
            .await
            .status(),
        503
    );
    assert!(rig.queued().is_empty());
    rig.services.mend("GetSecretValue");
    assert_eq!(rig.post(&hello()).await, 200);
}

#[tokio::test]
async fn every_answer_forbids_caching_and_sniffing() {
    let rig = Rig::start().await;
    let body = hello();
    for event in [
        handshake("subscribe", VERIFY_TOKEN),
        handshake("subscribe", "guess"),
        event("POST", &body, Some(&signed(&body))),
        event("POST", &body, None),
        event("DELETE", "", None),
    ] {
        let answer = rig.send(&event).await;
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    }
}
