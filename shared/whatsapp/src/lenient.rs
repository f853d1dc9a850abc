//! Reading JSON which others write and may change: a part that cannot be read becomes `None`
//! instead of failing its neighbours.
//!
//! Deliberately does not repair anything except half a surrogate pair, which really occurs where
//! somebody cut a text in the middle of an emoji.

use serde::Deserialize;
use serde::de::{Deserializer, Visitor};
use serde_json::value::RawValue;

/// A value, or nothing if it is absent, null or of another shape.
pub struct Lenient<T>(Option<T>);

/// A list whose unreadable elements are `None`.
pub type List<T> = Lenient<Vec<Lenient<T>>>;

impl<T> Lenient<T> {
    /// The value, if it could be read.
    pub fn into_option(self) -> Option<T> {
        self.0
    }

    /// A reference to the value, if it could be read.
    pub fn as_ref(&self) -> Option<&T> {
        self.0.as_ref()
    }
}

impl<T> List<T> {
    /// The elements, each of which may be unreadable; none if there is no list.
    pub fn into_elements(self) -> impl Iterator<Item = Option<T>> {
        self.0
            .unwrap_or_default()
            .into_iter()
            .map(Lenient::into_option)
    }
}

impl Lenient<Text> {
    /// The text as an owned string.
    pub fn into_string(self) -> Option<String> {
        self.0.map(|text| text.0)
    }

    /// The text, borrowed.
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_ref().map(|text| text.0.as_str())
    }
}

impl Lenient<Integer> {
    /// The number, if there is one.
    pub fn value(&self) -> Option<i64> {
        self.0.as_ref().map(|integer| integer.0)
    }
}

impl<T> Default for Lenient<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lenient<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        Ok(Self(serde_json::from_str(raw.get()).ok()))
    }
}

/// A JSON string; half a surrogate pair becomes U+FFFD instead of an error.
pub struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Only as bytes does serde_json let half a surrogate pair through.
        deserializer.deserialize_bytes(TextVisitor).map(Self)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

/// A whole number, written as a number or, as Meta writes timestamps, as a string.
pub struct Integer(i64);

impl<'de> Deserialize<'de> for Integer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        let digits = raw.get().trim_matches('"');
        digits.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Sample {
        #[serde(default)]
        name: Lenient<Text>,
        #[serde(default)]
        count: Lenient<Integer>,
        #[serde(default)]
        names: List<Text>,
    }

    fn read(json: &str) -> Sample {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_part_of_the_wrong_shape_does_not_fail_its_neighbours() {
        let sample = read(r#"{"name":{"no":1},"count":"17","names":["a",3,"b"]}"#);
        assert_eq!(sample.name.as_str(), None);
        assert_eq!(sample.count.value(), Some(17));
        let names: Vec<_> = sample.names.into_elements().collect();
        assert_eq!(names.len(), 3);
        assert!(names[1].is_none());
    }

    #[test]
    fn half_a_surrogate_pair_is_replaced_and_a_whole_one_kept() {
        let sample = read(r#"{"name":"a\ud83d"}"#);
        assert!(sample.name.as_str().unwrap().starts_with("a\u{FFFD}"));
        let sample = read(r#"{"name":"a\ud83d\ude00"}"#);
        assert_eq!(sample.name.as_str(), Some("a\u{1F600}"));
    }

    #[test]
    fn absent_and_null_are_nothing() {
        let sample = read(r#"{"name":null}"#);
        assert!(sample.name.into_string().is_none());
        assert!(sample.count.as_ref().is_none());
        assert_eq!(sample.names.into_elements().count(), 0);
    }
}
