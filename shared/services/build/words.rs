//! The words of one room: rows of words, phrases, counts and names, checked and written as Rust.
//!
//! What is heard is compared without case and accents, and is written so. In a phrase, `a|b` stands for either word, a
//! question mark behind a word for one that may lack, and `<name>` for the row or the phrases of that name.

use toml::{Table, Value};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands behind one key.
#[derive(Clone, PartialEq)]
enum Item {
    /// Words in a row.
    Row(String),
    /// Phrases.
    Phrases(Vec<String>),
    /// Words, and how much each is.
    Counts(Vec<(String, i64)>),
    /// Words, and what each stands for.
    Names(Vec<(String, String)>),
    /// Words that stand for something, of which there are none.
    Nothing,
    /// Whether.
    Whether(bool),
}

/// All of a room, in the order of its file.
pub struct Words(Vec<(String, Item)>);

impl Words {
    /// Reads a table. What is only put into phrases is a language's own, and none of its words.
    pub fn read(table: &Table) -> Result<Self, String> {
        let read = |(key, value): (&String, &Value)| {
            let item = Item::read(value, table).map_err(|error| format!("{key}: {error}"))?;
            Ok((key.clone(), item))
        };
        let own = table
            .iter()
            .filter(|(key, _)| !is_put_into_phrases(key, table));
        let mut words = own.map(read).collect::<Result<Vec<_>, String>>()?;
        words.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(Self(words))
    }

    /// Whether another language has the same words, each of the same kind.
    pub fn alike(&self, other: &Self) -> Result<(), String> {
        for (key, item) in &self.0 {
            let there = other.item(key).ok_or(format!("{key} is missing"))?;
            if !item.is_kind_of(there) {
                return Err(format!("{key} is of another kind than in English"));
            }
        }
        let stranger = other.0.iter().find(|(key, _)| self.item(key).is_none());
        stranger.map_or(Ok(()), |(key, _)| {
            Err(format!("there is no {key} in English"))
        })
    }

    /// Every word that is heard, once or more often.
    pub fn all(&self) -> Vec<&str> {
        let texts = self.0.iter().flat_map(|(_, item)| match item {
            Item::Row(row) => vec![row.as_str()],
            Item::Phrases(phrases) => phrases.iter().map(String::as_str).collect(),
            Item::Counts(pairs) => pairs.iter().map(|(word, _)| word.as_str()).collect(),
            Item::Names(_) | Item::Nothing | Item::Whether(_) => Vec::new(),
        });
        let words = texts.flat_map(|text| text.split([' ', '|', '?']));
        let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
        words.filter(is_word).collect()
    }

    fn item(&self, key: &str) -> Option<&Item> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, item)| item)
    }

    /// The fields of a struct; what is empty here has the type it has in some other language.
    pub fn fields(&self, languages: &[&Self]) -> String {
        let field = |(key, _): &(String, Item)| {
            let items = languages.iter().filter_map(|words| words.item(key));
            let kind = items.map(Item::kind).find(|kind| !kind.is_empty());
            format!(
                "pub {key}: {},\n",
                kind.unwrap_or("&'static [(&'static str, &'static str)]")
            )
        };
        self.0.iter().map(field).collect()
    }

    /// The values of a struct.
    pub fn values(&self) -> String {
        let value = |(key, item): &(String, Item)| format!("{key}: {},\n", item.value());
        self.0.iter().map(value).collect()
    }
}

impl Item {
    fn read(value: &Value, table: &Table) -> Result<Self, String> {
        let wrong = || "this is nothing that can be heard".to_owned();
        Ok(match value {
            Value::String(row) => Self::Row(folded(row)),
            Value::Boolean(whether) => Self::Whether(*whether),
            Value::Array(phrases) => {
                let phrases = phrases
                    .iter()
                    .map(|phrase| phrase.as_str().ok_or_else(wrong));
                let mut all = Vec::new();
                for phrase in phrases {
                    all.extend(expanded(phrase?, table)?);
                }
                Self::Phrases(all)
            }
            Value::Table(pairs) if pairs.is_empty() => Self::Nothing,
            Value::Table(pairs) if pairs.values().all(Value::is_integer) => {
                let pairs = pairs.iter();
                let pairs =
                    pairs.filter_map(|(word, count)| Some((folded(word), count.as_integer()?)));
                Self::Counts(pairs.collect())
            }
            Value::Table(pairs) => {
                let pair = |(word, name): (&String, &Value)| {
                    Some((folded(word), name.as_str()?.to_owned()))
                };
                Self::Names(
                    pairs
                        .iter()
                        .map(pair)
                        .collect::<Option<_>>()
                        .ok_or_else(wrong)?,
                )
            }
            _ => return Err(wrong()),
        })
    }

    fn is_kind_of(&self, other: &Self) -> bool {
        let is_table = |item: &Self| matches!(item, Self::Counts(_) | Self::Names(_));
        match (self, other) {
            (Self::Nothing, Self::Nothing) => true,
            (Self::Nothing, some) | (some, Self::Nothing) => is_table(some),
            (one, other) => one.kind() == other.kind(),
        }
    }

    const fn kind(&self) -> &'static str {
        match self {
            Self::Row(_) => "&'static str",
            Self::Phrases(_) => "&'static [&'static str]",
            Self::Counts(_) => "&'static [(&'static str, u64)]",
            Self::Names(_) => "&'static [(&'static str, &'static str)]",
            Self::Whether(_) => "bool",
            Self::Nothing => "",
        }
    }

    fn value(&self) -> String {
        match self {
            Self::Row(row) => format!("{row:?}"),
            Self::Phrases(phrases) => format!("&{phrases:?}"),
            Self::Counts(pairs) => format!("&{pairs:?}"),
            Self::Names(pairs) => format!("&{pairs:?}"),
            Self::Whether(whether) => whether.to_string(),
            Self::Nothing => "&[]".to_owned(),
        }
    }
}

fn is_put_into_phrases(key: &str, table: &Table) -> bool {
    let name = format!("<{key}>");
    let phrases = table.values().filter_map(Value::as_array).flatten();
    phrases
        .filter_map(Value::as_str)
        .any(|phrase| phrase.contains(&name))
}

/// A phrase with the rows and phrases it names put in their places.
fn expanded(phrase: &str, table: &Table) -> Result<Vec<String>, String> {
    let Some((before, rest)) = phrase.split_once('<') else {
        return Ok(vec![folded(phrase)]);
    };
    let (name, after) = rest.split_once('>').ok_or("a name has no end")?;
    let inner = match table.get(name) {
        Some(Value::String(row)) => vec![row.split_whitespace().collect::<Vec<_>>().join("|")],
        Some(Value::Array(phrases)) => {
            let phrases = phrases.iter().filter_map(Value::as_str);
            phrases.map(str::to_owned).collect()
        }
        _ => return Err(format!("there is no {name} to put into a phrase")),
    };
    let mut all = Vec::new();
    for inner in inner {
        all.extend(expanded(&format!("{before}{inner}{after}"), table)?);
    }
    Ok(all)
}

/// Without case and accents, one space between words: as what is typed is compared.
fn folded(text: &str) -> String {
    let letters = text.to_lowercase();
    let bare = letters.nfd().filter(|letter| !is_combining_mark(*letter));
    let bare: String = bare.collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
