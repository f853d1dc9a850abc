//! A1, conservation: random concurrent histories, and after every single write the books balance.
//!
//! A history is three to eight transfers between two to sixteen accounts, and five to eight workers
//! that reserve, post, void and expire those transfers, or withdraw and reverse them, in any order, over a network with random delays.
//! At its end whatever is left is settled, and no bill is paid twice. Sixty-four histories follow one another on the same accounts
//! and share a seed; at the end of those the journal must explain every balance.

use std::collections::HashSet;

use domain::id::AccountId;
use domain::ledger::transfer::Instruction;
use domain::ledger::transfer::{HOLD_SECONDS, Transfer, TransferState};
use domain::money::{Currency, Money};
use domain::time::UnixSeconds;
use fastrand::Rng;
use futures_util::future::join_all;
use ledger::{Ledger, LedgerError};
use testkit::bank::{atm_request, paying, redemption};
use testkit::engine::NOW;

use crate::books;
use crate::wire::Wire;
use crate::world::{World, asked, authority, pending};

/// Histories that follow one another on the same accounts.
pub const HISTORIES_PER_SEED: u64 = 64;

/// Most accounts a history has.
const ACCOUNTS: usize = 16;

/// Most workers a history has.
const WORKERS: usize = 8;

/// What happened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Writes after which the books were checked.
    pub steps: u64,
    /// Transfers that ended posted.
    pub posted: u64,
    /// Transfers that ended voided.
    pub voided: u64,
    /// Transfers that ended expired.
    pub expired: u64,
    /// Transfers that were refused, or that nobody reserved.
    pub never_held: u64,
}

/// One transfer that the workers fight over.
struct Asked {
    asked: Instruction,
    transfer: Transfer,
}

/// Plays the histories of a seed and checks them.
///
/// # Errors
/// What was violated.
pub async fn play(seed: u64) -> Result<Tally, String> {
    let world = World::new().await;
    let mut chance = Rng::with_seed(seed);
    // The SDK draws its own pauses from here.
    fastrand::seed(seed);
    let balances: Vec<i64> = (0..ACCOUNTS).map(|_| chance.i64(0..=50_000)).collect();
    let accounts = world.open("account", &balances).await;
    let cash = world.cash().await;
    let watched = [accounts.as_slice(), std::slice::from_ref(&cash)].concat();
    world.watch(&watched);
    let workers: Vec<Ledger> = (0..WORKERS)
        .map(|_| Wire::windy(&world, chance.fork()).ledger())
        .collect();
    let settler = Wire::calm(&world).ledger();
    let mut tally = Tally::default();
    for number in 0..HISTORIES_PER_SEED {
        let asked = ask(number, &accounts, &cash, &mut chance);
        let count = chance.usize(5..=WORKERS);
        let at_work = workers.iter().take(count);
        join_all(at_work.map(|ledger| work(ledger, chance.fork(), &asked))).await;
        settle(&settler, &asked, &mut tally).await?;
        tally.steps = world.verdict()?;
    }
    books::check(world.engine(), &watched)?;
    Ok(tally)
}

fn ask(history: u64, accounts: &[AccountId], cash: &AccountId, chance: &mut Rng) -> Vec<Asked> {
    let (few, count) = (chance.usize(2..=ACCOUNTS), chance.u8(3..=8));
    let some = chance.choose_multiple(accounts.iter(), few);
    let one = |number| {
        let mut two = chance.choose_multiple(some.iter(), 2);
        chance.shuffle(&mut two);
        let name = format!("h{history}-t{number}");
        // One in four comes out of a machine.
        let to = if chance.u8(0..4) == 0 { cash } else { two[1] };
        let asked = asked(&name, chance.i64(1..=20_000), two[0], to);
        // One bill for each customer and history: whoever pays one pays the same.
        let asked = if to != cash && chance.bool() {
            paying(&format!("h{history}"), asked)
        } else {
            asked
        };
        let transfer = pending(&asked, NOW.plus(chance.i64(0..=600)));
        Asked { asked, transfer }
    };
    (0..count).map(one).collect()
}

