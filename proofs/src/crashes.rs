//! A2, crash everywhere: a transfer's steps are interrupted at every call in every way, then taken
//! again as Step Functions would, and at last swept. No transfer may be lost or doubled, nor the bill it pays.

use std::sync::Arc;

use domain::id::AccountId;
use domain::ledger::transfer::Instruction;
use domain::ledger::transfer::{HOLD_SECONDS, TransferError, TransferState};
use fastrand::Rng;
use ledger::{Ledger, LedgerError, Reserved};
use testkit::bank::paying;
use testkit::engine::NOW;

use crate::books;
use crate::wire::{Died, Mishap, Wire};
use crate::world::{World, asked, authority, pending};

/// How a workflow goes on after its reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Reserve, then post.
    Post,
    /// Reserve, then void.
    Void,
    /// Reserve, then nothing: the sweep finds it.
    Abandon,
}

impl Plan {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Post, Self::Void, Self::Abandon];
}

/// More calls than any plan makes, so that every await point is met.
const MOST_CALLS: u32 = 64;

/// How often Step Functions takes a step again (`workflows/confirmation.asl.json`).
const MOST_RETRIES: u32 = 5;

/// Interrupts each plan at each of its calls in each way. Returns how many interruptions there were.
///
/// # Errors
/// What was violated.
pub async fn everywhere() -> Result<u64, String> {
    let mut interruptions = 0_u64;
    let world = World::new().await;
    for plan in Plan::ALL {
        for fault in Mishap::ALL {
            for call in 0..MOST_CALLS {
                let name = format!("{plan:?}-{fault:?}-{call}");
                if !survive(&world, &name, plan, vec![(call, fault)]).await? {
                    break;
                }
                interruptions = interruptions.saturating_add(1);
            }
        }
    }
    Ok(interruptions)
}

/// Interrupts a plan twice, at random calls in random ways.
///
/// # Errors
/// What was violated.
pub async fn twice(world: &Arc<World>, seed: u64) -> Result<(), String> {
    let mut chance = Rng::with_seed(seed);
    fastrand::seed(seed);
    let draw = |chance: &mut Rng| {
        let fault = chance.choice(Mishap::ALL).unwrap_or(Mishap::AnswerLost);
        (chance.u32(0..12), fault)
    };
    let faults = vec![draw(&mut chance), draw(&mut chance)];
    let plan = chance.choice(Plan::ALL).unwrap_or(Plan::Post);
    survive(world, &format!("twice-{seed}"), plan, faults)
        .await
        .map(drop)
}

/// Carries out a plan through these faults and checks what is left. Says whether the first was met.
async fn survive(
    world: &Arc<World>,
    name: &str,
    plan: Plan,
    faults: Vec<(u32, Mishap)>,
) -> Result<bool, String> {
    let accounts = world.open(name, &[10_000, 5_000]).await;
    let [from, to] = accounts.as_slice() else {
        return Err("two accounts were opened".to_owned());
    };
    world.watch(&accounts);
    let asked = paying("november", asked(name, 2_500, from, to));
    let first = faults.first().map_or(0, |(call, _)| *call);
    let wire = Wire::broken(world, faults);
    step(&wire, Step::Reserve, &asked).await;
    match plan {
        Plan::Post => step(&wire, Step::Post, &asked).await,
        Plan::Void => step(&wire, Step::Void, &asked).await,
        Plan::Abandon => {}
    }
    let was_met = wire.calls() > first;
    sweep(world).await?;
    world
        .verdict()
        .map_err(|reason| format!("{name}: {reason}"))?;
    books::check(world.engine(), &accounts).map_err(|reason| format!("{name}: {reason}"))?;
    ended_well(world, plan, &asked, &accounts)
        .await
        .map_err(|reason| format!("{name}: {reason}"))?;
    bill_is_paid_once(world, plan, &asked)
        .await
        .map_err(|reason| format!("{name}: {reason}"))?;
    Ok(was_met)
}

/// A bill that was paid is taken for good by whoever paid it; one that was not can be paid by the next.
async fn bill_is_paid_once(
    world: &Arc<World>,
    plan: Plan,
    before: &Instruction,
) -> Result<(), String> {
    let movement = &before.movement;
    let again = asked(
        &format!("{}-again", before.id.0),
        2_500,
        &movement.debit_account,
        &movement.credit_account,
    );
    let again = pending(&paying("november", again), NOW);
    let reserved = Wire::calm(world).ledger().reserve(&again).await;
    let expected = match plan {
        Plan::Post => Reserved::Taken(before.id.clone()),
        Plan::Void | Plan::Abandon => Reserved::Created,
    };
    if reserved.as_ref() == Ok(&expected) {
        Ok(())
    } else {
        Err(format!(
            "after {plan:?} the bill is {reserved:?}, not {expected:?}"
        ))
    }
}

#[derive(Clone, Copy)]
enum Step {
    Reserve,
    Post,
    Void,
}

/// One state of the workflow: whoever dies in it is replaced, whatever fails is tried again.
async fn step(wire: &Wire, step: Step, asked: &Instruction) {
    for _ in 0..MOST_RETRIES {
        let reborn = wire.reborn();
        let ledger = reborn.ledger();
        let done = Box::pin(wire_step(&ledger, step, asked));
        match reborn.survive(done).await {
            Ok(Err(LedgerError::Store(_))) | Err(Died) => {}
            Ok(_) => return,
        }
    }
}

async fn wire_step(ledger: &Ledger, step: Step, asked: &Instruction) -> Result<(), LedgerError> {
    match step {
        Step::Reserve => ledger.reserve(&pending(asked, NOW)).await.map(drop),
        Step::Post => ledger
            .post(&asked.id, &authority(asked), NOW)
            .await
            .map(drop),
        Step::Void => ledger.void(&pending(asked, NOW)).await.map(drop),
    }
}

async fn sweep(world: &Arc<World>) -> Result<(), String> {
    let ledger = Wire::calm(world).ledger();
    let later = NOW.plus(HOLD_SECONDS);
    let due = ledger.expired_holds(later, 1_000).await;
    for id in due.map_err(|error| error.to_string())? {
        match ledger.expire(&id, later).await {
            Ok(_) | Err(LedgerError::Transfer(TransferError::AlreadyPosted)) => {}
            Err(error) => return Err(format!("not swept: {error}")),
        }
    }
    Ok(())
}

/// The state the plan leads to, or the sweep's; and the balances that go with it.
async fn ended_well(
    world: &Arc<World>,
    plan: Plan,
    asked: &Instruction,
    accounts: &[AccountId],
) -> Result<(), String> {
    let found = Wire::calm(world).ledger().transfer(&asked.id).await;
    let state = found
        .map_err(|error| error.to_string())?
        .map(|found| found.state);
    let moved = matches!(state, Some(TransferState::Posted(_)));
    let ended = match plan {
        Plan::Post => moved,
        Plan::Void => state == Some(TransferState::Voided),
        Plan::Abandon => state == Some(TransferState::Expired),
    };
    if !ended {
        return Err(format!("{plan:?} ended {state:?}"));
    }
    let expected = if moved {
        [7_500, 7_500]
    } else {
        [10_000, 5_000]
    };
    let balances = world.balances(accounts);
    if balances == expected {
        Ok(())
    } else {
        Err(format!("the balances are {balances:?}, not {expected:?}"))
    }
}
