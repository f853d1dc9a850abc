//! Attacks by requests no page of the bank's would send, all with the victim's own session.

use std::time::{Duration, Instant};

use reqwest::{Client, Method};
use serde_json::json;

use super::door::Seen;
use super::victim::{Link, Victim};
use super::{Outcome, Tally, changed};

const STEPS: [&str; 7] = [
    "open",
    "credentials",
    "passcode",
    "resend",
    "status",
    "cancel",
    "disown",
];

/// What a foreign page can make a browser send without asking first, and what it cannot hide.
const FOREIGN: [(&str, &[(&str, &str)]); 7] = [
    ("text/plain", &[]),
    ("application/x-www-form-urlencoded", &[]),
    ("multipart/form-data; boundary=x", &[]),
    ("", &[]),
    ("application/json", &[("sec-fetch-site", "cross-site")]),
    ("application/json", &[("sec-fetch-site", "same-site")]),
    ("application/json", &[("sec-fetch-site", "none")]),
];

/// How many answers of each kind are timed.
const TIMED: usize = 30;

pub(super) async fn attacks(victim: &Victim) -> anyhow::Result<Vec<Outcome>> {
    let link = victim.asks("2").await?;
    let opened = link
        .door
        .post("open", &json!({ "token": link.token }).to_string(), "")
        .await?;
    let cookie = opened.cookie.clone().unwrap_or_default();
    let outcomes = vec![
        cross_site(victim, &link, &cookie).await?,
        oversize(victim, &link, &cookie).await?,
        injected_headers(victim, &link, &cookie).await?,
        odd_methods(victim, &link, &cookie).await?,
        skipped_steps(victim, &link, &cookie).await?,
        swapped_amount(&link, &cookie, &opened.body).await?,
        told_apart(&link, &cookie).await?,
    ];
    victim.recovers().await?;
    Ok(outcomes)
}

async fn cross_site(victim: &Victim, link: &Link, cookie: &str) -> anyhow::Result<Outcome> {
    let before = victim.traces().await?;
    let mut tally = Tally::default();
    let form = "pin=271828&fact=4321&token=x&code=123456";
    for step in STEPS {
        for (kind, more) in FOREIGN {
            for body in [
                form,
                "{}",
                r#"{"pin":"271828","fact":"4321","code":"123456"}"#,
            ] {
                let mut headers = vec![
                    ("content-type", kind),
                    ("cookie", cookie),
                    ("origin", "https://mallory.example"),
                ];
                headers.extend(more);
                let rest = format!("/{step}");
                let got = link.door.send(Method::POST, &rest, &headers, body).await?;
                let is_odd = got.status != 403 || got.reflected || got.unprotected;
                tally.saw(is_odd);
            }
        }
    }
    tally.also(changed(victim, &before).await?);
    Ok(Outcome {
        attack: "cross-site and form-encoded posts",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "any answer but 403, or anything written",
    })
}

async fn oversize(victim: &Victim, link: &Link, cookie: &str) -> anyhow::Result<Outcome> {
    let before = victim.traces().await?;
    let mut tally = Tally::default();
    for step in STEPS {
        for bytes in [1_025, 65_536, 1 << 20] {
            let body = json!({ "token": "x".repeat(bytes) }).to_string();
            let got = link.door.post(step, &body, cookie).await?;
            tally.saw(!(400..500).contains(&got.status) || got.unprotected);
        }
        for body in ["", "[", "null", "[[[[[[[[", "{\"token\":1}", "\u{0}"] {
            let got = link.door.post(step, body, "").await?;
            tally.saw(!(400..500).contains(&got.status) || got.unprotected);
        }
    }
    tally.also(changed(victim, &before).await?);
    Ok(Outcome {
        attack: "oversize and malformed bodies",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "a success, a crash, or anything written",
    })
}

async fn injected_headers(victim: &Victim, link: &Link, cookie: &str) -> anyhow::Result<Outcome> {
    let before = victim.traces().await?;
    let mut tally = Tally::default();
    let spoofed = [
        ("x-forwarded-host", "mallory.example"),
        ("x-forwarded-proto", "http"),
        ("x-original-url", "/mallory"),
        ("x-http-method-override", "DELETE"),
        ("forwarded", "host=mallory.example"),
        ("origin", "https://mallory.example"),
        ("referer", "https://mallory.example/"),
    ];
    for (name, value) in spoofed {
        let headers = [(name, value)];
        let got = link.door.send(Method::GET, "", &headers, "").await?;
        tally.saw(got.reflected || got.body.contains("mallory"));
    }
    for injected in [
        "x\r\nset-cookie: mallory=1",
        "x%0d%0aset-cookie:%20mallory=1",
        "\u{560a}\u{560d}set-cookie: mallory=1",
    ] {
        let body =
            json!({ "token": injected, "pin": injected, "fact": injected, "code": injected });
        for step in ["open", "credentials", "passcode"] {
            let got = link.door.post(step, &body.to_string(), cookie).await?;
            tally.saw(got.reflected || got.body.contains("mallory"));
        }
    }
    tally.also(changed(victim, &before).await?);
    Ok(Outcome {
        attack: "header injection and spoofed hosts",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "anything given back, or anything written",
    })
}

