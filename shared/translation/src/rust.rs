//! The messages as Rust: statics of `wording::message`, one for each message.

use std::fmt::Write as _;

use crate::room::Room;
use crate::text::{self, Bit, Case};

/// The source text of a room.
pub fn source(room: &Room) -> String {
    let statics = room.messages.iter();
    let statics = statics.map(|(name, texts)| message(name, texts));
    statics.collect()
}

/// Every message of a room with its name, as an array.
pub fn index(room: &Room) -> String {
    let entries = room.messages.keys();
    let entries = entries.map(|name| format!("({name:?}, &{}), ", constant(name)));
    format!("&[{}]", entries.collect::<String>())
}

fn message(name: &str, texts: &[Option<Vec<Bit>>]) -> String {
    let english = texts.first().and_then(Option::as_ref);
    let arguments: Vec<&str> =
        english.map_or_else(Vec::new, |text| text::arguments(text).into_iter().collect());
    let mut source = format!(
        "#[doc = \"`{name}`\"]\npub static {}: wording::message::Message = {{\n",
        constant(name)
    );
    let mut places = Vec::new();
    for (place, text) in texts.iter().enumerate() {
        // What is not said in a language is said in the first.
        let Some(text) = text else {
            places.push("T0".to_owned());
            continue;
        };
        let said = bits(text, &arguments);
        let _ = writeln!(
            source,
            "    const T{place}: &[wording::message::Bit] = {said};"
        );
        places.push(format!("T{place}"));
    }
    let _ = writeln!(
        source,
        "    wording::message::Message::new(&{arguments:?}, [{}])\n}};",
        places.join(", ")
    );
    source
}

fn bits(text: &[Bit], arguments: &[&str]) -> String {
    let bits = text.iter().map(|part| bit(part, arguments));
    format!("&[{}]", bits.collect::<Vec<_>>().join(", "))
}

fn bit(bit: &Bit, arguments: &[&str]) -> String {
    let place = |name: &str| arguments.iter().position(|argument| *argument == name);
    let place = |name: &str| place(name).unwrap_or_default();
    match bit {
        Bit::Own(text) => format!("wording::message::Bit::Own({text:?})"),
        Bit::Fill(name) => format!("wording::message::Bit::Fill({})", place(name)),
        Bit::Count(name, cases) => {
            let cases = cases.iter().map(|it| case(it, arguments));
            let cases = cases.collect::<Vec<_>>().join(", ");
            format!("wording::message::Bit::Count({}, &[{cases}])", place(name))
        }
    }
}

fn case(case: &Case, arguments: &[&str]) -> String {
    let Case { numbers, text } = case;
    let text = bits(text, arguments);
    format!("wording::message::Case {{ numbers: &{numbers:?}, text: {text} }}")
}

/// `HOW_MUCH` of `how-much`.
fn constant(name: &str) -> String {
    name.to_uppercase().replace('-', "_")
}
