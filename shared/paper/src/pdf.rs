//! The file: pages in order, the tree of tags, what the file says of itself.

use jiff::civil::Date;
use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::ConfigurationBuilder;
use krilla::configure::validate::{Accessibility, Archival};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::tagging::{TagGroup, TagTree};

use crate::error::PaperError;
use crate::sheet::{HEIGHT, Sheet, WIDTH};
use crate::typeface::Typeface;

/// A file while it is written.
pub struct Pdf {
    document: Document,
    tags: TagTree,
}

/// What a file says of itself.
pub struct About<'a> {
    /// Its title, shown in a reader's title bar.
    pub title: String,
    /// Its language, as BCP 47 names it.
    pub language: &'a str,
    /// Who made it.
    pub author: &'a str,
    /// On which day.
    pub made_on: Date,
}

impl Pdf {
    /// An empty file that is to follow PDF/A-2a and PDF/UA-1.
    pub fn new() -> Result<Self, PaperError> {
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| refused(&format!("{error:?}")))?;
        let settings = SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        };
        Ok(Self {
            document: Document::new_with(settings),
            tags: TagTree::new(),
        })
    }

    /// Adds an A4 page and draws on it.
    pub fn page<T>(
        &mut self,
        typeface: &Typeface,
        draw: impl FnOnce(&mut Sheet) -> T,
    ) -> Result<T, PaperError> {
        let settings = PageSettings::from_wh(WIDTH.to_f32(), HEIGHT.to_f32());
        let settings = settings.ok_or_else(|| refused("page size"))?;
        let mut page = self.document.start_page_with(settings);
        let mut sheet = Sheet::new(page.surface(), typeface);
        Ok(draw(&mut sheet))
    }

    /// Adds to what is read aloud, after what was added before.
    pub fn tag(&mut self, group: TagGroup) {
        self.tags.push(group);
    }

    /// The bytes of the file.
    pub fn finish(mut self, about: About) -> Result<Vec<u8>, PaperError> {
        let mut outline = Outline::new();
        let start = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(about.title.clone(), start));
        self.document.set_outline(outline);
        self.document.set_metadata(metadata(about));
        self.document.set_tag_tree(self.tags);
        self.document.finish().map_err(|error| refusal(&error))
    }
}

fn metadata(about: About) -> Metadata {
    let date = about.made_on;
    let number = |part: i8| u8::try_from(part).unwrap_or_default();
    let created = DateTime::new(u16::try_from(date.year()).unwrap_or_default())
        .month(number(date.month()))
        .day(number(date.day()));
    Metadata::new()
        .title(about.title)
        .language(about.language.to_owned())
        .authors(vec![about.author.to_owned()])
        .creator(about.author.to_owned())
        .creation_date(created)
}

/// What may be logged of the library's refusal: which rules, not the text that broke them.
fn refusal(error: &KrillaError) -> PaperError {
    let KrillaError::Validation(rules) = error else {
        return refused(&error.to_string());
    };
    let rules = rules.iter().map(|(rule, _)| format!("{rule:?}"));
    let names = rules.map(|rule| rule.split('(').next().unwrap_or_default().to_owned());
    refused(&names.collect::<Vec<_>>().join(", "))
}

fn refused(reason: &str) -> PaperError {
    PaperError::Refused {
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_file_that_breaks_a_rule_is_refused_and_the_rule_is_named() {
        let refused = Pdf::new().unwrap().finish(About {
            title: String::new(),
            language: "en",
            author: "ACME Bank",
            made_on: date(2026, 7, 1),
        });
        let reason = "NoDocumentTitle".to_owned();
        assert_eq!(refused, Err(PaperError::Refused { reason }));
    }
}
