//! A7, reconciliation at size: a journal grown by the ledger's own steps, read back through the engine and
//! compared with every balance.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::id::AccountId;
use domain::ledger::reconciliation::Report;
use fastrand::Rng;
use ledger::Ledger;
use ledger::journal::Journal;
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
        let is_posted = move_some(&ledger, number, &accounts, &merchant, &mut chance).await?;
        expected = expected.saturating_add(if is_posted { 2 } else { 0 });
        number = number.saturating_add(1);
    }
    let reading = read(&world).await?;
    let Report {
        entries,
        differences,
        ..
    } = &reading.report;
    if *entries != expected || !differences.is_empty() {
        return Err(format!(
            "{entries} entries of {expected}, differences: {differences:?}"
        ));
    }
    Ok(reading)
}

/// Answers whether it was posted, and not left pending.
async fn move_some(
    ledger: &Ledger,
    number: u64,
    accounts: &[AccountId],
    merchant: &AccountId,
    chance: &mut Rng,
) -> Result<bool, String> {
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
        return Ok(false);
    }
    let posted = ledger.post(&asked.id, &authority(&asked), NOW).await;
    posted.map(|_| true).map_err(|error| error.to_string())
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
