//! Money for a cash machine: held when confirmed, redeemed once by a machine's request, given back otherwise.

use aws::withdrawals::MachinesRequest;
use domain::cash::notes::Notes;
use domain::confirmation::order::{Effect, Order};
use domain::failure::Failure;
use domain::id::{AccountId, OrderId, RequestId};
use domain::ledger::movement::Movement;
use domain::ledger::transfer::AUTHORISED_SECONDS;
use domain::money::{Currency, Money};
use serde_json::json;
use testkit::bank::{atm_request, fifty_to_ben};
use testkit::clock;
use transfers::Answer;

use crate::Rig;

pub const AT_FIRST: (i64, i64) = (245_000, 245_000);
pub const KEPT: (i64, i64) = (245_000, 239_000);

pub fn pounds(pounds: i64) -> Money {
    Money::new(pounds.checked_mul(100).unwrap(), Currency::Gbp)
}

/// £60 for a machine, as Ana asks for it in `message`.
pub fn sixty(message: &str) -> Order {
    let movement = Movement {
        amount: pounds(60),
        credit_account: AccountId::cash(Currency::Gbp),
        payee_name: "Cash machine".to_owned(),
        payee_customer: None,
        ..fifty_to_ben()
    };
    Order {
        effect: Effect::Hold(movement),
        ..testkit::bank::order(message)
    }
}

impl Rig {
    /// Confirmed, and kept for a machine.
    pub async fn kept(&self) -> OrderId {
        let verified = self.bank.verified(sixty("wamid.1")).await;
        let id = verified.id;
        assert_eq!(self.ask("prepare", &id).await, Ok(Answer::Prepared));
        assert_eq!(self.ask("commit", &id).await, Ok(Answer::Committed));
        id
    }

    /// What a machine has said by now.
    pub async fn says(
        &self,
        request: &str,
        id: &OrderId,
        dispensed: Option<Money>,
        kept: Option<Money>,
    ) {
        let said = MachinesRequest {
            order: id.clone(),
            finding: "123456".to_owned(),
            by: atm_request(request),
            dispensed,
            kept,
            at: clock::now(),
        };
        let name = RequestId(request.to_owned());
        let recorded = self
            .transfers
            .withdrawals
            .record(&name, |_| said.clone())
            .await;
        assert_eq!(recorded, Ok(said));
    }

    pub async fn at_a_machine(
        &self,
        action: &str,
        request: &str,
        id: &OrderId,
    ) -> Result<Answer, Failure> {
        let question = json!({ "action": action, "confirmation_id": id.0, "request_id": request });
        self.transfers
            .handle(serde_json::from_value(question).unwrap())
            .await
    }

    pub async fn anas(&self) -> (i64, i64) {
        self.bank.balance("ana-lima").await
    }
}

pub const fn not_dispensed(reason: &'static str) -> Answer {
    Answer::NotDispensed { reason }
}

#[tokio::test]
async fn what_is_confirmed_is_kept_for_half_an_hour_and_moves_nothing() {
    let rig = Rig::start().await;
    let id = rig.kept().await;
    for _ in 0..2 {
        assert_eq!(rig.ask("commit", &id).await, Ok(Answer::Committed));
        assert_eq!(rig.anas().await, KEPT);
    }
    // The workflow lost the answer and would give up.
    assert_eq!(rig.ask("abandon", &id).await, Ok(Answer::AlreadyCommitted));
    assert_eq!(rig.anas().await, KEPT);
    let held = rig.transfers.withdrawals.held(&id).await.unwrap().unwrap();
    let lasts = clock::now().seconds_until(held.until);
    assert!((AUTHORISED_SECONDS - 60..=AUTHORISED_SECONDS).contains(&lasts));
    assert_eq!(rig.ask("expire", &id).await, Ok(Answer::StillHeld));
}

#[tokio::test]
async fn without_a_verified_passcode_nothing_is_kept() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due(sixty("wamid.1")).await;
    rig.ask("prepare", &due.id).await.unwrap();
    let kept = rig.ask("commit", &due.id).await;
    assert!(matches!(kept, Err(Failure::Fail(_))));
    rig.says("r1", &due.id, Some(pounds(60)), None).await;
    let redeemed = rig.at_a_machine("redeem", "r1", &due.id).await;
    assert!(matches!(redeemed, Err(Failure::Fail(_))));
}

#[tokio::test]
async fn a_machines_request_redeems_once_and_another_one_hears_that() {
    let rig = Rig::start().await;
    let id = rig.kept().await;
    rig.says("r1", &id, Some(pounds(60)), None).await;
    for _ in 0..3 {
        assert_eq!(
            rig.at_a_machine("redeem", "r1", &id).await,
            Ok(Answer::Dispensed)
        );
        assert_eq!(rig.anas().await, (239_000, 239_000));
    }
    rig.says("r2", &id, Some(pounds(60)), None).await;
    let crossed = rig.at_a_machine("redeem", "r2", &id).await;
    assert_eq!(crossed, Ok(not_dispensed("already_dispensed")));
    assert_eq!(rig.anas().await, (239_000, 239_000));
}

