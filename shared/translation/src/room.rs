//! The messages of one room in every language.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::languages::{FALLBACK, Language};
use crate::text::{self, Bit, Fault};
use crate::{Error, ftl};

/// The name of a file that is called as its folder.
const SAID: &str = "said";

/// What one language says in a room, by the messages' names.
pub type Said = BTreeMap<String, Vec<Bit>>;

/// A room.
pub struct Room {
    /// Its name: that of its files.
    pub name: String,
    /// Its messages by their names, each in every language that has it, in the languages' order.
    pub messages: BTreeMap<String, Vec<Option<Vec<Bit>>>>,
}

impl Room {
    /// Reads a room, from the files beside `english` and those in the folder of languages.
    pub fn read(english: &Path, folder: &Path, languages: &[Language]) -> Result<Self, Error> {
        let name = name(english).unwrap_or_default().to_owned();
        let stem = stem(english).unwrap_or_default();
        let mut messages: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let expected = said(&[english.to_owned()], FALLBACK)?;
        for language in languages {
            let beside = english.with_file_name(format!("{stem}.{}.ftl", language.tag));
            let apart = folder.join(&language.tag).join(format!("{name}.ftl"));
            let files = [beside, apart].map(|file| file.is_file().then_some(file));
            let files: Vec<PathBuf> = files.into_iter().flatten().collect();
            let mut said = said(&files, &language.tag)?;
            agrees(&said, &expected, files.last())?;
            let lacks = |message: &&String| !said.contains_key(*message);
            let lacking: Vec<String> = expected.keys().filter(lacks).cloned().collect();
            if language.is_complete && !lacking.is_empty() {
                return Err(Error::Incomplete(language.tag.clone(), name, lacking));
            }
            for message in expected.keys() {
                let texts = messages.entry(message.clone()).or_default();
                texts.push(said.remove(message));
            }
        }
        Ok(Self { name, messages })
    }
}

/// The room of an English file: `told` of `told.en.ftl`, `transfer` of `transfer/said.en.ftl`.
pub fn name(file: &Path) -> Option<&str> {
    match stem(file)? {
        SAID => file.parent()?.file_name()?.to_str(),
        name => Some(name),
    }
}

fn stem(file: &Path) -> Option<&str> {
    let name = file.file_name()?.to_str()?;
    name.strip_suffix(".en.ftl")
}

fn said(files: &[PathBuf], tag: &str) -> Result<Said, Error> {
    let mut said = Said::new();
    for path in files {
        for message in ftl::messages(&ftl::read(path)?) {
            let name = message.id.name.clone();
            let text = text::of(message, tag).map_err(|fault| match fault {
                Fault::Holds(what) => Error::Unsupported(path.clone(), name.clone(), what),
                Fault::Other(error) => error,
            })?;
            if said.insert(name.clone(), text).is_some() {
                return Err(Error::Twice(path.clone(), name));
            }
        }
    }
    Ok(said)
}

/// Whether every message is one that English has, and uses what the English one uses.
fn agrees(said: &Said, english: &Said, file: Option<&PathBuf>) -> Result<(), Error> {
    let file = || file.cloned().unwrap_or_default();
    for (name, text) in said {
        let Some(expected) = english.get(name) else {
            return Err(Error::Unknown(file(), name.clone()));
        };
        let (expected, used) = (text::arguments(expected), text::arguments(text));
        if expected != used {
            let [expected, used] =
                [expected, used].map(|names| names.into_iter().map(str::to_owned).collect());
            return Err(Error::Arguments(file(), name.clone(), expected, used));
        }
    }
    Ok(())
}
