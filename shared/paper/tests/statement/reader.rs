//! Reads a PDF with poppler's tools, as a customer's reader would.
//!
//! Where they are missing a test says so and ends; in CI (`CI` is set) it fails.

use std::env;
use std::io::Write as _;
use std::process::Command;

use paper::statement::{Statement, print};
use tempfile::NamedTempFile;
use unicode_normalization::UnicodeNormalization as _;

/// What a reader finds in a printed statement.
pub struct Printed(NamedTempFile);

/// The table's head, as far as it is the same for every currency.
pub const HEAD: &str = "Date Details Money out Money in Balance, ";

/// Where a word stands on its page, in points from the upper left corner.
#[derive(Debug)]
pub struct Word {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// Prints a statement and opens it; nothing where there are no tools to open it with.
pub fn open(statement: &Statement) -> Option<Printed> {
    let bytes = print(statement).unwrap();
    if Command::new("pdftotext").arg("-v").output().is_err() {
        assert!(env::var_os("CI").is_none(), "CI needs poppler-utils");
        // Written past the test harness, which hides what a passing test prints.
        let _ = writeln!(std::io::stderr(), "SKIPPED: poppler-utils is not installed");
        return None;
    }
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(&bytes).unwrap();
    Some(Printed(file))
}

impl Printed {
    /// The text of each page, in the order in which it was drawn.
    pub fn pages(&self) -> Vec<String> {
        let text = self.read("pdftotext", &["-raw"], &["-"]);
        text.trim_end_matches('\u{c}')
            .split('\u{c}')
            .map(str::to_owned)
            .collect()
    }

    /// The text of all pages between the table's head and the foot.
    pub fn table(&self) -> String {
        let pages = self.pages();
        let tables = pages.iter().map(|page| {
            let below_head = page.split_once(HEAD).unwrap().1;
            let rows = below_head.split_once('\n').unwrap().1;
            rows.split_once("\nPage ").unwrap().0
        });
        tables.collect::<Vec<_>>().join("\n")
    }

    /// What the file says of itself.
    pub fn about(&self) -> String {
        self.read("pdfinfo", &[], &[])
    }

    /// What a screen reader is given: the tree of tags with their texts, one to a line, indented. Takes the square
    /// of the statement's length, and does not know the texts that a file gives for what is drawn otherwise.
    pub fn tags(&self) -> String {
        self.read("pdfinfo", &["-struct-text"], &[])
    }

    /// The rows of the table as tagged: each cell with its texts, a line each.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let tags = self.tags();
        let table = tags.split_once("\n  Table").unwrap().1.split_once("\n  P ");
        for line in table.unwrap().0.lines().map(str::trim) {
            if line == "TR" {
                rows.push(Vec::new());
            } else if let Some(row) = rows.last_mut() {
                read_into(row, line);
            }
        }
        rows
    }

    /// Every word of a page.
    pub fn words(&self, page: usize) -> Vec<Word> {
        let page = page.to_string();
        let text = self.read("pdftotext", &["-bbox", "-f", &page, "-l", &page], &["-"]);
        let words = text
            .lines()
            .filter(|line| line.trim_start().starts_with("<word"));
        words.map(word).collect()
    }

    fn read(&self, tool: &str, before: &[&str], after: &[&str]) -> String {
        let mut command = Command::new(tool);
        // Dates are read in the zone they were written in.
        command.env("TZ", "UTC");
        command.args(before).arg(self.0.path()).args(after);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().nfc().collect()
    }
}

/// Takes a line of the tree into a row: a new cell, or a text in the last one.
fn read_into(row: &mut Vec<String>, line: &str) {
    let is_cell = line == "TD" || line.starts_with("TH");
    if is_cell {
        return row.push(String::new());
    }
    let text = line
        .strip_prefix('"')
        .and_then(|line| line.strip_suffix('"'));
    if let (Some(cell), Some(text)) = (row.last_mut(), text) {
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(text);
    }
}

fn word(line: &str) -> Word {
    let place = |name: &str| {
        let value = line.split_once(&format!("{name}=\"")).unwrap().1;
        value.split_once('"').unwrap().0.parse().unwrap()
    };
    Word {
        left: place("xMin"),
        top: place("yMin"),
        right: place("xMax"),
        bottom: place("yMax"),
    }
}
