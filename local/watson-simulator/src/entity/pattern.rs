//! Pattern entities: regular expressions with groups.

use regex::{Captures, Regex};

use super::{Group, Mention, characters};
use crate::expression::ExpressionError;

/// One pattern of an entity's value.
#[derive(Debug, Clone)]
pub struct Pattern {
    entity: String,
    value: String,
    regex: Regex,
}

/// A pattern this simulator cannot run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pattern of @{entity}:{value} cannot be read")]
pub struct PatternError {
    /// The entity.
    pub entity: String,
    /// The value.
    pub value: String,
}

impl Pattern {
    /// Compiles a pattern.
    pub fn try_new(entity: &str, value: &str, pattern: &str) -> Result<Self, PatternError> {
        let failed = |_: ExpressionError| PatternError {
            entity: entity.to_owned(),
            value: value.to_owned(),
        };
        let regex = crate::expression::compile_pattern(pattern).map_err(failed)?;
        Ok(Self {
            entity: entity.to_owned(),
            value: value.to_owned(),
            regex,
        })
    }

    /// The mentions in `text`, from left to right.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Mention> {
        let captures = self.regex.captures_iter(text);
        captures
            .filter_map(|captures| self.mention(text, &captures))
            .collect()
    }

    fn mention(&self, text: &str, captures: &Captures<'_>) -> Option<Mention> {
        let whole = captures.get(0).filter(|whole| !whole.is_empty())?;
        let mut mention = Mention::new(&self.entity, &self.value, text, whole.start(), whole.end());
        let group = |found: Option<regex::Match<'_>>| {
            found.map(|found| Group {
                text: found.as_str().to_owned(),
                location: (
                    characters(text, found.start()),
                    characters(text, found.end()),
                ),
            })
        };
        mention.groups = captures.iter().map(group).collect();
        Some(mention)
    }
}
