//! A transcript as it is written: a title, then what Ana says or does and what the bank answers.

use std::fmt;

/// What Ana says follows.
const SAYS: &str = "Ana:  ";

/// What Ana taps follows.
const TAPS: &str = "Ana taps: ";

/// A transcript.
pub struct Script {
    title: String,
    pub scenes: Vec<Scene>,
}

/// One thing that happens, and what is heard because of it.
pub struct Scene {
    pub cue: Cue,
    pub heard: String,
}

/// What happens.
pub enum Cue {
    /// Ana types it.
    Says(String),
    /// Ana taps the answer with this label.
    Taps(String),
    /// Something happens outside the chat: `(Watson is away.)`
    Stage(String),
}

impl Script {
    /// Reads the cues; what was heard is heard again.
    pub fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let title = lines.next().unwrap_or_default().to_owned();
        let scenes = lines.filter_map(Cue::read);
        let scenes = scenes.map(|cue| Scene {
            cue,
            heard: String::new(),
        });
        Self {
            title,
            scenes: scenes.collect(),
        }
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
        let mut who = "Bank: ";
        for line in self.heard.lines() {
            writeln!(
                formatter,
                "{}",
                format_args!("{who}{line}").to_string().trim_end()
            )?;
            who = "      ";
        }
        Ok(())
    }
}
