//! Ana, whose account is attacked: asks for transfers in her chat, and shows what became of them.

use std::time::Duration;

use anyhow::{Context, bail};
use aws::confirmations::Confirmations;
use aws::connection::Connection;
use aws::standings::Standings;
use aws_sdk_dynamodb::Client as DynamoDb;
use domain::confirmation::Confirmation;
use domain::id::CustomerId;
use ledger::accounts::Accounts;
use reqwest::Client;
use serde_json::{Value, json};

use super::Door;
use crate::stack::Addresses;

const PHONE: &str = "+447700900101";
const ID: &str = "ana-lima";

/// Ana's PIN and facts, which an attacker may have learnt.
pub(super) const PIN: &str = "271828";
const BIRTH_DATE: &str = "1988-04-17";
const CARD: &str = "4321";

/// How long a message or a step may take, in seconds.
const PATIENCE_SECONDS: u64 = 30;

/// Ana.
pub(crate) struct Victim {
    client: Client,
    url: String,
    confirmations: Confirmations,
    standings: Standings,
    accounts: Accounts,
    dynamodb: DynamoDb,
    tables: Vec<String>,
}

/// A link Ana got.
pub(crate) struct Link {
    pub(crate) door: Door,
    pub(super) token: String,
}

impl Link {
    /// Opens it, as the customer does. Answers what the page shows, and its cookie.
    pub(crate) async fn opens(&self) -> anyhow::Result<(String, String)> {
        let body = json!({ "token": self.token }).to_string();
        let got = self.door.post("open", &body, "").await?;
        let cookie = got.cookie.context("the link does not open")?;
        Ok((got.body, cookie))
    }
}

impl Victim {
    pub(crate) async fn of(addresses: &Addresses) -> anyhow::Result<Self> {
        let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
        let tables = &addresses.tables;
        let victim = Self {
            client: Client::builder().no_proxy().build()?,
            url: format!("{}/simulator/customers/{PHONE}", addresses.simulator_url),
            confirmations: Confirmations::new(&connection, tables.confirmations.clone()),
            standings: Standings::new(&connection, tables.standings()),
            accounts: Accounts::new(&connection, tables.ledger.clone()),
            dynamodb: DynamoDb::new(connection.sdk()),
            tables: vec![
                tables.customers.clone(),
                tables.ledger.clone(),
                tables.confirmations.clone(),
            ],
        };
        victim.money().await.context("is `cargo run` running?")?;
        Ok(victim)
    }

    /// Asks for a transfer; answers the link that comes.
    pub(crate) async fn asks(&self, amount: &str) -> anyhow::Result<Link> {
        let seen = self.last_seq("messages").await?;
        self.says(&format!("send {amount} to Ben")).await?;
        let message = self
            .next("messages", seen, |message| url_in(message).is_some())
            .await?;
        let url = url_in(&message).context("the message has no link")?;
        let (page, token) = url.split_once('#').context("the link has no fragment")?;
        Ok(Link {
            door: Door::new(page)?,
            token: token.to_owned(),
        })
    }

    /// Nothing open, nothing locked, nothing suspended.
    pub(crate) async fn recovers(&self) -> anyhow::Result<()> {
        for deed in ["unlock", "lift-suspension"] {
            let answer = self.client.post(format!("{}/{deed}", self.url)).send();
            answer.await?.error_for_status()?;
        }
        let open = self.latest().await?;
        if open.is_some_and(|latest| latest.is_open()) {
            let seen = self.last_seq("messages").await?;
            self.says("cancel").await?;
            self.next("messages", seen, |_| true).await?;
        }
        Ok(())
    }

    /// Balance and available amount of every account of hers, in minor units.
    pub(crate) async fn money(&self) -> anyhow::Result<Vec<(i64, i64)>> {
        let accounts = self.accounts.of(&CustomerId(ID.to_owned())).await?;
        let both = accounts.iter().map(|account| {
            let available = account.available().map(domain::money::Money::minor);
            Ok((account.posted.minor(), available?))
        });
        both.collect()
    }

