//! Webhook bodies nobody expects: JSON of any shape, and real envelopes with something strange inside.

use serde_json::{Value, json};
use testkit::inbound::{ANA, text, webhook};

/// JSON of any shape, deeper where the dice say so, with Meta's names among the keys.
fn anything(random: &mut fastrand::Rng, depth: u32) -> Value {
    const NAMES: [&str; 14] = [
        "object",
        "entry",
        "changes",
        "field",
        "value",
        "messages",
        "statuses",
        "metadata",
        "phone_number_id",
        "from",
        "id",
        "type",
        "text",
        "errors",
    ];
    let leaves = if depth == 0 { 5 } else { 7 };
    match random.u32(0..leaves) {
        0 => Value::Null,
        1 => json!(random.bool()),
        2 => json!(random.i64(..)),
        3 => json!(
            std::iter::repeat_with(|| random.char(..))
                .take(9)
                .collect::<String>()
        ),
        4 => json!(NAMES[random.usize(0..NAMES.len())]),
        5 => (0..random.usize(0..4))
            .map(|_| anything(random, depth - 1))
            .collect(),
        _ => {
            let entries = (0..random.usize(0..5)).map(|_| {
                let name = NAMES[random.usize(0..NAMES.len())].to_owned();
                (name, anything(random, depth - 1))
            });
            Value::Object(entries.collect())
        }
    }
}

/// A real envelope with something unexpected in one place, or nothing real at all.
pub fn body(random: &mut fastrand::Rng) -> String {
    let strange = anything(random, 4);
    let mut envelope: Value = serde_json::from_str(&webhook(
        &[text(ANA, &format!("wamid.{}", random.u32(..)), "hello")],
        &[],
    ))
    .unwrap();
    let value = "/entry/0/changes/0/value";
    let places = ["/object", "/entry", "/entry/0", "/entry/0/changes/0", value];
    match random.u32(0..8) {
        0 => return strange.to_string(),
        1 => {
            let whole = envelope.to_string();
            let cut = random.usize(0..whole.len());
            return String::from_utf8_lossy(&whole.as_bytes()[..cut]).into_owned();
        }
        2 => {
            let place = places[random.usize(0..places.len())];
            *envelope.pointer_mut(place).unwrap() = strange;
        }
        3 => envelope.pointer_mut(value).unwrap()["messages"] = strange,
        4 => envelope.pointer_mut(value).unwrap()["statuses"] = strange,
        5 => {
            let message = format!("{value}/messages/0");
            let kind = ["text", "interactive", "system", "type", "from", "id"];
            let kind = kind[random.usize(0..kind.len())];
            envelope.pointer_mut(&message).unwrap()[kind] = strange;
        }
        _ => envelope.pointer_mut(value).unwrap()["metadata"] = strange,
    }
    envelope.to_string()
}
