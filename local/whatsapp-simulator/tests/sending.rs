//! What the Graph API does with messages and media, over loopback.
//!
//! Deliberately leaves the limits of each message form to `limits`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod rig;

use rig::{ANA, Rig, mono_opus};
use serde_json::{Value, json};
use simulator_kit::Dependency;
use whatsapp_simulator::user_id_of;

/// Sets one field by its JSON pointer.
fn with(mut base: Value, pointer: &str, value: Value) -> Value {
    *base
        .pointer_mut(pointer)
        .unwrap_or_else(|| panic!("{pointer}")) = value;
    base
}

#[tokio::test]
async fn an_accepted_text_is_answered_as_meta_does_and_arrives() {
    let rig = Rig::start().await;
    let (status, answer) = rig.send_text("Your balance is *£5*").await;
    assert_eq!(status, 200);
    let contact = json!({"input": ANA, "wa_id": "447700900101", "user_id": user_id_of(ANA)});
    assert_eq!(answer["contacts"], json!([contact]));
    assert_eq!(answer["messaging_product"], "whatsapp");
    assert!(
        answer["messages"][0]["id"]
            .as_str()
            .unwrap()
            .starts_with("wamid.")
    );
    let inbox = rig.inbox(0, 0).await;
    assert_eq!(
        (&inbox[0]["seq"], &inbox[0]["type"]),
        (&json!(1), &json!("text"))
    );
    assert_eq!(inbox[0]["text"], "Your balance is *£5*");
    assert_eq!(inbox[0]["message"]["to"], ANA);
    assert_eq!(inbox[0]["at"], "2026-11-23T12:00:00Z");
}

#[tokio::test]
async fn wrong_tokens_numbers_and_paths_are_refused_before_anything_else() {
    let rig = Rig::start().await;
    let post = |path: &str, token: &str| {
        rig.client
            .post(format!("{}{path}", rig.base))
            .bearer_auth(token)
            .body("not json")
            .send()
    };
    let answer = post("/graph/v26.0/106540352242922/messages", "wrong")
        .await
        .unwrap();
    assert_eq!(answer.status(), 401);
    assert_eq!(answer.json::<Value>().await.unwrap()["error"]["code"], 190);
    let answer = post("/graph/v26.0/999/messages", "local-access-token")
        .await
        .unwrap();
    assert_eq!(
        answer.json::<Value>().await.unwrap()["error"]["error_subcode"],
        33
    );
    for path in [
        "/graph/26/106540352242922/messages",
        "/graph/v26.0/106540352242922/nothing",
    ] {
        let answer = post(path, "local-access-token").await.unwrap();
        assert_eq!(
            answer.json::<Value>().await.unwrap()["error"]["code"],
            2500,
            "{path}"
        );
    }
    let answer = post(
        "/graph/v26.0/106540352242922/messages",
        "local-access-token",
    )
    .await
    .unwrap();
    assert_eq!(answer.json::<Value>().await.unwrap()["error"]["code"], 100);
}

#[tokio::test]
async fn templates_are_filled_in_and_their_faults_have_their_codes() {
    let rig = Rig::start().await;
    let parameter = |text: &str| json!({"type": "text", "text": text});
    let template = json!({"name": "receipt", "language": {"code": "en_GB"}, "components": [
        {"type": "body", "parameters": [parameter("£50.00"), parameter("Ben")]}]});
    let (status, answer) = rig.send("template", template.clone()).await;
    assert_eq!(
        (status, &answer["messages"][0]["message_status"]),
        (200, &json!("accepted"))
    );
    assert_eq!(rig.inbox(0, 0).await[0]["text"], "You sent £50.00 to Ben.");
    let (status, answer) = rig
        .send("template", with(template.clone(), "/name", json!("other")))
        .await;
    assert_eq!((status, &answer["error"]["code"]), (404, &json!(132_001)));
    let one = json!([parameter("£50.00")]);
    let (status, answer) = rig
        .send("template", with(template, "/components/0/parameters", one))
        .await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(132_000)));
}

