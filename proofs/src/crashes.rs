//! A2, crash everywhere: a transfer's steps are interrupted at every call in every way, then taken
//! again as Step Functions would, and at last swept. No transfer may be lost or doubled, nor the bill it pays.

use std::sync::Arc;

use domain::id::AccountId;
use domain::ledger::transfer::Instruction;
use domain::ledger::transfer::{HOLD_SECONDS, TransferError, TransferState};
use domain::money::{Currency, Money};
use fastrand::Rng;
use ledger::{Ledger, LedgerError, Reserved};
use testkit::bank::{atm_request, paying, redemption, withdrawing};
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
    /// Reserve, authorise, redeem a part, give some of that back: a machine that kept notes.
    Redeem,
    /// Reserve, authorise, then call off.
    CallOff,
    /// Reserve, authorise, then nothing: no machine ever asks.
    Wait,
}

impl Plan {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Post,
        Self::Void,
        Self::Abandon,
        Self::Redeem,
        Self::CallOff,
        Self::Wait,
    ];

    /// What follows the reservation.
    const fn steps(self) -> &'static [Step] {
        match self {
            Self::Post => &[Step::Post],
            Self::Void => &[Step::Void],
            Self::Abandon => &[],
            Self::Redeem => &[Step::Authorise, Step::Redeem, Step::Reverse],
            Self::CallOff => &[Step::Authorise, Step::CallOff],
            Self::Wait => &[Step::Authorise],
        }
    }

    const fn withdraws(self) -> bool {
        matches!(self, Self::Redeem | Self::CallOff | Self::Wait)
    }

    /// How the transfer ends.
    const fn is_ended_by(self, state: Option<&TransferState>) -> bool {
        match self {
            Self::Post | Self::Redeem => matches!(state, Some(TransferState::Posted(_))),
            Self::Void | Self::CallOff => matches!(state, Some(TransferState::Voided)),
            Self::Abandon | Self::Wait => matches!(state, Some(TransferState::Expired)),
        }
    }

    /// What the payer, the payee and the machines have more in the end, in pence.
    const fn moves(self) -> [i64; 3] {
        match self {
            Self::Post => [-2_500, 2_500, 0],
            Self::Redeem => [-1_000, 0, 1_000],
            Self::Void | Self::Abandon | Self::CallOff | Self::Wait => [0, 0, 0],
        }
    }
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
    let cash = world.cash().await;
    let all = [from.clone(), to.clone(), cash];
    let before = world.balances(&all);
    world.watch(&all);
    let asked = asked(name, 2_500, from, to);
    let asked = if plan.withdraws() {
        withdrawing(asked)
    } else {
        paying("november", asked)
    };
    let first = faults.first().map_or(0, |(call, _)| *call);
    let wire = Wire::broken(world, faults);
    step(&wire, Step::Reserve, &asked).await;
    for next in plan.steps() {
        step(&wire, *next, &asked).await;
    }
    let was_met = wire.calls() > first;
    sweep(world).await?;
    world
        .verdict()
        .map_err(|reason| format!("{name}: {reason}"))?;
    books::check(world.engine(), &all).map_err(|reason| format!("{name}: {reason}"))?;
    ended_well(world, plan, &asked, &all, &before)
        .await
        .map_err(|reason| format!("{name}: {reason}"))?;
    if !plan.withdraws() {
        bill_is_paid_once(world, plan, &asked)
            .await
            .map_err(|reason| format!("{name}: {reason}"))?;
    }
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
        _ => Reserved::Created,
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
    Authorise,
    Redeem,
    Reverse,
    CallOff,
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
    let pence = |minor| Money::new(minor, Currency::Gbp);
    let id = &asked.id;
    match step {
        Step::Reserve => ledger.reserve(&pending(asked, NOW)).await.map(drop),
        Step::Post => ledger
            .post(&asked.id, &authority(asked), NOW)
            .await
            .map(drop),
        Step::Void => ledger.void(&pending(asked, NOW)).await.map(drop),
        Step::Authorise => ledger.authorise(id, &authority(asked), NOW).await.map(drop),
        Step::Redeem => {
            let redemption = redemption(asked, "one", pence(1_500));
            ledger.redeem(id, &redemption, NOW).await.map(drop)
        }
        Step::Reverse => {
            let by = atm_request("one");
            ledger.reverse(id, &by, pence(500), NOW).await.map(drop)
        }
        Step::CallOff => ledger.call_off(id).await.map(drop),
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
    before: &[i64],
) -> Result<(), String> {
    let found = Wire::calm(world).ledger().transfer(&asked.id).await;
    let state = found
        .map_err(|error| error.to_string())?
        .map(|found| found.state);
    if !plan.is_ended_by(state.as_ref()) {
        return Err(format!("{plan:?} ended {state:?}"));
    }
    let moved = before.iter().zip(plan.moves());
    let expected: Vec<i64> = moved.map(|(had, more)| had.saturating_add(more)).collect();
    let balances = world.balances(accounts);
    if balances == expected {
        Ok(())
    } else {
        Err(format!("the balances are {balances:?}, not {expected:?}"))
    }
}
