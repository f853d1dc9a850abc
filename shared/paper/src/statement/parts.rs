//! A statement's parts, and how they come to stand on pages.

use krilla::tagging::{Tag, TagGroup};

use super::band::Band;
use super::foot::{Foot, Place};
use super::head::Head;
use super::row::Row;
use super::sums::Totals;
use super::table::Table;
use super::{Statement, grid, pages};
use crate::error::PaperError;
use crate::pdf::Pdf;
use crate::sheet::Sheet;
use crate::typeface::Typeface;

/// A statement's parts, set and ready to be drawn.
pub(super) struct Parts<'a> {
    head: Head,
    band: Band,
    table: Table,
    foot: Foot<'a>,
}

/// What is read aloud, in this order. The table is one, however many pages it takes.
#[derive(Default)]
struct Aloud {
    above: Vec<TagGroup>,
    table_head: Vec<TagGroup>,
    rows: Vec<TagGroup>,
    below: Vec<TagGroup>,
}

impl<'a> Parts<'a> {
    pub(super) fn set(
        statement: &Statement<'a>,
        totals: Totals,
        typeface: &'a Typeface,
    ) -> Result<Self, PaperError> {
        Ok(Self {
            head: Head::set(statement, typeface)?,
            band: Band::set(statement, totals, typeface)?,
            table: Table::set(statement, totals, typeface)?,
            foot: Foot::set(statement, typeface)?,
        })
    }

    /// What the file is called.
    pub(super) fn title(&self) -> String {
        self.head.title()
    }

    /// Draws page after page.
    pub(super) fn draw(&self, pdf: &mut Pdf, typeface: &Typeface) -> Result<(), PaperError> {
        let pages = pages::fill(&self.table.heights(), grid::FIRST_ROOM, grid::NEXT_ROOM);
        let mut aloud = Aloud::default();
        for (rows, number) in pages.iter().zip(1_usize..) {
            let rows = self.table.rows.get(rows.clone()).unwrap_or_default();
            let place = Place {
                number,
                of: pages.len(),
                has_substitute: rows.iter().any(Row::has_substitute),
            };
            pdf.page(typeface, |sheet| {
                self.draw_page(sheet, place, rows, &mut aloud)
            })??;
        }
        aloud.tag(pdf);
        Ok(())
    }

    fn draw_page(
        &self,
        sheet: &mut Sheet,
        place: Place,
        rows: &[Row],
        aloud: &mut Aloud,
    ) -> Result<(), PaperError> {
        let top = if place.number == 1 {
            aloud.above = self.head.draw(sheet);
            aloud.above.extend(self.band.draw(sheet));
            let head = self.table.draw_head(sheet, grid::FIRST_TABLE);
            aloud.table_head.push(head);
            grid::FIRST_TABLE
        } else {
            self.head.repeat(sheet);
            self.table.repeat_head(sheet, grid::NEXT_TABLE);
            grid::NEXT_TABLE
        };
        aloud.rows.extend(self.table.draw_rows(sheet, rows, top));
        aloud.below.extend(self.foot.draw(sheet, place)?);
        Ok(())
    }
}

impl Aloud {
    fn tag(self, pdf: &mut Pdf) {
        let mut body = TagGroup::new(Tag::TBody);
        for row in self.rows {
            body.push(row);
        }
        let mut table = TagGroup::new(Tag::Table);
        for part in self.table_head.into_iter().chain([body]) {
            table.push(part);
        }
        for group in self.above.into_iter().chain([table]).chain(self.below) {
            pdf.tag(group);
        }
    }
}
