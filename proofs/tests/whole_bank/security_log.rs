//! What a person who investigates finds in the logs: every try to authenticate, and what was refused.

use serde_json::{Value, json};
use testkit::inbound::{ANA, text};

use crate::canary::{listen, logged};
use crate::house::House;
use crate::journey::{id, up_to_the_code};

/// The log's lines with this message, their fields only.
fn lines(message: &str) -> Vec<Value> {
    let parsed = logged().into_iter();
    let parsed = parsed.filter_map(|line| serde_json::from_str::<Value>(&line).ok());
    let fields = parsed.map(|mut line| line["fields"].take());
    fields.filter(|line| line["message"] == message).collect()
}

#[tokio::test]
async fn every_try_to_authenticate_is_logged_with_its_factors_and_its_outcome() {
    listen();
    let house = House::open().await;
    let secrets = up_to_the_code(&house).await;
    let wrong = if secrets.code == "777777" {
        "333333"
    } else {
        "777777"
    };
    house.hears(text(ANA, "wamid.1", wrong)).await;
    house.hears(text(ANA, "wamid.2", &secrets.code)).await;
    let tries: Vec<(Value, Value)> = lines("authentication tried")
        .into_iter()
        .map(|mut line| {
            assert_eq!(line["confirmation.id"], id().0);
            let mut take = |name: &str| line[name].take();
            (
                take("authentication.factors"),
                take("authentication.succeeded"),
            )
        })
        .collect();
    let expected = [
        ("pin, fact", false),
        ("pin, fact", true),
        ("passcode", false),
        ("passcode", true),
    ];
    let expected = expected.map(|(factors, succeeded)| (json!(factors), json!(succeeded)));
    assert_eq!(tries, expected);
}

#[tokio::test]
async fn what_the_page_refuses_is_logged_by_its_reason() {
    listen();
    let house = House::open().await;
    let invented = json!({ "token": "0".repeat(64) });
    house.post("open", &invented, "").await;
    house.post("credentials", &json!({ "pin": 1 }), "").await;
    let refused: Vec<Value> = lines("page refused")
        .into_iter()
        .map(|mut line| line["page.refused"].take())
        .collect();
    assert_eq!(refused, ["link_unusable", "malformed"]);
}
