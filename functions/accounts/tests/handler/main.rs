//! Accounts through their handler: a customer's own balances and statements, and nobody else's.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod bills;
mod check;

use accounts::{Answer, Enquiries};
use aws::secrets::Secret;
use calls::accounts::{AccountItem, AccountsQuestion, StatementAnswer};
use domain::conversation::ticket::{TICKET_SECONDS, Ticket};
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use domain::ledger::transfer::Transfer;
use domain::time::Calendar;
use serde_json::{Value, json};
use testkit::bank::{fifty_to_ben, instruction};
use testkit::clock;
use testkit::engine::{Engine, NOW, signing};
use testkit::inbound::{ANA, BEN};
use testkit::queue::ticket_from;
use testkit::services::Services;

struct Rig {
    engine: Engine,
    /// Answers as long as it is there.
    _services: Services,
    enquiries: Enquiries,
}

impl Rig {
    async fn start() -> Self {
        let (engine, services) = (Engine::with_demo_customers().await, Services::start().await);
        let enquiries = Enquiries {
            accounts: engine.accounts(),
            bills: engine.bills(),
            customers: engine.customers(),
            channels: engine.channels(),
            keys: Secret::new(&services.connection, "bank/verifying".to_owned()),
            clock: clock::now,
        };
        Self {
            engine,
            _services: services,
            enquiries,
        }
    }

    async fn ask(&self, question: Value) -> Result<Answer, Failure> {
        self.enquiries
            .handle(serde_json::from_value(question).unwrap())
            .await
    }

    /// A statement of Ana's current account, from where a page ended.
    async fn statement(&self, phone: &str, cursor: Value) -> Result<StatementAnswer, Failure> {
        let question = json!({
            "action": "statement", "ticket": ticket_from(phone), "account_id": "40010101",
            "cursor": cursor,
        });
        match self.ask(question).await? {
            Answer::Statement(answer) => Ok(answer),
            _ => panic!("something else than a statement"),
        }
    }

    /// As whoever has this phone asks.
    async fn balances(&self, phone: &str) -> Result<Vec<AccountItem>, Failure> {
        let question = json!({ "action": "balances", "ticket": ticket_from(phone) });
        match self.ask(question).await? {
            Answer::Balances(answer) => Ok(answer.accounts),
            _ => panic!("no balances"),
        }
    }
}

fn shown(accounts: &[AccountItem]) -> Vec<(&str, &str, &str, i64, i64)> {
    let shown = accounts.iter().map(|account| {
        let (id, name) = (account.account_id.as_str(), account.name.as_str());
        (
            id,
            name,
            account.currency.as_str(),
            account.posted_minor,
            account.available_minor,
        )
    });
    shown.collect()
}

#[tokio::test]
async fn a_customer_sees_all_accounts_in_a_steady_order() {
    let rig = Rig::start().await;
    assert_eq!(
        shown(&rig.balances(ANA).await.unwrap()),
        [
            ("40010101", "Current account", "GBP", 245_000, 245_000),
            ("40010102", "Savings account", "GBP", 800_000, 800_000),
        ]
    );
}

#[tokio::test]
async fn a_hold_lowers_what_is_available_and_not_what_is_booked() {
    let rig = Rig::start().await;
    let transfer = Transfer::try_new(
        instruction(OrderId("wamid.1".to_owned()), fifty_to_ben()),
        NOW,
        &Calendar::utc(),
    )
    .unwrap();
    assert!(rig.engine.ledger().reserve(&transfer).await.is_ok());
    let accounts = rig.balances(ANA).await.unwrap();
    assert_eq!(
        (accounts[0].posted_minor, accounts[0].available_minor),
        (245_000, 240_000)
    );
}

/// Whoever invokes it cannot say for whom: it answers for the phone of a ticket that `webhook` signed.
#[tokio::test]
async fn nobody_is_answered_for_whom_no_ticket_speaks() {
    let rig = Rig::start().await;
    let address = ChannelAddress::try_new(None, Some(ANA.to_owned())).unwrap();
    let forged = Ticket::issue(&signing(7), &address, "", clock::now()).to_text();
    let bens = ticket_from(BEN);
    let parts: Vec<&str> = bens.split('.').collect();
    let good = ticket_from(ANA);
    let good: Vec<&str> = good.split('.').collect();
    let mixed = [&good[..5], &parts[5..]].concat().join(".");
    let strangers = ticket_from("447700900999");
    for ticket in [&*forged, &*mixed, &*strangers, "", "ana-lima"] {
        for question in [
            json!({ "action": "balances", "ticket": ticket }),
            json!({ "action": "statement", "ticket": ticket, "account_id": "40010101" }),
            json!({ "action": "check_payee", "ticket": ticket, "details": "uk 040075 40020101", "name": "Ben" }),
        ] {
            let refused = rig.ask(question).await;
            assert!(matches!(refused, Err(Failure::Fail(_))), "{ticket}");
        }
    }
    let asked = json!({ "action": "balances", "customer_id": "ana-lima" });
    assert!(serde_json::from_value::<AccountsQuestion>(asked).is_err());
}

#[tokio::test]
async fn a_ticket_is_worth_nothing_after_a_day_nor_once_the_phone_was_revoked() {
    let rig = Rig::start().await;
    let question = json!({ "action": "balances", "ticket": ticket_from(ANA) });
    assert!(rig.ask(question.clone()).await.is_ok());
    let channels = rig.engine.channels();
    let ana = CustomerId("ana-lima".to_owned());
    channels.revoke(&ana, clock::now()).await.unwrap();
    assert!(rig.ask(question.clone()).await.is_err());
    channels
        .bind(
            &ana,
            &ChannelAddress::try_new(None, Some(ANA.to_owned())).unwrap(),
            clock::now(),
        )
        .await
        .unwrap();
    assert!(rig.ask(question.clone()).await.is_ok());
    clock::pass(TICKET_SECONDS);
    assert!(rig.ask(question).await.is_err());
}

#[tokio::test]
async fn reading_writes_nothing() {
    let rig = Rig::start().await;
    let before = rig.engine.items().await;
    rig.balances(ANA).await.unwrap();
    assert_eq!(rig.engine.items().await, before);
}

#[tokio::test]
async fn a_statement_begins_with_the_newest_and_ends_with_the_opening() {
    let rig = Rig::start().await;
    let told = rig.statement(ANA, json!(null)).await.unwrap();
    let line = &told.entries[0];
    assert_eq!(
        (
            line.direction.as_str(),
            line.amount_minor,
            line.balance_minor,
            line.posted_at
        ),
        ("credit", 245_000, 245_000, NOW.0)
    );
    assert_eq!(line.other_name, "Opening balance");
    assert_eq!((told.entries.len(), told.next), (1, None));
}

#[tokio::test]
async fn a_statement_of_somebody_elses_account_fails_for_good() {
    let rig = Rig::start().await;
    for (phone, cursor) in [(BEN, json!(null)), (ANA, json!("invented"))] {
        let refused = rig.statement(phone, cursor).await;
        assert!(matches!(refused, Err(Failure::Fail(_))), "{phone}");
    }
}
