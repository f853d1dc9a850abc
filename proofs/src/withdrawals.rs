//! G2, withdrawals: two machines' requests, doubled and with answers lost, the customer who calls off, the workflow
//! that would give up and the sweep, all at once over one authorised hold. Cash is given out at most once, a machine
//! that hears it may give out is the one whose request stands in the ledger, and the books are right to the penny.
//!
//! A machine gives notes out when it hears yes and at no other time, so counting the requests that heard yes counts the
//! notes.

use std::sync::Arc;
use std::time::Duration;

use domain::id::AccountId;
use domain::ledger::transfer::{AUTHORISED_SECONDS, Instruction, Transfer, TransferState};
use domain::money::{Currency, Money};
use domain::time::UnixSeconds;
use fastrand::Rng;
use ledger::{Ledger, LedgerError};
use testkit::bank::{atm_request, redemption, withdrawing};
use testkit::engine::NOW;

use crate::books;
use crate::wire::{Mishap, Wire};
use crate::world::{World, asked, authority, pending};

/// What is held, in pence.
const HELD: i64 = 6_000;

/// What the account had, in pence.
const HAD: i64 = 10_000;

/// How often each came out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Endings {
    /// A machine gave cash out.
    pub redeemed: u64,
    /// Of those, less than was held.
    pub in_part: u64,
    /// Of those, some was given back.
    pub reversed: u64,
    /// The customer called it off.
    pub called_off: u64,
    /// Its time ran out.
    pub expired: u64,
}

/// What one machine wants, and what it heard.
struct Machine {
    request: &'static str,
    dispensed: Money,
    kept: Option<Money>,
    heard: Vec<Result<Transfer, LedgerError>>,
}

/// Runs one race. The machines' clocks are before the end of the hold, the sweep's is at it.
///
/// # Errors
/// What was violated.
pub async fn run(world: &Arc<World>, seed: u64) -> Result<Endings, String> {
    let mut chance = Rng::with_seed(seed);
    fastrand::seed(seed);
    let name = format!("withdrawal-{seed}");
    let accounts = world.open(&name, &[HAD]).await;
    let all = [accounts, vec![world.cash().await]].concat();
    let cash_before = world.balances(&all).last().copied().unwrap_or_default();
    world.watch(&all);
    let asked = withdrawing(asked(&name, HELD, &all[0], &all[1]));
    hold(world, &asked)
        .await
        .map_err(|error| error.to_string())?;
    let until = NOW.plus(AUTHORISED_SECONDS);
    let (mut one, mut two) = (machine("one", &mut chance), machine("two", &mut chance));
    let calm = Wire::calm(world).ledger();
    let (others_one, others_two) = (chance.fork(), chance.fork());
    tokio::join!(
        one.work(world, &asked, until.plus(-1), others_one),
        two.work(world, &asked, until.plus(-1), others_two),
        give_back(world, &asked, until, chance.fork()),
    );
    // Long after, whatever is left is swept, and each machine asks once more and reports what it kept.
    let swept = calm.expire(&asked.id, until.plus(86_400)).await;
    one.ask_again(&calm, &asked, until.plus(-1)).await?;
    two.ask_again(&calm, &asked, until.plus(-1)).await?;
    world.verdict()?;
    books::check(world.engine(), &all)?;
    let found = calm.transfer(&asked.id).await;
    let found = found.map_err(|error| error.to_string())?;
    let found = found.ok_or_else(|| "the hold is gone".to_owned())?;
    let endings = judge(&found, [&one, &two]);
    let endings = endings.ok_or_else(|| format!("{:?}, swept {swept:?}", found.state))?;
    to_the_penny(world, &all, cash_before, &found, [&one, &two])?;
    Ok(endings)
}

fn machine(request: &'static str, chance: &mut Rng) -> Machine {
    let pence = |minor| Money::new(minor, Currency::Gbp);
    let minor = if chance.bool() {
        HELD
    } else {
        chance.i64(1..=HELD)
    };
    Machine {
        request,
        dispensed: pence(minor),
        kept: (chance.u8(0..3) == 0).then(|| pence(chance.i64(1..=minor))),
        heard: Vec::new(),
    }
}

async fn hold(world: &Arc<World>, asked: &Instruction) -> Result<(), LedgerError> {
    let ledger = Wire::calm(world).ledger();
    ledger.reserve(&pending(asked, NOW)).await?;
    ledger.authorise(&asked.id, &authority(asked), NOW).await?;
    Ok(())
}

