//! The drill: each function's role, taken over. Whoever has it tries with real calls everything that would move or
//! reveal money, change a phone or a PIN, finish a wait, or read another's secret; what it may do is written down.
//!
//! Deliberately without an effect where a call is let through: each is made so that it cannot do what it asks for. What
//! counts is who was stopped, and by IAM alone. Only what is done with a record that the role may write is carried to its
//! end, since there IAM is not what stops it: a forged proof, a swapped order, a session of one's own.

mod attempt;
mod forgery;
mod matrix;
mod rewriting;
mod role;

use std::fmt;

use anyhow::{Context, bail};
use aws::connection::Connection;
use futures_util::{StreamExt, stream};

use crate::sam::FUNCTIONS;
use crate::stack::Addresses;
use attempt::Attempt;
use role::Role;

/// The attempt that shows who may write where proofs are kept.
const WRITES_PROOFS: &str = "put confirmations";

/// How many calls are made at once.
const AT_ONCE: usize = 8;

/// What one role may do.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Whose role it is.
    pub function: &'static str,
    /// How much was tried.
    pub attempts: usize,
    /// What was let through, and is the function's own.
    pub own: usize,
    /// What was let through, and should not have been.
    pub outside: Vec<String>,
    /// Whether it may write where proofs are kept: then what it makes of records is carried to its end.
    pub writes_records: bool,
    /// What is the function's own by the matrix, and was denied: then the matrix is wrong, or the bank is broken.
    pub missing: Vec<String>,
}

impl Outcome {
    fn saw(&mut self, attempt: &str, had_effect: bool) {
        self.attempts = self.attempts.saturating_add(1);
        if had_effect {
            self.outside.push(attempt.to_owned());
        }
    }
}

/// What every role may do.
#[derive(Clone, Debug)]
pub struct Report {
    /// In the order of trying.
    pub outcomes: Vec<Outcome>,
}

impl Report {
    /// Whether every role may do its own and nothing else.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        let is_clean = |outcome: &Outcome| outcome.outside.is_empty() && outcome.missing.is_empty();
        self.outcomes.iter().all(is_clean)
    }

    /// How much was tried over all.
    #[must_use]
    pub fn attempts(&self) -> usize {
        self.outcomes.iter().map(|outcome| outcome.attempts).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "{:<16} {:>8} {:>8} {:>8}  outside the matrix",
            "as", "attempts", "denied", "its own"
        )?;
        for outcome in &self.outcomes {
            let let_through = outcome.own.saturating_add(outcome.outside.len());
            let denied = outcome.attempts.saturating_sub(let_through);
            let outside = match (outcome.outside.as_slice(), outcome.missing.as_slice()) {
                ([], []) => "none".to_owned(),
                (outside, []) => outside.join(", "),
                (outside, missing) => {
                    format!("{}; denied: {}", outside.join(", "), missing.join(", "))
                }
            };
            writeln!(
                formatter,
                "{:<16} {:>8} {denied:>8} {:>8}  {outside}",
                outcome.function, outcome.attempts, outcome.own
            )?;
        }
        Ok(())
    }
}

/// Takes over one function's role after the other on the running stack, or only the one that is named.
///
/// # Errors
/// If the stack does not answer, a role cannot be had, or there is no such function.
pub async fn run(addresses: &Addresses, only: Option<&str>) -> anyhow::Result<Report> {
    let is_meant = |name: &str| only.is_none_or(|only| only == name);
    let meant = FUNCTIONS.into_iter().filter(|(_, name)| is_meant(name));
    let bank = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    role::lay_bait(&bank, addresses).await?;
    let mut outcomes = Vec::new();
    for (_, function) in meant {
        let role = Role::of(&bank, addresses, function).await;
        let role = role.with_context(|| format!("the role of {function} cannot be had"))?;
        let mut outcome = drill(&role, function).await;
        if outcome.writes_records {
            let taken = role.connection();
            let rewritten = rewrite(&bank, addresses, taken, &mut outcome).await;
            rewritten.with_context(|| format!("a record rewritten by {function}"))?;
        }
        outcomes.push(outcome);
    }
    if outcomes.is_empty() {
        bail!("there is no function of that name");
    }
    Ok(Report { outcomes })
}

/// What becomes of records in the hands of a role that may write them.
async fn rewrite(
    bank: &Connection,
    addresses: &Addresses,
    taken: &Connection,
    outcome: &mut Outcome,
) -> anyhow::Result<()> {
    let moved = forgery::moves_money(bank, addresses, taken).await?;
    outcome.saw("forge a proof", moved);
    let gained = rewriting::gains(addresses, taken).await?;
    outcome.saw("swap an order", gained.swap);
    outcome.saw("end a wait by a record", gained.wait);
    Ok(())
}

/// Whether money moves for somebody who holds both signing keys: shows that the drill would see it.
///
/// # Errors
/// As [`run`].
pub async fn holds_both_keys(addresses: &Addresses) -> anyhow::Result<bool> {
    let bank = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    forgery::moves_money(&bank, addresses, &bank).await
}

/// The same for a wait: whether it ends for somebody who holds the key that signs PIN and fact.
///
/// # Errors
/// As [`run`].
pub async fn holds_the_key(addresses: &Addresses) -> anyhow::Result<bool> {
    let bank = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    rewriting::ends_for_the_key(addresses, &bank).await
}

async fn drill(role: &Role, function: &'static str) -> Outcome {
    let attempts = Attempt::all();
    let tried = stream::iter(attempts.iter().map(|attempt| async {
        let is_let_through = role.is_let_through(attempt).await;
        (attempt.to_string(), is_let_through)
    }));
    let tried: Vec<(String, bool)> = tried.buffered(AT_ONCE).collect().await;
    let own = matrix::own(function);
    let is_own = |name: &String| own.contains(&name.as_str());
    let named = |wanted: bool, may: bool| -> Vec<String> {
        let found = tried
            .iter()
            .filter(|(_, is_let_through)| *is_let_through == wanted);
        let found = found.filter(|(name, _)| is_own(name) == may);
        found.map(|(name, _)| name.clone()).collect()
    };
    Outcome {
        function,
        attempts: attempts.len(),
        own: named(true, true).len(),
        writes_records: tried.contains(&(WRITES_PROOFS.to_owned(), true)),
        outside: named(true, false),
        missing: named(false, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_in_the_matrix_is_tried() {
        let tried: Vec<String> = Attempt::all().iter().map(Attempt::to_string).collect();
        for (_, function) in FUNCTIONS {
            let own = matrix::own(function);
            assert!(!own.is_empty(), "{function}");
            for name in own {
                assert!(
                    tried.iter().any(|tried| tried == name),
                    "{function}: {name}"
                );
            }
        }
    }
}
