//! Attacks on the link: previews, replays, races, inventions.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;

use super::victim::{Link, Victim};
use super::{Outcome, Tally, changed};

const BOTS: [&str; 5] = [
    "WhatsApp/2.24.1 A",
    "facebookexternalhit/1.1",
    "TelegramBot (like TwitterBot)",
    "Slackbot-LinkExpanding 1.0",
    "Mozilla/5.0 (compatible; SafeLinks)",
];

/// Rounds of every bot with every method on every link.
const ROUNDS: usize = 10;

pub(super) async fn attacks(victim: &Victim) -> anyhow::Result<Vec<Outcome>> {
    let link = victim.asks("1").await?;
    let first = previews(victim, &link, "preview bots before the link is opened").await?;
    let invented = invented_links(victim, &link).await?;
    let (raced, cookie) = race(&link).await?;
    let second = previews(victim, &link, "preview bots after it was opened").await?;
    let replayed = replays(victim, &link, &cookie).await?;
    victim.recovers().await?;
    Ok(vec![first, invented, raced, second, replayed])
}

/// GET, HEAD and OPTIONS: the same bytes whatever the link, and nothing written.
async fn previews(victim: &Victim, link: &Link, attack: &'static str) -> anyhow::Result<Outcome> {
    let before = victim.traces().await?;
    let expected = link.door.send(Method::GET, "", &[], "").await?.body;
    let rests = [
        String::new(),
        format!("?token={}", link.token),
        "?token=invented".to_owned(),
    ];
    let mut tally = Tally::default();
    for _ in 0..ROUNDS {
        for bot in BOTS {
            for rest in &rests {
                let headers = [("user-agent", bot)];
                let got = link.door.send(Method::GET, rest, &headers, "").await?;
                let is_odd = got.body != expected || got.cookie.is_some() || got.unprotected;
                tally.saw(is_odd);
                for method in [Method::HEAD, Method::OPTIONS] {
                    let got = link.door.send(method, rest, &headers, "").await?;
                    tally.saw(got.cookie.is_some());
                }
            }
        }
    }
    tally.also(changed(victim, &before).await?);
    Ok(Outcome {
        attack,
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "other bytes, a cookie, or anything written",
    })
}

async fn invented_links(victim: &Victim, link: &Link) -> anyhow::Result<Outcome> {
    let before = victim.traces().await?;
    let mut tally = Tally::default();
    for number in 0..100_u32 {
        let token = match number % 4 {
            0 => format!("{number:064x}"),
            1 => link
                .token
                .replace(|digit: char| digit.is_ascii_digit(), "0"),
            2 => link.token.to_uppercase(),
            _ => format!("{}0", &link.token[..63]),
        };
        if token == link.token {
            continue;
        }
        let body = json!({ "token": token }).to_string();
        let got = link.door.post("open", &body, "").await?;
        tally.saw(got.status != 410 || got.cookie.is_some() || got.unprotected);
    }
    tally.also(changed(victim, &before).await?);
    Ok(Outcome {
        attack: "invented and altered links",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "any answer but 410, or anything written",
    })
}

/// Twenty browsers open the same link at once: one wins, and that is the customer's own right.
async fn race(link: &Link) -> anyhow::Result<(Outcome, String)> {
    let body = json!({ "token": link.token }).to_string();
    let opens = (0..20).map(|_| link.door.post("open", &body, ""));
    let mut cookies = Vec::new();
    for got in join_all(opens).await {
        let got = got?;
        cookies.extend(got.cookie.filter(|_| got.status == 200));
    }
    let outcome = Outcome {
        attack: "one link opened 20 times at once",
        attempts: 20,
        effects: cookies.len().abs_diff(1),
        effect: "a second session",
    };
    Ok((outcome, cookies.pop().unwrap_or_default()))
}

async fn replays(victim: &Victim, link: &Link, cookie: &str) -> anyhow::Result<Outcome> {
    let before = victim.traces().await?;
    let body = json!({ "token": link.token }).to_string();
    let forged = [
        String::new(),
        cookie.replace(|digit: char| digit.is_ascii_digit(), "1"),
        cookie.replace("__Host-", ""),
        cookie.split('.').next().unwrap_or_default().to_owned(),
    ];
    let mut tally = Tally::default();
    for _ in 0..25 {
        for cookie in &forged {
            let got = link.door.post("open", &body, cookie).await?;
            tally.saw(got.status != 410 || got.cookie.is_some());
        }
    }
    tally.also(changed(victim, &before).await?);
    Ok(Outcome {
        attack: "a used link replayed in other browsers",
        attempts: tally.attempts,
        effects: tally.effects,
        effect: "any answer but 410, or anything written",
    })
}
