//! A7, reconciliation at size: a journal grown by the ledger's own steps, read back through the engine and
//! compared with every balance.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::id::AccountId;
use domain::ledger::reconciliation::Report;
use domain::money::{Currency, Money};
use fastrand::Rng;
use ledger::journal::Journal;
use ledger::{Ledger, LedgerError};
use testkit::bank::redemption;
use testkit::engine::NOW;

use crate::hot_payee::merchant;
use crate::wire::Wire;
use crate::world::{World, asked, authority, pending};

/// Customers who pay each other.
const ACCOUNTS: usize = 1_000;

/// What a merchant's credits are spread over.
const SHARDS: u8 = 16;

/// Of so many transfers one goes to the merchant, and one stays pending.
const ONE_IN: u8 = 16;

/// What was read, and how long the reading took.
#[derive(Debug)]
pub struct Reading {
    /// What was found.
    pub report: Report,
    /// From the first page to the verdict.
    pub took: Duration,
}

/// Grows a journal to this many entries and reconciles it.
///
/// # Errors
/// A step that failed, an entry that is missing, or a difference where there is none.
pub async fn check(seed: u64, entries: u64) -> Result<Reading, String> {
    let world = World::new().await;
    let merchant = merchant(&world, SHARDS).await?;
    let accounts = world.open("account", &[100_000_000; ACCOUNTS]).await;
    let (ledger, mut chance) = (Wire::calm(&world).ledger(), Rng::with_seed(seed));
    let opening = u64::try_from(2 * ACCOUNTS).unwrap_or(u64::MAX);
    let mut expected = opening;
    let mut number = 0_u64;
    while expected < entries.max(opening) {
        let booked = if chance.u8(0..ONE_IN) == 0 {
            withdraw_some(&ledger, number, &accounts, &mut chance).await?
        } else {
            move_some(&ledger, number, &accounts, &merchant, &mut chance).await?
        };
        expected = expected.saturating_add(booked);
        number = number.saturating_add(1);
    }
    let reading = read(&world).await?;
    let Report {
        entries,
        differences,
        ..
    } = &reading.report;
    // The cash account opens without an entry.
    if *entries != expected || !differences.is_empty() {
        return Err(format!(
            "{entries} entries of {expected}, differences: {differences:?}"
        ));
    }
    Ok(reading)
}

/// From a cash machine: left waiting, given out in part, or with something given back. Answers how many entries it made.
async fn withdraw_some(
    ledger: &Ledger,
    number: u64,
    accounts: &[AccountId],
    chance: &mut Rng,
) -> Result<u64, String> {
    let from = chance.choice(accounts).ok_or("there is no account")?;
    let cash = AccountId::cash(Currency::Gbp);
    let asked = asked(&format!("w{number}"), 500, from, &cash);
    let told = |error: LedgerError| error.to_string();
    ledger.cash(Currency::Gbp).await.map_err(told)?;
    ledger.reserve(&pending(&asked, NOW)).await.map_err(told)?;
    let authorised = ledger.authorise(&asked.id, &authority(&asked), NOW).await;
    authorised.map_err(told)?;
    let pence = |minor| Money::new(minor, Currency::Gbp);
    let ending = chance.u8(0..3);
    if ending == 0 {
        return Ok(0);
    }
    let redemption = redemption(&asked, "one", pence(chance.i64(1..=500)));
    let redeemed = ledger.redeem(&asked.id, &redemption, NOW).await;
    redeemed.map_err(told)?;
    if ending == 1 {
        return Ok(2);
    }
    let reversed = ledger
        .reverse(&asked.id, redemption.by(), pence(1), NOW)
        .await;
    reversed.map_err(told)?;
    Ok(4)
}

/// Answers how many entries it made: none if it was left pending.
async fn move_some(
    ledger: &Ledger,
    number: u64,
    accounts: &[AccountId],
    merchant: &AccountId,
    chance: &mut Rng,
) -> Result<u64, String> {
    let two = chance.choose_multiple(accounts.iter(), 2);
    let to = if chance.u8(0..ONE_IN) == 0 {
        merchant
    } else {
        two[1]
    };
    let asked = asked(&format!("r{number}"), chance.i64(1..=500), two[0], to);
    let reserved = ledger.reserve(&pending(&asked, NOW)).await;
    reserved.map_err(|error| error.to_string())?;
    if chance.u8(0..ONE_IN) == 0 {
        return Ok(0);
    }
    let posted = ledger.post(&asked.id, &authority(&asked), NOW).await;
    posted.map(|_| 2).map_err(|error| error.to_string())
}

async fn read(world: &Arc<World>) -> Result<Reading, String> {
    let connection = Wire::calm(world).connection();
    let journal = Journal::new(
        &connection,
        "ledger".to_owned(),
        testkit::engine::signers(),
        Duration::ZERO,
    );
    let began = Instant::now();
    let report = journal.reconcile().await;
    let report = report.map_err(|error| error.to_string())?;
    Ok(Reading {
        report,
        took: began.elapsed(),
    })
}
