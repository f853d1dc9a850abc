//! `say`: one message from a customer's phone, and the replies as a person would read them.
//!
//! Deliberately a client of the control API like any script, so that it works from another terminal.

use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use reqwest::Client;
use serde::Deserialize;
use serde_json::json;

use crate::stack::{Addresses, Options};

/// How long the first reply may take, in seconds.
const FIRST_REPLY_S: u64 = 20;

/// How long a further reply is waited for, in seconds.
const NEXT_REPLY_S: u64 = 3;

/// What `say` must be told.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The customer's phone number, such as +447700900101
    phone: String,
    /// What the customer types
    text: String,
}

#[derive(Deserialize)]
struct Reply {
    seq: u64,
    text: String,
}

pub(super) async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let addresses = Addresses::read(&Options::on_port(0).directory)?;
    let chat = Chat {
        client: Client::builder().no_proxy().build()?,
        url: format!(
            "{}/simulator/customers/{}/messages",
            addresses.simulator_url,
            arguments.phone.trim()
        ),
    };
    let mut seen = chat
        .replies(0, 0)
        .await?
        .last()
        .map_or(0, |reply| reply.seq);
    chat.say(&arguments.text).await?;
    let mut patience_s = FIRST_REPLY_S;
    loop {
        let replies = chat.replies(seen, patience_s).await?;
        let Some(last) = replies.last() else { break };
        seen = last.seq;
        patience_s = NEXT_REPLY_S;
        for reply in &replies {
            println!("{}\n", reply.text);
        }
    }
    if patience_s == FIRST_REPLY_S {
        bail!("the bank did not reply within {FIRST_REPLY_S} seconds");
    }
    Ok(())
}

struct Chat {
    client: Client,
    url: String,
}

impl Chat {
    async fn say(&self, text: &str) -> anyhow::Result<()> {
        let message = json!({"type": "text", "text": text});
        let answer = self.client.post(&self.url).json(&message).send().await?;
        if !answer.status().is_success() {
            bail!("the phone refuses to send this: {}", answer.text().await?);
        }
        Ok(())
    }

    async fn replies(&self, after: u64, wait_s: u64) -> anyhow::Result<Vec<Reply>> {
        let poll = [("after", after), ("wait_s", wait_s)];
        let request = self.client.get(&self.url).query(&poll);
        let patience = Duration::from_secs(wait_s.saturating_add(10));
        let answer = request.timeout(patience).send().await;
        let answer = answer.context("the local stack does not answer; is `cargo run` running?")?;
        if !answer.status().is_success() {
            bail!("the phone does not answer: {}", answer.text().await?);
        }
        Ok(answer.json().await?)
    }
}
