//! Orders to tell something, through their handler: nothing is told without the proof it needs, and a document is
//! made once.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod document;

use aws::bucket::Bucket;
use calls::execution::Outcome;
use documents::Documents;
use domain::confirmation::Ending;
use domain::confirmation::order::{Executor, Order};
use domain::customer::channel::ChannelAddress;
use domain::customer::standing::SuspensionReason;
use domain::disclosure::{Disclosure, Extent, Form, Period, Statement};
use domain::failure::Failure;
use domain::id::{AccountId, CustomerId, OrderId};
use domain::time::{Calendar, UnixSeconds};
use ledger::accounts::Accounts;
use serde_json::json;
use testkit::bank::{Bank, disclosure, ticket_of, worthless_tickets};
use testkit::clock;

const DAY: i64 = 86_400;

struct Rig {
    bank: Bank,
    documents: Documents,
}

impl Rig {
    async fn start() -> Self {
        let bank = Bank::open().await;
        let accounts = bank.engine.accounts();
        Self::reading(bank, accounts)
    }

    /// The same, with the ledger at another place.
    fn reading(bank: Bank, accounts: Accounts) -> Self {
        let connection = &bank.services.connection;
        let documents = Documents {
            orders: bank.orders(Executor::Documents),
            channels: bank.engine.channels(),
            disclosures: bank.engine.disclosures(),
            accounts,
            bucket: Bucket::new(connection, "documents".to_owned(), "documents"),
            clock: clock::now,
            random: clock::random,
            calendar: Calendar::utc(),
        };
        Self { bank, documents }
    }

    async fn ask(&self, action: &str, id: &OrderId) -> Result<Outcome, Failure> {
        let step = json!({ "action": action, "confirmation_id": id.0 });
        self.documents
            .handle(serde_json::from_value(step).unwrap())
            .await
    }

    async fn proved_at(&self) -> Option<UnixSeconds> {
        self.bank
            .engine
            .disclosures()
            .proved_at(&ana())
            .await
            .unwrap()
    }
}

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

/// Ana's statement from so many days ago until today.
fn statement(days: i64, form: Form) -> Disclosure {
    let calendar = Calendar::utc();
    let day = |before: i64| calendar.date(clock::now().plus(before.saturating_mul(-DAY)));
    Disclosure::Statement(Statement {
        account: AccountId("40010101".to_owned()),
        account_name: "Current account".to_owned(),
        extent: Extent::Period(Period::try_new(day(days), day(0)).unwrap()),
        form,
    })
}

fn asked(disclosed: Disclosure) -> Order {
    disclosure("wamid.1", disclosed)
}

#[tokio::test]
async fn what_is_exempt_is_told_at_once_and_is_no_proof() {
    let rig = Rig::start().await;
    let before = rig.proved_at().await;
    clock::pass(DAY);
    let order = rig.bank.sealed(asked(statement(30, Form::Message))).await;
    for _ in 0..2 {
        assert_eq!(rig.ask("prepare", &order.id).await, Ok(Outcome::AtOnce));
    }
    for _ in 0..2 {
        assert_eq!(rig.ask("commit", &order.id).await, Ok(Outcome::Committed));
    }
    assert_eq!(rig.proved_at().await, before);
    let late = rig.ask("abandon", &order.id).await;
    assert_eq!(late, Ok(Outcome::AlreadyCommitted));
}

#[tokio::test]
async fn nothing_is_told_without_a_proof_for_whom_nobody_wrote() {
    let rig = Rig::start().await;
    let order = rig.bank.sealed(asked(statement(30, Form::Message))).await;
    for ticket in worthless_tickets() {
        rig.bank.put_ticket(&order.id, ticket).await;
        for action in ["prepare", "commit"] {
            let told = rig.ask(action, &order.id).await;
            assert!(matches!(told, Err(Failure::Fail(_))), "{told:?}");
        }
    }
    let bens = ticket_of(&CustomerId("ben-carter".to_owned()));
    rig.bank.put_ticket(&order.id, Some(bens)).await;
    for action in ["prepare", "commit"] {
        let told = rig.ask(action, &order.id).await;
        assert_eq!(told, Ok(Outcome::refused(Ending::Cancelled)), "{action}");
    }
}

