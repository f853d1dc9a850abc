//! Writes the sentences and the words of every language as static tables, so that nothing is read or parsed when a
//! function starts.
//!
//! A language is heard by `heard.<tag>.toml` in each room, or as a whole by `languages/<tag>/heard.toml`, with one
//! table for each room. English says which words there are: another language has each of them, and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use toml::Table;
use words::Words;

#[path = "build/words.rs"]
mod words;

/// The language whose files say which words there are.
const FIRST: &str = "en";

/// Each language's words by their room; English first.
type Languages = Vec<(String, BTreeMap<String, Table>)>;

fn main() -> Result<(), Box<dyn Error>> {
    let house = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    translation::sentences::write(&house)?;
    let (rooms, languages) = (house.join("src"), house.join("../../languages"));
    for folder in [&rooms, &languages, &house.join("build")] {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    let mut found = BTreeMap::new();
    let mut skills = BTreeMap::new();
    for file in files(&rooms)? {
        let path = file.strip_prefix(&rooms)?.to_string_lossy().into_owned();
        match path.split('.').collect::<Vec<_>>().as_slice() {
            [stem, tag, "toml"] if stem.ends_with("/heard") => {
                let room = stem.trim_end_matches("/heard").to_owned();
                let words: Table = parsed(&file)?;
                let language: &mut BTreeMap<_, _> = found.entry((*tag).to_owned()).or_default();
                language.insert(room, words);
            }
            [stem, tag, "json"] => skill(&mut skills, tag, stem, &file),
            _ => {}
        }
    }
    for folder in fs::read_dir(&languages)? {
        let folder = folder?.path();
        let tag = folder.file_name().unwrap_or_default().to_string_lossy();
        if folder.join("heard.toml").exists() {
            let rooms = whole(&folder.join("heard.toml"))?;
            found.insert(tag.clone().into_owned(), rooms);
        }
        if folder.join("skill.json").exists() {
            skill(&mut skills, &tag, "skill", &folder.join("skill.json"));
        }
        if !found.contains_key(&*tag) {
            return Err(format!("nothing is heard in {tag}: heard.toml is missing").into());
        }
    }
    let first = found.remove_entry(FIRST).ok_or("English is missing")?;
    let languages: Languages = std::iter::once(first).chain(found).collect();
    let out = Path::new(&env::var("OUT_DIR")?).join("vocabulary.rs");
    Ok(fs::write(out, source(&languages)? + &parts(&skills))?)
}

/// Every file under a folder, in the order of their names.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn parsed(file: &Path) -> Result<Table, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let table = text.parse::<Table>();
    table.map_err(|error| format!("{}: {error}", file.display()).into())
}

/// A language that comes as a whole: one table for each room.
fn whole(file: &Path) -> Result<BTreeMap<String, Table>, Box<dyn Error>> {
    let rooms = parsed(file)?.into_iter().map(|(room, words)| match words {
        toml::Value::Table(words) => Ok((room, words)),
        _ => Err(format!("{}: {room} is no table", file.display()).into()),
    });
    rooms.collect()
}

type Skills = BTreeMap<String, Vec<(String, PathBuf)>>;

fn skill(skills: &mut Skills, tag: &str, stem: &str, file: &Path) {
    let parts = skills.entry(tag.to_owned()).or_default();
    parts.push((stem.to_owned(), file.to_owned()));
}

/// The parts of each language's skill, by their names.
fn parts(skills: &Skills) -> String {
    let part = |(stem, file): &(String, PathBuf)| {
        let file = file.to_string_lossy();
        format!("({stem:?}, include_str!({file:?})),\n")
    };
    let language = |(tag, parts): (&String, &Vec<_>)| {
        let parts: String = parts.iter().map(part).collect();
        format!("({tag:?}, &[{parts}]),\n")
    };
    let all: String = skills.iter().map(language).collect();
    format!("pub const SKILLS: &[(&str, &[(&str, &str)])] = &[{all}];\n")
}

/// A struct for each room, one of all rooms, and the table of the languages.
fn source(languages: &Languages) -> Result<String, Box<dyn Error>> {
    let mut read: Vec<(&str, BTreeMap<&str, Words>)> = Vec::new();
    for (tag, rooms) in languages {
        let words = rooms.iter().map(|(room, table)| {
            let words = Words::read(table).map_err(|error| format!("{tag}, {room}: {error}"));
            Ok::<_, String>((room.as_str(), words?))
        });
        read.push((tag, words.collect::<Result<_, _>>()?));
    }
    let (_, first) = read.first().ok_or("English is missing")?;
    for (tag, rooms) in &read {
        alike(tag, first, rooms)?;
    }
    let mut source = String::new();
    for (room, words) in first {
        let others: Vec<&Words> = read
            .iter()
            .filter_map(|(_, rooms)| rooms.get(room))
            .collect();
        let (name, fields) = (titled(room), words.fields(&others));
        writeln!(
            source,
            "pub struct {name} {{
{fields}}}"
        )?;
    }
    let fields = first
        .keys()
        .map(|room| format!("pub {room}: {},\n", titled(room)));
    let fields: String = fields.collect();
    writeln!(
        source,
        "pub struct Vocabulary {{
{fields}}}"
    )?;
    let table = read.iter().map(|(tag, rooms)| {
        let rooms = rooms.iter();
        let rooms = rooms
            .map(|(room, words)| format!("{room}: {} {{\n{}}},\n", titled(room), words.values()));
        format!(
            "({tag:?}, Vocabulary {{\n{}}}),\n",
            rooms.collect::<String>()
        )
    });
    let table: String = table.collect();
    let known = read.iter().map(|(tag, rooms)| {
        let words: BTreeSet<&str> = rooms.values().flat_map(Words::all).collect();
        format!(
            "({tag:?}, &{words:?}),\n",
            words = words.iter().collect::<Vec<_>>()
        )
    });
    let known: String = known.collect();
    Ok(source
        + &format!("pub static TABLE: &[(&str, Vocabulary)] = &[\n{table}];\n")
        + &format!("pub static KNOWN: &[(&str, &[&str])] = &[\n{known}];\n"))
}

/// Whether a language has the rooms and words that English has.
fn alike(
    tag: &str,
    first: &BTreeMap<&str, Words>,
    rooms: &BTreeMap<&str, Words>,
) -> Result<(), String> {
    for (room, words) in first {
        let there = rooms.get(room).ok_or(format!("{tag}: {room} is missing"))?;
        words
            .alike(there)
            .map_err(|error| format!("{tag}, {room}: {error}"))?;
    }
    match rooms.keys().find(|room| !first.contains_key(*room)) {
        Some(room) => Err(format!("{tag}: there is no {room}")),
        None => Ok(()),
    }
}

/// `own_accounts` as a type's name.
fn titled(room: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    };
    room.split('_').map(word).collect()
}
