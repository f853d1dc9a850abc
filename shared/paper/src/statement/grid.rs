//! Where things stand on a statement's pages, and in which sizes.
//!
//! The table's rows, rules and tints are as wide as the band above it; what is written keeps a little inside.

use crate::length::Length;
use crate::sheet::WIDTH;
use crate::typeface::{Style, Weight};

/// Left edge of everything.
pub(super) const LEFT: Length = Length::points(50);
/// Right edge of everything.
pub(super) const RIGHT: Length = WIDTH.minus(LEFT);
/// How wide everything is.
pub(super) const MEASURE: Length = RIGHT.minus(LEFT);
/// How far what is written keeps from the edges of the table.
pub(super) const INSET: Length = Length::points(8);

/// Upper edge of the band on the first page.
pub(super) const BAND_TOP: Length = Length::points(160);
/// Upper edge of the table's head on the first page.
pub(super) const FIRST_TABLE: Length = Length::points(239);
/// Upper edge of the table's head on the others.
pub(super) const NEXT_TABLE: Length = Length::points(68);
/// How high the table's head is.
pub(super) const TABLE_HEAD: Length = Length::points(22);
/// Lower edge of the last row there can be.
const TABLE_END: Length = Length::points(768);
/// The rule above the foot.
pub(super) const FOOT_TOP: Length = Length::points(786);

/// The rows' room on the first page.
pub(super) const FIRST_ROOM: Length = TABLE_END.minus(FIRST_TABLE.plus(TABLE_HEAD));
/// The rows' room on each of the others.
pub(super) const NEXT_ROOM: Length = TABLE_END.minus(NEXT_TABLE.plus(TABLE_HEAD));

/// The rule below the table's head, and above its closing balance.
pub(super) const RULE: Length = Length::points(1);
/// The rule below every row.
pub(super) const HAIRLINE: Length = Length::tenths(5);

/// Regular, so many tenths of a point large.
pub(super) const fn regular(tenths: i32) -> Style {
    Style {
        weight: Weight::Regular,
        size: Length::tenths(tenths),
        is_figure: false,
    }
}

/// Semibold, so many tenths of a point large.
pub(super) const fn semibold(tenths: i32) -> Style {
    Style {
        weight: Weight::SemiBold,
        size: Length::tenths(tenths),
        is_figure: false,
    }
}
