//! An order carried out with a forged proof: whoever may write confirmations writes the best proof that its own
//! secrets can sign, and the workflow is taken to have come to its last step, however it got there.

use anyhow::Context;
use aws::confirmations::Confirmations;
use aws::connection::Connection;
use aws_sdk_lambda::primitives::Blob;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::authority::{Identification, Seal};
use domain::confirmation::order::SealedOrder;
use domain::confirmation::{Confirmation, Stage};
use domain::id::OrderId;
use domain::signature::SigningKey;
use serde_json::{Value, json};

use crate::attack::victim::Victim;
use crate::stack::{Addresses, STACK};

/// What signs where the role's own secrets do not: as good as any key that the bank does not know.
const INVENTED_KEY: [u8; 32] = [7; 32];

/// Whether money moves once `taken` has written a proof of its own making into an order that waits.
pub async fn moves_money(
    bank: &Connection,
    addresses: &Addresses,
    taken: &Connection,
) -> anyhow::Result<bool> {
    let victim = Victim::of(addresses).await?;
    victim.recovers().await?;
    let before = victim.money().await?;
    victim.asks("1").await?;
    let original = victim.latest().await?.context("no order was stored")?;
    let seal = best_seal(taken, &original.order).await?;
    let table = &addresses.tables.confirmations;
    let with_proof = |found| {
        let stage = Stage::Verified { seal };
        Ok(Confirmation { stage, ..found })
    };
    let theirs = Confirmations::new(taken, table.clone());
    let written = theirs.advance(original.id(), with_proof).await;
    written.context("the forged proof could not be written")?;
    commit(bank, original.id()).await?;
    let ours = Confirmations::new(bank, table.clone());
    ours.advance(original.id(), |_| Ok(original.clone()))
        .await?;
    victim.recovers().await?;
    let posted = |money: Vec<(i64, i64)>| -> Vec<i64> {
        money.into_iter().map(|(posted, _)| posted).collect()
    };
    Ok(posted(victim.money().await?) != posted(before))
}

async fn best_seal(taken: &Connection, order: &SealedOrder) -> anyhow::Result<Seal> {
    let confirming = key_in(taken, "passcode").await?;
    let identified = best_identification(taken, order).await?;
    Ok(Seal::sign(
        &confirming,
        identified,
        order.id(),
        order.digest(),
    ))
}

/// That PIN and fact were right, signed as well as the role can.
pub(super) async fn best_identification(
    taken: &Connection,
    order: &SealedOrder,
) -> anyhow::Result<Identification> {
    let identifying = key_in(taken, "credentials").await?;
    Ok(Identification::sign(
        &identifying,
        order.id(),
        order.digest(),
    ))
}

/// Whether the role may sign that PIN and fact were right: then to say so is its own step.
pub(super) async fn may_identify(taken: &Connection) -> bool {
    secret_text(taken, "credentials").await.is_some()
}

async fn secret_text(taken: &Connection, secret: &str) -> Option<String> {
    let secrets = aws_sdk_secretsmanager::Client::new(taken.sdk());
    let id = format!("{STACK}/{secret}");
    let read = secrets.get_secret_value().secret_id(id).send().await.ok();
    read.and_then(|read| read.secret_string)
}

/// The key in a secret if the role may read it, or an invented one.
async fn key_in(taken: &Connection, secret: &str) -> anyhow::Result<SigningKey> {
    let Some(text) = secret_text(taken, secret).await else {
        return SigningKey::try_new(&INVENTED_KEY).context("the invented key is one");
    };
    let secret: Value = serde_json::from_str(&text)?;
    let key = secret["signing_key"]
        .as_str()
        .context("the secret has a key")?;
    SigningKey::try_new(&STANDARD.decode(key)?).context("the secret's key is one")
}

/// What the workflow asks at its last step. Whether it was refused shows in the money.
async fn commit(bank: &Connection, order: &OrderId) -> anyhow::Result<()> {
    let question = json!({ "action": "commit", "confirmation_id": order.0 }).to_string();
    let lambda = aws_sdk_lambda::Client::new(bank.sdk());
    let invoke = lambda.invoke().function_name(format!("{STACK}-transfers"));
    invoke.payload(Blob::new(question)).send().await?;
    Ok(())
}
