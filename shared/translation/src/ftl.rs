//! One Fluent file.

use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Message, Pattern, PatternElement, Resource};
use fluent_syntax::parser;

use crate::Error;

/// Reads a file.
pub fn read(path: &Path) -> Result<Resource<String>, Error> {
    let text = fs::read_to_string(path).map_err(|error| Error::File(path.to_owned(), error))?;
    parser::parse(text).map_err(|(_, errors)| {
        let what = errors.first().map(ToString::to_string);
        Error::Syntax(path.to_owned(), what.unwrap_or_default())
    })
}

/// Its messages.
pub fn messages(file: &Resource<String>) -> impl Iterator<Item = &Message<String>> {
    file.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    })
}

/// A pattern that is nothing but text.
#[must_use]
pub fn plain(pattern: &Pattern<String>) -> Option<&str> {
    match pattern.elements.as_slice() {
        [PatternElement::TextElement { value }] => Some(value),
        _ => None,
    }
}
