//! A page to draw on: text, rules, rounded boxes, the bank's sign. Knows the bank's inks and nothing of statements.
//!
//! Lengths count from the upper left corner. What is drawn is either real, and then read aloud in the order of the
//! tags, or an artifact, which a screen reader passes over.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};

use crate::length::Length;
use crate::typeface::Typeface;
use crate::typeface::run::Run;

/// A4 (ISO 216): 210 mm by 297 mm.
pub const WIDTH: Length = Length::thousandths(595_276);
/// See [`WIDTH`].
pub const HEIGHT: Length = Length::thousandths(841_890);

/// How far a quarter circle's control points lie from its ends, in ten-thousandths of the radius.
const ROUND: i32 = 5_523;

/// The corners of the A in the bank's sign, on a square of [`SIGN_SIDE`]; the confirmation page draws the same.
const SIGN: [(i32, i32); 6] = [(14, 6), (21, 22), (17, 22), (14, 15), (11, 22), (7, 22)];
const SIGN_SIDE: i32 = 28;
const SIGN_RADIUS: i32 = 8;

/// The bank's colours, the same as on its confirmation page.
#[derive(Clone, Copy, Debug)]
pub enum Ink {
    /// The bank's navy.
    Brand,
    /// What is read.
    Text,
    /// What is read second. On paper still 7:1 in contrast.
    Soft,
    /// Lines between rows.
    Hairline,
    /// Behind rows that stand out.
    Tint,
    /// On navy.
    Paper,
    /// On navy, read second.
    SoftPaper,
}

/// A rectangle.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Its left edge.
    pub left: Length,
    /// Its upper edge.
    pub top: Length,
    /// How wide.
    pub width: Length,
    /// How high.
    pub height: Length,
}

/// One page while it is drawn.
pub struct Sheet<'a> {
    surface: Surface<'a>,
    typeface: &'a Typeface,
}

impl<'a> Sheet<'a> {
    /// A sheet over the surface of a page.
    pub fn new(surface: Surface<'a>, typeface: &'a Typeface) -> Self {
        Self { surface, typeface }
    }

    /// Writes what is to be read, from `left` on. The tag tree must name what is answered exactly once.
    pub fn read(&mut self, run: &Run, left: Length, baseline: Length, ink: Ink) -> Identifier {
        let (drawn, _) = run.drawn();
        let is_told = run.is_moved() || drawn != run.text;
        let text = is_told.then_some(run.text.as_str());
        let span = SpanTag::empty().with_actual_text(text);
        let identifier = self.surface.start_tagged(ContentTag::Span(span));
        self.write(run, left, baseline, ink);
        self.surface.end_tagged();
        identifier
    }

    /// Writes what is to be read so that it ends at `right`.
    pub fn read_right(
        &mut self,
        run: &Run,
        right: Length,
        baseline: Length,
        ink: Ink,
    ) -> Identifier {
        self.read(run, right.minus(run.width), baseline, ink)
    }

    /// Draws what is only to be looked at.
    pub fn artifact(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        let tag = ContentTag::Artifact(Artifact::with_kind(kind));
        self.surface.start_tagged(tag);
        draw(self);
        self.surface.end_tagged();
    }

    /// Writes a run from `left` on.
    pub fn write(&mut self, run: &Run, left: Length, baseline: Length, ink: Ink) {
        let (text, glyphs) = run.drawn();
        let font = self.typeface.font(run.style.weight).clone();
        let size = run.style.size.to_f32();
        self.surface.set_fill(Some(fill(ink)));
        self.surface
            .draw_glyphs(point(left, baseline), &glyphs, font, &text, size, false);
    }

    /// Writes a run so that it ends at `right`.
    pub fn write_right(&mut self, run: &Run, right: Length, baseline: Length, ink: Ink) {
        self.write(run, right.minus(run.width), baseline, ink);
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, frame: Frame, ink: Ink) {
        let (left, top) = (frame.left, frame.top);
        let (right, bottom) = (left.plus(frame.width), top.plus(frame.height));
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        self.draw(ink, |path| polygon(path, &corners));
    }

