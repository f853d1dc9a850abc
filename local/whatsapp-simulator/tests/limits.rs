//! Every limit of every message form, over loopback: each row breaks exactly one rule.
//!
//! Deliberately only form; what becomes of good messages is tested in `sending`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod rig;

use rig::{ANA, Rig};
use serde_json::{Value, json};

fn letters(count: usize) -> String {
    "é".repeat(count)
}

/// Sets one field by its JSON pointer.
fn with(mut base: Value, pointer: &str, value: Value) -> Value {
    *base
        .pointer_mut(pointer)
        .unwrap_or_else(|| panic!("{pointer}")) = value;
    base
}

async fn refused(rig: &Rig, kind: &str, base: &Value, cases: &[(&str, Value, u64)]) {
    let (status, answer) = rig.send(kind, base.clone()).await;
    assert_eq!(status, 200, "the base case is good: {answer}");
    for (pointer, value, code) in cases {
        let (status, answer) = rig
            .send(kind, with(base.clone(), pointer, value.clone()))
            .await;
        assert_eq!(
            (status, answer["error"]["code"].as_u64()),
            (400, Some(*code)),
            "{pointer} {value}: {answer}"
        );
        assert_eq!(answer["error"]["type"], "OAuthException");
        assert!(answer["error"]["fbtrace_id"].is_string());
    }
    assert_eq!(rig.inbox(0, 0).await.len(), 1, "nothing refused may arrive");
}

#[tokio::test]
async fn the_frame_of_a_message_is_checked() {
    let rig = Rig::start().await;
    let base = json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": ANA, "type": "text",
        "context": {"message_id": "wamid.x"}, "biz_opaque_callback_data": "x", "text": {"body": "hi"}});
    assert_eq!(rig.graph(&base).await.0, 200);
    let cases = [
        ("/messaging_product", json!("telegram"), 100),
        ("/messaging_product", Value::Null, 100),
        ("/recipient_type", json!("crowd"), 100),
        ("/to", Value::Null, 100),
        ("/to", json!("not a number"), 131_009),
        ("/to", json!("+442079460000"), 131_021),
        ("/type", json!("telepathy"), 100),
        ("/context", json!({}), 100),
        ("/biz_opaque_callback_data", json!(letters(513)), 100),
        ("/text", Value::Null, 100),
        ("/text/body", json!(""), 100),
        ("/text/body", json!(letters(4_097)), 100),
        ("/text/body", json!(7), 100),
        ("/text", json!({"body": "hi", "colour": "red"}), 100),
    ];
    for (pointer, value, code) in cases {
        let (status, answer) = rig.graph(&with(base.clone(), pointer, value.clone())).await;
        assert_eq!(
            (status, answer["error"]["code"].as_u64()),
            (400, Some(code)),
            "{pointer} {value}: {answer}"
        );
    }
    assert_eq!(
        rig.graph(&with(base, "/text/body", json!(letters(4_096))))
            .await
            .0,
        200
    );
}

#[tokio::test]
async fn reply_buttons_keep_every_limit() {
    let rig = Rig::start().await;
    let button = |n: usize| json!({"type": "reply", "reply": {"id": format!("id{n}"), "title": format!("Title {n}")}});
    let base = json!({"type": "button", "header": {"type": "text", "text": letters(60)},
        "body": {"text": letters(1_024)}, "footer": {"text": letters(60)},
        "action": {"buttons": [button(1), button(2), button(3)]}});
    let base = with(
        base,
        "/action/buttons/0/reply",
        json!({"id": letters(256), "title": letters(20)}),
    );
    let four: Vec<Value> = (1..5).map(button).collect();
    let cases = [
        ("/header/text", json!(letters(61)), 131_009),
        ("/body/text", json!(letters(1_025)), 131_009),
        ("/body/text", json!(""), 131_009),
        ("/footer/text", json!(letters(61)), 131_009),
        ("/action/buttons", json!(four), 131_009),
        ("/action/buttons", json!([]), 131_009),
        ("/action/buttons/1/reply/title", json!(letters(21)), 131_009),
        ("/action/buttons/1/reply/title", json!(""), 131_009),
        ("/action/buttons/1/reply/id", json!(letters(257)), 131_009),
        ("/action/buttons/1/reply/id", json!(" id"), 131_009),
        ("/action/buttons/2/reply/id", json!("id2"), 131_009),
        ("/action/buttons/2/reply/title", json!("Title 2"), 131_009),
        ("/action/buttons/2/type", json!("url"), 100),
        ("/body", Value::Null, 100),
        ("/action", Value::Null, 100),
        ("/type", json!("carousel"), 100),
    ];
    refused(&rig, "interactive", &base, &cases).await;
}

