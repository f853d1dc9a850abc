//! A new payee, from the first word to money that reaches them; and everything that must not come of one.

use calls::execution::Outcome;
use domain::arrangement::{Loosening, NewPayee};
use domain::bank_details::BankDetails;
use domain::confirmation::Ending;
use domain::confirmation::order::{Effect, Order};
use domain::customer::payee::Payee;
use domain::customer::payee_check::PayeeCheck;
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use lambda_http::{Body, Response};
use proofs::wire::{Mishap, Wire};
use serde_json::{Value, json};
use testkit::bank::{ANAS_PIN, order};
use testkit::inbound::{ANA, text};
use transfers::Answer;

use crate::canary::{listen, logged};
use crate::house::{House, arranging};
use crate::journey::{answer_to, cookie, view};

const ADD: &str = "add Carla Dias 04-00-75 40030101";

/// Ana says something that becomes an order; answers its id.
async fn says(house: &House, number: u32, words: &str) -> OrderId {
    let message = format!("wamid.payees-{number}");
    house.hears(text(ANA, &message, words)).await;
    OrderId::from_message(&message)
}

/// Ana opens the link; answers what the page shows, and her cookie.
async fn opens(house: &House, id: &OrderId) -> (Response<Body>, String) {
    house.tell("link", id).await.unwrap();
    let token = json!({ "token": house.link() });
    let opened = house.post("open", &token, "").await;
    let cookie = cookie(&opened);
    (opened, cookie)
}

/// Ana confirms it on the page and by the code in her text message.
async fn confirms(house: &House, id: &OrderId) -> Value {
    let (opened, session) = opens(house, id).await;
    let right = json!({ "pin": ANAS_PIN, "fact": answer_to(&opened) });
    view(&house.post("credentials", &right, &session).await);
    house.issue(id).await.unwrap();
    let code = json!({ "code": house.code() });
    view(&house.post("passcode", &code, &session).await);
    view(&opened)
}

/// What [`ADD`] becomes, asked for in `message`.
fn adding(message: &str) -> Order {
    let new = NewPayee {
        name: "Carla Dias".to_owned(),
        details: BankDetails::parse("uk 040075 40030101").unwrap(),
        holder: Some(CustomerId("carla-dias".to_owned())),
        check: PayeeCheck::Match,
    };
    Order {
        service: "payees".to_owned(),
        effect: Effect::Loosen(Loosening::AddPayee(new)),
        ..order(message)
    }
}

async fn payees(house: &House) -> Vec<Payee> {
    let ana = CustomerId("ana-lima".to_owned());
    house.bank.engine.arrangements().payees(&ana).await.unwrap()
}

async fn names(house: &House) -> Vec<String> {
    let payees = payees(house).await.into_iter();
    payees.map(|payee| payee.name).collect()
}

fn last_text(house: &House) -> String {
    let sent = house.bank.services.calls_of("WhatsApp").pop().unwrap();
    sent["text"]["body"].as_str().unwrap_or_default().to_owned()
}

const AT_FIRST: [&str; 2] = ["Ben Carter", "City Power"];
const WITH_CARLA: [&str; 3] = ["Ben Carter", "Carla Dias", "City Power"];

