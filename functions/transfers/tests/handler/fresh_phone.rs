//! A phone that was linked a few days ago moves little.

use domain::confirmation::order::{Effect, Order};
use domain::customer::fresh_phone::FRESH_SECONDS;
use domain::id::CustomerId;
use domain::money::{Currency, Money};
use testkit::bank::order;
use testkit::clock;
use transfers::Answer;

use crate::Rig;

const REFUSED: Answer = Answer::Refused {
    reason: "FreshPhone",
};

/// An order over so many pence.
fn over(message: &str, minor: i64) -> Order {
    let mut order = order(message);
    let Effect::Move(movement) = &mut order.effect else {
        panic!("an order that moves money");
    };
    movement.amount = Money::new(minor, Currency::Gbp);
    order
}

impl Rig {
    /// Ana's phone is linked anew, with the id it had.
    async fn links_anew(&self) {
        let channels = self.bank.engine.channels();
        let ana = CustomerId("ana-lima".to_owned());
        let address = channels.of(&ana).await.unwrap().unwrap().address;
        assert!(channels.bind(&ana, &address, clock::now()).await.unwrap());
    }
}

#[tokio::test]
async fn a_fresh_phone_moves_two_hundred_a_day_and_a_penny_more_after_three_days() {
    let rig = Rig::start().await;
    rig.links_anew().await;
    for (message, minor, expected) in [
        ("wamid.1", 20_001, REFUSED),
        ("wamid.2", 15_000, Answer::Prepared),
        ("wamid.3", 5_001, REFUSED),
        ("wamid.4", 5_000, Answer::Prepared),
        ("wamid.5", 1, REFUSED),
    ] {
        let verified = rig.bank.verified(over(message, minor)).await;
        assert_eq!(
            rig.ask("prepare", &verified.id).await,
            Ok(expected),
            "{message}"
        );
    }
    clock::pass(FRESH_SECONDS);
    let verified = rig.bank.verified(over("wamid.6", 20_001)).await;
    assert_eq!(rig.ask("prepare", &verified.id).await, Ok(Answer::Prepared));
}