#[tokio::test]
async fn lists_keep_every_limit_and_ten_rows_in_all() {
    let rig = Rig::start().await;
    let row = |n: usize| json!({"id": format!("id{n}"), "title": "T", "description": letters(72)});
    let rows = |from: usize, to: usize| (from..to).map(row).collect::<Vec<_>>();
    let base = json!({"type": "list", "header": {"type": "text", "text": "H"}, "body": {"text": letters(4_096)},
        "footer": {"text": "F"}, "action": {"button": letters(20), "sections": [
            {"title": letters(24), "rows": rows(0, 5)}, {"title": "B", "rows": rows(5, 10)}]}});
    let first_row = "/action/sections/0/rows/0";
    let cases = [
        ("/body/text".to_owned(), json!(letters(4_097)), 131_009),
        ("/header/text".to_owned(), json!(letters(61)), 131_009),
        (
            "/header".to_owned(),
            json!({"type": "image", "image": {"link": "https://x.test/a.png"}}),
            100,
        ),
        ("/action/button".to_owned(), json!(letters(21)), 131_009),
        (
            "/action/sections/0/title".to_owned(),
            json!(letters(25)),
            131_009,
        ),
        ("/action/sections/0/title".to_owned(), Value::Null, 100),
        (
            "/action/sections/1/rows".to_owned(),
            json!(rows(5, 11)),
            131_009,
        ),
        ("/action/sections/1/rows".to_owned(), json!([]), 131_009),
        (format!("{first_row}/id"), json!(letters(201)), 131_009),
        (format!("{first_row}/id"), json!("id9"), 131_009),
        (format!("{first_row}/title"), json!(letters(25)), 131_009),
        (
            format!("{first_row}/description"),
            json!(letters(73)),
            131_009,
        ),
        ("/action/sections".to_owned(), json!([]), 131_009),
    ];
    let cases: Vec<_> = cases
        .iter()
        .map(|(pointer, value, code)| (pointer.as_str(), value.clone(), *code))
        .collect();
    refused(&rig, "interactive", &base, &cases).await;
    let one = json!({"type": "list", "body": {"text": "B"}, "action": {"button": "b", "sections": [{"rows": rows(0, 1)}]}});
    assert_eq!(
        rig.send("interactive", one).await.0,
        200,
        "a single section needs no title"
    );
}

#[tokio::test]
async fn links_flows_and_location_requests_keep_their_limits() {
    let rig = Rig::start().await;
    let link = json!({"type": "cta_url", "body": {"text": "B"}, "action": {"name": "cta_url",
        "parameters": {"display_text": letters(20), "url": "https://bank.test/confirm#token"}}});
    let cases = [
        (
            "/action/parameters/display_text",
            json!(letters(21)),
            131_009,
        ),
        ("/action/parameters/url", json!("confirm#token"), 131_009),
        (
            "/action/parameters/url",
            json!("javascript:alert(1)"),
            131_009,
        ),
        ("/action/parameters/url", Value::Null, 100),
        ("/action/name", json!("open"), 100),
        ("/body/text", json!(letters(1_025)), 131_009),
    ];
    refused(&rig, "interactive", &link, &cases).await;
    let rig = Rig::start().await;
    let flow = json!({"type": "flow", "body": {"text": "B"}, "action": {"name": "flow", "parameters": {
        "flow_message_version": "3", "flow_id": "1", "flow_cta": "Go", "flow_action": "navigate",
        "flow_action_payload": {"screen": "S"}}}});
    let cases = [
        ("/action/parameters/flow_message_version", json!("2"), 100),
        ("/action/parameters/flow_id", Value::Null, 100),
        ("/action/parameters/flow_action_payload", json!({}), 100),
        ("/action/parameters/flow_action", json!("jump"), 100),
    ];
    refused(&rig, "interactive", &flow, &cases).await;
    let place = json!({"type": "location_request_message", "body": {"text": "Where?"}, "action": {"name": "send_location"}});
    assert_eq!(rig.send("interactive", place).await.0, 200);
}
