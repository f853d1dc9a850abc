//! The proofs by name, each at any size: small in every test run, at the goal's size in CI or by hand.

use std::sync::Arc;
use std::time::Duration;

use crate::histories::{HISTORIES_PER_SEED, Tally};
use crate::hot_payee::CLIENTS;
use crate::races::Wins;
use crate::reconciliation::Reading;
use crate::rig::{Violation, run, virtual_time};
use crate::withdrawals::Endings;
use crate::world::World;
use crate::{
    amounts, conformance, crashes, histories, hot_payee, isolation, races, reconciliation, replays,
    withdrawals,
};

/// Cases after which a worker starts with an empty ledger again, to keep it small.
const CASES_PER_WORLD: u64 = 64;

/// One proof: what it is called, the goal it serves, how many cases reach the goal.
#[derive(Clone, Copy, Debug)]
pub struct Proof {
    /// As typed.
    pub name: &'static str,
    /// As numbered in the goals; `A0` is the engine itself.
    pub goal: &'static str,
    /// How many cases the goal asks for.
    pub goal_cases: u64,
    /// How many a test run does.
    pub quick_cases: u64,
    prove: fn(u64, u64) -> Result<String, Violation>,
}

/// Every proof, in the order of the goals.
pub const ALL: [Proof; 10] = [
    Proof {
        name: "isolation",
        goal: "A0",
        goal_cases: 1_000,
        quick_cases: 30,
        prove: isolation,
    },
    Proof {
        name: "conservation",
        goal: "A1",
        goal_cases: 100_000,
        quick_cases: 64,
        prove: conservation,
    },
    Proof {
        name: "crashes",
        goal: "A2",
        goal_cases: 10_000,
        quick_cases: 60,
        prove: crashes,
    },
    Proof {
        name: "idempotency",
        goal: "A3",
        goal_cases: 1_000,
        quick_cases: 20,
        prove: idempotency,
    },
    Proof {
        name: "races",
        goal: "A4",
        goal_cases: 10_000,
        quick_cases: 100,
        prove: races,
    },
    Proof {
        name: "hot-payee",
        goal: "A5",
        goal_cases: 100,
        quick_cases: 5,
        prove: hot_payee,
    },
    Proof {
        name: "model",
        goal: "A6",
        goal_cases: 100_000,
        quick_cases: 60,
        prove: model,
    },
    Proof {
        name: "reconciliation",
        goal: "A7",
        goal_cases: 1_000_000,
        quick_cases: 2_400,
        prove: reconciliation,
    },
    Proof {
        name: "money",
        goal: "A8",
        goal_cases: 10_000_000,
        quick_cases: 100_000,
        prove: money,
    },
    Proof {
        name: "withdrawals",
        goal: "G2",
        goal_cases: 10_000,
        quick_cases: 200,
        prove: withdrawals,
    },
];

impl Proof {
    /// Proves it for `cases` cases from `seed` on. Says what was seen.
    ///
    /// # Errors
    /// The first case that fails, with the seed that replays it.
    pub fn prove(&self, seed: u64, cases: u64) -> Result<String, Violation> {
        (self.prove)(seed, cases)
    }
}

fn isolation(seed: u64, rounds: u64) -> Result<String, Violation> {
    isolation::check(rounds).map_err(|reason| Violation { seed, reason })?;
    let threads = isolation::THREADS;
    Ok(format!(
        "{threads} threads, {rounds} rounds each of a write and a transaction: one winner each"
    ))
}

fn conservation(seed: u64, cases: u64) -> Result<String, Violation> {
    let seeds = cases.div_ceil(HISTORIES_PER_SEED);
    let tallies = run(seed, seeds, |draw| {
        let mut tallies = Vec::new();
        while let Some(seed) = draw() {
            let tally = virtual_time().block_on(histories::play(seed));
            tallies.push(tally.map_err(|reason| Violation { seed, reason })?);
        }
        Ok(tallies)
    })?;
    let cases = seeds.saturating_mul(HISTORIES_PER_SEED);
    let all = tallies.into_iter().fold(Tally::default(), Tally::and);
    let Tally {
        steps,
        posted,
        voided,
        expired,
        never_held,
    } = all;
    Ok(format!(
        "{cases} histories, books balanced after each of {steps} writes \
         ({posted} posted, {voided} voided, {expired} expired, {never_held} never held)"
    ))
}