async fn odd_methods(victim: &Victim, link: &Link, cookie: &str) -> anyhow::Result<Outcome> {
    let before = victim.traces().await?;
    let mut tally = Tally::default();
    for step in STEPS {
        for method in [
            Method::GET,
            Method::PUT,
            Method::DELETE,
            Method::PATCH,
            Method::OPTIONS,
        ] {
            let headers = [("cookie", cookie), ("content-type", "application/json")];
            let rest = format!("/{step}");
            let got = link.door.send(method, &rest, &headers, "{}").await?;
            tally.saw(got.status < 400);
        }
    }
    tally.also(changed(victim, &before).await?);
    Ok(Outcome {
        attack: "other methods on every step",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "a success, or anything written",
    })
}

/// A code before PIN and fact, and another text before the first.
async fn skipped_steps(victim: &Victim, link: &Link, cookie: &str) -> anyhow::Result<Outcome> {
    let (before, texts) = (victim.traces().await?, victim.texts().await?.len());
    let mut tally = Tally::default();
    for code in 0..20 {
        let body = json!({ "code": format!("{code:06}") }).to_string();
        let got = link.door.post("passcode", &body, cookie).await?;
        tally.saw(!got.body.contains("\"step\":\"credentials\""));
        let got = link.door.post("resend", "{}", cookie).await?;
        tally.saw(!got.body.contains("\"step\":\"credentials\""));
    }
    let sent = victim.texts().await?.len().saturating_sub(texts);
    tally.also(sent);
    tally.also(changed(victim, &before).await?);
    Ok(Outcome {
        attack: "skipped steps",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "another step, a text, or anything written",
    })
}

/// Whatever else is posted, the page shows what was sealed.
async fn swapped_amount(link: &Link, cookie: &str, opened: &str) -> anyhow::Result<Outcome> {
    let sealed = order_in(opened);
    let mut tally = Tally::default();
    for step in ["status", "open", "resend"] {
        for extra in [
            json!({ "amount": "9999.00", "token": "" }),
            json!({ "order": { "amount": "£9,999.00", "payee": "Mallory" }, "token": "" }),
            json!({ "amount_minor": 999_900, "payee_name": "Mallory", "token": "" }),
            json!({ "confirmation_id": "0", "customer": "mallory", "token": "" }),
            json!({ "__proto__": { "amount": 1 }, "intent": {}, "token": "" }),
        ] {
            let got = link.door.post(step, &extra.to_string(), cookie).await?;
            tally.saw(order_in(&got.body) != sealed || sealed.is_none());
        }
    }
    Ok(Outcome {
        attack: "a swapped amount or payee",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "a page that shows another order",
    })
}

/// Sessions that are wrong in different ways: the same bytes, in about the same time.
async fn told_apart(link: &Link, cookie: &str) -> anyhow::Result<Outcome> {
    let (id, _) = cookie.split_once('.').unwrap_or_default();
    let kinds = [
        String::new(),
        "__Host-confirmation=0000000000000000000000000000000000000000.0".to_owned(),
        format!("{id}.{}", "0".repeat(64)),
    ];
    let mut answers: Vec<(Vec<Duration>, Seen)> = Vec::new();
    for kind in &kinds {
        let seen = link.door.post("status", "{}", kind).await?;
        answers.push((Vec::new(), seen));
    }
    let (mut tally, first) = (Tally::default(), answers[0].1.clone());
    for _ in 0..TIMED {
        for (kind, (times, _)) in kinds.iter().zip(&mut answers) {
            let started = Instant::now();
            let seen = link.door.post("status", "{}", kind).await?;
            times.push(started.elapsed());
            tally.saw(seen != first);
        }
    }
    // An unknown and a wrong session both cost one look into the table; no session costs none, and
    // that is no secret.
    let [_, unknown, wrong] = [0, 1, 2].map(|kind| median(&mut answers[kind].0));
    let apart = unknown.abs_diff(wrong);
    let tolerated = unknown.checked_div(2).unwrap_or_default();
    tally.saw(apart > tolerated.max(Duration::from_millis(15)));
    Ok(Outcome {
        attack: "sessions told apart by bytes or time",
        attempts: TIMED.saturating_mul(kinds.len()),
        effects: tally.effects,
        effect: "other bytes, or a median half as long again",
    })
}

/// Messages in the victim's name, unsigned or signed with a guess.
pub(super) async fn forged_webhooks(victim: &Victim, api_url: &str) -> anyhow::Result<Outcome> {
    let before = victim.traces().await?;
    let client = Client::builder().no_proxy().build()?;
    let mut tally = Tally::default();
    for text in ["block", "send 50 to Ben", "271828", "balance"] {
        let message = json!({ "from": "447700900101", "id": format!("wamid.forged.{text}"),
            "timestamp": "1795435200", "type": "text", "text": { "body": text } });
        let body = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [{
            "field": "messages", "value": { "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": "1", "phone_number_id": "1" },
            "contacts": [{ "wa_id": "447700900101" }], "messages": [message] } }] }] });
        for signature in [
            "",
            "sha256=",
            &format!("sha256={}", "0".repeat(64)),
            "sha1=0",
        ] {
            let request = client.post(format!("{api_url}/webhook")).json(&body);
            let request = request.header("x-hub-signature-256", signature);
            let status = request.send().await?.status().as_u16();
            tally.saw(status != 401);
        }
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    tally.also(changed(victim, &before).await?);
    Ok(Outcome {
        attack: "forged messages in the victim's name",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "any answer but 401, or anything written",
    })
}

fn order_in(body: &str) -> Option<serde_json::Value> {
    let view: serde_json::Value = serde_json::from_str(body).ok()?;
    view.get("order").cloned()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
