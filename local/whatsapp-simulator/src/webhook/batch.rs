//! Several updates in one POST, as Meta may send them: the entries of several webhooks behind each other.
//!
//! Deliberately waits only a moment for company: a batch is a matter of load, not of patience.

use std::time::Duration;

use axum::body::Bytes;
use serde_json::{Value, json};

use crate::Simulator;
use crate::webhook::Parcel;
use crate::webhook::signature::escaped;

/// How long a webhook waits for others, in milliseconds.
const WAIT_MS: u64 = 300;

/// Meta's most updates in one POST.
const MAX_UPDATES: usize = 1_000;

impl Simulator {
    /// Adds a webhook to the batch; it goes when `size` are together or the moment is over.
    pub(crate) fn post_in_batch(&self, parcel: Parcel, size: usize) {
        let size = size.min(MAX_UPDATES);
        let waiting = self.with_batch(|batch| {
            batch.push(parcel);
            batch.len()
        });
        if waiting >= size {
            return self.post_batch();
        }
        if waiting == 1 {
            let simulator = self.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(WAIT_MS)).await;
                simulator.post_batch();
            });
        }
    }

    fn post_batch(&self) {
        let batch = self.with_batch(std::mem::take);
        if let Some(parcel) = together(batch) {
            self.shared.postman.post(parcel);
        }
    }
}

/// One parcel with the entries of all. Whoever waits for one of them is told when all are taken.
fn together(mut batch: Vec<Parcel>) -> Option<Parcel> {
    batch.sort_by_key(|parcel| parcel.delay);
    let mut entries = Vec::new();
    let mut on_taken = Vec::new();
    // As late as the latest of them: a batch does not come before what is in it.
    let delay = batch
        .iter()
        .map(|parcel| parcel.delay)
        .max()
        .unwrap_or_default();
    for parcel in batch {
        let body: Value = serde_json::from_slice(&parcel.body).unwrap_or_default();
        entries.extend(body["entry"].as_array().cloned().unwrap_or_default());
        on_taken.extend(parcel.on_taken);
    }
    let body = json!({"object": "whatsapp_business_account", "entry": entries});
    (!entries.is_empty()).then(|| Parcel {
        body: Bytes::from(escaped(&body)),
        turn: None,
        delay,
        on_taken: Some(Box::new(move || {
            for told in on_taken {
                told();
            }
        })),
    })
}
