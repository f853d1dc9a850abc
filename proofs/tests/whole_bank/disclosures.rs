//! A statement as a PDF, and the first look on a phone that was just linked.

use calls::execution::Outcome;
use domain::id::{CustomerId, OrderId};
use serde_json::json;
use testkit::bank::ANAS_PIN;
use testkit::clock;
use testkit::inbound::{ANA, text};

use crate::house::House;
use crate::journey::{answer_to, cookie, view};

const ASKED: &str = "wamid.first-look";

fn id() -> OrderId {
    OrderId::from_message(ASKED)
}

fn last_text(house: &House) -> String {
    let sent = house.bank.services.calls_of("WhatsApp").pop().unwrap();
    sent["text"]["body"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_recent_statement_comes_as_a_pdf_at_once() {
    let house = House::open().await;
    house
        .hears(text(ANA, ASKED, "statement this month as pdf"))
        .await;
    assert_eq!(house.disclose("prepare", &id()).await, Ok(Outcome::AtOnce));
    assert_eq!(
        house.disclose("commit", &id()).await,
        Ok(Outcome::Committed)
    );
    house.tell("receipt", &id()).await.unwrap();
    let sent = house.bank.services.calls_of("WhatsApp").pop().unwrap();
    assert_eq!(
        sent["document"]["filename"],
        "Current account, 1 to 23 November 2026.pdf"
    );
    assert!(house.bank.services.calls_of("Publish").is_empty());
}

/// Whoever has stolen an activation code sees nothing: the balance is behind PIN and passcode.
#[tokio::test]
async fn the_first_look_on_a_linked_phone_needs_pin_and_code_and_then_none_for_half_a_year() {
    let house = House::open().await;
    clock::pass(60);
    let channels = house.bank.engine.channels();
    let ana = CustomerId("ana-lima".to_owned());
    let phone = channels.of(&ana).await.unwrap().unwrap().address;
    assert_eq!(channels.bind(&ana, &phone, clock::now()).await, Ok(true));

    house.hears(text(ANA, ASKED, "balance")).await;
    let said = format!("{:?}", house.bank.services.calls_of("WhatsApp"));
    assert!(!said.contains("2,450"), "{said}");
    assert_eq!(
        house.disclose("prepare", &id()).await,
        Ok(Outcome::Prepared)
    );
    house.tell("link", &id()).await.unwrap();
    let opened = house
        .post("open", &json!({ "token": house.link() }), "")
        .await;
    let session = cookie(&opened);
    let right = json!({ "pin": ANAS_PIN, "fact": answer_to(&opened) });
    view(&house.post("credentials", &right, &session).await);
    house.issue(&id()).await.unwrap();
    let code = json!({ "code": house.code() });
    view(&house.post("passcode", &code, &session).await);
    assert_eq!(
        house.disclose("commit", &id()).await,
        Ok(Outcome::Committed)
    );
    house.tell("receipt", &id()).await.unwrap();
    assert!(last_text(&house).contains("Current account ••0101: *£2,450.00*"));

    house.hears(text(ANA, "wamid.second-look", "balance")).await;
    assert!(last_text(&house).contains("*£2,450.00*"));
    assert_eq!(house.bank.services.calls_of("StartExecution").len(), 1);
}
