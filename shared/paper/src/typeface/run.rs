//! One line of text, set: what the pen draws and what that stands for.

use std::ops::Range;

use krilla::text::GlyphId;
use unicode_normalization::UnicodeNormalization as _;

use super::{SUBSTITUTE, Style, UNITS_PER_EM};
use crate::error::PaperError;
use crate::length::Length;

/// One line of text, set.
#[derive(Clone, Debug)]
pub struct Run {
    /// The text as it was given: what is found, copied and read aloud.
    pub text: String,
    /// Its glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// How it looks.
    pub style: Style,
    /// How wide it is.
    pub width: Length,
    /// Where in the text characters stand that the typeface lacks.
    pub missing: Vec<Range<usize>>,
}

/// A glyph in its place, in the typeface's units.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Its number in the font.
    pub(super) id: u32,
    /// The bytes of the text it stands for.
    pub(super) text: Range<usize>,
    /// How far the pen goes on.
    pub(super) advance: i32,
    /// How far to the right of the pen it stands.
    pub(super) right: i32,
    /// How far above the pen it stands.
    pub(super) up: i32,
}

impl Run {
    /// Where the text may be cut: the byte that would follow, and how far from the left that is. Never between a
    /// letter and its accent.
    pub fn ends(&self) -> impl Iterator<Item = (usize, Length)> {
        let clusters = self.glyphs.chunk_by(|one, two| one.text == two.text);
        clusters.scan(0_i32, |units, cluster| {
            let advances = cluster.iter().map(|glyph| glyph.advance);
            *units = advances.fold(*units, i32::saturating_add);
            let end = cluster.last().map_or(0, |glyph| glyph.text.end);
            Some((end, self.style.size.of_units(*units, UNITS_PER_EM)))
        })
    }

    /// Whether an accent is moved to its letter. A reader that follows the pen takes the way back from there for a
    /// space between words, and has to be told the text.
    pub fn is_moved(&self) -> bool {
        let mut glyphs = self.glyphs.iter();
        glyphs.any(|glyph| glyph.right != 0 || glyph.up != 0)
    }

    /// What the pen draws, and the text it stands for glyph by glyph, where a glyph always stands for the same
    /// character: □ for □, an accent for an accent. That text is not always [`Self::text`].
    pub fn drawn(&self) -> (String, Vec<Glyph>) {
        let mut text = String::new();
        let mut glyphs = self.glyphs.clone();
        for cluster in glyphs.chunk_by_mut(|one, two| one.text == two.text) {
            let whole = cluster.first().map_or(0..0, |glyph| glyph.text.clone());
            let stands_for = self.stands_for(&whole, cluster.len());
            let start = text.len();
            text.push_str(&stands_for);
            let shared = start..text.len();
            let is_parted = stands_for.chars().count() == cluster.len();
            let ends = stands_for.char_indices().map(|(index, one)| {
                let first = start.saturating_add(index);
                first..first.saturating_add(one.len_utf8())
            });
            let parts = ends.map(|part| if is_parted { part } else { shared.clone() });
            let parts = parts.chain(std::iter::repeat(shared.clone()));
            for (glyph, part) in cluster.iter_mut().zip(parts) {
                glyph.text = part;
            }
        }
        (text, glyphs)
    }

    /// The characters that a cluster's glyphs stand for, if there can be one for each.
    fn stands_for(&self, cluster: &Range<usize>, glyphs: usize) -> String {
        if self.missing.contains(cluster) {
            return SUBSTITUTE.to_string();
        }
        let text = self.text.get(cluster.clone()).unwrap_or_default();
        // The typeface has one glyph for both apostrophes, and amounts take the minus for their hyphen.
        let text = text.replace('\u{2bc}', "’").replace('\u{2212}', "-");
        let parted: String = text.nfd().collect();
        if text.chars().count() != glyphs && parted.chars().count() == glyphs {
            parted
        } else {
            text
        }
    }

    /// The run itself, if the typeface has every character of it.
    pub fn whole(self) -> Result<Self, PaperError> {
        let first = self.missing.first().cloned();
        let lacking = first.and_then(|range| self.text.get(range)?.chars().next());
        lacking.map_or(Ok(self), |character| {
            Err(PaperError::Unprintable { character })
        })
    }
}

/// How the PDF library asks for a glyph.
impl krilla::text::Glyph for Glyph {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.id)
    }

    fn text_range(&self) -> Range<usize> {
        self.text.clone()
    }

    fn x_advance(&self, size: f32) -> f32 {
        em(self.advance, size)
    }

    fn x_offset(&self, size: f32) -> f32 {
        em(self.right, size)
    }

    fn y_offset(&self, size: f32) -> f32 {
        em(self.up, size)
    }

    fn y_advance(&self, _size: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<krilla::surface::Location> {
        None
    }
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "the PDF library's own unit, and no money; a glyph is a few thousand units wide"
)]
fn em(units: i32, size: f32) -> f32 {
    units as f32 / UNITS_PER_EM as f32 * size
}
