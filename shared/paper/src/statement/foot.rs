//! The foot of every page: what the bank always says, the page's number, and what □ means where it stands.

use krilla::tagging::{ArtifactType, Tag, TagGroup};

use super::Statement;
use super::grid;
use crate::error::PaperError;
use crate::fit::clean;
use crate::length::Length;
use crate::sheet::{Frame, Ink, Sheet};
use crate::typeface::run::Run;
use crate::typeface::{SUBSTITUTE, Style, Typeface};

const STYLE: Style = grid::regular(74);
const LEADING: Length = Length::points(10);
/// How many lines the foot may take.
const LINES: usize = 2;
/// How wide a page's number may be.
const NUMBER: Length = Length::points(90);
const BASELINE: Length = Length::points(14);
/// The note stands above the rule.
const NOTE_BASELINE: Length = Length::points(-6);

/// The foot, set.
pub(super) struct Foot<'a> {
    words: Vec<Run>,
    note: Run,
    page: &'a str,
    typeface: &'a Typeface,
}

/// Which page it is, for its foot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Counted from one.
    pub(super) number: usize,
    /// How many there are.
    pub(super) of: usize,
    /// Whether a character on it is drawn as □.
    pub(super) has_substitute: bool,
}

impl<'a> Foot<'a> {
    pub(super) fn set(
        statement: &Statement<'a>,
        typeface: &'a Typeface,
    ) -> Result<Self, PaperError> {
        let words = statement.words;
        let room = grid::MEASURE.minus(NUMBER);
        let lines = typeface.wrap(&clean(words.foot), STYLE, room, LINES);
        let note = words.substitute.replace("{sign}", &SUBSTITUTE.to_string());
        Ok(Self {
            words: lines
                .into_iter()
                .map(Run::whole)
                .collect::<Result<_, _>>()?,
            note: typeface.cut(&clean(&note), STYLE, grid::MEASURE).whole()?,
            page: words.page,
            typeface,
        })
    }

    /// Draws the foot and answers the tags of what is real in it: the note wherever it stands, and what the bank
    /// always says on the last page, so that a screen reader hears it once.
    pub(super) fn draw(
        &self,
        sheet: &mut Sheet,
        place: Place,
    ) -> Result<Vec<TagGroup>, PaperError> {
        let number = self.number(place)?;
        sheet.artifact(ArtifactType::Footer, |sheet| {
            draw_rule(sheet);
            let baseline = grid::FOOT_TOP.plus(BASELINE);
            sheet.write_right(&number, grid::RIGHT, baseline, Ink::Soft);
        });
        let note = place.has_substitute.then(|| self.read_note(sheet));
        let mut tags: Vec<TagGroup> = note.into_iter().collect();
        if place.number == place.of {
            tags.push(self.read_words(sheet));
        } else {
            sheet.artifact(ArtifactType::Footer, |sheet| self.write_words(sheet));
        }
        Ok(tags)
    }

    fn read_note(&self, sheet: &mut Sheet) -> TagGroup {
        let baseline = grid::FOOT_TOP.plus(NOTE_BASELINE);
        let note = sheet.read(&self.note, grid::LEFT, baseline, Ink::Soft);
        TagGroup::with_children(Tag::P, vec![note.into()])
    }

    fn number(&self, place: Place) -> Result<Run, PaperError> {
        let text = self.page.replace("{n}", &place.number.to_string());
        let text = text.replace("{m}", &place.of.to_string());
        self.typeface.cut(&clean(&text), STYLE, NUMBER).whole()
    }

    fn read_words(&self, sheet: &mut Sheet) -> TagGroup {
        let mut words = TagGroup::new(Tag::P);
        for (line, baseline) in self.lines() {
            words.push(sheet.read(line, grid::LEFT, baseline, Ink::Soft));
        }
        words
    }

    fn write_words(&self, sheet: &mut Sheet) {
        for (line, baseline) in self.lines() {
            sheet.write(line, grid::LEFT, baseline, Ink::Soft);
        }
    }

    fn lines(&self) -> impl Iterator<Item = (&Run, Length)> {
        let first = grid::FOOT_TOP.plus(BASELINE);
        let baselines = (0_usize..).map(move |index| first.plus(LEADING.times(index)));
        self.words.iter().zip(baselines)
    }
}

fn draw_rule(sheet: &mut Sheet) {
    let rule = Frame {
        left: grid::LEFT,
        top: grid::FOOT_TOP,
        width: grid::MEASURE,
        height: grid::HAIRLINE,
    };
    sheet.fill(rule, Ink::Hairline);
}
