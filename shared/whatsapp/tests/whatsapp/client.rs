//! What the client asks for and what it makes of a success.

use domain::customer::channel::ChannelAddress;
use serde_json::json;
use whatsapp::client::SendError;
use whatsapp::message::{Outgoing, Text};

use crate::fake::{Answer, Fake, TOKEN, ana};

fn hello() -> Outgoing {
    Text::try_new("hello").unwrap().into()
}

#[tokio::test]
async fn a_message_goes_to_the_phone_with_a_plus_and_carries_our_mark() {
    let fake = Fake::answering(Answer::accepted()).await;
    let id = fake
        .client
        .send(&ana(), &hello(), Some("outbound-7"))
        .await
        .unwrap();
    assert_eq!(id.as_str(), "wamid.SENT");
    let expected = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "+447700900123",
        "type": "text",
        "text": {"body": "hello", "preview_url": false},
        "biz_opaque_callback_data": "outbound-7",
    });
    assert_eq!(fake.json(), expected);
    let asked = &fake.asked()[0];
    assert_eq!(asked.path, "/v26.0/109876543210987/messages");
    assert_eq!(asked.headers["authorization"], format!("Bearer {TOKEN}"));
}

#[tokio::test]
async fn a_customer_without_a_phone_is_addressed_by_user_id() {
    let fake = Fake::answering(Answer::accepted()).await;
    let address = ChannelAddress::try_new(Some("GB.99".into()), None).unwrap();
    fake.client.send(&address, &hello(), None).await.unwrap();
    let sent = fake.json();
    assert_eq!(sent["recipient"], "GB.99");
    assert!(sent.get("to").is_none() && sent.get("biz_opaque_callback_data").is_none());
}

#[tokio::test]
async fn reading_and_typing_are_one_call() {
    let fake = Fake::answering(Answer::new(200, r#"{"success":true}"#)).await;
    fake.client.mark_read("wamid.X", true).await.unwrap();
    let expected = json!({
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": "wamid.X",
        "typing_indicator": {"type": "text"},
    });
    assert_eq!(fake.json(), expected);
}

#[tokio::test]
async fn reading_alone_shows_no_typing() {
    let fake = Fake::answering(Answer::new(200, r#"{"success":true}"#)).await;
    fake.client.mark_read("wamid.X", false).await.unwrap();
    assert!(fake.json().get("typing_indicator").is_none());
}

#[tokio::test]
async fn a_file_is_uploaded_as_a_form_with_its_type() {
    let fake = Fake::answering(Answer::new(200, r#"{"id":"1037543291543636"}"#)).await;
    let bytes = b"OggS\x00opus".to_vec();
    let id = fake.client.upload_media(bytes, "audio/ogg").await.unwrap();
    assert_eq!(id.as_str(), "1037543291543636");
    let asked = &fake.asked()[0];
    assert_eq!(asked.path, "/v26.0/109876543210987/media");
    let form = String::from_utf8_lossy(&asked.body);
    for part in [
        "name=\"messaging_product\"",
        "name=\"type\"",
        "name=\"file\"; filename=",
        "Content-Type: audio/ogg",
        "OggS\x00opus",
    ] {
        assert!(form.contains(part), "{part}");
    }
}

#[tokio::test]
async fn a_file_meta_would_refuse_is_not_sent_at_all() {
    let fake = Fake::answering(Answer::new(200, r#"{"id":"1"}"#)).await;
    for (bytes, mime) in [
        (0, "audio/ogg"),
        (16 * 1024 * 1024 + 1, "audio/ogg"),
        (5 * 1024 * 1024 + 1, "image/png"),
    ] {
        let error = fake
            .client
            .upload_media(vec![0; bytes], mime)
            .await
            .unwrap_err();
        assert!(matches!(error, SendError::MediaFault(_)));
    }
    let error = fake
        .client
        .upload_media(vec![0], "not a type")
        .await
        .unwrap_err();
    assert!(matches!(error, SendError::Ours(_)));
    let mark = "x".repeat(513);
    let error = fake
        .client
        .send(&ana(), &hello(), Some(&mark))
        .await
        .unwrap_err();
    assert!(matches!(error, SendError::Ours(_)));
    assert!(fake.asked().is_empty());
}

#[tokio::test]
async fn the_token_is_not_in_the_debug_form() {
    let fake = Fake::answering(Answer::accepted()).await;
    assert!(!format!("{:?}", fake.client).contains(TOKEN));
    let id = fake.client.send(&ana(), &hello(), None).await.unwrap();
    assert!(!format!("{id:?}").contains("wamid"));
}
