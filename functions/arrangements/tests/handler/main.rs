//! Arrangements through their handler: what loosens is done once and only after it was confirmed, what tightens
//! at once.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod authority;
mod fitting;

use arrangements::Arranging;
use calls::execution::Outcome;
use domain::arrangement::{Loosening, NewPayee, Removal, Renaming, Tightening};
use domain::bank_details::BankDetails;
use domain::confirmation::Ending;
use domain::confirmation::order::{Effect, Executor, Order};
use domain::customer::failures::MAX_FAILURES;
use domain::customer::payee::Payee;
use domain::customer::payee_check::PayeeCheck;
use domain::customer::standing::{Standing, SuspensionReason};
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId, PayeeId};
use domain::time::Calendar;
use serde_json::json;
use testkit::bank::{Bank, Underway, failed, order, ticket_of, worthless_tickets};
use testkit::clock;

struct Rig {
    bank: Bank,
    arranging: Arranging,
}

impl Rig {
    async fn start() -> Self {
        let bank = Bank::open().await;
        let arranging = Arranging {
            orders: bank.orders(Executor::Arrangements),
            arrangements: bank.engine.arrangements(),
            clock: clock::now,
            calendar: Calendar::utc(),
        };
        Self { bank, arranging }
    }

    async fn ask(&self, action: &str, id: &OrderId) -> Result<Outcome, Failure> {
        let question = json!({ "action": action, "confirmation_id": id.0 });
        self.arranging
            .handle(serde_json::from_value(question).unwrap())
            .await
    }

    async fn payees(&self) -> Vec<Payee> {
        let payees = self.bank.engine.arrangements().payees(&ana()).await;
        payees.unwrap()
    }

    async fn names(&self) -> Vec<String> {
        self.payees()
            .await
            .into_iter()
            .map(|payee| payee.name)
            .collect()
    }

    async fn suspend(&self) {
        let standings = self.bank.engine.standings();
        let reason = SuspensionReason::Blocked;
        standings
            .suspend(&ana(), reason, clock::now())
            .await
            .unwrap();
    }
}

const AT_FIRST: [&str; 2] = ["Ben Carter", "City Power"];
const WITH_CARLA: [&str; 3] = ["Ben Carter", "Carla Dias", "City Power"];

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

fn details(account: &str) -> BankDetails {
    BankDetails::parse(&format!("uk 040075 {account}")).unwrap()
}

fn asked(message: &str, effect: Effect) -> Order {
    Order {
        service: "payees".to_owned(),
        effect,
        ..order(message)
    }
}

/// "Add Carla Dias", asked for in `message`.
fn adding(message: &str) -> Order {
    let new = NewPayee {
        name: "Carla Dias".to_owned(),
        details: details("40030101"),
        holder: Some(CustomerId("carla-dias".to_owned())),
        check: PayeeCheck::Match,
    };
    asked(message, Effect::Loosen(Loosening::AddPayee(new)))
}

/// "Rename Ben Carter", asked for in `message`.
fn renaming(message: &str, to: &str) -> Order {
    let renaming = Renaming {
        payee: PayeeId("demo-40020101".to_owned()),
        from: "Ben Carter".to_owned(),
        to: to.to_owned(),
        details: details("40020101"),
    };
    asked(message, Effect::Loosen(Loosening::RenamePayee(renaming)))
}

/// "Remove Ben Carter", asked for in `message`.
fn removing(message: &str) -> Order {
    let removal = Removal {
        payee: PayeeId("demo-40020101".to_owned()),
        name: "Ben Carter".to_owned(),
        details: details("40020101"),
    };
    asked(message, Effect::Tighten(Tightening::RemovePayee(removal)))
}

#[tokio::test]
async fn a_confirmed_payee_is_saved_once_however_often_it_is_carried_out() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified(adding("wamid.1")).await;
    for _ in 0..2 {
        assert_eq!(
            rig.ask("prepare", &verified.id).await,
            Ok(Outcome::Prepared)
        );
        assert_eq!(rig.names().await, AT_FIRST);
    }
    for _ in 0..3 {
        assert_eq!(
            rig.ask("commit", &verified.id).await,
            Ok(Outcome::Committed)
        );
        assert_eq!(rig.names().await, WITH_CARLA);
    }
    assert_eq!(
        rig.ask("abandon", &verified.id).await,
        Ok(Outcome::AlreadyCommitted)
    );
    let carla = rig.payees().await.remove(1);
    assert_eq!(
        (carla.id, carla.added_at),
        (PayeeId::from_order(&verified.id), clock::now())
    );
    assert_eq!(carla.customer, Some(CustomerId("carla-dias".to_owned())));
}

