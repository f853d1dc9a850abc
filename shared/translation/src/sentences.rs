//! What a crate's build script asks for: its rooms' sentences as Rust.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::languages::{self, Language};
use crate::room::{self, Room};
use crate::{Error, rust};

/// Writes `<room>.rs`, and the list of its messages, into cargo's folder for each English file (`said.en.ftl`) of a crate's sources.
/// `manifest`: the crate's folder, two below the root.
pub fn write(manifest: &Path) -> Result<(), Error> {
    let sources = manifest.join("src");
    let folder = languages::folder(manifest);
    for read in [&sources, &folder] {
        println!("cargo::rerun-if-changed={}", read.display());
    }
    let out = env::var_os("OUT_DIR").ok_or(Error::NoOutDir)?;
    let languages = languages::all(&folder)?;
    for room in rooms(&sources, &folder, &languages)? {
        for (suffix, source) in [("", rust::source(&room)), ("-index", rust::index(&room))] {
            let path = Path::new(&out).join(format!("{}{suffix}.rs", room.name));
            fs::write(&path, source).map_err(|error| Error::File(path, error))?;
        }
    }
    Ok(())
}

fn rooms(sources: &Path, folder: &Path, languages: &[Language]) -> Result<Vec<Room>, Error> {
    let english = english(sources)?;
    let rooms = english.iter();
    let rooms = rooms.map(|file| Room::read(file, folder, languages));
    rooms.collect()
}

/// The English files below a folder.
fn english(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed = |error| Error::File(folder.to_owned(), error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            found.extend(english(&path)?);
        } else if room::name(&path).is_some() {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
