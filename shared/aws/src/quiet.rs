//! What is counted so that the bank falls silent in time, where the chat is kept. Expires.

use domain::conversation::quiet::{Quiet, Repeat};
use domain::customer::channel::ChannelAddress;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::connection::Connection;
use crate::store::{StoreError, Table, from_item, key, to_item};

const QUIET_SK: &str = "QUIET";

/// Longer than anything is counted or kept silent, in seconds.
const KEPT_SECONDS: i64 = 2 * 3_600;

/// How long it is remembered that a stranger wants to hear nothing, in seconds.
const OPTED_OUT_SECONDS: i64 = 400 * 86_400;

/// The conversations table, for silence.
#[derive(Clone, Debug)]
pub struct Quiets {
    table: Table,
}

#[derive(Serialize, Deserialize)]
struct QuietItem {
    pk: String,
    sk: String,
    repeats: Vec<RepeatItem>,
    counted: Option<String>,
    answers: u32,
    answers_since: Option<i64>,
    is_opted_out: bool,
    expires_at: i64,
}

#[derive(Serialize, Deserialize)]
struct RepeatItem {
    hash: String,
    count: u32,
    since: i64,
    silent_until: Option<i64>,
}

impl Quiets {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, "conversations"),
        }
    }

    /// What was counted of a channel; nothing if nothing was lately.
    pub async fn of(&self, address: &ChannelAddress) -> Result<Quiet, StoreError> {
        let found = self.table.get(key(&channel_pk(address), QUIET_SK)).await?;
        let item = found.map(|item| from_item::<QuietItem>("quiet", item));
        Ok(item.transpose()?.map(Quiet::from).unwrap_or_default())
    }

    /// Writes it down. A channel's messages come one after the other, so nobody else writes meanwhile.
    pub async fn put(
        &self,
        address: &ChannelAddress,
        quiet: &Quiet,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let kept = if quiet.is_opted_out {
            OPTED_OUT_SECONDS
        } else {
            KEPT_SECONDS
        };
        let item = QuietItem {
            pk: channel_pk(address),
            sk: QUIET_SK.to_owned(),
            repeats: quiet.repeats.iter().map(RepeatItem::from).collect(),
            counted: quiet.counted.clone(),
            answers: quiet.answers,
            answers_since: quiet.answers_since.map(|since| since.0),
            is_opted_out: quiet.is_opted_out,
            expires_at: now.plus(kept).0,
        };
        self.table.put(to_item("quiet", &item)?).await
    }
}

impl From<QuietItem> for Quiet {
    fn from(item: QuietItem) -> Self {
        Self {
            repeats: item.repeats.iter().filter_map(repeat).collect(),
            counted: item.counted,
            answers: item.answers,
            answers_since: item.answers_since.map(UnixSeconds),
            is_opted_out: item.is_opted_out,
        }
    }
}

impl From<&Repeat> for RepeatItem {
    fn from(repeat: &Repeat) -> Self {
        Self {
            hash: repeat.hash.hex(),
            count: repeat.count,
            since: repeat.since.0,
            silent_until: repeat.silent_until.map(|until| until.0),
        }
    }
}

fn repeat(item: &RepeatItem) -> Option<Repeat> {
    Some(Repeat {
        hash: Hash::from_hex(&item.hash)?,
        count: item.count,
        since: UnixSeconds(item.since),
        silent_until: item.silent_until.map(UnixSeconds),
    })
}

fn channel_pk(address: &ChannelAddress) -> String {
    format!("CHANNEL#{}", address.primary())
}