#[tokio::test]
async fn a_business_scoped_user_id_reaches_the_same_customer() {
    let rig = Rig::start().await;
    let body = json!({"messaging_product": "whatsapp", "recipient": user_id_of(ANA), "type": "text", "text": {"body": "hi"}});
    let (status, answer) = rig.graph(&body).await;
    assert_eq!(status, 200);
    assert_eq!(
        answer["contacts"],
        json!([{"input": user_id_of(ANA), "user_id": user_id_of(ANA)}])
    );
    assert_eq!(rig.inbox(0, 0).await.len(), 1);
    let (status, answer) = rig.graph(&with(body, "/recipient", json!("GB.1"))).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(131_026)));
}

#[tokio::test]
async fn media_are_uploaded_described_downloaded_for_five_minutes_and_deleted() {
    let rig = Rig::start().await;
    let (status, answer) = rig.upload("audio/ogg; codecs=opus", mono_opus()).await;
    assert_eq!(status, 200, "{answer}");
    let id = answer["id"].as_str().unwrap().to_owned();
    let info_url = format!("{}/graph/v26.0/{id}", rig.base);
    let info = || {
        rig.client
            .get(&info_url)
            .bearer_auth("local-access-token")
            .send()
    };
    let shown: Value = info().await.unwrap().json().await.unwrap();
    assert_eq!(
        (shown["file_size"].as_u64(), shown["id"].as_str()),
        (Some(38), Some(id.as_str()))
    );
    let url = shown["url"].as_str().unwrap();
    let download = |token: &str| rig.client.get(url).bearer_auth(token).send();
    assert_eq!(download("wrong").await.unwrap().status(), 401);
    let file = download("local-access-token").await.unwrap();
    assert_eq!(file.headers()["content-type"], "audio/ogg; codecs=opus");
    assert_eq!(file.bytes().await.unwrap(), mono_opus());
    let forged = url.replace("ext=1", "ext=2");
    let forged = rig
        .client
        .get(forged)
        .bearer_auth("local-access-token")
        .send()
        .await
        .unwrap();
    assert_eq!(forged.status(), 404);
    rig.advance(301_000);
    assert_eq!(download("local-access-token").await.unwrap().status(), 404);
    let gone = rig
        .client
        .delete(&info_url)
        .bearer_auth("local-access-token")
        .send()
        .await
        .unwrap();
    assert_eq!(
        gone.json::<Value>().await.unwrap(),
        json!({"success": true})
    );
    assert_eq!(info().await.unwrap().status(), 400);
    assert_eq!(rig.calls.count(Dependency::Whatsapp, "media.upload"), 1);
    assert_eq!(rig.calls.count(Dependency::Whatsapp, "media.download"), 4);
}

#[tokio::test]
async fn files_of_unknown_types_and_too_large_files_are_refused() {
    let rig = Rig::with(|config| config.media.image_bytes = 100).await;
    let (status, answer) = rig.upload("application/octet-stream", vec![0; 10]).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(100)));
    assert_eq!(rig.upload("image/png", vec![0; 100]).await.0, 200);
    let (status, answer) = rig.upload("image/png", vec![0; 101]).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(131_053)));
}

#[tokio::test]
async fn a_voice_note_plays_and_media_that_were_never_uploaded_are_refused() {
    let rig = Rig::start().await;
    let (_, answer) = rig.upload("audio/ogg", mono_opus()).await;
    assert_eq!(
        rig.send("audio", json!({"id": answer["id"], "voice": true}))
            .await
            .0,
        200
    );
    assert_eq!(rig.inbox(0, 0).await[0]["text"], "[voice note]");
    let id = answer["id"].as_str().unwrap();
    let file = rig
        .client
        .get(format!("{}/simulator/media/{id}", rig.base))
        .send()
        .await
        .unwrap();
    assert_eq!(file.bytes().await.unwrap(), mono_opus());
    let (status, answer) = rig.send("audio", json!({"id": "123", "voice": true})).await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(100)));
    for wrong in [
        json!({}),
        json!({"id": id, "link": "https://x.test"}),
        json!({"link": "x"}),
    ] {
        assert_eq!(rig.send("audio", wrong).await.0, 400);
    }
}

