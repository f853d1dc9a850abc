//! Reading JSON which others write and may change: a part that cannot be read becomes `None`
//! instead of failing its neighbours.
//!
//! Deliberately repairs little: half a surrogate pair, which really occurs where somebody cut a text in the
//! middle of an emoji, and what is written as a number instead of a string or the other way round.

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

impl Lenient<Id> {
    /// The id as an owned string.
    pub fn into_string(self) -> Option<String> {
        self.0.map(|id| id.0)
    }

    /// The id, borrowed.
    pub fn as_str(&self) -> Option<&str> {
        self.0.as_ref().map(|id| id.0.as_str())
    }
}

impl Lenient<Json> {
    /// The JSON as a string.
    pub fn into_json(self) -> Option<String> {
        self.0.map(|json| json.0)
    }
}

impl Lenient<Degrees> {
    /// The degrees, if there are any.
    pub fn degrees(&self) -> Option<f64> {
        self.0.as_ref().map(|degrees| degrees.0)
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

/// A JSON string, in which half a surrogate pair becomes U+FFFD instead of an error; or a number, digit for
/// digit as it is written.
pub struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?.get();
        if json.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return Ok(Self(json.to_owned()));
        }
        // Only as bytes does serde_json let half a surrogate pair through.
        serde_json::Deserializer::from_str(json)
            .deserialize_bytes(TextVisitor)
            .map(Self)
            .map_err(serde::de::Error::custom)
    }
}

/// What names somebody or something. What Meta hides it leaves out, or writes as an empty string: where nothing can be
/// seen, nobody is named, and the id is absent.
pub struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Text(text) = Text::deserialize(deserializer)?;
        let id = text.trim_matches(is_unseen);
        if id.is_empty() {
            return Err(serde::de::Error::custom("nobody is named"));
        }
        Ok(Self(id.to_owned()))
    }
}

/// Blanks, and what has no width or only turns the direction of writing.
const fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// JSON in a string, or the same JSON without one.
pub struct Json(String);

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?.get();
        let text = serde_json::from_str::<Text>(json);
        Ok(Self(text.map_or_else(|_| json.to_owned(), |text| text.0)))
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

/// A part of a circle, written as a number or as a string.
pub struct Degrees(f64);

impl<'de> Deserialize<'de> for Degrees {
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
        id: Lenient<Id>,
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
        let sample = read(r#"{"name":{"no":1},"count":"17","names":["a",[],"b"]}"#);
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
    fn a_number_is_a_text_digit_for_digit() {
        for number in ["447700900101", "13491208655302741918000", "-1.50"] {
            let sample = read(&format!(r#"{{"name":{number}}}"#));
            assert_eq!(sample.name.as_str(), Some(number));
        }
        for other in ["true", "[1]", "{}"] {
            assert!(
                read(&format!(r#"{{"name":{other}}}"#))
                    .name
                    .as_str()
                    .is_none()
            );
        }
    }

    #[test]
    fn an_id_that_names_nobody_is_absent() {
        let blank = ["", " ", "\\t\\n", "\\u00a0\\u200b\\ufeff"];
        let blank = blank.map(|blank| format!("\"{blank}\""));
        for nobody in blank.iter().map(String::as_str).chain(["null", "{}"]) {
            let sample = read(&format!(r#"{{"id":{nobody}}}"#));
            assert_eq!(sample.id.as_str(), None, "{nobody}");
        }
        for (written, id) in [("\"GB.1\"", "GB.1"), ("\" 44 \"", "44"), ("44", "44")] {
            let sample = read(&format!(r#"{{"id":{written}}}"#));
            assert_eq!(sample.id.into_string().as_deref(), Some(id));
        }
    }

    #[test]
    fn absent_and_null_are_nothing() {
        let sample = read(r#"{"name":null}"#);
        assert!(sample.name.into_string().is_none());
        assert!(sample.count.as_ref().is_none());
        assert_eq!(sample.names.into_elements().count(), 0);
    }
}
