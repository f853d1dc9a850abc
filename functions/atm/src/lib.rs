//! What the bank's cash machines ask: whether a code is right, whether notes may go out, and that notes stayed in.
//!
//! Moves nothing itself: what is given out and what comes back goes through the machines' workflow, which alone reaches
//! `transfers` for it. A machine gives notes out when it has heard `dispensed` for its own request, and at no other
//! time; it repeats a request under its id until it has an answer.

mod asked;
mod http;
mod refusal;

use aws::bank_secrets::CashKey;
use aws::machine_workflow::{Ended, MachineWorkflow, Step};
use aws::secrets::Secret;
use aws::withdrawals::{MachinesRequest, Withdrawals};
use domain::authority::AtmRequest;
use domain::cash::notes::{Fit, Notes};
use domain::cash::withdrawal::{Tried, Verdict, Withdrawal};
use domain::keyed_hash::Hash;
use domain::money::Money;
use domain::time::Clock;
use serde::Serialize;

pub use asked::{Action, Authorise, Dispense, OPERATIONS, Reverse};
pub use refusal::Refusal;

/// What the function works with.
pub struct Atm {
    /// What waits, under which codes, and what machines asked for.
    pub withdrawals: Withdrawals,
    /// Takes the steps that move money.
    pub workflow: MachineWorkflow,
    /// What codes are compared with.
    pub keys: Secret<CashKey>,
    /// The notes in the bank's machines.
    pub notes: Notes,
    /// The time.
    pub clock: Clock,
}

/// What a machine is told.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Answer {
    /// The code is right: the machine may ask to give out up to this much.
    Approved {
        /// At most, in the currency's smallest unit.
        amount_minor: i64,
        /// How long the money is held for it yet.
        expires_in_seconds: i64,
    },
    /// The money is posted: the machine gives out this much, and nothing else.
    Dispensed {
        /// How much, in the currency's smallest unit.
        dispensed_minor: i64,
    },
    /// What the machine kept is back on the account.
    Reversed {
        /// How much, in the currency's smallest unit.
        kept_minor: i64,
    },
    /// Nothing had been given out; where nothing had been asked for either, another machine may have it now.
    LetGo,
    /// The machine gives nothing out.
    Declined {
        /// Why, by a stable name.
        reason: String,
    },
}

impl Atm {
    /// Judges a code and its amount. A miss is counted before it is told.
    ///
    /// # Errors
    /// [`Refusal::Conflicting`] if the request was about another withdrawal before; [`Refusal::Broken`] while a table
    /// or the secret is away.
    pub async fn authorise(&self, asked: Authorise) -> Result<Answer, Refusal> {
        let Authorise { by, code, amount } = asked;
        let noted = self.withdrawals.request(&by.request).await?;
        if noted.is_some_and(|noted| noted.by != by || noted.kept.is_some()) {
            return Err(Refusal::Conflicting);
        }
        let key = &self.keys.get().await?.code_key;
        let now = (self.clock)();
        let tried = Tried {
            code: code.hash(key),
            name: Hash::keyed(
                key,
                &[
                    by.request.0.as_bytes(),
                    by.terminal.0.as_bytes(),
                    code.expose().as_bytes(),
                    amount.currency().code().as_bytes(),
                    &amount.minor().to_be_bytes(),
                ],
            ),
            by: by.clone(),
            amount,
        };
        let step = |before: Withdrawal| before.judge(&tried, now);
        let judged = self.withdrawals.step(code.finding(), step).await?;
        // Digits that find nothing are told as a wrong code is.
        let (withdrawal, verdict) = match judged {
            Some((withdrawal, verdict)) => (Some(withdrawal), verdict),
            None => (None, Verdict::Wrong),
        };
        tracing::info!(atm.request = by.request.0, atm.terminal = by.terminal.0, atm.verdict = ?verdict, "code judged");
        match (withdrawal, verdict) {
            (Some(withdrawal), Verdict::Approved) => {
                let expires_in_seconds = now.seconds_until(withdrawal.until);
                self.note(by, code.finding(), &withdrawal).await?;
                Ok(Answer::Approved {
                    amount_minor: amount.minor(),
                    expires_in_seconds,
                })
            }
            (_, verdict) => Ok(declined(name(verdict))),
        }
    }

