//! A2 on the release binary: `transfers` as it is deployed, killed at random moments while it works.
//!
//! This process stands in for Lambda: it hands out invocations through the Runtime API, kills the
//! binary in the middle of some, starts it again and hands out the same invocation, as Step Functions'
//! retries would. DynamoDB is the embedded engine on a socket. Deliberately in real time.

mod lambda;

use std::path::Path;
use std::time::Duration;

use domain::id::{AccountId, OrderId};
use fastrand::Rng;
use serde_json::json;
use testkit::bank::Bank;
use testkit::clock;

use lambda::Lambda;

/// Transfers before a new bank opens: Ana's money and her day's limit allow no more.
const TRANSFERS_PER_BANK: u64 = 40;

/// Latest moment of a kill after the invocation was handed out, in microseconds.
const LATEST_KILL_US: u64 = 12_000;

/// What one transfer moves, in pence ([`testkit::bank::asked`]).
const AMOUNT_MINOR: i64 = 5_000;

/// What happened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Transfers carried out.
    pub transfers: u64,
    /// Times the binary was killed.
    pub kills: u64,
}

/// Carries out this many transfers with a binary that is killed again and again.
///
/// # Errors
/// What was lost, doubled, or did not work at all.
pub async fn run(binary: &Path, seed: u64, transfers: u64) -> anyhow::Result<Tally> {
    let mut chance = Rng::with_seed(seed);
    let mut tally = Tally::default();
    // The binary lives in real time, and a ticket of another day is worth nothing to it.
    clock::pass(aws::clock::now().0.saturating_sub(clock::now().0));
    while tally.transfers < transfers {
        let some = TRANSFERS_PER_BANK.min(transfers.saturating_sub(tally.transfers));
        let bank = Bank::open().await;
        let mut lambda = Lambda::start(binary, &bank).await?;
        for number in 0..some {
            let verified = bank.verified(&format!("killed-{number}")).await;
            tally.kills = tally
                .kills
                .saturating_add(carry_out(&mut lambda, &verified.id, &mut chance).await?);
        }
        lambda.stop().await?;
        exactly_once(&bank, some).await?;
        tally.transfers = tally.transfers.saturating_add(some);
    }
    Ok(tally)
}

/// Reserves and posts one transfer, however often the binary dies of it. Says how often it did.
async fn carry_out(lambda: &mut Lambda, id: &OrderId, chance: &mut Rng) -> anyhow::Result<u64> {
    let mut kills = 0_u64;
    for (action, expected) in [("prepare", "prepared"), ("commit", "committed")] {
        let event = json!({ "action": action, "confirmation_id": id.0 });
        let answer = loop {
            let doom = chance.bool().then(|| chance.u64(0..LATEST_KILL_US));
            match lambda
                .invoke(&event, doom.map(Duration::from_micros))
                .await?
            {
                Some(answer) => break answer,
                None => kills = kills.saturating_add(1),
            }
        };
        anyhow::ensure!(
            answer["outcome"] == expected,
            "{action} of {}: {answer}",
            id.0
        );
    }
    Ok(kills)
}

/// Every transfer moved the money once, and the journal of both accounts says so.
async fn exactly_once(bank: &Bank, transfers: u64) -> anyhow::Result<()> {
    let moved = i64::try_from(transfers)?.checked_mul(AMOUNT_MINOR);
    let moved = moved.ok_or_else(|| anyhow::anyhow!("too many transfers"))?;
    let (ana, ben) = (
        bank.balance("ana-lima").await,
        bank.balance("ben-carter").await,
    );
    let expected = (
        245_000_i64.checked_sub(moved),
        31_055_i64.checked_add(moved),
    );
    let found = (Some(ana.0), Some(ben.0));
    anyhow::ensure!(
        found == expected,
        "{transfers} transfers left {found:?}, not {expected:?}"
    );
    anyhow::ensure!(ana.0 == ana.1, "something is still held");
    for (owner, account) in [("ana-lima", "40010101"), ("ben-carter", "40020101")] {
        let lines = lines(bank, owner, account).await?;
        // The first is the opening balance.
        let expected = usize::try_from(transfers)?.checked_add(1);
        anyhow::ensure!(Some(lines) == expected, "{account} has {lines} entries");
    }
    Ok(())
}

async fn lines(bank: &Bank, owner: &str, account: &str) -> anyhow::Result<usize> {
    let accounts = bank.engine.accounts();
    let (owner, account) = (
        domain::id::CustomerId(owner.to_owned()),
        AccountId(account.to_owned()),
    );
    let always = (
        domain::time::UnixSeconds(0),
        domain::time::UnixSeconds(99_999_999_999),
    );
    let page = accounts
        .statement(&owner, &account, always, None, 50)
        .await?;
    Ok(page.entries.len())
}
