//! Reads the languages' files while the bank is built, and writes what they say as Rust: nothing is read or
//! parsed when a function starts.
//!
//! A language is a folder in `languages/`, named as its tag (BCP 47). Sentences are messages of Fluent, in a file
//! per room and language: in the room (`transfer/said.en.ftl`), or in the language's folder (`es/transfer.ftl`).
//! English has every message; what a language lacks is said in English, unless it claims to be complete.

pub mod languages;
pub mod sentences;

mod ftl;
mod plural;
mod room;
mod rust;
mod text;

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
    Setting(PathBuf, &'static str),
    /// A message uses what is not understood here.
    #[error("{0}: the message {1} holds {2}")]
    Unsupported(PathBuf, String, &'static str),
    /// A message stands twice in one language.
    #[error("{0}: the message {1} is there already")]
    Twice(PathBuf, String),
    /// A message that English does not have.
    #[error("{0}: the message {1} is not in English")]
    Unknown(PathBuf, String),
    /// A message that does not use what the English one uses.
    #[error("{0}: the message {1} must use {2:?}, as in English, and uses {3:?}")]
    Arguments(PathBuf, String, Vec<String>, Vec<String>),
    /// A language that claims to be complete lacks messages.
    #[error("{0} is complete, but {1} lacks {2:?}")]
    Incomplete(String, String, Vec<String>),
    /// The tag is not one of BCP 47.
    #[error("{0} is no tag of a language")]
    Tag(String),
    /// The build script was run by something that is not cargo.
    #[error("cargo did not say where to write")]
    NoOutDir,
}
