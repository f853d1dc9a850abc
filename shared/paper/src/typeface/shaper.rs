//! From characters to glyphs, by harfrust.
//!
//! In amounts the figures are tabular and nothing is kerned: amounts stand below amounts. A minus is drawn as one,
//! a hyphen being easily overlooked; its text stays the hyphen that spreadsheets understand.

use std::ops::Range;

use harfrust::{
    Direction, Feature, FontRef, GlyphBuffer, GlyphInfo, GlyphPosition, ShapeOptions, ShaperData,
    Tag, UnicodeBuffer,
};

use super::SUBSTITUTE;
use super::run::Glyph;
use crate::error::PaperError;

/// The typeface's glyph for what it lacks, by the OpenType standard.
const NOT_DEFINED: u32 = 0;

const HYPHEN: char = '-';
const MINUS: char = '\u{2212}';

/// A font file, ready to shape text.
pub(super) struct Shaper {
    font: FontRef<'static>,
    data: ShaperData,
    figures: [Feature; 2],
}

impl Shaper {
    pub(super) fn read(data: &'static [u8]) -> Result<Self, PaperError> {
        let font = FontRef::new(data).map_err(|_| PaperError::Typeface)?;
        Ok(Self {
            data: ShaperData::new(&font),
            font,
            figures: [
                Feature::new(Tag::new(b"tnum"), 1, ..),
                Feature::new(Tag::new(b"kern"), 0, ..),
            ],
        })
    }

    /// The glyphs of `text`, and where it has characters that the font lacks.
    pub(super) fn shape(&self, text: &str, is_figure: bool) -> (Vec<Glyph>, Vec<Range<usize>>) {
        let glyphs = self.glyphs(text, is_figure, &[]);
        let mut missing: Vec<Range<usize>> = glyphs
            .iter()
            .filter(|glyph| glyph.id == NOT_DEFINED)
            .map(|glyph| glyph.text.clone())
            .collect();
        missing.dedup();
        if missing.is_empty() {
            (glyphs, missing)
        } else {
            (self.glyphs(text, is_figure, &missing), missing)
        }
    }

    /// The glyphs of `text`, with the substitute in place of each of the ranges.
    fn glyphs(&self, text: &str, is_figure: bool, replaced: &[Range<usize>]) -> Vec<Glyph> {
        let mut buffer = UnicodeBuffer::new();
        for (index, character) in text.char_indices() {
            let place = u32::try_from(index).unwrap_or(u32::MAX);
            match replaced.iter().find(|range| range.contains(&index)) {
                None if is_figure && character == HYPHEN => buffer.add(MINUS, place),
                None => buffer.add(character, place),
                Some(range) if range.start == index => buffer.add(SUBSTITUTE, place),
                Some(_) => {}
            }
        }
        buffer.guess_segment_properties();
        // The typeface has no script that runs the other way; what is replaced must not turn the line around.
        buffer.set_direction(Direction::LeftToRight);
        let features: &[Feature] = if is_figure { &self.figures } else { &[] };
        let shaper = self.data.shaper(&self.font).build();
        let options = ShapeOptions::new().features(features);
        placed(&shaper.shape(buffer, options), text.len())
    }
}

/// Each glyph with the bytes it stands for. Those of one cluster, a letter and its accents, share the cluster's.
fn placed(shaped: &GlyphBuffer, length: usize) -> Vec<Glyph> {
    let infos = shaped.glyph_infos();
    let mut positions = shaped.glyph_positions().iter();
    let clusters = infos.chunk_by(|one, two| one.cluster == two.cluster);
    let starts = clusters
        .clone()
        .filter_map(|cluster| cluster.first().map(start));
    let ends = starts.skip(1).chain([length]);
    let mut placed = Vec::with_capacity(infos.len());
    for (cluster, end) in clusters.zip(ends) {
        for (info, position) in cluster.iter().zip(&mut positions) {
            placed.push(glyph(info, position, start(info)..end));
        }
    }
    placed
}

fn glyph(info: &GlyphInfo, position: &GlyphPosition, text: Range<usize>) -> Glyph {
    Glyph {
        id: info.glyph_id,
        text,
        advance: position.x_advance,
        right: position.x_offset,
        up: position.y_offset,
    }
}

fn start(info: &GlyphInfo) -> usize {
    usize::try_from(info.cluster).unwrap_or(usize::MAX)
}
