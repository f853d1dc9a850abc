//! Calling off, interrupted: at each call it makes to the record and to the workflow the process dies, and
//! somebody tries again, the same way or another. In the end the record is over, its first ending stands, and
//! the workflow was told exactly that one.
//!
//! Deliberately through the functions' own handlers: each looks at the record before it calls off, and could
//! look away from one that ended without its workflow having heard of it.

mod ways;

use aws::confirmations::Confirmations;
use aws::confirming::Confirming;
use aws::workflow::Waits;
use domain::confirmation::{Ending, Stage};
use proofs::wire::{Mishap, Wire};
use testkit::bank::Bank;
use testkit::clock;

use crate::house::House;
use ways::{Due, Functions, Way, due};

/// The process is gone before it sends, or once it is done without having heard so. Gone after having heard
/// is gone before the next call.
const DEATHS: [Mishap; 2] = [Mishap::DiesBefore, Mishap::DiesMeanwhile];

/// What an interrupted way left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    /// Nobody died: it makes no such call.
    Nothing,
    /// The record is open, or the workflow has heard that it is not.
    Heard,
    /// The record is ended, and the workflow has not heard of it.
    Unheard,
}

/// A bank, and its functions twice: one set of processes can die, the other takes over.
struct Scene {
    house: House,
    wire: Wire,
    doomed: Functions,
    healthy: Functions,
}

impl Scene {
    async fn open() -> Self {
        let (house, wire) = (House::open().await, Wire::addressed());
        Self {
            doomed: Functions::new(&house.bank, &by(&wire, &house.bank)),
            healthy: Functions::new(&house.bank, &house.bank.confirming()),
            house,
            wire,
        }
    }

    /// One way dies at a call, then another is taken: all must end well.
    async fn play(&self, first: Way, (call, death): (u32, Mishap), second: Way) -> Left {
        let name = format!("{first:?}, {death:?} at {call}, then {second:?}");
        let (house, bank) = (&self.house, &self.house.bank);
        // Who writes the same too often in a few minutes is not answered.
        clock::pass(700);
        let due = due(bank, &name).await;
        let told_before = bank.services.count_of("SendTaskFailure");
        self.wire.plan(vec![(call, death)]);
        let taken = Box::pin(self.doomed.take(house, first, &due));
        let died = self.wire.survive(taken).await.is_err();
        let between = ending(bank, &due).await;
        let is_heard = !told(bank, &due, told_before).is_empty();
        if !self.healthy.take(house, second, &due).await {
            assert_eq!(first, Way::EndSessions, "{name}: who closed the page?");
            assert!(self.healthy.take(house, first, &due).await, "{name}");
        }
        let last = ending(bank, &due).await;
        let last = last.unwrap_or_else(|| panic!("{name}: it is still open"));
        assert_eq!(between.unwrap_or(last), last, "{name}: the first stands");
        let told = told(bank, &due, told_before);
        assert!(!told.is_empty(), "{name}: the workflow waits for ever");
        assert!(
            told.iter().all(|told| told == last.name()),
            "{name}: {told:?}"
        );
        match between {
            _ if !died => Left::Nothing,
            Some(_) if !is_heard => Left::Unheard,
            _ => Left::Heard,
        }
    }

    /// The same death, made up for by each other way. Answers how many there are.
    async fn play_others(&self, first: Way, (call, death): (u32, Mishap)) -> usize {
        let others = Way::ALL.into_iter().filter(|way| *way != first);
        let others: Vec<Way> = others.collect();
        for other in &others {
            let left = self.play(first, (call, death), *other).await;
            assert_eq!(left, Left::Unheard, "{first:?}, {death:?} at {call}");
        }
        others.len()
    }
}

/// The same confirmations and waits, reached by `wire`.
fn by(wire: &Wire, bank: &Bank) -> Confirming {
    let table = "confirmations".to_owned();
    let confirmations = Confirmations::new(&wire.to(&bank.engine.connection), table);
    Confirming::new(
        confirmations,
        Waits::new(&wire.to(&bank.services.connection)),
    )
}

/// By which names the wait was ended, the first `skip` calls of all aside. None lets the workflow go on.
fn told(bank: &Bank, due: &Due, skip: usize) -> Vec<String> {
    assert_eq!(bank.services.count_of("SendTaskSuccess"), 0);
    let failed = bank.services.calls_of_since("SendTaskFailure", skip);
    let its = failed.iter().filter(|call| call["taskToken"] == due.wait);
    its.map(|call| call["error"].as_str().unwrap().to_owned())
        .collect()
}

async fn ending(bank: &Bank, due: &Due) -> Option<Ending> {
    match bank.stage(&due.id).await {
        Stage::Ended(ending) => Some(ending),
        _ => None,
    }
}

/// The same way again after each crash; after one between record and workflow, every other way as well.
#[tokio::test]
async fn whoever_calls_off_again_after_a_crash_makes_up_for_it() {
    let scene = Scene::open().await;
    let (mut crashes, mut made_up) = (0, 0);
    for (first, death) in each_with_each() {
        for call in 0.. {
            let left = scene.play(first, (call, death), first).await;
            if left == Left::Nothing {
                break;
            }
            crashes += 1;
            if left == Left::Unheard {
                made_up += 1 + scene.play_others(first, (call, death)).await;
            }
        }
    }
    println!("{crashes} crashes; {made_up} times somebody told a workflow that had not heard");
    let ways = Way::ALL.len();
    assert!(made_up >= ways * ways, "only {made_up} of each by each");
}

fn each_with_each() -> impl Iterator<Item = (Way, Mishap)> {
    let with_each = |way| DEATHS.into_iter().map(move |death| (way, death));
    Way::ALL.into_iter().flat_map(with_each)
}
