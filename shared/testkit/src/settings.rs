//! What a function finds in its environment when it runs against a test's bank.

use crate::services::{PHONE_NUMBER_ID, Services};

/// The value of a variable.
///
/// # Panics
/// If no function has such a variable.
#[must_use]
pub fn value(services: &Services, name: &str) -> String {
    match name {
        "WHATSAPP_GRAPH_URL" => services.graph_url(),
        "WHATSAPP_PHONE_NUMBER_ID" => PHONE_NUMBER_ID.to_owned(),
        "LINK_URL" => "https://bank.example/confirm".to_owned(),
        "ATM_NOTES" => "GBP=10,20".to_owned(),
        "WATSON_ENVIRONMENTS" => "none".to_owned(),
        "BANK_TIME_ZONE" => "Europe/London".to_owned(),
        "STATE_MACHINE_ARN" => "arn:confirmation".to_owned(),
        "INBOUND_QUEUE_URL" => "https://sqs/inbound.fifo".to_owned(),
        "URGENT_QUEUE_URL" => "https://sqs/urgent.fifo".to_owned(),
        "DEAD_LETTER_QUEUE_URL" => "https://sqs/dead.fifo".to_owned(),
        _ => named(name),
    }
}

/// Tables and functions are called by their role, secrets by theirs behind the bank's name.
fn named(name: &str) -> String {
    let lower = name.to_lowercase();
    let of = |suffix: &str| lower.strip_suffix(suffix);
    let role = of("_table").or_else(|| of("_function"));
    let role = role.map(|role| role.replace('_', "-"));
    let secret = || of("_secret_id").map(|role| format!("bank/{role}"));
    let value = role.or_else(secret);
    value.unwrap_or_else(|| panic!("no function has a variable {name}"))
}
