//! Regular expressions inside expressions, compiled once and kept.
//!
//! Java's syntax is wider than ours: look-around and back-references are refused by name.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use regex::{Regex, RegexBuilder};

use super::ExpressionError;

/// Most patterns kept; beyond that the collection starts over.
const MAX_KEPT: usize = 512;

/// Largest compiled pattern, in bytes.
const MAX_COMPILED_BYTES: usize = 4 * 1024 * 1024;

static KEPT: LazyLock<Mutex<HashMap<String, Result<Regex, ExpressionError>>>> =
    LazyLock::new(Mutex::default);

/// The compiled pattern.
pub fn compiled(pattern: &str) -> Result<Regex, ExpressionError> {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = kept.get(pattern) {
        return found.clone();
    }
    if kept.len() >= MAX_KEPT {
        kept.clear();
    }
    let compiled = compile(pattern);
    kept.insert(pattern.to_owned(), compiled.clone());
    compiled
}

/// Whether the whole text matches, as Java's `String.matches`.
pub fn matches(text: &str, pattern: &str) -> Result<bool, ExpressionError> {
    Ok(compiled(&format!("^(?:{pattern})$"))?.is_match(text))
}

/// Compiles without keeping. `size_limit` guards against patterns that explode.
pub fn compile(pattern: &str) -> Result<Regex, ExpressionError> {
    RegexBuilder::new(pattern)
        .size_limit(MAX_COMPILED_BYTES)
        .build()
        .map_err(|_| ExpressionError::Unsupported(format!("regular expression {pattern}")))
}
