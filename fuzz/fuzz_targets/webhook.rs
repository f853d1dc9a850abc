//! Any bytes as a webhook body: split, queued, read back, understood; no panic, every limit kept.
#![no_main]

use libfuzzer_sys::fuzz_target;
use whatsapp::webhook::{Delivery, MAX_DELIVERY_BYTES, split};

fuzz_target!(|body: &[u8]| {
    let Ok(split) = split(body) else {
        return;
    };
    for delivery in split.deliveries {
        let json = delivery.to_json();
        assert!(json.len() <= MAX_DELIVERY_BYTES);
        let back = Delivery::from_json(&json).expect("what we wrote reads");
        assert_eq!(back.deduplication_key(), delivery.deduplication_key());
        assert_eq!(back.group_key(), delivery.group_key());
        let _ = (back.message(), back.status());
    }
});
