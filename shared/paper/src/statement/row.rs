//! One row of the table: set, measured, drawn.

use krilla::tagging::{ArtifactType, Node, Tag, TagGroup};

use super::columns::Columns;
use super::grid;
use crate::length::Length;
use crate::sheet::{Frame, Ink, Sheet};
use crate::typeface::run::Run;

/// From the upper edge of a row to its first baseline.
const FIRST_BASELINE: Length = Length::tenths(132);
/// From one line of a name to the next.
const NAME_LEADING: Length = Length::points(11);
/// From a name to its reference.
const REFERENCE_LEADING: Length = Length::tenths(105);
/// Below the last baseline.
const BELOW: Length = Length::tenths(78);

/// What a row reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A movement; its texts were written by others.
    Movement,
    /// That there was none.
    Nothing,
    /// The opening balance.
    Opening,
    /// The closing balance.
    Closing,
}

/// What went out, what came in, the balance after it.
pub(super) type Figures = [Option<Run>; 3];

/// One row, set.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) day: Option<Run>,
    pub(super) name: Vec<Run>,
    pub(super) reference: Option<Run>,
    pub(super) figures: Figures,
}

impl Row {
    pub(super) fn height(&self) -> Length {
        let more = self.name.len().saturating_sub(1);
        let reference = self.reference.as_ref().map(|_| REFERENCE_LEADING);
        FIRST_BASELINE
            .plus(NAME_LEADING.times(more))
            .plus(reference.unwrap_or(Length::ZERO))
            .plus(BELOW)
    }

    /// Whether a character of it is drawn as □.
    pub(super) fn has_substitute(&self) -> bool {
        let texts = self.name.iter().chain(&self.reference);
        texts.into_iter().any(|run| !run.missing.is_empty())
    }

    /// Draws the row and answers its tag: a cell for each column, empty ones too.
    pub(super) fn draw(&self, sheet: &mut Sheet, columns: &Columns, top: Length) -> TagGroup {
        self.draw_ground(sheet, top);
        let baseline = top.plus(FIRST_BASELINE);
        let day = self
            .day
            .iter()
            .map(|day| sheet.read(day, columns.day, baseline, Ink::Soft));
        let mut row = TagGroup::new(Tag::TR);
        row.push(cell(day.map(Node::from)));
        row.push(cell(self.draw_details(sheet, columns.details, baseline)));
        for (figure, right) in self.figures.iter().zip(columns.figures) {
            let figure = figure
                .iter()
                .map(|one| sheet.read_right(one, right, baseline, Ink::Text));
            row.push(cell(figure.map(Node::from)));
        }
        row
    }

    /// The name in one paragraph, the reference in another.
    fn draw_details(&self, sheet: &mut Sheet, left: Length, first: Length) -> Vec<Node> {
        let mut name = TagGroup::new(Tag::P);
        let mut baseline = first;
        for line in &self.name {
            name.push(sheet.read(line, left, baseline, Ink::Text));
            baseline = baseline.plus(NAME_LEADING);
        }
        let below = baseline.minus(NAME_LEADING).plus(REFERENCE_LEADING);
        let reference = self.reference.as_ref().map(|reference| {
            let reference = sheet.read(reference, left, below, Ink::Soft);
            TagGroup::with_children(Tag::P, vec![reference.into()])
        });
        let paragraphs = [name].into_iter().chain(reference);
        paragraphs.map(Node::from).collect()
    }

    /// A tint behind balances, a hair below everything.
    fn draw_ground(&self, sheet: &mut Sheet, top: Length) {
        let height = self.height();
        let frame = |top, height| Frame {
            left: grid::LEFT,
            top,
            width: grid::MEASURE,
            height,
        };
        sheet.artifact(ArtifactType::Layout, |sheet| {
            if matches!(self.kind, Kind::Opening | Kind::Closing) {
                sheet.fill(frame(top, height), Ink::Tint);
            }
            if self.kind == Kind::Closing {
                sheet.fill(frame(top, grid::RULE), Ink::Brand);
            }
            let below = top.plus(height).minus(grid::HAIRLINE);
            sheet.fill(frame(below, grid::HAIRLINE), Ink::Hairline);
        });
    }
}

fn cell(content: impl IntoIterator<Item = Node>) -> TagGroup {
    TagGroup::with_children(Tag::TD, content.into_iter().collect())
}
