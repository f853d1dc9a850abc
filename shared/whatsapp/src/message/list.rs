//! A text with a list to choose from, opened by one button.
//!
//! Deliberately limits rows over the whole list, as Meta does, not per section.

use super::error::{MessageError, Part};
use super::limits;

/// One thing to choose.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) description: Option<String>,
}

/// Rows under a title.
#[derive(Clone, PartialEq, Eq)]
pub struct Section {
    pub(super) title: Option<String>,
    pub(super) rows: Vec<Row>,
}

/// A text with a list.
#[derive(Clone, PartialEq, Eq)]
pub struct List {
    pub(super) body: String,
    pub(super) button: String,
    pub(super) sections: Vec<Section>,
    pub(super) header: Option<String>,
    pub(super) footer: Option<String>,
}

impl Row {
    /// Takes our id (1 to 200 characters) and a title (1 to 24).
    pub fn try_new(id: impl Into<String>, title: impl Into<String>) -> Result<Self, MessageError> {
        Ok(Self {
            id: Part::RowId.line(id, limits::ROW_ID_CHARS)?,
            title: Part::RowTitle.line(title, limits::ROW_TITLE_CHARS)?,
            description: None,
        })
    }

    /// Adds a second line (1 to 72 characters).
    pub fn with_description(
        mut self,
        description: impl Into<String>,
    ) -> Result<Self, MessageError> {
        let limit = limits::ROW_DESCRIPTION_CHARS;
        self.description = Some(Part::RowDescription.line(description, limit)?);
        Ok(self)
    }
}

impl Section {
    /// Takes at least one row. A list of one section needs no title.
    pub fn try_new(rows: Vec<Row>) -> Result<Self, MessageError> {
        Part::Row.count(rows.len(), limits::LIST_ROWS)?;
        Ok(Self { title: None, rows })
    }

    /// Adds a title (1 to 24 characters).
    pub fn with_title(mut self, title: impl Into<String>) -> Result<Self, MessageError> {
        self.title = Some(Part::SectionTitle.line(title, limits::SECTION_TITLE_CHARS)?);
        Ok(self)
    }
}

impl List {
    /// Takes a body (1 to 4,096 characters), the label of the button which opens the list (1 to
    /// 20) and 1 to 10 sections with together at most 10 rows of different ids. With two or more
    /// sections each needs a title.
    pub fn try_new(
        body: impl Into<String>,
        button: impl Into<String>,
        sections: Vec<Section>,
    ) -> Result<Self, MessageError> {
        check(&sections)?;
        Ok(Self {
            body: Part::Body.lines(body, limits::LIST_BODY_CHARS)?,
            button: Part::ListButton.line(button, limits::LIST_BUTTON_CHARS)?,
            sections,
            header: None,
            footer: None,
        })
    }

    /// Adds a line above (1 to 60 characters).
    pub fn with_header(mut self, header: impl Into<String>) -> Result<Self, MessageError> {
        self.header = Some(Part::Header.line(header, limits::HEADER_CHARS)?);
        Ok(self)
    }

    /// Adds a line below (1 to 60 characters).
    pub fn with_footer(mut self, footer: impl Into<String>) -> Result<Self, MessageError> {
        self.footer = Some(Part::Footer.line(footer, limits::FOOTER_CHARS)?);
        Ok(self)
    }
}

fn check(sections: &[Section]) -> Result<(), MessageError> {
    Part::Section.count(sections.len(), limits::LIST_SECTIONS)?;
    let rows: Vec<&Row> = sections.iter().flat_map(|section| &section.rows).collect();
    Part::Row.count(rows.len(), limits::LIST_ROWS)?;
    Part::RowId.distinct(rows.iter().map(|row| row.id.as_str()))?;
    if sections.len() > 1 && sections.iter().any(|section| section.title.is_none()) {
        return Err(MessageError::Empty {
            part: Part::SectionTitle,
        });
    }
    Ok(())
}