#[tokio::test]
async fn the_window_opens_with_a_message_and_closes_after_24_hours_but_not_for_templates() {
    let rig = Rig::with(|config| config.enforce_window = true).await;
    let code = |answer: (u16, Value)| (answer.0, answer.1["error"]["code"].as_u64());
    assert_eq!(code(rig.send_text("hi").await), (400, Some(131_047)));
    rig.says(json!({"type": "text", "text": "hello"})).await;
    assert_eq!(code(rig.send_text("hi").await), (200, None));
    rig.advance(86_399_999);
    assert_eq!(code(rig.send_text("hi").await), (200, None));
    rig.advance(1);
    assert_eq!(code(rig.send_text("hi").await), (400, Some(131_047)));
    let parameters = json!([{"type": "text", "text": "£5"}, {"type": "text", "text": "Ben"}]);
    let template = json!({"name": "receipt", "language": {"code": "en_GB"},
        "components": [{"type": "body", "parameters": parameters}]});
    assert_eq!(code(rig.send("template", template).await), (200, None));
}

#[tokio::test]
async fn pair_rate_and_number_rate_are_enforced_when_asked_for() {
    let rig = Rig::with(|config| config.enforce_pair_rate = true).await;
    for _ in 0..45 {
        assert_eq!(rig.send_text("hi").await.0, 200);
    }
    assert_eq!(rig.send_text("hi").await.1["error"]["code"], 131_056);
    rig.advance(6_000);
    assert_eq!(rig.send_text("hi").await.0, 200);
    let rig = Rig::with(|config| config.number_rate_per_second = Some(3)).await;
    for _ in 0..3 {
        assert_eq!(rig.send_text("hi").await.0, 200);
    }
    assert_eq!(rig.send_text("hi").await.1["error"]["code"], 130_429);
}

#[tokio::test]
async fn window_pair_rate_and_number_rate_are_enforced_unless_told_otherwise() {
    let config = whatsapp_simulator::Config::default();
    assert!(config.enforce_window && config.enforce_pair_rate);
    assert_eq!(config.number_rate_per_second, Some(80));
}

#[tokio::test]
async fn reactions_locations_and_contacts_arrive_and_wrong_ones_do_not() {
    let rig = Rig::start().await;
    let (_, answer) = rig.send_text("hi").await;
    let reaction = json!({"message_id": answer["messages"][0]["id"], "emoji": "👍"});
    assert_eq!(rig.send("reaction", reaction.clone()).await.0, 200);
    let (status, answer) = rig
        .send("reaction", with(reaction, "/message_id", json!("wamid.no")))
        .await;
    assert_eq!((status, &answer["error"]["code"]), (400, &json!(131_009)));
    let place = json!({"latitude": "51.5", "longitude": -0.12, "name": "Branch"});
    assert_eq!(rig.send("location", place.clone()).await.0, 200);
    assert_eq!(
        rig.send("location", with(place, "/latitude", json!(91)))
            .await
            .0,
        400
    );
    assert_eq!(
        rig.send("contacts", json!([{"name": {"formatted_name": "ACME"}}]))
            .await
            .0,
        200
    );
    assert_eq!(rig.send("contacts", json!([{"name": {}}])).await.0, 400);
    let texts: Vec<_> = rig
        .inbox(1, 0)
        .await
        .iter()
        .map(|item| item["text"].clone())
        .collect();
    assert_eq!(
        texts,
        ["[reaction 👍]", "[location Branch]", "[contact ACME]"]
    );
}
