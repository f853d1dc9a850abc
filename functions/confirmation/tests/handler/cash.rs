//! The code for a cash machine: on the page of whoever confirmed it, while it is good, and nowhere else.

use aws::withdrawals::HeldForMachine;
use domain::authority::AtmRequest;
use domain::cash::code::AtmCode;
use domain::cash::withdrawal::{MAX_MISSES, Tried, Withdrawal};
use domain::confirmation::Ending;
use domain::confirmation::order::{Effect, Order};
use domain::id::{AccountId, RequestId, TerminalId};
use domain::keyed_hash::Hash;
use domain::ledger::movement::Movement;
use domain::ledger::transfer::AUTHORISED_SECONDS;
use domain::money::Currency;
use serde_json::{Value, json};
use testkit::bank::{Underway, fifty_to_ben};
use testkit::clock;

use crate::{Rig, cookie};

fn withdrawal(message: &str) -> Order {
    let movement = Movement {
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
    /// Confirmed, and what `transfers` holds for a machine is noted.
    async fn kept(&self) -> Underway {
        let verified = self.bank.verified(withdrawal("wamid.1")).await;
        let held = HeldForMachine {
            amount: fifty_to_ben().amount,
            until: clock::now().plus(AUTHORISED_SECONDS),
        };
        let noted = self.page.withdrawals.put_held(&verified.id, held).await;
        assert_eq!(noted, Ok(()));
        self.bank
            .step(&verified.id, |before| Ok(before.conclude(Ending::Done)))
            .await;
        verified
    }

    async fn shown(&self, underway: &Underway, field: &str) -> Value {
        let shown = self
            .post("status", &json!({}), Some(&cookie(underway)))
            .await;
        shown.view()[field].clone()
    }

    async fn code(&self, underway: &Underway) -> Value {
        self.shown(underway, "machine_code").await
    }
}

/// The twelve digits of a code that is shown.
fn digits(shown: &Value) -> String {
    shown.as_str().unwrap().replace(' ', "")
}

#[tokio::test]
async fn the_page_shows_the_same_code_each_time_and_only_its_hash_is_kept() {
    let rig = Rig::start().await;
    let kept = rig.kept().await;
    let message = rig.shown(&kept, "message").await;
    let message = message.as_str().unwrap();
    for told in ["£50.00", "30 more minutes"] {
        assert!(message.contains(told), "{message}");
    }
    let code = digits(&rig.code(&kept).await);
    assert_eq!(digits(&rig.code(&kept).await), code);
    let read = AtmCode::parse(&code).unwrap();
    let waiting = rig
        .page
        .withdrawals
        .find(read.finding())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(waiting.order, kept.id);
    for item in rig.bank.engine.items().await {
        assert!(!format!("{item:?}").contains(&code), "{item:?}");
    }
}

#[tokio::test]
async fn nobody_without_the_session_sees_it() {
    let rig = Rig::start().await;
    let kept = rig.kept().await;
    let mut foreign = cookie(&kept);
    foreign.pop();
    for stranger in [None, Some(&*foreign)] {
        let shown = rig.post("status", &json!({}), stranger).await;
        assert_eq!(shown.status, 410);
    }
}

#[tokio::test]
async fn there_is_none_before_the_withdrawal_is_confirmed_and_none_for_a_transfer() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified(withdrawal("wamid.1")).await;
    assert_eq!(rig.code(&verified).await, Value::Null);
    let transfer = rig.bank.verified("wamid.2").await;
    rig.bank
        .step(&transfer.id, |before| Ok(before.conclude(Ending::Done)))
        .await;
    assert_eq!(rig.code(&transfer).await, Value::Null);
}

#[tokio::test]
async fn a_blocked_code_is_shown_no_more() {
    let rig = Rig::start().await;
    let kept = rig.kept().await;
    let code = AtmCode::parse(&digits(&rig.code(&kept).await)).unwrap();
    for number in 0..MAX_MISSES {
        let miss = |before: Withdrawal| before.judge(&missed(number), clock::now());
        let stepped = rig.page.withdrawals.step(code.finding(), miss).await;
        assert!(stepped.is_ok());
    }
    assert_eq!(rig.code(&kept).await, Value::Null);
}

fn missed(number: u8) -> Tried {
    Tried {
        by: AtmRequest {
            request: RequestId(format!("r{number}")),
            terminal: TerminalId("T1".to_owned()),
        },
        code: Hash::plain(&[b"wrong"]),
        amount: fifty_to_ben().amount,
        name: Hash::plain(&[&[number]]),
    }
}

/// Somebody else's withdrawal waits under the digits that this code begins with.
#[tokio::test]
async fn taken_digits_make_another_code() {
    let rig = Rig::start().await;
    let kept = rig.kept().await;
    let first = AtmCode::parse(&digits(&rig.code(&kept).await)).unwrap();
    let other = Rig::start().await;
    let waiting = rig
        .page
        .withdrawals
        .find(first.finding())
        .await
        .unwrap()
        .unwrap();
    let theirs = Withdrawal {
        order: domain::id::OrderId("theirs".to_owned()),
        ..waiting
    };
    let placed = other
        .page
        .withdrawals
        .place(first.finding(), &theirs, clock::now())
        .await;
    assert_eq!(placed, Ok(theirs));
    // The same order at the other bank: the same first draw.
    let kept = other.kept().await;
    let second = AtmCode::parse(&digits(&other.code(&kept).await)).unwrap();
    assert_ne!(second.finding(), first.finding());
    let found = other
        .page
        .withdrawals
        .find(second.finding())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.order, kept.id);
}
