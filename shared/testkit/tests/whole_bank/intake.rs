//! Bodies that others wrote go through webhook and dialogue: 200, and nothing comes again.
//!
//! `WHATSAPP_PAYLOADS=<folder>[:<folder>…]` adds folders of webhook bodies, one JSON file each; without
//! it the bodies in the repository go through.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use testkit::services::PHONE_NUMBER_ID;

use crate::house::House;

#[tokio::test]
async fn every_body_goes_through_the_intake() {
    let house = House::open().await;
    let (mut bodies, mut addressed) = (0_usize, 0_usize);
    for path in files() {
        let bytes = fs::read(&path).unwrap();
        let Some(body) = to_our_number(&bytes) else {
            println!("{}: no webhook body", path.display());
            continue;
        };
        let split = whatsapp::webhook::split(body.as_bytes()).unwrap();
        if split.ignored_items > 0 {
            println!("{}: {} ignored", path.display(), split.ignored_items);
        }
        let again = house.takes_in(&body).await;
        assert_eq!(
            again,
            dialogue::BatchAnswer::default(),
            "{}",
            path.display()
        );
        for delivery in &split.deliveries {
            let unknown = delivery
                .message()
                .is_some_and(|message| message.content.kind() == "unknown");
            println!(
                "{}: {}",
                path.display(),
                if unknown { "unknown" } else { "known" }
            );
        }
        bodies += 1;
        addressed += split.deliveries.len();
    }
    println!("{bodies} bodies with {addressed} messages and statuses went through");
    assert!(bodies >= 6 && addressed >= 25);
}

fn files() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../whatsapp/tests/fixtures");
    let given = std::env::var("WHATSAPP_PAYLOADS").unwrap_or_default();
    let given = given.split(':').filter(|folder| !folder.is_empty());
    let folders = given.map(PathBuf::from).chain([own]);
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    files.sort();
    files
}

/// The body as if it had been sent to the bank's own number; nothing if it is no webhook body. A bare
/// `value`, as documentation shows it, gets its envelope.
fn to_our_number(bytes: &[u8]) -> Option<String> {
    let mut body: Value = serde_json::from_slice(bytes).ok()?;
    if body.get("messages").is_some() {
        let change = serde_json::json!({ "field": "messages", "value": body });
        body = serde_json::json!({
            "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [change] }],
        });
    }
    for entry in body.get_mut("entry")?.as_array_mut()? {
        for change in entry["changes"].as_array_mut()? {
            if change["field"] == "messages" {
                change["value"]["metadata"]["phone_number_id"] = PHONE_NUMBER_ID.into();
            }
        }
    }
    Some(body.to_string())
}
