//! What a cash machine gave out and what it kept is told, each once, by what the ledger has of it.

use domain::confirmation::order::{Effect, Order, SealedOrder};
use domain::id::{AccountId, OrderId};
use domain::ledger::movement::Movement;
use domain::ledger::transfer::Transfer;
use domain::money::{Currency, Money};
use domain::time::Calendar;
use serde_json::json;
use testkit::bank::{atm_request, authority, fifty_to_ben, redemption};
use testkit::clock;

use crate::Rig;

fn pounds(pounds: i64) -> Money {
    Money::new(pounds.checked_mul(100).unwrap(), Currency::Gbp)
}

/// £60 for a machine, as Ana asks for it.
fn sixty() -> Order {
    Order {
        service: "withdrawal".to_owned(),
        effect: Effect::Hold(Movement {
            amount: pounds(60),
            credit_account: AccountId::cash(Currency::Gbp),
            payee_name: "Cash machine".to_owned(),
            payee_customer: None,
            ..fifty_to_ben()
        }),
        ..testkit::bank::order("wamid.1")
    }
}

impl Rig {
    /// Confirmed, and kept for a machine.
    async fn held(&self) -> OrderId {
        let id = self.bank.verified(sixty()).await.id;
        let instruction = SealedOrder::seal(sixty()).instruction().unwrap();
        let confirmed = authority(&id, instruction.order);
        let transfer = Transfer::try_new(instruction, clock::now(), &Calendar::utc()).unwrap();
        let ledger = self.bank.engine.ledger();
        ledger.cash(Currency::Gbp).await.unwrap();
        ledger.reserve(&transfer).await.unwrap();
        ledger
            .authorise(&id, &confirmed, clock::now())
            .await
            .unwrap();
        id
    }

    async fn is_given_out(&self, id: &OrderId, amount: Money) {
        let instruction = SealedOrder::seal(sixty()).instruction().unwrap();
        let redeemed = redemption(&instruction, "r1", amount);
        let ledger = self.bank.engine.ledger();
        ledger.redeem(id, &redeemed, clock::now()).await.unwrap();
    }

    /// The texts that one telling sends.
    async fn tells(&self, action: &str, id: &OrderId) -> Vec<String> {
        let before = self.sent().len();
        let question = json!({ "action": action, "confirmation_id": id.0 });
        self.ask(question).await.unwrap();
        let sent = self.sent().into_iter().skip(before);
        let body =
            |message: serde_json::Value| message["text"]["body"].as_str().unwrap().to_owned();
        sent.map(body).collect()
    }
}

#[tokio::test]
async fn what_is_only_held_gets_a_receipt_without_balance_and_without_code() {
    let rig = Rig::start().await;
    let id = rig.held().await;
    let told = rig.tells("receipt", &id).await;
    let reference = id.0.get(..8).unwrap().to_uppercase();
    assert_eq!(
        told,
        [format!(
            "Done. *£60.00* waits for you at our cash machines for half an hour. The code for the machine is on the \
             page where you have just confirmed. To call it off, say *cancel*.\nReference {reference}"
        )]
    );
    assert!(rig.tells("withdrawal", &id).await.is_empty());
}

#[tokio::test]
async fn what_was_given_out_is_told_once_with_the_balance_it_leaves() {
    let rig = Rig::start().await;
    let id = rig.held().await;
    rig.is_given_out(&id, pounds(60)).await;
    assert_eq!(
        rig.tells("withdrawal", &id).await,
        [
            "A cash machine has given you *£60.00*.\nYour current account now holds *£2,340.00*.\nWasn't that you? Say \
             *block*."
        ]
    );
    assert!(rig.tells("withdrawal", &id).await.is_empty());
}

#[tokio::test]
async fn a_part_is_told_as_one_and_what_the_machine_kept_besides() {
    let rig = Rig::start().await;
    let id = rig.held().await;
    rig.is_given_out(&id, pounds(40)).await;
    let told = rig.tells("withdrawal", &id).await.concat();
    assert!(told.contains("*£40.00* of the £60.00"), "{told}");
    let ledger = rig.bank.engine.ledger();
    let by = atm_request("r1");
    ledger
        .reverse(&id, &by, pounds(40), clock::now())
        .await
        .unwrap();
    assert_eq!(
        rig.tells("withdrawal", &id).await,
        [
            "The cash machine took *£40.00* back. It is on your account again.\nYour current account now holds \
             *£2,400.00*."
        ]
    );
}

#[tokio::test]
async fn a_hold_that_ran_out_is_told_as_that_and_claims_nothing_else() {
    let rig = Rig::start().await;
    let id = rig.held().await;
    rig.tells("receipt", &id).await;
    let question = json!({ "action": "ending", "confirmation_id": id.0, "reason": "Expired" });
    rig.ask(question).await.unwrap();
    assert_eq!(
        rig.last_text(),
        "Time ran out for your withdrawal of £60.00, so nothing was taken out. Just ask again when you're ready."
    );
}