    /// Has what a machine gives out posted, once; again it answers the same.
    ///
    /// # Errors
    /// [`Refusal::UnknownRequest`] if its code was never right, [`Refusal::Conflicting`] if the request said another
    /// amount or came from another machine before, [`Refusal::Broken`] while something is away: then the machine gives
    /// nothing out and asks again.
    pub async fn dispense(&self, asked: Dispense) -> Result<Answer, Refusal> {
        let Dispense { by, dispensed } = asked;
        if self.notes.fit(dispensed) != Fit::Made {
            return Ok(declined("amount_refused"));
        }
        let known = self.known(&by).await?;
        let said = self.said(&known, |request| match request.kept {
            // It has said that it kept the notes: a message that comes late begins nothing.
            Some(_) => request,
            None => MachinesRequest {
                dispensed: request.dispensed.or(Some(dispensed)),
                ..request
            },
        });
        let said = said.await?;
        if said.kept.is_some() || said.dispensed != Some(dispensed) {
            return Err(Refusal::Conflicting);
        }
        let ended = self.workflow.run(Step::Redeem, &known.order, &by).await?;
        let answer = told(
            &ended,
            Answer::Dispensed {
                dispensed_minor: dispensed.minor(),
            },
        )?;
        if matches!(answer, Answer::Declined { .. }) {
            self.refused(&known).await?;
        }
        Ok(answer)
    }

    /// Notes that nothing goes out for a request: a reversal then has nothing to give back. What the machine has said
    /// that it kept stays.
    async fn refused(&self, known: &MachinesRequest) -> Result<(), Refusal> {
        let nothing = |request: MachinesRequest| match request.kept {
            Some(_) => request,
            None => MachinesRequest {
                dispensed: None,
                ..request
            },
        };
        self.said(known, nothing).await.map(drop)
    }

    /// Has what a machine kept given back, once. Where nothing was to be given out, another machine may have it.
    ///
    /// # Errors
    /// As [`Self::dispense`].
    pub async fn reverse(&self, asked: Reverse) -> Result<Answer, Refusal> {
        let Reverse { by, kept } = asked;
        let known = self.known(&by).await?;
        let is_more = |dispensed: Money| {
            dispensed.currency() != kept.currency() || dispensed.minor() < kept.minor()
        };
        // Judged before it is noted: the right amount can still follow.
        if known.dispensed.is_some_and(is_more) {
            return Ok(declined("amount_refused"));
        }
        let said = self.said(&known, |request| MachinesRequest {
            kept: request.kept.or(Some(kept)),
            ..request
        });
        let said = said.await?;
        if said.kept != Some(kept) {
            return Err(Refusal::Conflicting);
        }
        if said.dispensed.is_none() {
            return self.let_go(&known).await;
        }
        let ended = self.workflow.run(Step::Reverse, &known.order, &by).await?;
        if ended.outcome == "nothing_given_out" {
            return Ok(Answer::LetGo);
        }
        told(
            &ended,
            Answer::Reversed {
                kept_minor: kept.minor(),
            },
        )
    }

    /// Notes whose request it is, before the machine hears that it may ask.
    async fn note(&self, by: AtmRequest, finding: &str, found: &Withdrawal) -> Result<(), Refusal> {
        let fresh = MachinesRequest {
            order: found.order.clone(),
            finding: finding.to_owned(),
            by: by.clone(),
            dispensed: None,
            kept: None,
            at: (self.clock)(),
        };
        let change = |before: Option<MachinesRequest>| before.unwrap_or_else(|| fresh.clone());
        let noted = self.withdrawals.record(&by.request, change).await?;
        // A request that has ended is not begun again.
        let is_same = noted.order == found.order && noted.by == by && noted.kept.is_none();
        is_same.then_some(()).ok_or(Refusal::Conflicting)
    }

    async fn known(&self, by: &AtmRequest) -> Result<MachinesRequest, Refusal> {
        let known = self.withdrawals.request(&by.request).await?;
        let known = known.ok_or(Refusal::UnknownRequest)?;
        if known.by == *by {
            Ok(known)
        } else {
            Err(Refusal::Conflicting)
        }
    }

    /// Records what the machine says, unless it has said it before.
    async fn said(
        &self,
        known: &MachinesRequest,
        says: impl Fn(MachinesRequest) -> MachinesRequest,
    ) -> Result<MachinesRequest, Refusal> {
        let change =
            |before: Option<MachinesRequest>| says(before.unwrap_or_else(|| known.clone()));
        Ok(self.withdrawals.record(&known.by.request, change).await?)
    }

    async fn let_go(&self, known: &MachinesRequest) -> Result<Answer, Refusal> {
        let step = |before: Withdrawal| (before.let_go(&known.by), ());
        self.withdrawals.step(&known.finding, step).await?;
        Ok(Answer::LetGo)
    }
}

fn told(ended: &Ended, done: Answer) -> Result<Answer, Refusal> {
    match (ended.outcome.as_str(), &ended.reason) {
        ("dispensed" | "reversed", _) => Ok(done),
        ("not_dispensed", Some(reason)) => Ok(declined(reason)),
        _ => Err(Refusal::unforeseen()),
    }
}

fn declined(reason: &str) -> Answer {
    Answer::Declined {
        reason: reason.to_owned(),
    }
}

const fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approved | Verdict::Wrong => "wrong_code",
        Verdict::Blocked => "blocked",
        Verdict::Expired => "expired",
        Verdict::InUse => "in_use",
    }
}