#[tokio::test]
async fn a_confirmed_name_replaces_the_old_one_and_nothing_else() {
    let rig = Rig::start().await;
    let before = rig.payees().await.remove(0);
    let verified = rig.bank.verified(renaming("wamid.1", "Benny")).await;
    assert_eq!(
        rig.ask("commit", &verified.id).await,
        Ok(Outcome::Committed)
    );
    let name = "Benny".to_owned();
    assert_eq!(rig.payees().await[0], Payee { name, ..before });
}

#[tokio::test]
async fn what_tightens_is_done_at_once_and_once() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed(removing("wamid.1")).await;
    assert_eq!(rig.ask("prepare", &sealed.id).await, Ok(Outcome::AtOnce));
    for _ in 0..2 {
        assert_eq!(rig.ask("commit", &sealed.id).await, Ok(Outcome::Committed));
        assert_eq!(rig.names().await, ["City Power"]);
    }
}

#[tokio::test]
async fn nothing_is_removed_for_whom_nobody_wrote() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed(removing("wamid.1")).await;
    for ticket in worthless_tickets() {
        rig.bank.put_ticket(&sealed.id, ticket).await;
        for action in ["prepare", "commit"] {
            let removed = rig.ask(action, &sealed.id).await;
            assert!(matches!(removed, Err(Failure::Fail(_))), "{removed:?}");
        }
    }
    let bens = ticket_of(&CustomerId("ben-carter".to_owned()));
    rig.bank.put_ticket(&sealed.id, Some(bens)).await;
    for action in ["prepare", "commit"] {
        let removed = rig.ask(action, &sealed.id).await;
        assert_eq!(removed, Ok(Outcome::refused(Ending::Cancelled)), "{action}");
    }
    assert_eq!(rig.names().await, AT_FIRST);
}

#[tokio::test]
async fn what_was_given_up_is_not_carried_out_any_more() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified(adding("wamid.1")).await;
    for _ in 0..2 {
        assert_eq!(
            rig.ask("abandon", &verified.id).await,
            Ok(Outcome::Abandoned)
        );
    }
    for action in ["prepare", "commit"] {
        let late = rig.ask(action, &verified.id).await;
        assert_eq!(late, Ok(Outcome::refused(Ending::Failed)), "{action}");
    }
    let invented = OrderId("invented".to_owned());
    assert_eq!(rig.ask("abandon", &invented).await, Ok(Outcome::Abandoned));
    assert_eq!(rig.names().await, AT_FIRST);
}

#[tokio::test]
async fn an_order_that_ended_is_not_begun_whatever_it_does() {
    let rig = Rig::start().await;
    for (message, order) in [
        ("wamid.1", adding("wamid.1")),
        ("wamid.2", removing("wamid.2")),
    ] {
        let Underway { id, .. } = rig.bank.sealed(order).await;
        let cancelled =
            |before: domain::confirmation::Confirmation| before.call_off(Ending::Cancelled);
        rig.bank.step(&id, cancelled).await;
        let refused = Ok(Outcome::refused(Ending::Cancelled));
        assert_eq!(rig.ask("prepare", &id).await, refused, "{message}");
    }
    let late = OrderId::from_message("wamid.2");
    let refused = Ok(Outcome::refused(Ending::Cancelled));
    assert_eq!(rig.ask("commit", &late).await, refused);
    assert_eq!(rig.names().await, AT_FIRST);
}

#[tokio::test]
async fn a_suspended_customers_arrangements_stay_as_they_are() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified(adding("wamid.1")).await;
    let sealed = rig.bank.sealed(removing("wamid.2")).await;
    rig.suspend().await;
    let refused = Ok(Outcome::refused(Ending::Suspended));
    for id in [&verified.id, &sealed.id] {
        assert_eq!(rig.ask("prepare", id).await, refused);
        assert_eq!(rig.ask("commit", id).await, refused);
    }
    assert_eq!(rig.names().await, AT_FIRST);
}

#[tokio::test]
async fn a_locked_customer_may_still_remove_and_not_add() {
    let rig = Rig::start().await;
    let standings = rig.bank.engine.standings();
    let lock = |before: Standing| failed(before, MAX_FAILURES);
    standings.change(&ana(), lock).await.unwrap();
    let add = rig.bank.sealed(adding("wamid.1")).await;
    let refused = Ok(Outcome::refused(Ending::Locked));
    assert_eq!(rig.ask("prepare", &add.id).await, refused);
    let remove = rig.bank.sealed(removing("wamid.2")).await;
    assert_eq!(rig.ask("prepare", &remove.id).await, Ok(Outcome::AtOnce));
    assert_eq!(rig.ask("commit", &remove.id).await, Ok(Outcome::Committed));
}
