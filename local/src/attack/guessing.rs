//! Guessing PIN and passcode, many at once: never a fourth comparison, never the right one found.

use futures_util::future::join_all;
use serde_json::json;

use super::victim::{Link, Victim};
use super::{Outcome, Tally};

/// Guesses at once.
const PARALLEL: usize = 60;

/// Comparisons a link allows.
const ALLOWED: usize = 3;

pub(super) async fn attacks(victim: &Victim) -> anyhow::Result<Vec<Outcome>> {
    let pins = guess_pins(victim).await?;
    victim.recovers().await?;
    let codes = guess_codes(victim).await?;
    victim.recovers().await?;
    Ok(vec![pins, codes])
}

async fn guess_pins(victim: &Victim) -> anyhow::Result<Outcome> {
    let texts = victim.texts().await?.len();
    let (link, cookie, view) = open(victim, "3").await?;
    let before = victim.failures().await?;
    let fact = if view.contains("birth_date") {
        "1988-04-17"
    } else {
        "4321"
    };
    let bodies: Vec<String> = (0..PARALLEL)
        .map(|guess| json!({ "pin": format!("{guess:06}"), "fact": fact }).to_string())
        .collect();
    let tries = bodies
        .iter()
        .map(|body| link.door.post("credentials", body, &cookie));
    let mut tally = Tally::default();
    for got in join_all(tries).await {
        tally.saw(got?.body.contains("\"step\":\"sending\""));
    }
    // And then the right one, too late.
    let right = Victim::credentials(&view);
    let late = link.door.post("credentials", &right, &cookie).await?;
    tally.saw(late.body.contains("\"step\":\"sending\""));
    let compared = victim.failures().await?.saturating_sub(before);
    let sent = victim.texts().await?.len().saturating_sub(texts);
    tally.also(compared.saturating_sub(ALLOWED));
    tally.also(sent);
    Ok(Outcome {
        attack: "60 PINs at once, then the right one",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "a fourth comparison, a way in, or a text",
    })
}

/// By somebody who knows PIN and fact.
async fn guess_codes(victim: &Victim) -> anyhow::Result<Outcome> {
    let texts = victim.texts().await?.len();
    let (link, cookie, view) = open(victim, "4").await?;
    let right = Victim::credentials(&view);
    link.door.post("credentials", &right, &cookie).await?;
    let text = victim.next_text(texts).await?;
    let before = victim.failures().await?;
    let wrong = (0..).map(|guess: u32| format!("{guess:06}"));
    let wrong = wrong.filter(|guess| !text.contains(guess.as_str()));
    let bodies: Vec<String> = wrong
        .take(PARALLEL)
        .map(|code| json!({ "code": code }).to_string())
        .collect();
    let tries = bodies
        .iter()
        .map(|body| link.door.post("passcode", body, &cookie));
    let mut tally = Tally::default();
    for got in join_all(tries).await {
        tally.saw(got?.body.contains("\"step\":\"sending\""));
    }
    let code = text
        .split(' ')
        .find(|word| word.len() == 6 && word.parse::<u32>().is_ok());
    let body = json!({ "code": code.unwrap_or_default() }).to_string();
    let late = link.door.post("passcode", &body, &cookie).await?;
    tally.saw(!late.body.contains("\"step\":\"rejected\""));
    let compared = victim.failures().await?.saturating_sub(before);
    tally.also(compared.saturating_sub(ALLOWED));
    Ok(Outcome {
        attack: "60 passcodes at once, then the right one",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "a fourth comparison, or a way in",
    })
}

async fn open(victim: &Victim, amount: &str) -> anyhow::Result<(Link, String, String)> {
    let link = victim.asks(amount).await?;
    let body = json!({ "token": link.token }).to_string();
    let opened = link.door.post("open", &body, "").await?;
    Ok((link, opened.cookie.unwrap_or_default(), opened.body))
}