fn crashes(seed: u64, cases: u64) -> Result<String, Violation> {
    let single = virtual_time().block_on(crashes::everywhere());
    let single = single.map_err(|reason| Violation { seed, reason })?;
    in_worlds(seed, cases, async |world, seed| {
        crashes::twice(world, seed).await
    })?;
    Ok(format!(
        "{single} interruptions, one at every call in every way; {cases} random double ones"
    ))
}

fn idempotency(seed: u64, times: u64) -> Result<String, Violation> {
    let times_each = u32::try_from(times).unwrap_or(u32::MAX);
    let replays = virtual_time().block_on(replays::check(times_each));
    let replays = replays.map_err(|reason| Violation { seed, reason })?;
    Ok(format!(
        "{replays} replays at {} ages: one posting, one receipt",
        replays::AGES_SECONDS.len()
    ))
}

fn races(seed: u64, cases: u64) -> Result<String, Violation> {
    let wins = in_worlds(seed, cases, async |world, seed| {
        Box::pin(races::run(world, seed)).await
    })?;
    let Wins {
        posted,
        voided,
        expired,
    } = wins.into_iter().fold(Wins::default(), Wins::and);
    Ok(format!(
        "{cases} races: post won {posted}, void {voided}, expire {expired}"
    ))
}

/// Cases are tenths of a second of virtual time.
fn hot_payee(seed: u64, tenths: u64) -> Result<String, Violation> {
    let lasting = Duration::from_millis(tenths.saturating_mul(100));
    let rush = |shards| {
        fastrand::seed(seed);
        let rush = hot_payee::rush(shards, lasting);
        let rush = virtual_time().block_on(rush);
        rush.map_err(|reason| Violation { seed, reason })
    };
    let (one, sixteen) = (rush(1)?, rush(16)?);
    if sixteen.posted < one.posted.saturating_mul(10) {
        let reason = format!("sixteen shards took {}, one {}", sixteen.posted, one.posted);
        return Err(Violation { seed, reason });
    }
    Ok(format!(
        "{CLIENTS} clients, {lasting:?}: one shard takes {} ({} conflicts), sixteen {} ({}); sum exact",
        one.posted, one.conflicts, sixteen.posted, sixteen.conflicts
    ))
}

fn model(seed: u64, cases: u64) -> Result<String, Violation> {
    in_worlds(seed, cases, async |world, seed| {
        conformance::run(world, seed).await
    })?;
    Ok(format!("{cases} command sequences: ledger and model agree"))
}

/// Cases are entries.
fn reconciliation(seed: u64, entries: u64) -> Result<String, Violation> {
    let reading = virtual_time().block_on(reconciliation::check(seed, entries));
    let Reading { report, took } = reading.map_err(|reason| Violation { seed, reason })?;
    Ok(format!(
        "{} entries, {} transfers, {} accounts read and compared in {took:.1?}: no difference",
        report.entries, report.transfers, report.accounts
    ))
}

fn money(seed: u64, cases: u64) -> Result<String, Violation> {
    amounts::check(seed, cases).map_err(|reason| Violation { seed, reason })?;
    Ok(format!("{cases} pairs of amounts in every currency"))
}

fn withdrawals(seed: u64, cases: u64) -> Result<String, Violation> {
    let endings = in_worlds(seed, cases, async |world, seed| {
        Box::pin(withdrawals::run(world, seed)).await
    })?;
    let all = endings.into_iter().fold(Endings::default(), Endings::and);
    Ok(format!(
        "{cases} withdrawals raced for: {} given out ({} in part, {} with a reversal), \
         {} called off, {} expired; none twice, books to the penny",
        all.redeemed, all.in_part, all.reversed, all.called_off, all.expired
    ))
}

/// Runs cases on all processors, each worker with a ledger of its own.
fn in_worlds<T: Send>(
    seed: u64,
    cases: u64,
    case: impl AsyncFn(&Arc<World>, u64) -> Result<T, String> + Sync,
) -> Result<Vec<T>, Violation> {
    run(seed, cases, |draw| {
        virtual_time().block_on(async {
            let (mut world, mut done, mut results) = (World::new().await, 0_u64, Vec::new());
            while let Some(seed) = draw() {
                let result = case(&world, seed).await;
                results.push(result.map_err(|reason| Violation { seed, reason })?);
                done = done.saturating_add(1);
                if done.is_multiple_of(CASES_PER_WORLD) {
                    world = World::new().await;
                }
            }
            Ok(results)
        })
    })
}
