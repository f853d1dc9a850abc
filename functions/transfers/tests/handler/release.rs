//! What is held for a cash machine is given back at its customer's word: at once, and to nobody else's.

use domain::cash::Release;
use domain::confirmation::order::{Effect, Order};
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use domain::money::Money;
use transfers::Answer;

use crate::Rig;
use crate::cash::{AT_FIRST, KEPT, not_dispensed, pounds};

const GONE: Answer = Answer::Refused { reason: "Gone" };

/// Giving back £60, asked for in `message`.
fn giving_back(message: &str, hold: &OrderId, amount: Money) -> Order {
    Order {
        service: "withdrawal".to_owned(),
        effect: Effect::Release(Release {
            hold: hold.clone(),
            amount,
        }),
        ..testkit::bank::order(message)
    }
}

impl Rig {
    async fn asks_back(&self, message: &str, hold: &OrderId) -> OrderId {
        let order = giving_back(message, hold, pounds(60));
        self.bank.sealed(order).await.id
    }
}

#[tokio::test]
async fn what_is_held_is_given_back_at_once_and_a_machine_then_gets_nothing() {
    let rig = Rig::start().await;
    let held = rig.kept().await;
    for message in ["wamid.2", "wamid.3"] {
        let back = rig.asks_back(message, &held).await;
        for _ in 0..2 {
            assert_eq!(rig.ask("prepare", &back).await, Ok(Answer::AtOnce));
            assert_eq!(rig.ask("commit", &back).await, Ok(Answer::Committed));
            assert_eq!(rig.anas().await, AT_FIRST);
        }
        assert_eq!(rig.ask("abandon", &back).await, Ok(Answer::Abandoned));
    }
    rig.says("r1", &held, Some(pounds(60)), None).await;
    let late = rig.at_a_machine("redeem", "r1", &held).await;
    assert_eq!(late, Ok(not_dispensed("called_off")));
    assert_eq!(rig.anas().await, AT_FIRST);
}

#[tokio::test]
async fn where_a_machine_was_faster_nothing_is_given_back() {
    let rig = Rig::start().await;
    let held = rig.kept().await;
    let back = rig.asks_back("wamid.2", &held).await;
    assert_eq!(rig.ask("prepare", &back).await, Ok(Answer::AtOnce));
    rig.says("r1", &held, Some(pounds(60)), None).await;
    rig.at_a_machine("redeem", "r1", &held).await.unwrap();
    assert_eq!(rig.ask("commit", &back).await, Ok(GONE));
    let later = rig.asks_back("wamid.3", &held).await;
    assert_eq!(rig.ask("prepare", &later).await, Ok(GONE));
    assert_eq!(rig.anas().await, (239_000, 239_000));
}

/// What waits to be confirmed is called off another way, which also ends its link.
#[tokio::test]
async fn what_is_not_confirmed_yet_is_not_given_back_so() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due(crate::cash::sixty("wamid.1")).await;
    rig.ask("prepare", &due.id).await.unwrap();
    let back = rig.asks_back("wamid.2", &due.id).await;
    assert_eq!(rig.ask("prepare", &back).await, Ok(GONE));
    assert_eq!(rig.anas().await, KEPT);
}

#[tokio::test]
async fn nobody_elses_hold_is_given_back_nor_another_amount_nor_one_that_is_not_there() {
    let rig = Rig::start().await;
    let held = rig.kept().await;
    let strangers = Order {
        customer: CustomerId("ben-carter".to_owned()),
        ..giving_back("wamid.2", &held, pounds(60))
    };
    let unknown = OrderId("unknown".to_owned());
    for order in [
        strangers,
        giving_back("wamid.3", &held, pounds(50)),
        giving_back("wamid.4", &unknown, pounds(60)),
    ] {
        let back = rig.bank.sealed(order).await.id;
        for step in ["prepare", "commit"] {
            let answer = rig.ask(step, &back).await;
            let is_refused = matches!(
                answer,
                Err(Failure::Fail(_))
                    | Ok(Answer::Refused {
                        reason: "Cancelled"
                    })
            );
            assert!(is_refused, "{step}: {answer:?}");
        }
    }
    assert_eq!(rig.anas().await, KEPT);
}

#[tokio::test]
async fn nobody_is_believed_who_has_not_written() {
    let rig = Rig::start().await;
    let held = rig.kept().await;
    let back = rig.asks_back("wamid.2", &held).await;
    rig.bank.put_ticket(&back, None).await;
    for step in ["prepare", "commit"] {
        let answer = rig.ask(step, &back).await;
        assert!(matches!(answer, Err(Failure::Fail(_))), "{step}");
    }
    assert_eq!(rig.anas().await, KEPT);
}
