//! Configuration from environment variables. What is missing or unreadable stops start-up and is named.

/// A variable the function cannot start without.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "environment variable {0} is not set; template.yaml and terraform/ set it for every deployment"
)]
pub struct MissingVariable(String);

/// A variable whose value the function cannot start with.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BadVariable {
    /// It is not set.
    #[error(transparent)]
    Missing(#[from] MissingVariable),
    /// It is set to something unreadable.
    #[error("environment variable {name}: {reason}")]
    Unreadable {
        /// Which variable.
        name: &'static str,
        /// What is wrong with it. Never the value.
        reason: String,
    },
}

/// The value of `name`; an empty value counts as missing.
pub fn required(name: &str) -> Result<String, MissingVariable> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.is_empty())
        .ok_or_else(|| MissingVariable(name.to_owned()))
}

/// The value of `name`, read by `parse`.
pub fn parsed<T, E: std::error::Error>(
    name: &'static str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, BadVariable> {
    read(name, &required(name)?, parse)
}

/// `value`, which is that of `name`, read by `parse`.
pub fn read<T, E: std::error::Error>(
    name: &'static str,
    value: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, BadVariable> {
    parse(value).map_err(|error| BadVariable::Unreadable {
        name,
        reason: error.to_string(),
    })
}

/// The value of `name`, read by `parse`; nothing if it is not set.
pub fn optional<T, E: std::error::Error>(
    name: &'static str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, BadVariable> {
    match parsed(name, parse) {
        Ok(value) => Ok(Some(value)),
        Err(BadVariable::Missing(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
