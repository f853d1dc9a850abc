//! Lengths on paper, in whole thousandths of a point.
//!
//! Deliberately whole numbers: where a figure stands is exact and the same on every machine. The PDF library
//! counts in floats; [`Length::to_f32`] is the one way there. Everything saturates: a length that does not fit is far
//! off the page either way.

/// A distance on paper, in thousandths of a point (a point is 1/72 inch).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Length(i32);

impl Length {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Thousandths of a point.
    pub const fn thousandths(thousandths: i32) -> Self {
        Self(thousandths)
    }

    /// Whole points.
    pub const fn points(points: i32) -> Self {
        Self(points.saturating_mul(1_000))
    }

    /// Tenths of a point.
    pub const fn tenths(tenths: i32) -> Self {
        Self(tenths.saturating_mul(100))
    }

    /// The width of `units` of a typeface that has `units_per_em` (not zero), set at this size.
    pub fn of_units(self, units: i32, units_per_em: i32) -> Self {
        self.scaled(i64::from(units), i64::from(units_per_em))
    }

    /// This size made smaller so that what is `width` wide fits into `room`; as it is when that fits already.
    pub fn shrunk(self, width: Self, room: Self) -> Self {
        if width <= room {
            self
        } else {
            self.scaled(i64::from(room.0), i64::from(width.0))
        }
    }

    /// `self + other`.
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// `self - other`.
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `self`, `count` times.
    pub fn times(self, count: usize) -> Self {
        Self(
            self.0
                .saturating_mul(i32::try_from(count).unwrap_or(i32::MAX)),
        )
    }

    /// A `count`th of it; nothing of it for zero.
    pub fn part(self, count: i32) -> Self {
        Self(self.0.checked_div(count).unwrap_or_default())
    }

    /// In points, as the PDF library wants it.
    #[expect(
        clippy::float_arithmetic,
        clippy::cast_precision_loss,
        reason = "a length on paper, no money; a page's lengths have fewer digits than a float holds"
    )]
    pub fn to_f32(self) -> f32 {
        self.0 as f32 / 1_000.0
    }

    fn scaled(self, by: i64, of: i64) -> Self {
        let product = i64::from(self.0).saturating_mul(by);
        let scaled = product.checked_div(of).unwrap_or_default();
        Self(i32::try_from(scaled).unwrap_or(if scaled < 0 { i32::MIN } else { i32::MAX }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_scale_in_whole_numbers_and_saturate() {
        let nine = Length::points(9);
        assert_eq!(nine, Length::tenths(90));
        assert_eq!(nine.of_units(1_024, 2_048), Length::tenths(45));
        assert_eq!(
            nine.shrunk(Length::points(30), Length::points(10)),
            Length::points(3)
        );
        assert_eq!(nine.shrunk(Length::points(10), Length::points(10)), nine);
        assert_eq!(nine.times(usize::MAX), Length(i32::MAX));
        assert_eq!(nine.part(2).to_f32().to_bits(), 4.5_f32.to_bits());
    }
}
