//! Any text as a queue message: read or refused, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whatsapp::webhook::Delivery;

fuzz_target!(|text: &str| {
    if let Ok(delivery) = Delivery::from_json(text) {
        let _ = (delivery.message(), delivery.status());
        let _ = (delivery.group_key(), delivery.deduplication_key());
    }
});
