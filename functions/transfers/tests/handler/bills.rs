//! Orders that pay a bill: as it is on file, by its own customer, once.

use domain::bill::payment::BillPayment;
use domain::bill::reference::BillReference;
use domain::confirmation::Ending;
use domain::confirmation::order::{Effect, Order};
use domain::id::{AccountId, BillId, BillerId, CustomerId};
use domain::ledger::movement::Movement;
use domain::money::{Currency, Money};
use testkit::bank::{fifty_to_ben, order};
use transfers::Answer;

use crate::Rig;

/// Ana pays the demo's bill for electricity.
fn power() -> Movement {
    Movement {
        amount: Money::new(8_420, Currency::Gbp),
        credit_account: AccountId("40090001".to_owned()),
        payee_name: "City Power".to_owned(),
        payee_customer: None,
        bill: Some(BillPayment {
            biller: BillerId("city-power".to_owned()),
            bill: Some(BillId("power-1".to_owned())),
            reference: BillReference::parse("RF18539007547034").unwrap(),
        }),
        ..fifty_to_ben()
    }
}

fn asked(message: &str, movement: Movement) -> Order {
    Order {
        service: "bills".to_owned(),
        effect: Effect::Move(movement),
        ..order(message)
    }
}

const fn refused(ending: Ending) -> Answer {
    Answer::Refused {
        reason: ending.name(),
    }
}

#[tokio::test]
async fn a_bill_is_paid_and_then_it_is_paid_for_good() {
    let rig = Rig::start().await;
    let first = rig.bank.verified(asked("wamid.1", power())).await;
    assert_eq!(rig.ask("prepare", &first.id).await, Ok(Answer::Prepared));
    assert_eq!(rig.ask("commit", &first.id).await, Ok(Answer::Committed));
    let second = rig.bank.verified(asked("wamid.2", power())).await;
    let again = rig.ask("prepare", &second.id).await;
    assert_eq!(again, Ok(refused(Ending::AlreadyPaid)));
    assert_eq!(rig.bank.balance("ana-lima").await, (236_580, 236_580));
}

#[tokio::test]
async fn an_order_in_whose_place_another_came_gives_its_bill_back_to_that_one() {
    let rig = Rig::start().await;
    let first = rig.bank.sealed(asked("wamid.1", power())).await;
    assert_eq!(rig.ask("prepare", &first.id).await, Ok(Answer::Prepared));
    let second = rig.bank.verified(asked("wamid.2", power())).await;
    // While the first may still be confirmed it keeps the bill.
    let early = rig.ask("prepare", &second.id).await;
    assert_eq!(early, Ok(refused(Ending::AlreadyPaid)));
    rig.bank
        .step(&first.id, |before| before.call_off(Ending::Replaced))
        .await;
    assert_eq!(rig.ask("prepare", &second.id).await, Ok(Answer::Prepared));
    assert_eq!(rig.ask("abandon", &first.id).await, Ok(Answer::Abandoned));
    assert_eq!(rig.ask("commit", &second.id).await, Ok(Answer::Committed));
    assert_eq!(rig.bank.balance("ana-lima").await, (236_580, 236_580));
}

#[tokio::test]
async fn what_is_not_as_filed_is_not_held_whoever_sealed_it() {
    let rig = Rig::start().await;
    let changes: [fn(&mut Order, &mut Movement); 6] = [
        |_, power| power.amount = Money::new(8_419, Currency::Gbp),
        |_, power| power.credit_account = AccountId("40020101".to_owned()),
        |_, power| power.payee_name = "Clear Water".to_owned(),
        |_, power| bill(power).bill = Some(BillId("power-2".to_owned())),
        |_, power| bill(power).biller = BillerId("nobody".to_owned()),
        |order, power| {
            order.customer = CustomerId("ben-carter".to_owned());
            power.debit_account = AccountId("40020101".to_owned());
        },
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut movement = power();
        let mut order = asked(&format!("wamid.{number}"), movement.clone());
        change(&mut order, &mut movement);
        order.effect = Effect::Move(movement);
        let sealed = rig.bank.sealed(order).await;
        let answer = rig.ask("prepare", &sealed.id).await;
        assert_eq!(answer, Ok(refused(Ending::BillChanged)), "{number}");
    }
    assert_eq!(rig.balances().await, crate::AT_FIRST);
}

#[tokio::test]
async fn a_biller_is_paid_by_a_reference_alone_if_that_is_right() {
    let rig = Rig::start().await;
    let paying = |reference: &str| {
        let mut movement = power();
        movement.amount = Money::new(2_500, Currency::Gbp);
        *bill(&mut movement) = BillPayment {
            biller: BillerId("city-power".to_owned()),
            bill: None,
            reference: BillReference::parse(reference).unwrap(),
        };
        movement
    };
    let wrong = rig
        .bank
        .sealed(asked("wamid.1", paying("RF19539007547034")))
        .await;
    let answer = rig.ask("prepare", &wrong.id).await;
    assert_eq!(answer, Ok(refused(Ending::BillChanged)));
    let right = rig
        .bank
        .verified(asked("wamid.2", paying("RF471234567890")))
        .await;
    assert_eq!(rig.ask("prepare", &right.id).await, Ok(Answer::Prepared));
    assert_eq!(rig.ask("commit", &right.id).await, Ok(Answer::Committed));
}

fn bill(movement: &mut Movement) -> &mut BillPayment {
    movement.bill.as_mut().unwrap()
}