#[tokio::test]
async fn a_payee_is_added_and_then_money_reaches_them() {
    let house = House::open().await;
    let id = says(&house, 1, ADD).await;
    let started = house
        .bank
        .services
        .calls_of("StartExecution")
        .pop()
        .unwrap();
    assert!(started.to_string().contains("arrangements"), "{started}");
    assert_eq!(house.arrange("prepare", &id).await, Ok(Outcome::Prepared));
    let page = confirms(&house, &id).await.to_string();
    for shown in ["Carla Dias", "04-00-75", "40030101", "account holder's"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert_eq!(names(&house).await, AT_FIRST);
    assert_eq!(house.arrange("commit", &id).await, Ok(Outcome::Committed));
    house.tell("receipt", &id).await.unwrap();
    let receipt = last_text(&house);
    assert!(
        receipt.starts_with("Done. You added *Carla Dias* ••0101 as a payee."),
        "{receipt}"
    );

    let transfer = says(&house, 2, "send 50 to Carla").await;
    let held = house.transfer("prepare", &transfer).await;
    assert_eq!(held, Ok(Answer::Prepared));
    confirms(&house, &transfer).await;
    let moved = house.transfer("commit", &transfer).await;
    assert_eq!(moved, Ok(Answer::Committed));
    assert_eq!(house.bank.balance("carla-dias").await, (125_000, 125_000));
}

#[tokio::test]
async fn a_payee_is_removed_at_a_word_and_can_be_sent_nothing_any_more() {
    let house = House::open().await;
    let id = says(&house, 1, "remove Ben").await;
    assert_eq!(house.arrange("prepare", &id).await, Ok(Outcome::AtOnce));
    assert_eq!(house.arrange("commit", &id).await, Ok(Outcome::Committed));
    house.tell("receipt", &id).await.unwrap();
    let receipt = last_text(&house);
    assert!(
        receipt.starts_with("Done. You removed *Ben Carter* ••0101 from your payees."),
        "{receipt}"
    );
    assert!(house.bank.services.calls_of("Publish").is_empty());
    says(&house, 2, "send 50 to Ben").await;
    let sent = house.bank.services.calls_of("WhatsApp").pop().unwrap();
    let said = sent.to_string();
    assert!(said.contains("You have no payee called Ben."), "{said}");
}

/// Nobody but whoever has PIN and code adds a payee: not whoever opens the link, nor whoever holds the phone.
#[tokio::test]
async fn whoever_has_not_confirmed_adds_nobody() {
    let house = House::open().await;
    let id = says(&house, 1, ADD).await;
    house.arrange("prepare", &id).await.unwrap();
    let refused = |outcome| matches!(outcome, Err(Failure::Fail(_)));
    assert!(refused(house.arrange("commit", &id).await));
    let (opened, session) = opens(&house, &id).await;
    assert!(refused(house.arrange("commit", &id).await));
    let right = json!({ "pin": ANAS_PIN, "fact": answer_to(&opened) });
    view(&house.post("credentials", &right, &session).await);
    house.issue(&id).await.unwrap();
    assert!(refused(house.arrange("commit", &id).await));
    let wrong = json!({ "code": "000000" });
    view(&house.post("passcode", &wrong, &session).await);
    assert!(refused(house.arrange("commit", &id).await));
    assert_eq!(names(&house).await, AT_FIRST);
}

/// What one order confirmed allows no other one, and no other function to carry it out.
#[tokio::test]
async fn one_orders_authority_carries_out_no_other() {
    let house = House::open().await;
    let transfer = says(&house, 1, "send 50 to Ben").await;
    house.transfer("prepare", &transfer).await.unwrap();
    confirms(&house, &transfer).await;
    let add = says(&house, 2, ADD).await;
    for id in [&transfer, &add] {
        let refused = house.arrange("commit", id).await;
        assert!(matches!(refused, Err(Failure::Fail(_))), "{refused:?}");
    }
    let refused = house.transfer("commit", &add).await;
    assert!(matches!(refused, Err(Failure::Fail(_))), "{refused:?}");
    assert_eq!(names(&house).await, AT_FIRST);
    assert_eq!(house.bank.balance("ben-carter").await, (31_055, 31_055));
}

#[tokio::test]
async fn a_payee_that_is_called_off_is_not_added_and_the_customer_hears_so() {
    let house = House::open().await;
    let id = says(&house, 1, ADD).await;
    house.arrange("prepare", &id).await.unwrap();
    opens(&house, &id).await;
    house.hears(text(ANA, "wamid.cancel", "cancel")).await;
    let abandoned = house.arrange("abandon", &id).await;
    assert_eq!(abandoned, Ok(Outcome::Abandoned));
    let late = house.arrange("commit", &id).await;
    assert_eq!(late, Ok(Outcome::refused(Ending::Failed)));
    house.tell_ending(&id, "Cancelled").await.unwrap();
    let said = last_text(&house);
    assert!(said.contains("Carla Dias ••0101 was not added"), "{said}");
    assert_eq!(names(&house).await, AT_FIRST);
}

/// The lines of the SDK among them.
#[tokio::test]
async fn neither_name_nor_account_of_a_payee_is_logged() {
    listen();
    let house = House::open().await;
    let id = says(&house, 1, ADD).await;
    house.arrange("prepare", &id).await.unwrap();
    confirms(&house, &id).await;
    house.arrange("commit", &id).await.unwrap();
    house.tell("receipt", &id).await.unwrap();
    says(&house, 2, "add Dora Evans 04-00-75 40030199").await;
    let log = logged().join("\n");
    assert!(log.contains("arrangement handled"));
    for secret in ["Carla", "Dora", "40030101", "40030199"] {
        assert!(!log.contains(secret), "{secret}");
    }
}

/// The process dies at each of its calls to the table, before or after it took effect; the next one finishes it.
#[tokio::test]
async fn a_commit_that_is_interrupted_anywhere_adds_one_payee_in_the_end() {
    let house = House::open().await;
    let mut crashes = 0;
    for mishap in [Mishap::DiesBefore, Mishap::DiesMeanwhile] {
        for call in 0.. {
            let message = format!("wamid.crash-{crashes}");
            let id = house.bank.verified(adding(&message)).await.id;
            let wire = Wire::addressed();
            let doomed = arranging(&house.bank, &wire.to(&house.bank.engine.connection));
            wire.plan(vec![(call, mishap)]);
            let step = json!({ "action": "commit", "confirmation_id": id.0 });
            let step = serde_json::from_value(step).unwrap();
            let died = wire.survive(Box::pin(doomed.handle(step))).await.is_err();
            for _ in 0..2 {
                let done = house.arrange("commit", &id).await;
                assert_eq!(done, Ok(Outcome::Committed), "{mishap:?} at {call}");
            }
            assert_eq!(names(&house).await, WITH_CARLA, "{mishap:?} at {call}");
            let removal = says(&house, crashes, "remove Carla").await;
            house.arrange("commit", &removal).await.unwrap();
            assert_eq!(names(&house).await, AT_FIRST);
            crashes += 1;
            if !died {
                break;
            }
        }
    }
    assert!(crashes > 6, "only {crashes}");
}
