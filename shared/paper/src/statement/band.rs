//! The band: opening balance, money in, money out, closing balance, at one glance.

use krilla::tagging::{ArtifactType, Tag, TagGroup};

use super::Statement;
use super::grid;
use super::sums::Totals;
use crate::error::PaperError;
use crate::fit::clean;
use crate::length::Length;
use crate::sheet::{Frame, Ink, Sheet};
use crate::typeface::run::Run;
use crate::typeface::{Style, Typeface};

const LABEL: Style = grid::regular(80);
const AMOUNT: Style = Style {
    is_figure: true,
    ..grid::semibold(135)
};

const HEIGHT: Length = Length::points(60);
const RADIUS: Length = Length::points(10);
/// How far what is written keeps from the left of its quarter, and from the next.
const PADDING: Length = Length::points(14);
const LABEL_BASELINE: Length = Length::points(24);
const AMOUNT_BASELINE: Length = Length::points(43);

/// The band, set.
pub(super) struct Band {
    parts: Vec<Part>,
}

struct Part {
    label: Run,
    amount: Run,
}

impl Band {
    pub(super) fn set(
        statement: &Statement,
        totals: Totals,
        typeface: &Typeface,
    ) -> Result<Self, PaperError> {
        let words = statement.words;
        let parts = [
            (words.opening, statement.opening),
            (words.money_in, totals.money_in),
            (words.money_out, totals.money_out),
            (words.closing, statement.closing),
        ];
        let parts = parts.map(|(label, money)| (label, words.amount(money)));
        let style = amount_style(parts.iter().map(|(_, amount)| typeface.set(amount, AMOUNT)));
        let parts = parts.iter().map(|(label, amount)| {
            Ok(Part {
                label: typeface.cut(&clean(label), LABEL, room()).whole()?,
                amount: typeface.set(amount, style).whole()?,
            })
        });
        let parts = parts.collect::<Result<_, PaperError>>()?;
        Ok(Self { parts })
    }

    /// Draws the band and answers its tags: one paragraph for each of the four.
    pub(super) fn draw(&self, sheet: &mut Sheet) -> Vec<TagGroup> {
        let frame = Frame {
            left: grid::LEFT,
            top: grid::BAND_TOP,
            width: grid::MEASURE,
            height: HEIGHT,
        };
        sheet.artifact(ArtifactType::Layout, |sheet| {
            sheet.fill_rounded(frame, RADIUS, Ink::Brand);
        });
        let parts = self.parts.iter().enumerate();
        let tags = parts.map(|(index, part)| {
            let left = grid::LEFT.plus(quarter().times(index)).plus(PADDING);
            let baseline = grid::BAND_TOP.plus(LABEL_BASELINE);
            let label = sheet.read(&part.label, left, baseline, Ink::SoftPaper);
            let baseline = grid::BAND_TOP.plus(AMOUNT_BASELINE);
            let amount = sheet.read(&part.amount, left, baseline, Ink::Paper);
            TagGroup::with_children(Tag::P, vec![label.into(), amount.into()])
        });
        tags.collect()
    }
}

/// One size for all four, small enough for the widest.
fn amount_style(amounts: impl Iterator<Item = Run>) -> Style {
    let widest = amounts.map(|run| run.width).max().unwrap_or(Length::ZERO);
    Style {
        size: AMOUNT.size.shrunk(widest, room()),
        ..AMOUNT
    }
}

fn quarter() -> Length {
    grid::MEASURE.part(4)
}

fn room() -> Length {
    quarter().minus(PADDING.plus(Length::points(6)))
}
