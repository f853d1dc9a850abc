//! What a text mentions: the skill's own entities and IBM's system entities.
//!
//! Annotation-trained (contextual) entities are not simulated; a skill that has them says so in
//! `Skill::check`.

use jiff::ZonedDateTime;
use serde_json::{Map, Value, json};

mod date;
mod dictionary;
mod fuzzy;
mod money;
mod number;
mod number_words;
mod pattern;
mod range;
mod rule;
mod time;
mod token;

pub use dictionary::Dictionary;
pub(crate) use fuzzy::distance;
pub use pattern::{Pattern, PatternError};

/// One mention of an entity in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The entity's name, without `@`.
    pub entity: String,
    /// The value it stands for; always a text, numbers too.
    pub value: String,
    /// The customer's own words.
    pub literal: String,
    /// Where, in characters, end exclusive.
    pub location: (usize, usize),
    /// 1, or less for a fuzzy match.
    pub confidence: f64,
    /// A pattern's groups, the whole match first; a group that took no part is `None`.
    pub groups: Vec<Option<Group>>,
    /// Details of system entities: `numeric_value`, `unit`, `granularity`, `day`.
    pub details: Map<String, Value>,
}

/// One captured group of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The captured text.
    pub text: String,
    /// Where, in characters, end exclusive.
    pub location: (usize, usize),
}

/// How dates and numbers are to be read.
#[derive(Debug, Clone)]
pub struct Locale {
    /// 3/4 is the third of April, not the fourth of March.
    pub day_first: bool,
    /// Now, in the customer's time zone.
    pub now: ZonedDateTime,
}

impl Mention {
    /// A mention of `text[start..end]` (bytes), certain and without details.
    #[must_use]
    pub fn new(entity: &str, value: &str, text: &str, start: usize, end: usize) -> Self {
        Self {
            entity: entity.to_owned(),
            value: value.to_owned(),
            literal: text.get(start..end).unwrap_or_default().to_owned(),
            location: (characters(text, start), characters(text, end)),
            confidence: 1.0,
            groups: Vec::new(),
            details: Map::new(),
        }
    }

    /// The mention with one detail more.
    #[must_use]
    pub fn with(mut self, name: &str, detail: Value) -> Self {
        self.details.insert(name.to_owned(), detail);
        self
    }

    /// Whether the mention covers the character that begins at this byte.
    pub(crate) fn covers(&self, text: &str, byte: usize) -> bool {
        let position = characters(text, byte);
        (self.location.0..self.location.1).contains(&position)
    }

    /// What the mention stands for in an expression: a number where the entity is one, else its value.
    #[must_use]
    pub fn plain_value(&self) -> Value {
        let numeric = self.details.get("numeric_value").cloned();
        numeric.unwrap_or_else(|| json!(self.value))
    }

    /// `@entity.name` in an expression; null if it has no such property.
    #[must_use]
    pub fn property(&self, name: &str) -> Value {
        match name {
            "value" => json!(self.value),
            "literal" => json!(self.literal),
            "location" => json!([self.location.0, self.location.1]),
            "confidence" => json!(self.confidence),
            "groups" => self
                .groups
                .iter()
                .map(|group| json!(group.as_ref().map(|group| &group.text)))
                .collect(),
            "interpretation" | "metadata" => Value::Object(self.details.clone()),
            _ => self.details.get(name).cloned().unwrap_or_default(),
        }
    }

    /// The mention as an expression sees it.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut value = self.to_wire();
        value["literal"] = json!(self.literal);
        value["groups"] = self.property("groups");
        if let Some(alternative) = self.details.get("alternative") {
            value["alternative"] = alternative.clone();
        }
        value
    }

    /// The mention as the API answers it.
    #[must_use]
    pub fn to_wire(&self) -> Value {
        let mut wire = json!({
            "entity": self.entity,
            "location": [self.location.0, self.location.1],
            "value": self.value,
            "confidence": self.confidence,
        });
        if !self.groups.is_empty() {
            wire["groups"] = self.groups.iter().enumerate().map(wire_group).collect();
        }
        let mut details = self.details.clone();
        details.remove("alternative");
        // These two stand beside the interpretation, not in it.
        for name in ["alternatives", "role"] {
            if let Some(detail) = details.remove(name) {
                wire[name] = detail;
            }
        }
        if !details.is_empty() {
            wire["metadata"] = Value::Object(details.clone());
            wire["interpretation"] = Value::Object(details);
        }
        wire
    }
}

fn wire_group((position, group): (usize, &Option<Group>)) -> Value {
    let mut wire = json!({ "group": format!("group_{position}") });
    if let Some(group) = group {
        wire["location"] = json!([group.location.0, group.location.1]);
    }
    wire
}

/// The words of a text in lower case, each with where it begins and ends, in bytes.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, usize, String)> {
    let tokens = token::tokens(text).into_iter();
    tokens.map(|token| (token.start, token.end, token.word))
}

/// IBM counts characters, Rust bytes.
pub(crate) fn characters(text: &str, bytes: usize) -> usize {
    text.get(..bytes).map_or(0, |before| before.chars().count())
}

/// The system entities found in `text`, of those the skill has switched on.
#[must_use]
pub fn system(text: &str, enabled: &dyn Fn(&str) -> bool, locale: &Locale) -> Vec<Mention> {
    let (mut dates, mut times) = (date::find(text, locale), time::find(text, locale));
    range::join(&mut dates, text, "date");
    range::join(&mut times, text, "time");
    range::link(&mut dates, &mut times, text);
    let moments = [dates, times].concat();
    let mut numbers = number::find(text);
    let mut mentions: Vec<Mention> = money::find(text, &numbers);
    // A number inside a date or a time is no number of its own.
    numbers.retain(|number| {
        let location = (characters(text, number.start), characters(text, number.end));
        !moments
            .iter()
            .any(|moment| overlaps(moment.location, location))
    });
    let mut numbers = number::mentions(text, &numbers);
    range::join(&mut numbers, text, "number");
    number::share_percent(&mut numbers);
    mentions.extend(numbers);
    mentions.extend(moments);
    mentions.retain(|mention| enabled(&mention.entity));
    mentions
}

fn overlaps(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 < other.1 && other.0 < one.1
}
