//! What the bank's webhook gets, and what the control API does for whoever plays the customer.
//!
//! Deliberately a bank that only listens; replies are tested in `sending`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod rig;

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rig::{ANA, Rig, mono_opus};
use serde_json::{Value, json};
use simulator_kit::FaultPlan;
use whatsapp_simulator::{VerifyError, user_id_of};

async fn text(rig: &Rig, text: &str) -> String {
    rig.says(json!({"type": "text", "text": text})).await
}

fn plan(value: Value) -> FaultPlan {
    serde_json::from_value(value).unwrap()
}

#[tokio::test]
async fn a_text_arrives_signed_escaped_and_shaped_as_meta_shapes_it() {
    let rig = Rig::start().await;
    let id = text(&rig, "Olá, £5 to 😀 / now").await;
    let value = rig.webhooks(1).await.remove(0);
    let message = json!({"id": id, "from": "447700900101", "from_user_id": user_id_of(ANA),
        "timestamp": "1795435200", "type": "text", "text": {"body": "Olá, £5 to 😀 / now"}});
    let contact = json!({"profile": {"name": "Ána Lima 😀"}, "wa_id": "447700900101", "user_id": user_id_of(ANA)});
    let metadata =
        json!({"display_phone_number": "442079460000", "phone_number_id": "106540352242922"});
    let expected = json!({"messaging_product": "whatsapp", "metadata": metadata, "contacts": [contact], "messages": [message]});
    assert_eq!(value, expected);
    let raw = rig.bank.raw.lock().unwrap()[0].clone();
    assert!(raw.is_ascii() && String::from_utf8_lossy(&raw).contains(r"\ud83d\ude00 \/ now"));
}

#[tokio::test]
async fn taps_carry_the_title_the_description_and_the_message_they_answer() {
    let rig = Rig::start().await;
    let buttons = json!({"type": "button", "body": {"text": "Sure?"}, "action": {"buttons": [
        {"type": "reply", "reply": {"id": "yes", "title": "Yes, send"}}]}});
    let rows = json!([{"id": "bal", "title": "Balance", "description": "all accounts"}]);
    let list = json!({"type": "list", "body": {"text": "Menu"}, "action": {"button": "Open", "sections": [{"rows": rows}]}});
    let (_, sent) = rig.send("interactive", buttons).await;
    rig.send("interactive", list).await;
    rig.webhooks(4).await;
    rig.says(json!({"type": "button_reply", "id": "yes"})).await;
    let message = rig.webhooks(5).await[4]["messages"][0].clone();
    assert_eq!(
        message["interactive"],
        json!({"type": "button_reply", "button_reply": {"id": "yes", "title": "Yes, send"}})
    );
    assert_eq!(
        message["context"],
        json!({"from": "442079460000", "id": sent["messages"][0]["id"]})
    );
    rig.says(json!({"type": "list_reply", "id": "bal"})).await;
    let message = rig.webhooks(6).await[5]["messages"][0].clone();
    let row = json!({"id": "bal", "title": "Balance", "description": "all accounts"});
    assert_eq!(
        message["interactive"],
        json!({"type": "list_reply", "list_reply": row})
    );
}

#[tokio::test]
async fn a_voice_note_can_be_fetched_by_the_bank_and_a_raw_message_goes_as_it_is() {
    let rig = Rig::start().await;
    rig.says(json!({"type": "audio", "voice": true, "media": STANDARD.encode(mono_opus())}))
        .await;
    let audio = rig.webhooks(1).await[0]["messages"][0]["audio"].clone();
    assert_eq!(
        (&audio["voice"], &audio["mime_type"]),
        (&json!(true), &json!("audio/ogg; codecs=opus"))
    );
    let url = format!("{}/graph/v26.0/{}", rig.base, audio["id"].as_str().unwrap());
    let info: Value = rig
        .client
        .get(url)
        .bearer_auth("local-access-token")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(info["sha256"], audio["sha256"]);
    let raw = json!({"type": "location", "id": "odd id", "timestamp": "1", "location": {"latitude": 1, "longitude": 2}});
    assert_eq!(
        rig.says(json!({"type": "raw", "message": raw})).await,
        "odd id"
    );
    let seen = rig.webhooks(2).await[1]["messages"][0].clone();
    assert_eq!(
        (&seen["timestamp"], &seen["location"]["latitude"]),
        (&json!("1"), &json!(1))
    );
}

