//! Reads the languages' files while the bank is built, and writes what they say as Rust: nothing is read or
//! parsed when a function starts.
//!
//! A language is a folder in `languages/`, named as its tag (BCP 47). Files are Fluent's.

pub mod ftl;
pub mod languages;

use std::io;
use std::path::PathBuf;

/// Why the files cannot be used. The build stops with it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read or written.
    #[error("{0}: {1}")]
    File(PathBuf, #[source] io::Error),
    /// A file is not Fluent's.
    #[error("{0}: {1}")]
    Syntax(PathBuf, String),
    /// A language's own file lacks a setting.
    #[error("{0}: the message {1} is missing")]
    Missing(PathBuf, &'static str),
}
