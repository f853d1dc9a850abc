//! The events that nobody can write by hand, because they hold what the bank's own keys made: the queue's messages,
//! sealed behind their tickets, and the tickets that `accounts` and `binding` demand.
//!
//! Deliberately of this moment: a message of another day would open no window, and a ticket of another day is void.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use aws::bank_secrets::{QueueSecret, TicketKey};
use aws::connection::Connection;
use aws::secrets::Secret;
use domain::conversation::sealed_message::MessageKeys;
use domain::conversation::ticket::Ticket;
use domain::customer::channel::ChannelAddress;
use domain::signature::SigningKey;
use serde_json::Value;
use whatsapp::webhook::Delivery;

use crate::stack::{Addresses, STACK};

/// Writes every such event of `events/` into `directory`, as the running bank would make it now. Answers the folder
/// they are in.
pub async fn write(directory: &Path, addresses: &Addresses) -> anyhow::Result<PathBuf> {
    let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    let queue = Secret::<QueueSecret>::new(&connection, format!("{STACK}/queue"));
    let tickets = Secret::<TicketKey>::new(&connection, format!("{STACK}/tickets"));
    let (queue, tickets) = (queue.get().await?, tickets.get().await?);
    let (keys, signs) = (&queue.message_keys, &tickets.signing_key);
    let made = directory.join("events");
    fs::create_dir_all(&made)?;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../events"))? {
        let entry = entry?;
        let mut event: Value = serde_json::from_slice(&fs::read(entry.path())?)?;
        let is_made = seal(&mut event, keys, signs)? || admit(&mut event, signs)?;
        if is_made {
            fs::write(made.join(entry.file_name()), event.to_string())?;
        }
    }
    Ok(made)
}

/// Seals an event of the queue, if it is one.
fn seal(event: &mut Value, keys: &MessageKeys, signs: &SigningKey) -> anyhow::Result<bool> {
    let Some(records) = event.get_mut("Records").and_then(Value::as_array_mut) else {
        return Ok(false);
    };
    for record in records {
        let group = record["attributes"]["MessageGroupId"].as_str();
        let group = group.context("a record has a group")?;
        let body = record["body"].as_str().context("a record has a body")?;
        let body = written_now(body)?;
        let address = Delivery::from_json(&body)?.address;
        let text = format!("{}\n{body}", ticket(signs, &address, &body));
        let sealed = keys.seal(group, &text, aws::clock::random)?;
        record["body"] = sealed.as_str().into();
    }
    Ok(true)
}

/// Puts a ticket in place of the phone it is for, if the event asks for one: for the message in it, or for any.
fn admit(event: &mut Value, signs: &SigningKey) -> anyhow::Result<bool> {
    let Some(phone) = event.get("ticket").and_then(Value::as_str) else {
        return Ok(false);
    };
    let address = ChannelAddress::try_new(None, Some(phone.to_owned()))?;
    let delivery = event["delivery"].as_str().unwrap_or_default();
    let address = match Delivery::from_json(delivery) {
        Ok(delivery) => delivery.address,
        Err(_) => address,
    };
    event["ticket"] = ticket(signs, &address, delivery).into();
    Ok(true)
}

fn ticket(signs: &SigningKey, address: &ChannelAddress, message: &str) -> String {
    Ticket::issue(signs, address, message, aws::clock::now()).to_text()
}

/// The example as if it had just been written.
fn written_now(body: &str) -> anyhow::Result<String> {
    let mut delivery: Value = serde_json::from_str(body)?;
    delivery["payload"]["timestamp"] = aws::clock::now().0.to_string().into();
    Ok(delivery.to_string())
}
