//! The table's columns: each as wide as its widest figure, and the rest for names.

use super::grid;
use crate::length::Length;
use crate::typeface::run::Run;

/// Between one column and the next.
const GAP: Length = Length::points(16);
/// The least there must be for names, whatever the amounts.
const LEAST_DETAILS: Length = Length::points(120);
/// The least for a column of figures, so that small amounts do not huddle at the edge.
const LEAST_FIGURE: Length = Length::points(54);

/// Where the columns are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// Where days begin.
    pub(super) day: Length,
    /// Where names begin.
    pub(super) details: Length,
    /// How much room they have.
    pub(super) details_room: Length,
    /// Where figures end: out, in, balance.
    pub(super) figures: [Length; 3],
}

impl Columns {
    /// The columns for days and figures of these widths.
    pub(super) fn of(day: Length, figures: [Length; 3]) -> Self {
        let left = grid::LEFT.plus(grid::INSET);
        let details = left.plus(day).plus(GAP);
        let [out, into, balance] = figures.map(|width| width.max(LEAST_FIGURE).plus(GAP));
        let end_of_balance = grid::RIGHT.minus(grid::INSET);
        let end_of_in = end_of_balance.minus(balance);
        let end_of_out = end_of_in.minus(into);
        Self {
            day: left,
            details,
            details_room: end_of_out.minus(out).minus(details),
            figures: [end_of_out, end_of_in, end_of_balance],
        }
    }

    /// Whether names have room enough.
    pub(super) fn is_roomy(&self) -> bool {
        self.details_room >= LEAST_DETAILS
    }
}

/// How wide a column of figures may be when all three are as wide as that and a day is `day` wide.
pub(super) fn widest_figure(day: Length) -> Length {
    let taken = grid::INSET.times(2).plus(day).plus(GAP.times(4));
    let room = grid::MEASURE.minus(taken).minus(LEAST_DETAILS);
    room.part(3)
}

/// The widest of the runs.
pub(super) fn widest<'a>(runs: impl Iterator<Item = &'a Run>) -> Length {
    runs.map(|run| run.width).max().unwrap_or(Length::ZERO)
}