#[tokio::test]
async fn what_is_old_is_told_after_a_proof_and_the_proof_is_kept() {
    let rig = Rig::start().await;
    clock::pass(DAY);
    let order = rig.bank.verified(asked(statement(91, Form::Message))).await;
    assert_eq!(rig.ask("prepare", &order.id).await, Ok(Outcome::Prepared));
    assert_eq!(rig.ask("commit", &order.id).await, Ok(Outcome::Committed));
    assert_eq!(rig.proved_at().await, Some(clock::now()));
}

#[tokio::test]
async fn without_a_verified_passcode_nothing_is_told_that_needs_a_proof() {
    let rig = Rig::start().await;
    let old = |message: &str| disclosure(message, statement(91, Form::Document));
    let ids = [
        rig.bank.sealed(old("wamid.1")).await.id,
        rig.bank.identified(old("wamid.2")).await.id,
        rig.bank.passcode_due(old("wamid.3")).await.id,
    ];
    for id in ids {
        assert_eq!(rig.ask("prepare", &id).await, Ok(Outcome::Prepared));
        let told = rig.ask("commit", &id).await;
        assert!(matches!(told, Err(Failure::Fail(_))));
        assert_eq!(rig.ask("abandon", &id).await, Ok(Outcome::Abandoned));
    }
    assert!(rig.bank.services.objects().is_empty());
}

#[tokio::test]
async fn on_a_phone_that_was_linked_after_the_last_proof_even_the_balance_needs_one() {
    let rig = Rig::start().await;
    clock::pass(1);
    let channels = rig.bank.engine.channels();
    let phone = channels.of(&ana()).await.unwrap().unwrap().address;
    assert_eq!(channels.bind(&ana(), &phone, clock::now()).await, Ok(true));
    let order = rig.bank.passcode_due(asked(Disclosure::Balances)).await;
    assert_eq!(rig.ask("prepare", &order.id).await, Ok(Outcome::Prepared));
    let told = rig.ask("commit", &order.id).await;
    assert!(matches!(told, Err(Failure::Fail(_))));
}

/// A thief links a phone while the customer confirms on the old one: the proof must not open the new one.
#[tokio::test]
async fn a_proof_from_a_phone_that_is_linked_no_more_counts_for_nothing() {
    let rig = Rig::start().await;
    let before = rig.proved_at().await;
    let order = rig.bank.verified(asked(statement(91, Form::Message))).await;
    clock::pass(DAY);
    let channels = rig.bank.engine.channels();
    let other = ChannelAddress::try_new(None, Some("447700900199".to_owned())).unwrap();
    assert_eq!(channels.bind(&ana(), &other, clock::now()).await, Ok(true));
    let told = rig.ask("commit", &order.id).await;
    assert_eq!(
        told,
        Ok(Outcome::Refused {
            reason: "Cancelled"
        })
    );
    assert_eq!(rig.proved_at().await, before);
}

#[tokio::test]
async fn what_was_given_up_is_not_told_any_more() {
    let rig = Rig::start().await;
    let order = rig
        .bank
        .verified(asked(statement(91, Form::Document)))
        .await;
    for _ in 0..2 {
        assert_eq!(rig.ask("abandon", &order.id).await, Ok(Outcome::Abandoned));
    }
    let late = rig.ask("commit", &order.id).await;
    assert_eq!(late, Ok(Outcome::Refused { reason: "Failed" }));
}

#[tokio::test]
async fn a_suspended_customer_is_told_nothing() {
    let rig = Rig::start().await;
    let order = rig
        .bank
        .verified(asked(statement(91, Form::Document)))
        .await;
    let (standings, ana) = (rig.bank.engine.standings(), ana());
    let suspended = standings.suspend(&ana, SuspensionReason::Blocked, clock::now());
    suspended.await.unwrap();
    let told = rig.ask("commit", &order.id).await;
    assert_eq!(
        told,
        Ok(Outcome::Refused {
            reason: "Suspended"
        })
    );
    assert!(rig.bank.services.objects().is_empty());
}

#[tokio::test]
async fn an_order_that_moves_money_is_another_functions() {
    let rig = Rig::start().await;
    let order = rig.bank.verified("wamid.1").await;
    for action in ["prepare", "commit", "abandon"] {
        let asked = rig.ask(action, &order.id).await;
        assert!(matches!(asked, Err(Failure::Fail(_))), "{action}");
    }
}
