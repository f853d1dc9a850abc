//! What an order to tell something told: in writing, as a document, and in writing where no document arrives.

use aws::executions::{Done, Execution};
use domain::confirmation::Confirmation;
use domain::confirmation::order::SealedOrder;
use domain::conversation::outbound::{OutboundId, Purpose};
use domain::customer::standing::SuspensionReason;
use domain::disclosure::{Disclosure, Extent, Form, Statement};
use domain::id::{AccountId, CustomerId, OrderId};
use serde_json::json;
use testkit::bank::disclosure;
use testkit::clock;
use testkit::services::Fault;

use crate::Rig;
use crate::withheld::stop;

/// Where the document lies.
const KEY: &str = "an-unguessable-key.pdf";

fn statement(form: Form) -> Disclosure {
    Disclosure::Statement(Statement {
        account: AccountId("40010101".to_owned()),
        account_name: "Current account".to_owned(),
        extent: Extent::Newest(5),
        form,
    })
}

/// A rig in which what is told was carried out, with a document if `made`.
async fn told(disclosed: Disclosure, made: Option<&str>) -> (Rig, OrderId) {
    let rig = Rig::start().await;
    let order = disclosure("wamid.1", disclosed);
    let sealed = SealedOrder::seal(order.clone());
    let underway = rig.bank.sealed(order).await;
    let done = Done {
        order: &sealed,
        authority: None,
        made,
        now: clock::now(),
    };
    let disclosures = rig.bank.engine.disclosures();
    assert!(matches!(
        disclosures.done(&done).await,
        Ok(Execution::Done { .. })
    ));
    if let Some(key) = made {
        let stored = rig
            .messenger
            .documents
            .put(key, "application/pdf", b"%PDF-".to_vec());
        stored.await.unwrap();
    }
    (rig, underway.id)
}

async fn receipt(rig: &Rig, id: &OrderId) {
    let question = json!({ "action": "receipt", "confirmation_id": id.0 });
    rig.ask(question).await.unwrap();
}

#[tokio::test]
async fn balances_and_bookings_are_told_in_writing_once() {
    for (disclosed, told_text) in [
        (Disclosure::Balances, "Current account ••0101: *£2,400.00*"),
        (statement(Form::Message), "23 Nov  −£50.00  Ben Carter"),
    ] {
        let (rig, id) = told(disclosed, None).await;
        for _ in 0..2 {
            receipt(&rig, &id).await;
        }
        assert!(rig.last_text().contains(told_text), "{}", rig.last_text());
        assert_eq!(rig.sent().len(), 1);
    }
}

#[tokio::test]
async fn a_document_is_sent_with_its_name_and_nothing_else_is() {
    let (rig, id) = told(statement(Form::Document), Some(KEY)).await;
    for _ in 0..2 {
        receipt(&rig, &id).await;
    }
    let sent = rig.sent();
    assert_eq!(sent.len(), 1);
    let document = &sent[0]["document"];
    assert_eq!(
        document["filename"],
        "Current account, the last 5 bookings.pdf"
    );
    assert_eq!(document["id"], "media-1");
    assert!(
        document["caption"]
            .as_str()
            .unwrap()
            .contains("current account")
    );
}

#[tokio::test]
async fn a_document_that_was_not_made_or_cannot_be_sent_is_told_in_writing_once() {
    for (made, broken) in [
        (None, None),
        (Some(KEY), Some("GetObject")),
        (Some(KEY), Some("WhatsAppMedia")),
    ] {
        let (rig, id) = told(statement(Form::Document), made).await;
        if let Some(operation) = broken {
            rig.bank.services.fail(operation, Fault::Status(400));
        }
        for _ in 0..2 {
            receipt(&rig, &id).await;
        }
        let text = rig.last_text();
        assert!(text.starts_with("I couldn't send you the PDF"), "{text}");
        assert!(text.contains("−£50.00  Ben Carter"), "{text}");
        assert_eq!(rig.sent().len(), 1, "{broken:?}");
    }
}

#[tokio::test]
async fn a_document_that_did_not_arrive_is_told_in_writing_once() {
    let (rig, id) = told(statement(Form::Document), Some(KEY)).await;
    receipt(&rig, &id).await;
    let outbound = OutboundId::about(&id, Purpose::Document);
    for _ in 0..2 {
        let question = json!({
            "action": "another_way", "outbound_id": outbound.0, "error_code": 131_053,
        });
        rig.ask(question).await.unwrap();
    }
    assert_eq!(rig.sent().len(), 2);
    assert!(rig.last_text().starts_with("I couldn't send you the PDF"));
}

#[tokio::test]
async fn a_stopped_chat_is_shown_neither_balances_nor_bookings_nor_a_document() {
    for (disclosed, made, messages) in [
        (Disclosure::Balances, None, 1),
        (statement(Form::Message), None, 1),
        (statement(Form::Document), Some(KEY), 0),
    ] {
        let (rig, id) = told(disclosed, made).await;
        stop(&rig, "ana-lima", SuspensionReason::Blocked).await;
        receipt(&rig, &id).await;
        let sent = rig.sent();
        assert_eq!(sent.len(), messages, "{sent:?}");
        for said in sent.iter().map(ToString::to_string) {
            assert!(!said.contains('£') && said.contains("ask again"), "{said}");
        }
    }
}

#[tokio::test]
async fn what_was_not_carried_out_is_not_told_whoever_asks() {
    for given_up in [false, true] {
        let rig = Rig::start().await;
        let order = rig.bank.sealed(disclosure("wamid.1", Disclosure::Balances));
        let order = order.await;
        if given_up {
            let disclosures = rig.bank.engine.disclosures();
            disclosures.give_up(&order.id, clock::now()).await.unwrap();
        }
        let question = json!({ "action": "receipt", "confirmation_id": order.id.0 });
        assert!(rig.ask(question).await.is_err());
        assert!(rig.sent().is_empty());
    }
}

#[tokio::test]
async fn what_was_made_for_one_order_is_not_told_for_another_under_its_name() {
    let (rig, id) = told(statement(Form::Document), Some(KEY)).await;
    let mut others = disclosure("wamid.1", statement(Form::Document));
    others.customer = CustomerId("ben-carter".to_owned());
    let step = |before| {
        Ok(Confirmation {
            order: SealedOrder::seal(others.clone()),
            ..before
        })
    };
    rig.bank.step(&id, step).await;
    let question = json!({ "action": "receipt", "confirmation_id": id.0 });
    assert!(rig.ask(question).await.is_err());
    assert!(rig.sent().is_empty());
}
