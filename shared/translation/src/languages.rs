//! The folder of languages.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Error, ftl};

/// What everything is said in that lacks in another language.
pub const FALLBACK: &str = "en";

/// So that no line ends between a currency and its number.
const UNBREAKABLE_SPACE: &str = "\u{a0}";

/// A language, as its folder describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// The folder's name: a tag of BCP 47.
    pub tag: String,
    /// What its speakers call it.
    pub name: String,
    /// The locale by which Watson reads dates and numbers.
    pub locale: String,
    /// What stands between the thousands of a number.
    pub group: String,
    /// What stands before its fraction.
    pub decimal: String,
    /// Where the sign of a currency (¤) stands beside the number (#).
    pub amount: String,
    /// Whether every sentence must be there.
    pub is_complete: bool,
}

/// Where the languages are, seen from a crate that is two folders below the root.
#[must_use]
pub fn folder(manifest: &Path) -> PathBuf {
    manifest.join("../../languages")
}

/// Every language: the fallback first, then by tag. Every table has them in this order.
pub fn all(folder: &Path) -> Result<Vec<Language>, Error> {
    let failed = |error| Error::File(folder.to_owned(), error);
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            all.push(read(&path)?);
        }
    }
    all.sort_by_key(|language| (language.tag != FALLBACK, language.tag.clone()));
    Ok(all)
}

fn read(folder: &Path) -> Result<Language, Error> {
    let path = folder.join("language.ftl");
    let file = ftl::read(&path)?;
    let get = |name| {
        let mut messages = ftl::messages(&file);
        let message = messages.find(|message| message.id.name == name);
        let value = message.and_then(|message| message.value.as_ref());
        let value = value.and_then(ftl::plain);
        value
            .map(str::to_owned)
            .ok_or_else(|| Error::Missing(path.clone(), name))
    };
    let tag = folder.file_name().unwrap_or_default();
    Ok(Language {
        tag: tag.to_string_lossy().into_owned(),
        name: get("name")?,
        locale: get("locale")?,
        group: get("group")?,
        decimal: get("decimal")?,
        amount: get("amount")?.replace(' ', UNBREAKABLE_SPACE),
        is_complete: get("is-complete")? == "yes",
    })
}