#[tokio::test]
async fn a_part_is_posted_and_what_was_kept_of_it_comes_back_once() {
    let rig = Rig::start().await;
    let id = rig.kept().await;
    rig.says("r1", &id, Some(pounds(40)), None).await;
    assert_eq!(
        rig.at_a_machine("redeem", "r1", &id).await,
        Ok(Answer::Dispensed)
    );
    assert_eq!(rig.anas().await, (241_000, 241_000));
    rig.says("r1", &id, Some(pounds(40)), Some(pounds(10)))
        .await;
    for _ in 0..3 {
        assert_eq!(
            rig.at_a_machine("reverse", "r1", &id).await,
            Ok(Answer::Reversed)
        );
        assert_eq!(rig.anas().await, (242_000, 242_000));
    }
}

/// The machine heard no answer, reverses, and its own redemption arrives after that.
#[tokio::test]
async fn a_reversal_that_overtakes_its_redemption_leaves_nothing_to_redeem() {
    let rig = Rig::start().await;
    let id = rig.kept().await;
    rig.says("r1", &id, Some(pounds(60)), Some(pounds(60)))
        .await;
    assert_eq!(
        rig.at_a_machine("reverse", "r1", &id).await,
        Ok(Answer::Reversed)
    );
    assert_eq!(rig.anas().await, AT_FIRST);
    // It finds itself done, and moves nothing again.
    assert_eq!(
        rig.at_a_machine("redeem", "r1", &id).await,
        Ok(Answer::Dispensed)
    );
    assert_eq!(rig.anas().await, AT_FIRST);
}

#[tokio::test]
async fn nothing_is_given_out_for_somebody_who_was_stopped_meanwhile() {
    let rig = Rig::start().await;
    let id = rig.kept().await;
    crate::suspend(&rig).await;
    rig.says("r1", &id, Some(pounds(60)), None).await;
    assert_eq!(
        rig.at_a_machine("redeem", "r1", &id).await,
        Ok(not_dispensed("stopped"))
    );
    assert_eq!(rig.anas().await, KEPT);
}

/// It was refused the notes, so it has none to give back.
#[tokio::test]
async fn a_reversal_for_somebody_who_was_stopped_books_nothing() {
    let rig = Rig::start().await;
    let id = rig.kept().await;
    crate::suspend(&rig).await;
    rig.says("r1", &id, Some(pounds(60)), Some(pounds(20)))
        .await;
    assert_eq!(
        rig.at_a_machine("reverse", "r1", &id).await,
        Ok(Answer::NothingGivenOut)
    );
    assert_eq!(rig.anas().await, KEPT);
}

#[tokio::test]
async fn a_request_that_nobody_made_or_for_another_order_redeems_nothing() {
    let rig = Rig::start().await;
    let id = rig.kept().await;
    rig.says("r1", &OrderId("another".to_owned()), Some(pounds(60)), None)
        .await;
    for request in ["r1", "r2"] {
        let redeemed = rig.at_a_machine("redeem", request, &id).await;
        assert!(matches!(redeemed, Err(Failure::Fail(_))), "{request}");
    }
    assert_eq!(rig.anas().await, KEPT);
}

#[tokio::test]
async fn more_than_is_held_is_not_given_out() {
    let rig = Rig::start().await;
    let id = rig.kept().await;
    rig.says("r1", &id, Some(pounds(80)), None).await;
    let redeemed = rig.at_a_machine("redeem", "r1", &id).await;
    assert_eq!(redeemed, Ok(not_dispensed("account_unavailable")));
    assert_eq!(rig.anas().await, KEPT);
}

/// Whoever seals such an order is not the chat, which looks before.
#[tokio::test]
async fn what_no_machine_can_give_out_is_not_held_whoever_sealed_it() {
    let mut rig = Rig::start().await;
    let mut elsewhere = sixty("wamid.1");
    if let Effect::Hold(movement) = &mut elsewhere.effect {
        movement.credit_account = AccountId("40020101".to_owned());
    }
    let elsewhere = rig.bank.verified(elsewhere).await;
    let held = rig.ask("prepare", &elsewhere.id).await;
    assert!(matches!(held, Err(Failure::Fail(_))));
    rig.transfers.notes = Notes::parse("GBP=50").unwrap();
    let unmade = rig.bank.verified(sixty("wamid.2")).await;
    let held = rig.ask("prepare", &unmade.id).await;
    assert!(matches!(held, Err(Failure::Fail(_))));
    assert_eq!(rig.anas().await, AT_FIRST);
}

/// A transfer to the account of the machines' cash moves nothing: cash leaves by a machine's request alone.
#[tokio::test]
async fn no_transfer_reaches_the_cash_account() {
    let rig = Rig::start().await;
    rig.kept().await;
    let mut transfer = sixty("wamid.2");
    if let Effect::Hold(movement) = transfer.effect {
        transfer.effect = Effect::Move(movement);
    }
    let transfer = rig.bank.verified(transfer).await;
    rig.ask("prepare", &transfer.id).await.unwrap();
    let posted = rig.ask("commit", &transfer.id).await;
    assert!(matches!(posted, Ok(Answer::Refused { .. })), "{posted:?}");
    rig.ask("abandon", &transfer.id).await.unwrap();
    assert_eq!(rig.anas().await, KEPT);
}