impl Machine {
    /// Sends the same request twice at once, dies or loses the answer at a random call, and asks once more.
    async fn work(
        &mut self,
        world: &Arc<World>,
        asked: &Instruction,
        now: UnixSeconds,
        mut chance: Rng,
    ) {
        let fault = chance.choice(Mishap::ALL).unwrap_or(Mishap::AnswerLost);
        let broken = Wire::broken(world, vec![(chance.u32(0..6), fault)]);
        broken.blow(chance.fork());
        let (lossy, other) = (broken.ledger(), Wire::windy(world, chance.fork()).ledger());
        let pauses = [(); 2].map(|()| chance.u64(0..80));
        let (first, second) = tokio::join!(
            after(pauses[0], broken.survive(self.ask(&lossy, asked, now))),
            after(pauses[1], self.ask(&other, asked, now)),
        );
        // Who died heard nothing.
        self.heard.extend(first.ok().into_iter().chain([second]));
    }

    async fn ask(
        &self,
        ledger: &Ledger,
        asked: &Instruction,
        now: UnixSeconds,
    ) -> Result<Transfer, LedgerError> {
        let redemption = redemption(asked, self.request, self.dispensed);
        ledger.redeem(&asked.id, &redemption, now).await
    }

    /// As a machine does that lost its answer; and twice what it kept, if it kept any.
    async fn ask_again(
        &mut self,
        ledger: &Ledger,
        asked: &Instruction,
        now: UnixSeconds,
    ) -> Result<(), String> {
        let heard = self.ask(ledger, asked, now).await;
        let was_given = heard.is_ok();
        self.heard.push(heard);
        let by = atm_request(self.request);
        if let Some(kept) = self.kept {
            for _ in 0..2 {
                let back = ledger.reverse(&asked.id, &by, kept, now).await;
                // Only who was told to give out can have kept anything.
                if back.is_ok() != was_given {
                    return Err(format!("given out: {was_given}, reversal: {back:?}"));
                }
            }
        }
        Ok(())
    }

    fn was_given(&self) -> bool {
        self.heard.iter().any(Result::is_ok)
    }
}

/// The customer, the workflow and the sweep would all give the money back, some of them in this run.
async fn give_back(world: &Arc<World>, asked: &Instruction, until: UnixSeconds, mut chance: Rng) {
    let [one, two, three] = [(); 3].map(|()| Wire::windy(world, chance.fork()).ledger());
    let pauses = [(); 3].map(|()| chance.u64(0..120));
    let takes_part = [(); 2].map(|()| chance.u8(0..3) == 0);
    let transfer = pending(asked, NOW);
    let _ = tokio::join!(
        after(pauses[0], async {
            if takes_part[0] {
                let _ = one.call_off(&asked.id).await;
            }
        }),
        after(pauses[1], async {
            if takes_part[1] {
                let _ = two.expire(&asked.id, until).await;
            }
        }),
        // Its Commit has answered, so this must never succeed: what follows shows that it did not.
        after(pauses[2], three.void(&transfer)),
    );
}

async fn after<T>(milliseconds: u64, work: impl Future<Output = T>) -> T {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    work.await
}

/// What it came to, if the machines heard what they must: yes, the same yes each time, for one of them at most.
fn judge(found: &Transfer, machines: [&Machine; 2]) -> Option<Endings> {
    let mut endings = Endings::default();
    match &found.state {
        TransferState::Posted(_) => endings.redeemed = 1,
        TransferState::Voided => endings.called_off = 1,
        TransferState::Expired => endings.expired = 1,
        TransferState::Pending | TransferState::Authorised(_) => return None,
    }
    for machine in machines {
        let is_its = found.redeemed_by() == Some(&atm_request(machine.request));
        let said_yes = machine.heard.iter().flatten();
        if is_its != machine.was_given() || said_yes.into_iter().any(|yes| yes != found) {
            return None;
        }
        if is_its {
            (found.amount == machine.dispensed).then_some(())?;
            endings.in_part = u64::from(machine.dispensed.minor() < HELD);
            endings.reversed = u64::from(machine.kept.is_some());
        }
    }
    Some(endings)
}

/// The account has what it had less the notes in the customer's hand, and the machines that much more.
fn to_the_penny(
    world: &Arc<World>,
    all: &[AccountId],
    cash_before: i64,
    found: &Transfer,
    machines: [&Machine; 2],
) -> Result<(), String> {
    let given = machines.iter().filter(|machine| machine.was_given());
    let in_hand: i64 = given
        .map(|machine| {
            let kept = machine.kept.map_or(0, Money::minor);
            machine.dispensed.minor().saturating_sub(kept)
        })
        .sum();
    let expected = [
        HAD.saturating_sub(in_hand),
        cash_before.saturating_add(in_hand),
    ];
    let balances = world.balances(all);
    if balances == expected {
        Ok(())
    } else {
        Err(format!(
            "{:?}: the balances are {balances:?}, not {expected:?}",
            found.state
        ))
    }
}

impl Endings {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            redeemed: self.redeemed.saturating_add(other.redeemed),
            in_part: self.in_part.saturating_add(other.in_part),
            reversed: self.reversed.saturating_add(other.reversed),
            called_off: self.called_off.saturating_add(other.called_off),
            expired: self.expired.saturating_add(other.expired),
        }
    }
}
