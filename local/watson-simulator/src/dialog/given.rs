//! What comes before understanding: spelling put right, and what a caller gives instead of letting it be found, which
//! is intents, entities, and the customer's time zone.
//!
//! <https://cloud.ibm.com/apidocs/assistant-v2#message>

use jiff::ZonedDateTime;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use super::Request;
use crate::entity::{Locale, Mention};
use crate::intent::{Recognised, Understanding};
use crate::skill::Skill;

/// Intents that came with the input, as those of a choice the customer was offered. An empty list means none.
pub(super) fn intents(input: &Value) -> Option<Understanding> {
    let given = input["intents"].as_array()?.iter().filter_map(|intent| {
        Some(Recognised {
            intent: intent["intent"].as_str()?.to_owned(),
            confidence: intent["confidence"].as_f64().unwrap_or(1.0),
        })
    });
    let intents: Vec<Recognised> = given.collect();
    Some(Understanding {
        irrelevant: intents.is_empty(),
        intents,
    })
}

/// Entities that came with the input.
pub(super) fn entities(input: &Value) -> Option<Vec<Mention>> {
    let text: Vec<char> = input["text"].as_str().unwrap_or_default().chars().collect();
    let given = input["entities"].as_array()?.iter();
    Some(given.filter_map(|entity| mention(entity, &text)).collect())
}

fn mention(entity: &Value, text: &[char]) -> Option<Mention> {
    let place = |end: usize| usize::try_from(entity["location"][end].as_u64()?).ok();
    let location = (place(0).unwrap_or(0), place(1).unwrap_or(0));
    let literal = text.get(location.0..location.1).unwrap_or_default();
    let details = ["interpretation", "metadata"]
        .iter()
        .find_map(|name| entity[*name].as_object().cloned());
    Some(Mention {
        entity: entity["entity"].as_str()?.to_owned(),
        value: entity["value"].as_str()?.to_owned(),
        literal: literal.iter().collect(),
        location,
        confidence: entity["confidence"].as_f64().unwrap_or(1.0),
        groups: Vec::new(),
        details: details.unwrap_or_else(Map::new),
    })
}

/// Puts the input's text right where that is wanted, keeping the original beside it, and answers what is told of it.
///
/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-autocorrection>
pub(super) fn corrected(skill: &Skill, input: &mut Value, locale: &Locale) -> Option<Value> {
    let wanted = skill.spelling().of_message(input);
    let original = input["text"].as_str()?.to_owned();
    if !(wanted.suggestions || wanted.auto_correct) {
        return None;
    }
    let found = skill.mentions(&original, locale);
    let better = skill.speller().correct(&original, &found)?;
    if !wanted.auto_correct {
        return Some(json!({ "text": original, "suggested_text": better }));
    }
    input["text"] = json!(better);
    input["original_text"] = json!(original);
    Some(json!({ "text": better, "original_text": original }))
}

/// Now in the zone of the context variable `$timezone`, which outweighs any other.
///
/// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-system-entities#system-entities-time-zones>
pub(super) fn local_time(request: &Request) -> Option<ZonedDateTime> {
    let zone = TimeZone::get(request.context.get("timezone")?.as_str()?).ok()?;
    Some(request.now.with_time_zone(zone))
}
