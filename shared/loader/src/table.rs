//! A file as rows, whichever of the two forms it has.

use serde_json::Value;

use crate::book::{File, Format};
use crate::problem::{Problem, Wrong};

/// The columns a file has.
pub struct Columns {
    /// Every row must have these.
    pub needed: &'static [&'static str],
    /// A row may have these.
    pub optional: &'static [&'static str],
}

/// One row, its fields in the order of the columns it has.
pub struct Row {
    line: u64,
    fields: Vec<(&'static str, String)>,
}

/// What of a file could be read, and what could not.
#[derive(Default)]
pub struct Table {
    pub rows: Vec<Row>,
    pub problems: Vec<(Option<u64>, Option<&'static str>, Wrong)>,
}

impl Row {
    /// The line it stands in.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// A field, without the space around it; nothing where it is empty or not there.
    pub fn get(&self, column: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(name, _)| *name == column);
        field
            .map(|(_, text)| text.trim())
            .filter(|text| !text.is_empty())
    }

    /// A field that must be there.
    pub fn need(&self, column: &'static str) -> Result<&str, (&'static str, Wrong)> {
        self.get(column).ok_or((column, Wrong::Empty))
    }
}

impl Columns {
    fn named(&self, name: &str) -> Option<&'static str> {
        let mut all = self.needed.iter().chain(self.optional);
        all.find(|column| **column == name).copied()
    }

    fn all(&self) -> String {
        [self.needed, self.optional].concat().join(", ")
    }

    /// The columns that the first line names, in its order.
    fn header(&self, names: &csv::StringRecord, table: &mut Table) -> Vec<Option<&'static str>> {
        let mut found: Vec<Option<&'static str>> = Vec::new();
        for (place, name) in (1..).zip(names.iter()) {
            let column = self.named(name.trim());
            match column {
                None => {
                    let known = self.all();
                    table.say(1, None, Wrong::UnknownColumn { place, known });
                }
                Some(_) if found.contains(&column) => table.say(1, column, Wrong::Twice),
                Some(_) => {}
            }
            found.push(column);
        }
        if found.iter().all(Option::is_none) {
            table.problems = vec![(Some(1), None, Wrong::Header(self.all()))];
            return found;
        }
        for column in self.needed {
            if !found.contains(&Some(*column)) {
                table.say(1, Some(column), Wrong::NoColumn);
            }
        }
        found
    }
}

impl Table {
    /// Reads a file.
    pub fn read(file: &File<'_>, columns: &Columns) -> Self {
        let mut table = Self::default();
        let Ok(text) = std::str::from_utf8(file.bytes) else {
            table.problems.push((None, None, Wrong::Encoding));
            return table;
        };
        // Some programs begin a file with the mark of its encoding.
        let text = text.trim_start_matches('\u{FEFF}');
        match file.format {
            Format::Csv => table.read_csv(text, columns),
            Format::JsonLines => table.read_json_lines(text, columns),
        }
        if table.rows.is_empty() && table.problems.is_empty() {
            table.problems.push((None, None, Wrong::NoRows));
        }
        table
    }

    /// The problems, with the file's name.
    pub fn problems_in(&self, file: &str) -> impl Iterator<Item = Problem> {
        let problem = move |(line, column, wrong): &(_, _, Wrong)| Problem {
            file: file.to_owned(),
            line: *line,
            column: *column,
            wrong: wrong.clone(),
        };
        self.problems.iter().map(problem)
    }

    fn say(&mut self, line: u64, column: Option<&'static str>, wrong: Wrong) {
        self.problems.push((Some(line), column, wrong));
    }

    fn read_csv(&mut self, text: &str, columns: &Columns) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut records = reader.records();
        let Some(first) = records.next() else {
            return;
        };
        let header = match first {
            Ok(names) => columns.header(&names, self),
            Err(_) => return self.say(1, None, Wrong::NotCsv),
        };
        // The rows mean nothing under columns that are not known.
        if !self.problems.is_empty() {
            return;
        }
        for record in records {
            match record {
                Ok(record) => self.take(&record, &header),
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    self.say(line, None, Wrong::NotCsv);
                }
            }
        }
    }

    fn take(&mut self, record: &csv::StringRecord, header: &[Option<&'static str>]) {
        let line = record.position().map_or(1, csv::Position::line);
        let (found, wanted) = (record.len(), header.len());
        if found != wanted {
            return self.say(line, None, Wrong::Fields { found, wanted });
        }
        let fields = header.iter().zip(record.iter());
        let fields = fields.filter_map(|(column, text)| Some(((*column)?, text.to_owned())));
        self.rows.push(Row {
            line,
            fields: fields.collect(),
        });
    }

    fn read_json_lines(&mut self, text: &str, columns: &Columns) {
        for (line, text) in (1..).zip(text.lines()) {
            if text.trim().is_empty() {
                continue;
            }
            match serde_json::from_str(text) {
                Ok(Value::Object(object)) => self.take_object(line, &object, columns),
                _ => self.say(line, None, Wrong::NotAnObject),
            }
        }
    }

    fn take_object(
        &mut self,
        line: u64,
        object: &serde_json::Map<String, Value>,
        columns: &Columns,
    ) {
        let mut fields = Vec::new();
        for (name, value) in object {
            match (columns.named(name), value) {
                (None, _) => self.say(line, None, Wrong::UnknownField(columns.all())),
                (Some(column), Value::String(text)) => fields.push((column, text.clone())),
                (Some(_), Value::Null) => {}
                (column, _) => self.say(line, column, Wrong::NotText),
            }
        }
        self.rows.push(Row { line, fields });
    }
}
