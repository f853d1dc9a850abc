//! What the tests of the ledger share: transfers from Ana to Ben, proofs, and what everybody holds.

use domain::authority::Authority;
use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::movement::Movement;
use domain::ledger::reference::Reference;
use domain::ledger::transfer::{Instruction, Transfer};
use domain::money::{Currency, Money};
use domain::time::{Calendar, UnixSeconds};
use testkit::engine::{AttributeValue, Engine, NOW};

/// Ana's current account.
pub const ANA: &str = "40010101";
/// Ana's savings account.
pub const SAVINGS: &str = "40010102";
/// Ben's current account.
pub const BEN: &str = "40020101";
/// City Power's collection account: a merchant's, with shards.
pub const CITY_POWER: &str = "40090001";

/// `minor` pence from Ana to Ben.
pub fn asked(message: &str, minor: i64) -> Instruction {
    between(message, minor, ANA, BEN)
}

/// `minor` pence from one account to another, asked for by whom the debit account belongs to.
pub fn between(message: &str, minor: i64, debit: &str, credit: &str) -> Instruction {
    let movement = Movement {
        amount: Money::new(minor, Currency::Gbp),
        debit_account: AccountId(debit.to_owned()),
        credit_account: AccountId(credit.to_owned()),
        reference: Reference::parse("lunch"),
        bill: None,
        ..testkit::bank::fifty_to_ben()
    };
    let owner = match debit.get(..4) {
        Some("4002") => "ben-carter",
        Some("4003") => "carla-dias",
        Some("4009") => "city-power",
        Some("bank") => "bank",
        _ => "ana-lima",
    };
    Instruction {
        customer: CustomerId(owner.to_owned()),
        ..testkit::bank::instruction(OrderId::from_message(message), movement)
    }
}

/// The pending transfer of an instruction, reserved at [`NOW`].
pub fn pending(asked: &Instruction) -> Transfer {
    pending_at(asked, NOW)
}

pub fn pending_at(asked: &Instruction, now: UnixSeconds) -> Transfer {
    Transfer::try_new(asked.clone(), now, &Calendar::utc()).unwrap()
}

pub fn authority(asked: &Instruction) -> Authority {
    testkit::bank::authority(&asked.id, asked.order)
}

/// Reserves and posts.
pub async fn send(engine: &Engine, asked: &Instruction) -> Transfer {
    let ledger = engine.ledger();
    ledger.reserve(&pending(asked)).await.unwrap();
    ledger
        .post(&asked.id, &authority(asked), NOW)
        .await
        .unwrap()
}

/// Posted and available balance of Ana's current account, then Ben's, in pence.
pub async fn balances(engine: &Engine) -> [(i64, i64); 2] {
    [
        balance(engine, "ana-lima").await,
        balance(engine, "ben-carter").await,
    ]
}

/// Posted and available balance of an owner's first account, in pence.
pub async fn balance(engine: &Engine, owner: &str) -> (i64, i64) {
    let accounts = engine.accounts().of(&CustomerId(owner.to_owned())).await;
    let account = &accounts.unwrap()[0];
    (account.posted.minor(), account.available().unwrap().minor())
}

/// Changes one attribute of an account behind the ledger's back.
pub async fn tamper(engine: &Engine, account: &str, name: &str, value: AttributeValue) {
    let pk = format!("ACCOUNT#{account}");
    engine.tamper("ledger", &pk, "ACCOUNT", name, value).await;
}
