//! A4, three-way races: post, void and expire at once; of a withdrawal redeem, call off and expire. Exactly one wins,
//! and each loser hears who.

use std::sync::Arc;
use std::time::Duration;

use domain::ledger::transfer::{Instruction, Transfer, TransferError, TransferState};
use domain::time::UnixSeconds;
use fastrand::Rng;
use ledger::{Ledger, LedgerError};
use testkit::bank::redemption;
use testkit::engine::NOW;

use crate::wire::Wire;
use crate::world::{World, asked, authority, pending};

/// How often each won.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wins {
    /// Post.
    pub posted: u64,
    /// Void.
    pub voided: u64,
    /// Expire.
    pub expired: u64,
}

type Ended = Result<Transfer, LedgerError>;

/// Runs one race: to the post the hold's last second has not passed, to the expire it has.
///
/// # Errors
/// What was violated.
pub async fn run(world: &Arc<World>, seed: u64) -> Result<Wins, String> {
    let mut chance = Rng::with_seed(seed);
    fastrand::seed(seed);
    let name = format!("race-{seed}");
    let withdraws = chance.bool();
    let mut accounts = world.open(&name, &[10_000, 0]).await;
    if withdraws {
        accounts[1] = world.cash().await;
    }
    let before = world.balances(&accounts);
    world.watch(&accounts);
    let asked = asked(&name, 2_500, &accounts[0], &accounts[1]);
    let transfer = pending(&asked, NOW);
    let held = hold(world, &asked, withdraws).await;
    let until = held.map_err(|error| error.to_string())?.hold_expires_at;
    let [one, two, three] = [(); 3].map(|()| Wire::windy(world, chance.fork()).ledger());
    // Posting reads more before it writes; without a handicap the others would always win.
    let (void_ms, expire_ms) = (chance.u64(0..80), chance.u64(0..80));
    let (posted, voided, expired) = tokio::join!(
        take(&one, &asked, withdraws, until.plus(-1)),
        after(void_ms, async {
            if withdraws {
                two.call_off(&asked.id).await
            } else {
                two.void(&transfer).await
            }
        }),
        after(expire_ms, three.expire(&asked.id, until)),
    );
    world.verdict()?;
    let found = Wire::calm(world).ledger().transfer(&asked.id).await;
    let found = found.map_err(|error| error.to_string())?;
    let found = found.ok_or_else(|| "the transfer is gone".to_owned())?;
    let wins = judge(&found, &posted, &voided, &expired);
    let wins =
        wins.ok_or_else(|| format!("{:?}: {posted:?} {voided:?} {expired:?}", found.state))?;
    let balances = world.balances(&accounts);
    let moved = if wins.posted > 0 { 2_500 } else { 0 };
    let expected = [
        before[0].saturating_sub(moved),
        before[1].saturating_add(moved),
    ];
    if balances == expected {
        Ok(wins)
    } else {
        Err(format!("the balances are {balances:?}, not {expected:?}"))
    }
}

/// Holds the money; of a withdrawal, as its customer confirmed it.
async fn hold(
    world: &Arc<World>,
    asked: &Instruction,
    withdraws: bool,
) -> Result<Transfer, LedgerError> {
    let (ledger, transfer) = (Wire::calm(world).ledger(), pending(asked, NOW));
    ledger.reserve(&transfer).await?;
    if withdraws {
        return ledger.authorise(&asked.id, &authority(asked), NOW).await;
    }
    Ok(transfer)
}

/// Posts; of a withdrawal, what a machine gives out.
async fn take(ledger: &Ledger, asked: &Instruction, withdraws: bool, now: UnixSeconds) -> Ended {
    if withdraws {
        let redemption = redemption(asked, "one", asked.movement.amount);
        return ledger.redeem(&asked.id, &redemption, now).await;
    }
    ledger.post(&asked.id, &authority(asked), now).await
}

async fn after<T>(milliseconds: u64, work: impl Future<Output = T>) -> T {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    work.await
}

/// Who won, if each heard what it must hear.
fn judge(found: &Transfer, posted: &Ended, voided: &Ended, expired: &Ended) -> Option<Wins> {
    let mut wins = Wins::default();
    let heard = |ended: &Ended, error| *ended == Err(LedgerError::Transfer(error));
    let fits = match &found.state {
        TransferState::Posted(_) => {
            wins.posted = 1;
            posted.as_ref() == Ok(found)
                && heard(voided, TransferError::AlreadyPosted)
                && heard(expired, TransferError::AlreadyPosted)
        }
        TransferState::Voided => {
            wins.voided = 1;
            heard(posted, TransferError::AlreadyVoided)
                && voided.as_ref() == Ok(found)
                && heard(expired, TransferError::AlreadyVoided)
        }
        // To void what has expired is to find it released, which is what was wanted.
        TransferState::Expired => {
            wins.expired = 1;
            heard(posted, TransferError::Expired)
                && voided.as_ref() == Ok(found)
                && expired.as_ref() == Ok(found)
        }
        TransferState::Pending | TransferState::Authorised(_) => false,
    };
    fits.then_some(wins)
}

impl Wins {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            posted: self.posted.saturating_add(other.posted),
            voided: self.voided.saturating_add(other.voided),
            expired: self.expired.saturating_add(other.expired),
        }
    }
}
