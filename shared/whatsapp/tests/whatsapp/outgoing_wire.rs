//! Every kind of message as Meta's reference shows it.

use serde_json::{Value, json};
use whatsapp::message::{
    Audio, Buttons, CtaUrl, Document, Image, List, MediaId, Outgoing, Reaction, ReplyButton, Row,
    Section, Template,
};

use crate::fake::{Answer, Fake, ana};

async fn wire(message: impl Into<Outgoing>) -> Value {
    let fake = Fake::answering(Answer::accepted()).await;
    fake.client
        .send(&ana(), &message.into(), None)
        .await
        .unwrap();
    let mut sent = fake.json();
    let kind = sent["type"].as_str().unwrap().to_owned();
    sent[kind.as_str()].take()
}

#[tokio::test]
async fn reply_buttons() {
    let button = ReplyButton::try_new("command:balance", "Balance").unwrap();
    let message = Buttons::try_new("What now?", vec![button]).unwrap();
    let message = message
        .with_header("ACME")
        .unwrap()
        .with_footer("Bank")
        .unwrap();
    let expected = json!({
        "type": "button",
        "header": {"type": "text", "text": "ACME"},
        "body": {"text": "What now?"},
        "footer": {"text": "Bank"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "command:balance", "title": "Balance"}}]},
    });
    assert_eq!(wire(message).await, expected);
}

#[tokio::test]
async fn a_list() {
    let row = Row::try_new("payee:7", "Ben").unwrap();
    let rows = vec![
        row.with_description("12-34-56").unwrap(),
        Row::try_new("payee:8", "Cleo").unwrap(),
    ];
    let section = Section::try_new(rows)
        .unwrap()
        .with_title("Payees")
        .unwrap();
    let message = List::try_new("To whom?", "Choose", vec![section]).unwrap();
    let expected = json!({
        "type": "list",
        "body": {"text": "To whom?"},
        "action": {"button": "Choose", "sections": [{"title": "Payees", "rows": [
            {"id": "payee:7", "title": "Ben", "description": "12-34-56"},
            {"id": "payee:8", "title": "Cleo"},
        ]}]},
    });
    assert_eq!(wire(message).await, expected);
}

#[tokio::test]
async fn a_link() {
    let url = "https://acme.test/confirm#t=abc";
    let message = CtaUrl::try_new("Please confirm", "Confirm", url).unwrap();
    let expected = json!({
        "type": "cta_url",
        "body": {"text": "Please confirm"},
        "action": {"name": "cta_url", "parameters": {"display_text": "Confirm", "url": url}},
    });
    assert_eq!(wire(message).await, expected);
}

#[tokio::test]
async fn media_by_id() {
    let id = || MediaId::new("1013859600285441");
    assert_eq!(
        wire(Audio::voice(id())).await,
        json!({"id": "1013859600285441", "voice": true})
    );
    assert_eq!(
        wire(Audio::file(id())).await,
        json!({"id": "1013859600285441", "voice": false})
    );
    let image = Image::new(id()).with_caption("Map").unwrap();
    assert_eq!(
        wire(image).await,
        json!({"id": "1013859600285441", "caption": "Map"})
    );
    let document = Document::try_new(id(), "statement.pdf").unwrap();
    let expected = json!({"id": "1013859600285441", "filename": "statement.pdf"});
    assert_eq!(wire(document).await, expected);
}

#[tokio::test]
async fn a_template_with_parameters_and_buttons() {
    let message = Template::try_new("receipt", "en_GB").unwrap();
    let message = message
        .with_parameter("£50.00")
        .unwrap()
        .with_parameter("Ben")
        .unwrap();
    let message = message.with_quick_reply(0, "command:menu").unwrap();
    let expected = json!({
        "name": "receipt",
        "language": {"code": "en_GB"},
        "components": [
            {"type": "body", "parameters": [{"type": "text", "text": "£50.00"}, {"type": "text", "text": "Ben"}]},
            {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{"type": "payload", "payload": "command:menu"}]},
        ],
    });
    assert_eq!(wire(message).await, expected);
}

#[tokio::test]
async fn a_one_time_code_stands_in_the_body_and_in_the_button() {
    let message = Template::try_one_time_code("verification_code", "en_US", "123456").unwrap();
    let expected = json!({
        "name": "verification_code",
        "language": {"code": "en_US"},
        "components": [
            {"type": "body", "parameters": [{"type": "text", "text": "123456"}]},
            {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "123456"}]},
        ],
    });
    assert_eq!(wire(message).await, expected);
}

#[tokio::test]
async fn a_reaction_and_its_removal() {
    let put = Reaction::try_new("wamid.X", "👍").unwrap();
    assert_eq!(
        wire(put).await,
        json!({"message_id": "wamid.X", "emoji": "👍"})
    );
    let taken = Reaction::try_removal("wamid.X").unwrap();
    assert_eq!(
        wire(taken).await,
        json!({"message_id": "wamid.X", "emoji": ""})
    );
}
