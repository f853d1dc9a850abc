//! A transcript as it is written: a title, then what Ana says or does and what the bank answers.

use std::path::{Path, PathBuf};
use std::{fmt, fs};

use serde_json::Value;

/// What Ana says follows.
const SAYS: &str = "Ana:  ";

/// What Ana taps follows.
const TAPS: &str = "Ana taps: ";

/// The bank's first line follows, and each further one.
const BANK: &str = "Bank: ";
const FURTHER: &str = "      ";

/// A transcript.
#[derive(Debug)]
pub struct Script {
    title: String,
    /// In the order in which they happen.
    pub scenes: Vec<Scene>,
}

/// One thing that happens, and what is heard because of it.
#[derive(Debug)]
pub struct Scene {
    /// What happens.
    pub cue: Cue,
    /// What the bank says, as [`shown`] shows it; where an order is sealed, in brackets which.
    pub heard: String,
}

/// What happens.
#[derive(Debug)]
pub enum Cue {
    /// Ana types it.
    Says(String),
    /// Ana taps the answer with this label.
    Taps(String),
    /// Something happens outside the chat: `(Watson is away.)`
    Stage(String),
}

impl Script {
    /// Reads what is written down.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let title = lines.next().unwrap_or_default().to_owned();
        let mut scenes: Vec<Scene> = Vec::new();
        for line in lines {
            if let Some(cue) = Cue::read(line) {
                let heard = String::new();
                scenes.push(Scene { cue, heard });
            } else if let Some(scene) = scenes.last_mut() {
                scene.hear(line);
            }
        }
        for scene in &mut scenes {
            scene.heard.truncate(scene.heard.trim_end().len());
        }
        Self { title, scenes }
    }
}

impl Scene {
    fn hear(&mut self, line: &str) {
        let is_first = self.heard.is_empty();
        let said = line
            .strip_prefix(BANK)
            .or_else(|| line.strip_prefix(FURTHER));
        if !is_first {
            self.heard.push('\n');
        }
        self.heard.push_str(said.unwrap_or(line));
    }
}

impl Cue {
    fn read(line: &str) -> Option<Self> {
        if let Some(said) = line.strip_prefix(SAYS) {
            return Some(Self::Says(said.to_owned()));
        }
        if let Some(label) = line.strip_prefix(TAPS) {
            return Some(Self::Taps(label.to_owned()));
        }
        let stage = line.strip_prefix('(')?.strip_suffix(')')?;
        Some(Self::Stage(stage.to_owned()))
    }
}

impl fmt::Display for Script {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.title)?;
        self.scenes
            .iter()
            .try_for_each(|scene| write!(formatter, "\n{scene}"))
    }
}

impl fmt::Display for Scene {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cue {
            Cue::Says(said) => writeln!(formatter, "{SAYS}{said}")?,
            Cue::Taps(label) => writeln!(formatter, "{TAPS}{label}")?,
            Cue::Stage(direction) => writeln!(formatter, "({direction})")?,
        }
        let mut who = BANK;
        for line in self.heard.lines() {
            writeln!(
                formatter,
                "{}",
                format_args!("{who}{line}").to_string().trim_end()
            )?;
            who = FURTHER;
        }
        Ok(())
    }
}

/// A message as it is read: its text, and below it what can be tapped.
#[must_use]
pub fn shown(message: &Value) -> String {
    let body = message["text"]["body"].as_str();
    let body = body.or_else(|| message["interactive"]["body"]["text"].as_str());
    let choices = choices(message)
        .into_iter()
        .map(|(_, title)| format!("[{title}]"));
    let lines = body.map(str::to_owned).into_iter().chain(choices);
    lines.collect::<Vec<_>>().join("\n")
}

/// Id and label of everything that can be tapped.
#[must_use]
pub fn choices(message: &Value) -> Vec<(String, String)> {
    let action = &message["interactive"]["action"];
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let buttons = list(&action["buttons"]);
    let buttons = buttons.iter().map(|button| button["reply"].clone());
    let sections = list(&action["sections"]);
    let rows = sections.iter().flat_map(|section| list(&section["rows"]));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let both = buttons.chain(rows);
    both.map(|one| (text(&one["id"]), text(&one["title"])))
        .collect()
}

/// Every transcript, by service and name.
///
/// # Errors
/// The sources are not where they were built.
pub fn files() -> std::io::Result<Vec<PathBuf>> {
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("../services/src");
    let mut files = Vec::new();
    for room in entries(&services)? {
        let transcripts = room.join("transcripts");
        if transcripts.is_dir() {
            files.extend(entries(&transcripts)?);
        }
    }
    files.sort();
    Ok(files)
}

fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    entries.map(|entry| Ok(entry?.path())).collect()
}