#[tokio::test]
async fn the_same_id_can_be_delivered_again_and_nonsense_is_refused() {
    let rig = Rig::start().await;
    for _ in 0..2 {
        rig.says(json!({"type": "text", "text": "hi", "message_id": "wamid.same"}))
            .await;
    }
    let ids: Vec<_> = rig
        .webhooks(2)
        .await
        .iter()
        .map(|value| value["messages"][0]["id"].clone())
        .collect();
    assert_eq!(ids, ["wamid.same", "wamid.same"]);
    let url = format!("{}/simulator/customers/{ANA}/messages", rig.base);
    for body in [
        "",
        "{}",
        r#"{"type":"text"}"#,
        r#"{"type":"song","text":"x"}"#,
        r#"{"type":"audio","media":"%"}"#,
    ] {
        assert_eq!(
            rig.client
                .post(&url)
                .body(body)
                .send()
                .await
                .unwrap()
                .status(),
            400,
            "{body}"
        );
    }
    let nobody = rig
        .client
        .post(format!("{}/simulator/customers/ana/messages", rig.base))
        .body("{}");
    assert_eq!(nobody.send().await.unwrap().status(), 400);
}

#[tokio::test]
async fn anything_but_200_is_retried_until_it_is_taken_and_then_no_more() {
    let rig = Rig::start().await;
    rig.bank.refuse_next.store(3, Ordering::SeqCst);
    text(&rig, "hi").await;
    rig.webhooks(1).await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert_eq!(rig.webhooks(1).await.len(), 1);
    let chat = rig
        .get(&format!("/simulator/customers/{ANA}/conversation"))
        .await;
    assert_eq!(chat["items"][0]["status"], "delivered");
}

#[tokio::test]
async fn a_reset_forgets_chats_media_and_waiting_webhooks_but_not_the_numbering() {
    let rig = Rig::start().await;
    let (_, media) = rig.upload("audio/ogg", mono_opus()).await;
    rig.send_text("one").await;
    rig.webhooks(2).await;
    rig.bank.refuse_next.store(1, Ordering::SeqCst);
    text(&rig, "waits").await;
    tokio::time::sleep(Duration::from_millis(10)).await;
    rig.simulator.reset();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(rig.webhooks(2).await.len(), 2);
    assert!(rig.inbox(0, 0).await.is_empty());
    let file = format!(
        "{}/simulator/media/{}",
        rig.base,
        media["id"].as_str().unwrap()
    );
    assert_eq!(rig.client.get(file).send().await.unwrap().status(), 404);
    rig.send_text("two").await;
    assert_eq!(rig.inbox(1, 0).await[0]["seq"], 2);
}

