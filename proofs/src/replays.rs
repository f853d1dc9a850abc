//! A3, idempotency beyond every window: the same id asked for again, seconds to months later.

use std::sync::Arc;

use domain::id::AccountId;
use domain::keyed_hash::Hash;
use domain::ledger::movement::Movement;
use domain::ledger::transfer::Instruction;
use domain::ledger::transfer::Transfer;
use ledger::{LedgerError, Reserved};
use testkit::engine::NOW;

use crate::wire::Wire;
use crate::world::{World, asked, authority, pending};

/// At once; either side of DynamoDB's ten-minute request tokens; a day; past SQS's and Meta's windows;
/// past the ninety days of a Step Functions execution name. In seconds.
pub const AGES_SECONDS: [i64; 6] = [0, 599, 601, 86_400, 8 * 86_400, 91 * 86_400];

/// Replays one posted transfer `times` times at each age, and as often with another payload.
///
/// # Errors
/// What was violated.
pub async fn check(times: u32) -> Result<u64, String> {
    let world = World::new().await;
    let accounts = world.open("replayed", &[10_000, 0, 0]).await;
    let [from, to, other] = accounts.as_slice() else {
        return Err("three accounts were opened".to_owned());
    };
    let ledger = Wire::calm(&world).ledger();
    let first = asked("replayed", 2_500, from, to);
    ledger.reserve(&pending(&first, NOW)).await.map_err(told)?;
    let receipt = ledger
        .post(&first.id, &authority(&first), NOW)
        .await
        .map_err(told)?;
    let mut replays = 0_u64;
    for age in AGES_SECONDS {
        for number in 0..times {
            same(&world, &first, &receipt, age).await?;
            refused(&world, &other_payload(&first, number, from, other), age).await?;
            replays = replays.saturating_add(2);
        }
    }
    let balances = world.balances(&accounts);
    if balances == [7_500, 2_500, 0] {
        Ok(replays)
    } else {
        Err(format!("the balances are {balances:?}"))
    }
}

async fn same(
    world: &Arc<World>,
    asked: &Instruction,
    receipt: &Transfer,
    age: i64,
) -> Result<(), String> {
    let ledger = Wire::calm(world).ledger();
    let reserved = ledger.reserve(&pending(asked, NOW.plus(age))).await;
    let posted = ledger
        .post(&asked.id, &authority(asked), NOW.plus(age))
        .await;
    let expected = Reserved::AlreadyExists(receipt.state.clone());
    if reserved.as_ref() == Ok(&expected) && posted.as_ref() == Ok(receipt) {
        Ok(())
    } else {
        Err(format!("after {age} s: {reserved:?}, then {posted:?}"))
    }
}

async fn refused(world: &Arc<World>, other: &Instruction, age: i64) -> Result<(), String> {
    let ledger = Wire::calm(world).ledger();
    match ledger.reserve(&pending(other, NOW.plus(age))).await {
        Err(LedgerError::OtherRequest) => Ok(()),
        answer => Err(format!("another payload after {age} s: {answer:?}")),
    }
}

/// The same id with one thing changed.
fn other_payload(
    first: &Instruction,
    number: u32,
    from: &AccountId,
    other: &AccountId,
) -> Instruction {
    let changed = asked(&first.id.0, 2_500, from, &first.movement.credit_account);
    match number.checked_rem(5) {
        Some(0) => asked(&first.id.0, 2_501, from, &first.movement.credit_account),
        Some(1) => asked(&first.id.0, 2_500, from, other),
        Some(2) => Instruction {
            movement: Movement {
                payee_name: "Mallory".to_owned(),
                ..changed.movement
            },
            ..changed
        },
        Some(3) => Instruction {
            order: Hash::ZERO,
            ..changed
        },
        _ => Instruction {
            customer: domain::id::CustomerId("mallory".to_owned()),
            ..changed
        },
    }
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
