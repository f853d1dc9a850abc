//! Configuration from environment variables. What is missing stops start-up and is named.

/// A variable the function cannot start without.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "environment variable {0} is not set; template.yaml and terraform/ set it for every deployment"
)]
pub struct MissingVariable(String);

/// The value of `name`; an empty value counts as missing.
pub fn required(name: &str) -> Result<String, MissingVariable> {
    std::env::var(name)
        .ok()
        .filter(|value| !value.is_empty())
        .ok_or_else(|| MissingVariable(name.to_owned()))
}
