//! A scripted attacker against the running local stack: what it tries, and what came of it.
//!
//! Deliberately has nothing a real attacker could not have: a link it saw, a cookie it stole, a PIN it
//! knows, a phone number. It looks into the tables only to count effects, never to get in.

mod door;
mod guessing;
mod link;
mod request;
pub(crate) mod victim;

use anyhow::Context;

use crate::stack::Addresses;
use door::Door;
use victim::Victim;

/// What became of one kind of attack.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What was tried.
    pub attack: &'static str,
    /// How often.
    pub attempts: usize,
    /// How often it had an effect it should not have.
    pub effects: usize,
    /// What an effect would have been.
    pub effect: &'static str,
}

/// Counts while attacking.
#[derive(Default)]
struct Tally {
    attempts: usize,
    effects: usize,
}

impl Tally {
    /// One more attempt, and whether it had an effect.
    fn saw(&mut self, effect: bool) {
        self.attempts = self.attempts.saturating_add(1);
        self.also(usize::from(effect));
    }

    /// Effects seen otherwise.
    fn also(&mut self, effects: usize) {
        self.effects = self.effects.saturating_add(effects);
    }
}

/// Everything the attacker tried.
#[derive(Clone, Debug)]
pub struct Report {
    /// In the order of trying.
    pub outcomes: Vec<Outcome>,
}

impl Report {
    /// Whether nothing had any effect.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.outcomes.iter().all(|outcome| outcome.effects == 0)
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            formatter,
            "{:<42} {:>8} {:>8}  an effect would be",
            "attack", "attempts", "effects"
        )?;
        for outcome in &self.outcomes {
            writeln!(
                formatter,
                "{:<42} {:>8} {:>8}  {}",
                outcome.attack, outcome.attempts, outcome.effects, outcome.effect
            )?;
        }
        Ok(())
    }
}

/// Attacks Ana's account on the running stack. Leaves it as it was: nothing open, nothing locked.
///
/// # Errors
/// If the stack does not answer, or Ana cannot ask for a transfer.
pub async fn run(addresses: &Addresses) -> anyhow::Result<Report> {
    let victim = Victim::of(addresses).await?;
    let outcomes = attack_all(&victim, addresses).await;
    // Also after a failure: the next person finds the bank as it was.
    victim.recovers().await?;
    Ok(Report {
        outcomes: outcomes?,
    })
}

async fn attack_all(victim: &Victim, addresses: &Addresses) -> anyhow::Result<Vec<Outcome>> {
    let money = victim.money().await?;
    let mut outcomes = Vec::new();
    victim.recovers().await?;
    outcomes.extend(link::attacks(victim).await.context("attacks on the link")?);
    outcomes.extend(
        request::attacks(victim)
            .await
            .context("attacks by odd requests")?,
    );
    outcomes.push(request::forged_webhooks(victim, &addresses.api_url).await?);
    outcomes.extend(guessing::attacks(victim).await.context("guessing")?);
    victim.recovers().await?;
    outcomes.push(Outcome {
        attack: "all of it together",
        attempts: outcomes.iter().map(|outcome| outcome.attempts).sum(),
        effects: usize::from(victim.money().await? != money),
        effect: "a balance that is another one",
    });
    Ok(outcomes)
}

/// Everything a confirmation, a profile or an account could show of an effect.
async fn changed(victim: &Victim, before: &[String]) -> anyhow::Result<usize> {
    let after = victim.traces().await?;
    let news = after.iter().filter(|item| !before.contains(item));
    Ok(news.count())
}