    /// Fills a rectangle whose corners are quarter circles.
    pub fn fill_rounded(&mut self, frame: Frame, radius: Length, ink: Ink) {
        self.draw(ink, |path| rounded(path, frame, radius));
    }

    /// Draws the bank's sign, a rounded square with an A.
    pub fn sign(&mut self, left: Length, top: Length, side: Length) {
        let scaled = |units| side.of_units(units, SIGN_SIDE);
        let frame = Frame {
            left,
            top,
            width: side,
            height: side,
        };
        self.fill_rounded(frame, scaled(SIGN_RADIUS), Ink::Brand);
        let corners = SIGN.map(|(x, y)| (left.plus(scaled(x)), top.plus(scaled(y))));
        self.draw(Ink::Paper, |path| polygon(path, &corners));
    }

    fn draw(&mut self, ink: Ink, outline: impl FnOnce(&mut PathBuilder)) {
        let mut path = PathBuilder::new();
        outline(&mut path);
        // A path without extent has nothing to fill.
        if let Some(path) = path.finish() {
            self.surface.set_fill(Some(fill(ink)));
            self.surface.draw_path(&path);
        }
    }
}

fn polygon(path: &mut PathBuilder, corners: &[(Length, Length)]) {
    for (index, (x, y)) in corners.iter().enumerate() {
        if index == 0 {
            path.move_to(x.to_f32(), y.to_f32());
        } else {
            path.line_to(x.to_f32(), y.to_f32());
        }
    }
    path.close();
}

/// A rectangle whose corners are quarter circles, clockwise from the upper right.
fn rounded(path: &mut PathBuilder, frame: Frame, radius: Length) {
    let (left, top) = (frame.left, frame.top);
    let (right, bottom) = (left.plus(frame.width), top.plus(frame.height));
    let control = radius.minus(radius.of_units(ROUND, 10_000));
    let [left_in, left_near] = [radius, control].map(|by| left.plus(by));
    let [right_in, right_near] = [radius, control].map(|by| right.minus(by));
    let [top_in, top_near] = [radius, control].map(|by| top.plus(by));
    let [bottom_in, bottom_near] = [radius, control].map(|by| bottom.minus(by));
    let upper_right = [
        (right_in, top),
        (right_near, top),
        (right, top_near),
        (right, top_in),
    ];
    let lower_right = [
        (right, bottom_in),
        (right, bottom_near),
        (right_near, bottom),
        (right_in, bottom),
    ];
    let lower_left = [
        (left_in, bottom),
        (left_near, bottom),
        (left, bottom_near),
        (left, bottom_in),
    ];
    let upper_left = [
        (left, top_in),
        (left, top_near),
        (left_near, top),
        (left_in, top),
    ];
    for (index, corner) in [upper_right, lower_right, lower_left, upper_left]
        .iter()
        .enumerate()
    {
        let [start, one, two, end] = corner.map(|(x, y)| (x.to_f32(), y.to_f32()));
        if index == 0 {
            path.move_to(start.0, start.1);
        } else {
            path.line_to(start.0, start.1);
        }
        path.cubic_to(one.0, one.1, two.0, two.1, end.0, end.1);
    }
    path.close();
}

fn point(x: Length, y: Length) -> Point {
    Point::from_xy(x.to_f32(), y.to_f32())
}

fn fill(ink: Ink) -> Fill {
    let (red, green, blue) = match ink {
        Ink::Brand => (0x20, 0x38, 0x8a),
        Ink::Text => (0x14, 0x1b, 0x2d),
        Ink::Soft => (0x54, 0x5e, 0x73),
        Ink::Hairline => (0xd9, 0xde, 0xe8),
        Ink::Tint => (0xf3, 0xf5, 0xfa),
        Ink::Paper => (0xff, 0xff, 0xff),
        Ink::SoftPaper => (0xd5, 0xdc, 0xf2),
    };
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        ..Fill::default()
    }
}
