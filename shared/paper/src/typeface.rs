//! The typeface, and text set in it: which glyphs, how wide, and what it had no glyph for.
//!
//! Deliberately one line in one direction: breaking and cutting is `fit`'s, and scripts that run from right to left
//! are not in the typeface.

pub mod run;

mod shaper;

use krilla::text::Font;

use crate::error::PaperError;
use crate::length::Length;
use run::Run;
use shaper::Shaper;

/// What is drawn for a character the typeface lacks.
pub const SUBSTITUTE: char = '□';

const REGULAR: &[u8] = include_bytes!("../typeface/Inter-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../typeface/Inter-SemiBold.ttf");

/// Both weights have it; a test compares.
const UNITS_PER_EM: i32 = 2_048;

/// How bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What is read.
    Regular,
    /// What is found.
    SemiBold,
}

/// How a text is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// How bold.
    pub weight: Weight,
    /// How large.
    pub size: Length,
    /// Whether it is an amount: figures all as wide as one another, for columns of them, and a true minus.
    pub is_figure: bool,
}

/// Both weights, read once for a paper.
pub struct Typeface {
    regular: Face,
    semibold: Face,
}

struct Face {
    font: Font,
    shaper: Shaper,
}

impl Typeface {
    /// Reads the embedded typeface.
    pub fn read() -> Result<Self, PaperError> {
        Ok(Self {
            regular: Face::read(REGULAR)?,
            semibold: Face::read(SEMIBOLD)?,
        })
    }

    /// The font file of a weight, for drawing.
    pub fn font(&self, weight: Weight) -> &Font {
        &self.face(weight).font
    }

    /// Sets `text` in one line, with [`SUBSTITUTE`] for what the typeface lacks. The text must have been through
    /// [`crate::fit::clean`].
    pub fn set(&self, text: &str, style: Style) -> Run {
        let (glyphs, missing) = self.face(style.weight).shaper.shape(text, style.is_figure);
        let units = glyphs
            .iter()
            .fold(0_i32, |sum, glyph| sum.saturating_add(glyph.advance));
        Run {
            text: text.to_owned(),
            glyphs,
            style,
            width: style.size.of_units(units, UNITS_PER_EM),
            missing,
        }
    }

    fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semibold,
        }
    }
}

impl Face {
    fn read(data: &'static [u8]) -> Result<Self, PaperError> {
        Ok(Self {
            font: Font::new(data.into(), 0).ok_or(PaperError::Typeface)?,
            shaper: Shaper::read(data)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::fit::clean;

    fn set(text: &str, is_figure: bool) -> Run {
        let style = Style {
            weight: Weight::Regular,
            size: Length::points(10),
            is_figure,
        };
        Typeface::read().unwrap().set(text, style)
    }

    #[test]
    fn both_weights_count_in_the_same_units() {
        let typeface = Typeface::read().unwrap();
        for weight in [Weight::Regular, Weight::SemiBold] {
            assert_eq!(
                typeface.font(weight).units_per_em().to_bits(),
                2_048_f32.to_bits()
            );
        }
    }

    #[test]
    fn figures_in_columns_are_all_as_wide_as_one_another() {
        for other in ["8,888.88", "7,407.47", "4,711.74"] {
            assert_eq!(set("1,111.11", true).width, set(other, true).width);
        }
        assert!(set("1,111.11", false).width < set("8,888.88", false).width);
    }

    #[test]
    fn what_the_typeface_lacks_is_drawn_as_a_box_and_its_text_is_kept() {
        let run = set("Ana 漢 👩🏽‍💻!", true);
        assert_eq!(run.missing, [4..7, 8..23]);
        let boxes = run
            .glyphs
            .iter()
            .filter(|glyph| run.missing.contains(&glyph.text));
        let box_id = set("□", true).glyphs.first().unwrap().id;
        assert_eq!(boxes.map(|glyph| glyph.id).collect::<Vec<_>>(), [box_id; 2]);
        assert_eq!(run.text, "Ana 漢 👩🏽‍💻!");
        let character = '漢';
        assert_eq!(
            run.whole().unwrap_err(),
            PaperError::Unprintable { character }
        );
        assert!(set("□", true).whole().is_ok());
    }

    #[test]
    fn text_that_runs_the_other_way_does_not_turn_the_line_around() {
        let run = set("Ana שלום 12", false);
        let starts: Vec<usize> = run.glyphs.iter().map(|glyph| glyph.text.start).collect();
        assert!(starts.is_sorted(), "{starts:?}");
        assert_eq!(run.missing.len(), 4);
    }

    #[test]
    fn an_accent_without_a_letter_of_its_own_is_set_on_its_letter() {
        let run = set("Ẹ\u{300}b", false);
        assert!(run.is_moved() && run.missing.is_empty());
        assert_eq!(run.width, set("Ẹb", false).width);
        assert_eq!(run.ends().map(|(end, _)| end).collect::<Vec<_>>(), [5, 6]);
        let (text, glyphs) = run.drawn();
        let drawn = glyphs
            .iter()
            .map(|glyph| text.get(glyph.text.clone()).unwrap());
        assert_eq!(drawn.collect::<Vec<_>>(), ["Ẹ", "\u{300}", "b"]);
        // Ἀ has no glyph of its own: it is drawn as a letter and an accent.
        assert_eq!(set("Ἀ", false).drawn().0, "Α\u{313}");
        assert_eq!(set("Ana 漢", false).drawn().0, "Ana □");
    }

    #[test]
    fn a_glyph_stands_for_one_character_only() {
        let mut stands_for = BTreeMap::new();
        for character in ' '..'\u{2600}' {
            let run = set(&clean(&character.to_string()), false);
            let (text, glyphs) = run.drawn();
            if let [glyph] = glyphs.as_slice() {
                let before = stands_for.insert(glyph.id, text.clone());
                assert!(before.is_none_or(|before| before == text), "{text}");
            }
        }
        assert!(stands_for.len() > 1_000, "{}", stands_for.len());
    }
}
