//! Transfers through their handler: only a sealed and verified intent moves money, and only once.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod bills;
mod cash;
mod fresh_phone;
mod release;
mod tampering;

use domain::cash::notes::Notes;
use domain::confirmation::Ending;
use domain::confirmation::order::{Effect, Executor, SealedOrder};
use domain::customer::failures::MAX_FAILURES;
use domain::failure::Failure;
use domain::id::OrderId;
use domain::ledger::transfer::HOLD_SECONDS;
use domain::money::{Currency, Money};
use domain::time::Calendar;
use serde_json::json;
use testkit::bank::{Bank, failed};
use testkit::clock;
use testkit::engine::AttributeValue;
use testkit::services::Fault;
use transfers::{Answer, Transfers};

/// What Ana and Ben hold at first, in pence: posted and available.
const AT_FIRST: [(i64, i64); 2] = [(245_000, 245_000), (31_055, 31_055)];
const HELD: [(i64, i64); 2] = [(245_000, 240_000), (31_055, 31_055)];
const MOVED: [(i64, i64); 2] = [(240_000, 240_000), (36_055, 36_055)];

struct Rig {
    bank: Bank,
    transfers: Transfers,
}

impl Rig {
    async fn start() -> Self {
        let bank = Bank::open().await;
        let transfers = Transfers {
            orders: bank.orders(Executor::Transfers),
            bills: bank.engine.bills(),
            arrangements: bank.engine.arrangements(),
            withdrawals: bank.engine.withdrawals(),
            notes: Notes::parse("GBP=10,20").unwrap(),
            ledger: bank.engine.ledger(),
            clock: clock::now,
            calendar: Calendar::utc(),
        };
        Self { bank, transfers }
    }

    async fn ask(&self, action: &str, id: &OrderId) -> Result<Answer, Failure> {
        let question = json!({ "action": action, "confirmation_id": id.0 });
        self.transfers
            .handle(serde_json::from_value(question).unwrap())
            .await
    }

    async fn balances(&self) -> [(i64, i64); 2] {
        [
            self.bank.balance("ana-lima").await,
            self.bank.balance("ben-carter").await,
        ]
    }

    async fn tamper(&self, id: &OrderId, name: &str, value: AttributeValue) {
        let pk = format!("CONFIRMATION#{}", id.0);
        self.bank
            .engine
            .tamper("confirmations", &pk, "CONFIRMATION", name, value)
            .await;
    }
}

#[tokio::test]
async fn reserve_holds_and_post_moves_and_each_does_so_once() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    for _ in 0..3 {
        assert_eq!(rig.ask("prepare", &verified.id).await, Ok(Answer::Prepared));
        assert_eq!(rig.balances().await, HELD);
    }
    for _ in 0..3 {
        assert_eq!(rig.ask("commit", &verified.id).await, Ok(Answer::Committed));
        assert_eq!(rig.balances().await, MOVED);
    }
    assert_eq!(
        rig.ask("abandon", &verified.id).await,
        Ok(Answer::AlreadyCommitted)
    );
    assert_eq!(rig.balances().await, MOVED);
}

#[tokio::test]
async fn void_gives_the_hold_back_once_and_nothing_is_posted_after_it() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask("prepare", &verified.id).await.unwrap();
    for _ in 0..3 {
        assert_eq!(
            rig.ask("abandon", &verified.id).await,
            Ok(Answer::Abandoned)
        );
        assert_eq!(rig.balances().await, AT_FIRST);
    }
    assert_eq!(
        rig.ask("commit", &verified.id).await,
        Ok(Answer::Refused { reason: "Failed" })
    );
    assert_eq!(
        rig.ask("prepare", &verified.id).await,
        Ok(Answer::Refused { reason: "Failed" })
    );
    assert_eq!(rig.balances().await, AT_FIRST);
}

#[tokio::test]
async fn there_is_nothing_to_release_where_nothing_was_held() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    assert_eq!(rig.ask("abandon", &sealed.id).await, Ok(Answer::Abandoned));
    let late = rig.ask("prepare", &sealed.id).await;
    assert_eq!(late, Ok(Answer::Refused { reason: "Failed" }));
    let invented = OrderId("invented".to_owned());
    assert_eq!(rig.ask("abandon", &invented).await, Ok(Answer::Abandoned));
}

#[tokio::test]
async fn without_a_verified_passcode_nothing_is_posted() {
    let rig = Rig::start().await;
    let ids = [
        rig.bank.sealed("wamid.1").await.id,
        rig.bank.link_sent("wamid.2").await.id,
        rig.bank.identifying("wamid.3").await.id,
        rig.bank.identified("wamid.4").await.id,
        rig.bank.passcode_due("wamid.5").await.id,
    ];
    for id in ids {
        rig.ask("prepare", &id).await.unwrap();
        assert!(matches!(
            rig.ask("commit", &id).await,
            Err(Failure::Fail(_))
        ));
        rig.ask("abandon", &id).await.unwrap();
    }
    assert_eq!(rig.balances().await, AT_FIRST);
}

#[tokio::test]
async fn a_confirmation_that_ended_is_not_even_held() {
    let rig = Rig::start().await;
    for ending in [Ending::Cancelled, Ending::Replaced, Ending::Expired] {
        let sealed = rig.bank.sealed(ending.name()).await;
        rig.bank
            .step(&sealed.id, |before| before.call_off(ending))
            .await;
        let answer = rig.ask("prepare", &sealed.id).await;
        assert_eq!(
            answer,
            Ok(Answer::Refused {
                reason: ending.name()
            })
        );
    }
    assert_eq!(rig.balances().await, AT_FIRST);
}