    /// Every item of the tables that matter, in a fixed order.
    pub(super) async fn traces(&self) -> anyhow::Result<Vec<String>> {
        let mut traces = Vec::new();
        for table in &self.tables {
            let mut items = self
                .dynamodb
                .scan()
                .table_name(table)
                .into_paginator()
                .items()
                .send();
            while let Some(item) = items.next().await {
                let mut parts: Vec<String> = item?
                    .into_iter()
                    .map(|(name, value)| format!("{name}={}", text_of(&value)))
                    .collect();
                parts.sort();
                traces.push(parts.join(" "));
            }
        }
        traces.sort();
        Ok(traces)
    }

    /// The confirmation she has open, or had last.
    pub(crate) async fn latest(&self) -> anyhow::Result<Option<Confirmation>> {
        let customer = CustomerId(ID.to_owned());
        Ok(self.confirmations.latest_of(&customer).await?)
    }

    /// Tries that failed in a row.
    pub(super) async fn failures(&self) -> anyhow::Result<usize> {
        let customer = CustomerId(ID.to_owned());
        Ok(self.standings.of(&customer).await?.failures().into())
    }

    /// Texts she has got since this stack came up.
    pub(crate) async fn texts(&self) -> anyhow::Result<Vec<Value>> {
        self.get("sms", 0, 0).await
    }

    /// Waits for the next text.
    pub(super) async fn next_text(&self, before: usize) -> anyhow::Result<String> {
        for _ in 0..PATIENCE_SECONDS {
            if let Some(text) = self.texts().await?.get(before) {
                return Ok(text["body"].as_str().unwrap_or_default().to_owned());
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        bail!("no text came")
    }

    /// What the page asks for, answered rightly.
    pub(crate) fn credentials(view: &str) -> String {
        let fact = if view.contains("birth_date") {
            BIRTH_DATE
        } else {
            CARD
        };
        json!({ "pin": PIN, "fact": fact }).to_string()
    }

    async fn says(&self, text: &str) -> anyhow::Result<()> {
        let message = json!({ "type": "text", "text": text });
        let request = self.client.post(format!("{}/messages", self.url));
        request.json(&message).send().await?.error_for_status()?;
        Ok(())
    }

    async fn last_seq(&self, what: &str) -> anyhow::Result<u64> {
        let found = self.get(what, 0, 0).await?;
        Ok(found
            .last()
            .and_then(|item| item["seq"].as_u64())
            .unwrap_or(0))
    }

    async fn next(
        &self,
        what: &str,
        after: u64,
        is_it: impl Fn(&Value) -> bool,
    ) -> anyhow::Result<Value> {
        for _ in 0..PATIENCE_SECONDS {
            let found = self.get(what, after, 1).await?;
            if let Some(found) = found.into_iter().find(&is_it) {
                return Ok(found);
            }
        }
        bail!("nothing came within {PATIENCE_SECONDS} seconds")
    }

    async fn get(&self, what: &str, after: u64, wait: u64) -> anyhow::Result<Vec<Value>> {
        let url = format!("{}/{what}?after={after}&wait_s={wait}", self.url);
        Ok(self.client.get(url).send().await?.json().await?)
    }
}

fn url_in(message: &Value) -> Option<String> {
    let action = &message["message"]["interactive"]["action"]["parameters"];
    action["url"].as_str().map(str::to_owned)
}

/// The same text for the same value: a map's own order is another one each time.
fn text_of(value: &aws_sdk_dynamodb::types::AttributeValue) -> String {
    let aws_sdk_dynamodb::types::AttributeValue::M(map) = value else {
        return format!("{value:?}");
    };
    let mut parts: Vec<String> = map
        .iter()
        .map(|(name, value)| format!("{name}={}", text_of(value)))
        .collect();
    parts.sort();
    parts.join(",")
}