#[tokio::test]
async fn a_customers_webhooks_come_in_order_unless_they_are_to_be_shuffled() {
    let rig = Rig::start().await;
    let bodies = |values: &[Value]| -> Vec<String> {
        values
            .iter()
            .map(|value| {
                value["messages"][0]["text"]["body"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    };
    let expected: Vec<String> = (0..30).map(|n| n.to_string()).collect();
    for n in &expected {
        text(&rig, n).await;
    }
    assert_eq!(bodies(&rig.webhooks(30).await), expected);
    rig.faults.set(plan(json!({"delivery": {"shuffle": true}})));
    for n in &expected {
        text(&rig, n).await;
    }
    let seen = bodies(&rig.webhooks(60).await[30..]);
    assert_ne!(seen, expected);
    assert_eq!(
        seen.iter().collect::<std::collections::BTreeSet<_>>().len(),
        30
    );
}

#[tokio::test]
async fn deliveries_are_duplicated_and_phone_numbers_dropped_on_request() {
    let rig = Rig::start().await;
    rig.faults.set(plan(
        json!({"delivery": {"duplicate": 3, "drop_phone_number": true}}),
    ));
    text(&rig, "hi").await;
    let seen = rig.webhooks(3).await;
    assert!(seen.iter().all(|value| value == &seen[0]));
    let raw = rig.bank.raw.lock().unwrap()[0].clone();
    assert!(!String::from_utf8_lossy(&raw).contains("447700900101"));
    assert_eq!(seen[0]["messages"][0]["from_user_id"], user_id_of(ANA));
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(rig.webhooks(3).await.len(), 3);
}

#[tokio::test]
async fn exact_bytes_are_delivered_and_the_banks_answer_comes_back() {
    let rig = Rig::start().await;
    let deliver = |query: &str, body: &'static str| {
        let url = format!("{}/simulator/webhook{query}", rig.base);
        let request = rig.client.post(url).body(body);
        async move {
            let answer = request.send().await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        }
    };
    assert_eq!(deliver("", " {\"any\" : 1} ").await, (200, "ok".into()));
    assert_eq!(&rig.bank.raw.lock().unwrap()[0][..], b" {\"any\" : 1} ");
    assert_eq!(
        deliver("?signature=none", "{}").await,
        (401, "bad signature".into())
    );
    assert_eq!(
        deliver("?signature=bad", "{}").await,
        (401, "bad signature".into())
    );
    assert_eq!(deliver("?signature=golden", "{}").await.0, 400);
    rig.simulator.set_webhook_url("http://127.0.0.1:9/webhook");
    assert_eq!(deliver("", "{}").await.0, 502);
}

#[tokio::test]
async fn the_handshake_passes_with_the_right_word_only() {
    let rig = Rig::start().await;
    rig.simulator.verify_webhook().await.unwrap();
    let stranger = Rig::with(|config| config.verify_token = "other".into()).await;
    assert!(matches!(
        stranger.simulator.verify_webhook().await,
        Err(VerifyError::Refused { status: 403, .. })
    ));
}

#[tokio::test]
async fn the_bank_is_told_what_became_of_its_message() {
    let rig = Rig::start().await;
    let body = json!({"messaging_product": "whatsapp", "to": ANA, "type": "text", "text": {"body": "hi"},
        "biz_opaque_callback_data": "outbound-7"});
    let (_, answer) = rig.graph(&body).await;
    rig.webhooks(2).await;
    let read = rig
        .client
        .post(format!("{}/simulator/customers/{ANA}/read", rig.base))
        .send()
        .await
        .unwrap();
    assert_eq!(read.status(), 204);
    let statuses: Vec<Value> = rig
        .webhooks(3)
        .await
        .iter()
        .map(|value| value["statuses"][0].clone())
        .collect();
    let words: Vec<_> = statuses
        .iter()
        .map(|status| status["status"].clone())
        .collect();
    assert_eq!(words, ["sent", "delivered", "read"]);
    for status in &statuses {
        assert_eq!(
            (&status["id"], &status["recipient_id"]),
            (&answer["messages"][0]["id"], &json!("447700900101"))
        );
        assert_eq!(status["biz_opaque_callback_data"], "outbound-7");
    }
    rig.client
        .post(format!("{}/simulator/customers/{ANA}/read", rig.base))
        .send()
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(rig.webhooks(3).await.len(), 3, "read is said once");
}

#[tokio::test]
async fn unfit_voice_notes_are_accepted_first_and_fail_later() {
    let rig = Rig::start().await;
    let (_, media) = rig.upload("audio/mpeg", b"ID3 music".to_vec()).await;
    let (status, _) = rig
        .send("audio", json!({"id": media["id"], "voice": true}))
        .await;
    assert_eq!(status, 200);
    let value = rig.webhooks(1).await.remove(0);
    assert_eq!(
        (
            &value["statuses"][0]["status"],
            &value["statuses"][0]["errors"][0]["code"]
        ),
        (&json!("failed"), &json!(131_053))
    );
    assert!(value.get("contacts").is_none());
    assert!(rig.inbox(0, 0).await.is_empty());
}

#[tokio::test]
async fn a_long_poll_returns_with_the_message_and_not_before_it() {
    let rig = Rig::start().await;
    let later = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        rig.send_text("now").await;
    };
    let begun = Instant::now();
    let (inbox, ()) = tokio::join!(rig.inbox(0, 10), later);
    assert_eq!(inbox[0]["text"], "now");
    assert!((Duration::from_millis(300)..Duration::from_secs(5)).contains(&begun.elapsed()));
    assert!(rig.inbox(1, 1).await.is_empty());
    assert!(begun.elapsed() >= Duration::from_millis(1_300));
}

#[tokio::test]
async fn read_receipts_and_typing_show_on_the_phone() {
    let rig = Rig::start().await;
    let id = text(&rig, "hi").await;
    let chat = || rig.get("/simulator/customers/+447700900101/conversation");
    let receipt = json!({"messaging_product": "whatsapp", "status": "read", "message_id": id,
        "typing_indicator": {"type": "text"}});
    let (status, answer) = rig.graph(&receipt).await;
    assert_eq!((status, answer), (200, json!({"success": true})));
    let seen = chat().await;
    assert_eq!(
        (&seen["items"][0]["status"], &seen["typing_ms"]),
        (&json!("read"), &json!(25_000))
    );
    rig.send_text("hello").await;
    assert_eq!(chat().await["typing_ms"], 0);
    let unknown =
        json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.no"});
    assert_eq!(rig.graph(&unknown).await.1["error"]["code"], 131_009);
}

#[tokio::test]
async fn a_lost_acknowledgement_leaves_the_message_on_the_phone() {
    let rig = Rig::start().await;
    rig.faults
        .set(plan(json!({"whatsapp": {"kind": "lost_ack", "next": 1}})));
    let url = format!("{}/graph/v26.0/106540352242922/messages", rig.base);
    let body =
        json!({"messaging_product": "whatsapp", "to": ANA, "type": "text", "text": {"body": "hi"}});
    let lost = rig
        .client
        .post(url)
        .bearer_auth("local-access-token")
        .json(&body)
        .send()
        .await;
    assert!(lost.is_err());
    assert_eq!(rig.inbox(0, 0).await.len(), 1);
}