/// A worker's clock may be far off: a hold can seem to have run out to one and not to another.
async fn work(ledger: &Ledger, mut chance: Rng, asked: &[Asked]) {
    for _ in 0..chance.u8(1..=4) {
        let Some(asked) = chance.choice(asked) else {
            return;
        };
        let skew = if chance.u8(0..4) > 0 { 0 } else { HOLD_SECONDS };
        let now = NOW.plus(skew).plus(chance.i64(0..=900));
        // A refusal is as good an ending as any: what counts is what it leaves behind.
        let command = chance.u8(0..10);
        let _ = if asked.asked.movement.credit_account == AccountId::cash(Currency::Gbp) {
            withdraw(ledger, command, asked, now, &mut chance).await
        } else {
            perform(ledger, command, asked, now).await
        };
    }
}

/// What befalls a withdrawal: two machines ask for it, for all or a part, and one may keep some of that.
async fn withdraw(
    ledger: &Ledger,
    command: u8,
    asked: &Asked,
    now: UnixSeconds,
    chance: &mut Rng,
) -> Result<(), LedgerError> {
    let Asked { asked, transfer } = asked;
    let request = if chance.bool() { "one" } else { "another" };
    let most = transfer.amount.minor();
    let some = Money::new(chance.i64(1..=most), Currency::Gbp);
    let dispensed = if chance.bool() { transfer.amount } else { some };
    match command {
        0 | 1 => ledger.reserve(transfer).await.map(drop),
        2 => ledger.void(transfer).await.map(drop),
        3 => ledger.call_off(&asked.id).await.map(drop),
        4 => ledger.expire(&asked.id, now).await.map(drop),
        5 | 6 => {
            let by = atm_request(request);
            ledger.reverse(&asked.id, &by, some, now).await.map(drop)
        }
        _ => {
            ledger.reserve(transfer).await?;
            ledger.authorise(&asked.id, &authority(asked), now).await?;
            let redemption = redemption(asked, request, dispensed);
            ledger.redeem(&asked.id, &redemption, now).await.map(drop)
        }
    }
}

async fn perform(
    ledger: &Ledger,
    command: u8,
    asked: &Asked,
    now: UnixSeconds,
) -> Result<(), LedgerError> {
    let Asked { asked, transfer } = asked;
    match command {
        0..=2 => ledger.reserve(transfer).await.map(drop),
        3 => ledger.void(transfer).await.map(drop),
        4 => ledger.expire(&asked.id, now).await.map(drop),
        _ => {
            ledger.reserve(transfer).await?;
            ledger
                .post(&asked.id, &authority(asked), now)
                .await
                .map(drop)
        }
    }
}

/// Long after: what is still held is given back, and each transfer's ending is counted.
async fn settle(ledger: &Ledger, asked: &[Asked], tally: &mut Tally) -> Result<(), String> {
    let later = NOW.plus(HOLD_SECONDS).plus(86_400);
    let mut paid = HashSet::new();
    for Asked { asked, .. } in asked {
        let found = ledger.transfer(&asked.id).await;
        let mut state = found
            .map_err(|error| error.to_string())?
            .map(|found| found.state);
        if state.as_ref().is_some_and(TransferState::is_held) {
            let expired = ledger.expire(&asked.id, later).await;
            state = Some(expired.map_err(|error| error.to_string())?.state);
        }
        let bill = asked
            .movement
            .bill
            .as_ref()
            .filter(|_| matches!(state, Some(TransferState::Posted(_))));
        if bill.is_some() && !paid.insert(asked.customer.clone()) {
            return Err(format!("{} pays a bill that is paid", asked.id.0));
        }
        let ending = match state {
            Some(TransferState::Posted(_)) => &mut tally.posted,
            Some(TransferState::Voided) => &mut tally.voided,
            Some(TransferState::Expired) => &mut tally.expired,
            Some(TransferState::Pending | TransferState::Authorised(_)) => {
                return Err(format!("{} is not settled", asked.id.0));
            }
            None => &mut tally.never_held,
        };
        *ending = ending.saturating_add(1);
    }
    Ok(())
}

impl Tally {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            steps: self.steps.saturating_add(other.steps),
            posted: self.posted.saturating_add(other.posted),
            voided: self.voided.saturating_add(other.voided),
            expired: self.expired.saturating_add(other.expired),
            never_held: self.never_held.saturating_add(other.never_held),
        }
    }
}
