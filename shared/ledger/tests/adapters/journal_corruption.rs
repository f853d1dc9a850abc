//! A hand that gets at the ledger's table past the ledger: loses, doubles and changes items.
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue::{self, N, S};
use fastrand::Rng;
use testkit::engine::Engine;

type Item = HashMap<String, AttributeValue>;

/// Partition and sort key.
pub type Key = (String, String);

/// What nothing else in the ledger depends on, so that nobody can tell its change: how a person calls an
/// account and what may be done with it, the times of a hold that is still pending, and TTL. An account's owner
/// shows in the orders that debit it, and nowhere if none does: see [`is_debited`].
const FREE: [&str; 7] = ["pk", "sk", "name", "owner", "kind", "status", "expires_at"];

/// Of a transfer that was not posted only these show elsewhere.
const SHOWN: [&str; 5] = [
    "transfer_id",
    "state",
    "hold_bucket",
    "currency",
    "amount_minor",
];

pub struct Vandal(Client);

impl Vandal {
    pub fn of(engine: &Engine) -> Self {
        Self(Client::new(engine.connection.sdk()))
    }

    /// Everything in the table.
    pub async fn items(&self) -> BTreeMap<Key, Item> {
        let scan = self.0.scan().table_name("ledger").send().await.unwrap();
        let items = scan.items.unwrap_or_default().into_iter();
        items
            .map(|item| ((text(&item, "pk"), text(&item, "sk")), item))
            .collect()
    }

    /// Makes an item what it is told to be: another one, or none.
    pub async fn put(&self, (pk, sk): &Key, item: Option<&Item>) {
        if let Some(item) = item {
            let put = self.0.put_item().table_name("ledger");
            put.set_item(Some(item.clone())).send().await.unwrap();
        } else {
            let delete = self.0.delete_item().table_name("ledger");
            let delete = delete.key("pk", S(pk.clone())).key("sk", S(sk.clone()));
            delete.send().await.unwrap();
        }
    }

    /// Does something to one item that must not go unnoticed; answers which key was written, and what.
    pub async fn corrupt(&self, rng: &mut Rng, sound: &BTreeMap<Key, Item>) -> (Key, String) {
        loop {
            let at = rng.usize(0..sound.len());
            let (key, item) = sound.iter().nth(at).unwrap();
            let written = match rng.u8(0..10) {
                0 if is_missed(item) => Some((key.clone(), None, "lost".to_owned())),
                1 => doubled(item),
                2 if is_debited(item, sound) => Some(another_owner(key, item)),
                _ => changed(rng, item).map(|(item, what)| (key.clone(), Some(item), what)),
            };
            if let Some((written, item, what)) = written {
                self.put(&written, item.as_ref()).await;
                return (written, format!("{what} of {key:?}"));
            }
        }
    }
}

/// Adds to a number of an item.
pub fn add(item: &mut Item, name: &str, by: i64) {
    let number: i64 = item[name].as_n().unwrap().parse().unwrap();
    item.insert(name.to_owned(), N((number + by).to_string()));
}

/// Whether it is an account that a customer's order debits: then its owner is known from elsewhere.
fn is_debited(item: &Item, sound: &BTreeMap<Key, Item>) -> bool {
    let is_of = |transfer: &Item| {
        transfer.contains_key("order_digest")
            && text(item, "pk") == format!("ACCOUNT#{}", text(transfer, "debit_account"))
    };
    text(item, "sk") == "ACCOUNT" && sound.values().any(is_of)
}

fn another_owner(key: &Key, item: &Item) -> (Key, Option<Item>, String) {
    let mut changed = item.clone();
    changed.insert("owner".to_owned(), S("somebody-else".to_owned()));
    (key.clone(), Some(changed), "owner changed".to_owned())
}

/// Whether the rest of the ledger speaks of it.
fn is_missed(item: &Item) -> bool {
    match text(item, "sk").as_str() {
        "ACCOUNT" => has_entries(item),
        "TRANSFER" => ["posted", "pending"].contains(&text(item, "state").as_str()),
        sk if sk.starts_with("BILL#") => item.contains_key("taken_by"),
        sk => sk.starts_with("ENTRY#"),
    }
}

/// The same entry once more, a second later.
fn doubled(item: &Item) -> Option<(Key, Option<Item>, String)> {
    let sk = text(item, "sk");
    let rest = sk.strip_prefix("ENTRY#")?;
    let (time, number) = rest.split_once('#')?;
    let time: i64 = time.parse().ok()?;
    let later = format!("ENTRY#{:012}#{number}", time + 1);
    let mut copy = item.clone();
    copy.insert("sk".to_owned(), S(later.clone()));
    copy.insert("posted_at".to_owned(), N((time + 1).to_string()));
    let key = (text(item, "pk"), later);
    Some((key, Some(copy), "doubled".to_owned()))
}

fn changed(rng: &mut Rng, item: &Item) -> Option<(Item, String)> {
    let mut names: Vec<&String> = item.keys().filter(|name| matters(item, name)).collect();
    names.sort();
    let name = (*rng.choice(&names)?).clone();
    let value = match (name.as_str(), &item[&name]) {
        ("state", S(state)) => {
            let others = ["pending", "posted", "voided", "expired"];
            let is_other = |other: &&&str| **other != state && is_told(state, other);
            let others: Vec<_> = others.iter().filter(is_other).collect();
            S((**rng.choice(&others)?).to_owned())
        }
        ("direction", S(direction)) if direction == "debit" => S("credit".to_owned()),
        ("direction", _) => S("debit".to_owned()),
        (_, S(text)) => S(format!("{text}x")),
        (_, N(number)) => N((number.parse::<i64>().ok()? + rng.i64(1..1_000)).to_string()),
        _ => return None,
    };
    let mut changed = item.clone();
    changed.insert(name.clone(), value);
    Some((changed, format!("{name} changed")))
}

/// Voided and expired say the same of the money.
fn is_told(state: &str, other: &str) -> bool {
    let released = ["voided", "expired"];
    !(released.contains(&state) && released.contains(&other))
}

fn matters(item: &Item, name: &str) -> bool {
    let sk = text(item, "sk");
    let is_free = FREE.contains(&name) || name == "shards";
    match sk.as_str() {
        "ACCOUNT" => !is_free && (name != "last_posted_at" || has_entries(item)),
        "TRANSFER" if text(item, "state") != "posted" => {
            SHOWN.contains(&name) && !is_quiet(item, name)
        }
        "TRANSFER" => !is_free,
        _ if sk.starts_with("ENTRY#") => !is_free,
        _ => ["spent_minor", "taken_by"].contains(&name),
    }
}

/// A released transfer's amount is in no balance any more.
fn is_quiet(item: &Item, name: &str) -> bool {
    text(item, "state") != "pending" && name == "amount_minor"
}

fn has_entries(item: &Item) -> bool {
    item["entry_count"] != N("0".to_owned())
}

fn text(item: &Item, name: &str) -> String {
    let value = item.get(name).and_then(|value| value.as_s().ok());
    value.cloned().unwrap_or_default()
}
