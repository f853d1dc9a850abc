//! The page's figures: ten thousand preview bots, and an attacker who knows only a phone number.

use std::time::Instant;

use domain::customer::standing::Standing;
use domain::id::CustomerId;
use lambda_http::http::Request as HttpRequest;
use lambda_http::{Body, Request};
use serde_json::json;
use testkit::bank::{ANAS_BIRTH_DATE, ANAS_PIN};

use crate::{Rig, cookie};

/// Bots in all, a third each before, during and after use.
const BOTS: usize = 10_000;

/// Attempts of somebody who knows only a phone number: each looks into a table, so the quick run makes
/// fewer; `ACME_PROOFS=full` makes a hundred thousand.
fn attempts() -> usize {
    if std::env::var_os("ACME_PROOFS").is_some() {
        100_000
    } else {
        1_500
    }
}

fn bot(number: usize, tokens: &[&str]) -> Request {
    let method = ["GET", "HEAD", "OPTIONS"][number % 3];
    let token = tokens.iter().cycle().nth(number % 97).unwrap();
    let target = match number % 4 {
        0 => "/confirm".to_owned(),
        1 => format!("/confirm?token={token}"),
        2 => format!("/live/confirm?t={token}&x={number}"),
        _ => format!("/confirm/?{token}"),
    };
    let agent = ["WhatsApp/2.24", "facebookexternalhit/1.1", "TelegramBot"][number % 3];
    let request = HttpRequest::builder()
        .method(method)
        .uri(format!("https://bank.example{target}"))
        .header("user-agent", agent);
    request.body(Body::Empty).unwrap()
}

#[tokio::test]
async fn ten_thousand_preview_bots_before_during_and_after_use_change_nothing() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    let expired = rig.bank.link_sent("wamid.2").await;
    let tokens = [sent.link.expose(), expired.link.expose(), "invented"];
    let page = rig.send(bot(0, &tokens)).await.text;
    let started = Instant::now();
    for phase in 0..3 {
        let before = rig.bank.engine.items().await;
        for number in 0..=BOTS / 3 {
            let request = bot(number, &tokens);
            let is_options = request.method() == "OPTIONS";
            let answer = rig.send(request).await;
            assert_eq!(answer.cookie, None);
            let expected = if is_options { 404 } else { 200 };
            assert_eq!(answer.status, expected, "phase {phase}, bot {number}");
            assert!(
                is_options || answer.text == page,
                "phase {phase}, bot {number}"
            );
        }
        assert_eq!(rig.bank.engine.items().await, before, "phase {phase}");
        assert!(rig.bank.services.calls_of("Publish").is_empty());
        if phase == 0 {
            let opened = rig.open(sent.link.expose()).await;
            assert_eq!(opened.step(), "credentials");
        } else if phase == 1 {
            let ended = rig.bank.stage(&expired.id).await;
            assert!(matches!(
                ended,
                domain::confirmation::Stage::LinkSent { .. }
            ));
        }
    }
    println!(
        "B1: {BOTS} requests of preview bots, 0 effects, {:.1} s (nothing drawn: no seed)",
        started.elapsed().as_secs_f64()
    );
}

#[tokio::test]
async fn knowing_only_a_phone_number_locks_nobody_out_and_sends_no_sms() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let before = rig.bank.engine.items().await;
    let started = Instant::now();
    for number in 0..attempts() {
        let phone = "447700900101";
        let forged = match number % 4 {
            0 => String::new(),
            1 => format!("__Host-confirmation={phone}.{number:064x}"),
            2 => format!("__Host-confirmation={}.{number:064x}", opened.id.0),
            _ => format!("__Host-confirmation={number:040x}.{phone}"),
        };
        let (step, body) = match number % 6 {
            0 => ("open", json!({ "token": format!("{number:064x}") })),
            1 => (
                "credentials",
                json!({ "pin": format!("{:06}", number % 1_000_000), "fact": ANAS_BIRTH_DATE }),
            ),
            2 => (
                "passcode",
                json!({ "code": format!("{:06}", number % 1_000_000) }),
            ),
            3 => ("resend", json!({})),
            4 => ("disown", json!({})),
            _ => ("cancel", json!({ "phone": phone })),
        };
        let answer = rig.post(step, &body, Some(&forged)).await;
        assert_eq!(answer.status, 410, "attempt {number}");
    }
    assert_eq!(rig.bank.engine.items().await, before);
    assert!(
        rig.bank.services.calls().is_empty(),
        "no text, no wait ended"
    );
    let ana = CustomerId("ana-lima".to_owned());
    let standing = rig.bank.engine.standings().of(&ana).await;
    assert_eq!(standing, Ok(Standing::default()));
    let right = json!({ "pin": ANAS_PIN, "fact": ANAS_BIRTH_DATE });
    let customer = rig
        .post("credentials", &right, Some(&cookie(&opened)))
        .await;
    assert_eq!(customer.step(), "sending", "the customer is not locked out");
    println!(
        "B6: {} attempts, 0 texts, 0 tries counted, {:.1} s (nothing drawn: no seed)",
        attempts(),
        started.elapsed().as_secs_f64()
    );
}