#[tokio::test]
async fn more_than_there_is_is_refused_with_its_reason() {
    let rig = Rig::start().await;
    let sealed = rig.bank.sealed("wamid.1").await;
    let mut order = testkit::bank::order("wamid.1");
    let Effect::Move(movement) = &mut order.effect else {
        panic!("it moves money")
    };
    movement.amount = Money::new(245_001, Currency::Gbp);
    let text = SealedOrder::seal(order).expose().to_owned();
    rig.tamper(&sealed.id, "order", AttributeValue::S(text))
        .await;
    let answer = rig.ask("prepare", &sealed.id).await;
    assert_eq!(
        answer,
        Ok(Answer::Refused {
            reason: "InsufficientFunds"
        })
    );
    assert_eq!(rig.balances().await, AT_FIRST);
}

#[tokio::test]
async fn a_hold_that_ran_out_is_refused_as_expired_and_released() {
    let rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    rig.ask("prepare", &verified.id).await.unwrap();
    clock::pass(HOLD_SECONDS);
    assert_eq!(
        rig.ask("commit", &verified.id).await,
        Ok(Answer::Refused { reason: "Expired" })
    );
    assert_eq!(
        rig.ask("abandon", &verified.id).await,
        Ok(Answer::Abandoned)
    );
    assert_eq!(rig.balances().await, AT_FIRST);
}

#[tokio::test]
async fn a_sweep_releases_what_a_lost_workflow_left_behind_and_nothing_else() {
    let rig = Rig::start().await;
    let lost = rig.bank.verified("wamid.1").await;
    rig.ask("prepare", &lost.id).await.unwrap();
    clock::pass(HOLD_SECONDS);
    let alive = rig.bank.verified("wamid.2").await;
    rig.ask("prepare", &alive.id).await.unwrap();
    assert_eq!(rig.ask("expire", &alive.id).await, Ok(Answer::StillHeld));
    let confirmation_ids = vec![lost.id.0.clone()];
    let found = rig.ask("expired_holds", &lost.id).await;
    assert_eq!(found, Ok(Answer::Found { confirmation_ids }));
    for _ in 0..2 {
        assert_eq!(rig.ask("expire", &lost.id).await, Ok(Answer::Expired));
        assert_eq!(rig.balances().await, HELD);
    }
    assert_eq!(rig.ask("commit", &alive.id).await, Ok(Answer::Committed));
    assert_eq!(
        rig.ask("expire", &alive.id).await,
        Ok(Answer::AlreadyCommitted)
    );
}

#[tokio::test]
async fn while_the_keys_are_away_holding_and_posting_wait_and_move_nothing() {
    let mut rig = Rig::start().await;
    let verified = rig.bank.verified("wamid.1").await;
    for (action, before, done) in [
        ("prepare", AT_FIRST, Answer::Prepared),
        ("commit", HELD, Answer::Committed),
    ] {
        // Another process, which has read no keys yet.
        rig.transfers.orders = rig.bank.orders(Executor::Transfers);
        rig.bank
            .services
            .fail_once("GetSecretValue", Fault::Error("AccessDeniedException"));
        let asked = rig.ask(action, &verified.id).await;
        assert!(matches!(asked, Err(Failure::Retry(_))), "{action}");
        assert_eq!(rig.balances().await, before);
        assert_eq!(rig.ask(action, &verified.id).await, Ok(done));
    }
}

#[tokio::test]
async fn an_id_nobody_sealed_fails_for_good() {
    let rig = Rig::start().await;
    let invented = OrderId("invented".to_owned());
    for action in ["prepare", "commit"] {
        assert!(
            matches!(rig.ask(action, &invented).await, Err(Failure::Fail(_))),
            "{action}"
        );
    }
}

async fn suspend(rig: &Rig) {
    let ana = domain::id::CustomerId("ana-lima".to_owned());
    let reason = domain::customer::standing::SuspensionReason::Blocked;
    let standings = rig.bank.engine.standings();
    standings.suspend(&ana, reason, clock::now()).await.unwrap();
}

#[tokio::test]
async fn a_suspended_customers_money_is_neither_held_nor_moved() {
    let rig = Rig::start().await;
    let held = rig.bank.verified("wamid.1").await;
    rig.ask("prepare", &held.id).await.unwrap();
    let asked = rig.bank.sealed("wamid.2").await;
    suspend(&rig).await;
    let refused = Ok(Answer::Refused {
        reason: Ending::Suspended.name(),
    });
    assert_eq!(rig.ask("prepare", &asked.id).await, refused);
    assert_eq!(rig.ask("commit", &held.id).await, refused);
    assert_eq!(rig.balances().await, HELD);
    assert_eq!(rig.ask("abandon", &held.id).await, Ok(Answer::Abandoned));
    assert_eq!(rig.balances().await, AT_FIRST);
}

#[tokio::test]
async fn a_locked_customers_money_is_not_held() {
    let rig = Rig::start().await;
    let ana = domain::id::CustomerId("ana-lima".to_owned());
    let standings = rig.bank.engine.standings();
    let lock = |before| failed(before, MAX_FAILURES);
    standings.change(&ana, lock).await.unwrap();
    let asked = rig.bank.sealed("wamid.1").await;
    let refused = Ok(Answer::Refused {
        reason: Ending::Locked.name(),
    });
    assert_eq!(rig.ask("prepare", &asked.id).await, refused);
    assert_eq!(rig.balances().await, AT_FIRST);
}
