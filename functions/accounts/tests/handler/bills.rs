//! Bills: the asker's own, with whether the ledger says that each is paid.

use accounts::Answer;
use domain::bill::Billing;
use domain::failure::Failure;
use domain::ledger::transfer::{Instruction, Transfer};
use domain::money::{Currency, Money};
use domain::time::Calendar;
use serde_json::json;
use testkit::bank::{authority, fifty_to_ben, instruction, paying};
use testkit::engine::NOW;
use testkit::inbound::ANA;
use testkit::queue::ticket_from;

use crate::Rig;

async fn billing(rig: &Rig) -> Result<Billing, Failure> {
    let question = json!({ "action": "bills", "ticket": ticket_from(ANA) });
    match rig.ask(question).await? {
        Answer::Bills(answer) => Ok(answer.try_into().unwrap()),
        _ => panic!("something else than bills"),
    }
}

/// Ana's payment of a bill.
fn payment(bill: &str) -> Instruction {
    let mut movement = fifty_to_ben();
    movement.amount = Money::new(8_420, Currency::Gbp);
    let id = domain::id::OrderId::from_message(bill);
    paying(bill, instruction(id, movement))
}

#[tokio::test]
async fn a_customer_is_told_their_own_bills_and_nobody_elses() {
    let rig = Rig::start().await;
    let billing = billing(&rig).await.unwrap();
    let bills: Vec<&str> = billing.due().map(|bill| bill.id.0.as_str()).collect();
    assert_eq!(bills, ["power-1", "water-1"]);
    assert_eq!(billing.billers, testkit::demo::bills::billers());
}

#[tokio::test]
async fn a_bill_is_paid_once_its_transfer_is_posted_and_not_while_it_is_held() {
    let rig = Rig::start().await;
    let (ledger, asked) = (rig.engine.ledger(), payment("power-1"));
    let transfer = Transfer::try_new(asked.clone(), NOW, &Calendar::utc()).unwrap();
    ledger.reserve(&transfer).await.unwrap();
    assert_eq!(billing(&rig).await.unwrap().due().count(), 2);
    let authority = authority(&asked.id, asked.order);
    ledger.post(&asked.id, &authority, NOW).await.unwrap();
    let billing = billing(&rig).await.unwrap();
    let bills: Vec<&str> = billing.due().map(|bill| bill.id.0.as_str()).collect();
    assert_eq!(bills, ["water-1"]);
    let paid_at: Vec<_> = billing.bills.iter().map(|view| view.paid_at).collect();
    assert_eq!(paid_at, [Some(NOW), None]);
}

#[tokio::test]
async fn without_a_ticket_no_bill_is_told() {
    let rig = Rig::start().await;
    let question = json!({ "action": "bills", "ticket": "ana-lima" });
    assert!(matches!(rig.ask(question).await, Err(Failure::Fail(_))));
}
