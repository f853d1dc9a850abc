//! The table: the opening balance, what happened, the closing balance.

use jiff::civil::Date;
use krilla::tagging::{ArtifactType, TableHeaderScope, Tag, TagGroup};

use super::Statement;
use super::cells::{Cells, cells};
use super::columns::{Columns, widest, widest_figure};
use super::grid;
use super::row::{Figures, Kind, Row};
use super::sums::Totals;
use crate::error::PaperError;
use crate::fit::clean;
use crate::length::Length;
use crate::sheet::{Frame, Ink, Sheet};
use crate::typeface::run::Run;
use crate::typeface::{Style, Typeface};
use crate::words::Words;

const HEAD: Style = grid::semibold(78);
const PLAIN: Style = grid::regular(88);
const STRONG: Style = grid::semibold(88);
const REFERENCE: Style = grid::regular(76);

/// Widest a column's head and a day may be; what is longer is cut.
const WIDEST_HEAD: Length = Length::points(72);
/// How many lines a name may take.
const NAME_LINES: usize = 2;
/// From the upper edge of the table's head to its baseline.
const HEAD_BASELINE: Length = Length::points(13);

/// The table, set.
pub(super) struct Table {
    heads: Vec<Run>,
    columns: Columns,
    pub(super) rows: Vec<Row>,
}

/// Sets cells in a language.
struct Setter<'a> {
    words: &'a Words,
    typeface: &'a Typeface,
}

impl Table {
    pub(super) fn set(
        statement: &Statement,
        totals: Totals,
        typeface: &Typeface,
    ) -> Result<Self, PaperError> {
        let words = statement.words;
        let setter = Setter { words, typeface };
        let heads = setter.heads(statement.opening.currency().code())?;
        let cells = cells(statement, totals)?;
        let (columns, figures) = setter.columns(&heads, &cells);
        let rows = cells.iter().zip(figures);
        let rows = rows.map(|(cells, figures)| setter.row(cells, figures, columns.details_room));
        Ok(Self {
            rows: rows.collect::<Result<_, _>>()?,
            heads,
            columns,
        })
    }

    pub(super) fn heights(&self) -> Vec<Length> {
        self.rows.iter().map(Row::height).collect()
    }

    /// Draws the head and answers its tag.
    pub(super) fn draw_head(&self, sheet: &mut Sheet, top: Length) -> TagGroup {
        draw_rule(sheet, top);
        let mut row = TagGroup::new(Tag::TR);
        for (index, head) in self.heads.iter().enumerate() {
            let (left, baseline) = self.place_of_head(index, head, top);
            let head = sheet.read(head, left, baseline, Ink::Soft);
            let cell = Tag::TH(TableHeaderScope::Column);
            row.push(TagGroup::with_children(cell, vec![head.into()]));
        }
        TagGroup::with_children(Tag::THead, vec![row.into()])
    }

    /// Draws the head again, on a page on which the table goes on.
    pub(super) fn repeat_head(&self, sheet: &mut Sheet, top: Length) {
        draw_rule(sheet, top);
        sheet.artifact(ArtifactType::PaginationOther, |sheet| {
            for (index, head) in self.heads.iter().enumerate() {
                let (left, baseline) = self.place_of_head(index, head, top);
                sheet.write(head, left, baseline, Ink::Soft);
            }
        });
    }

    /// Draws some of the rows below the head at `top`, and answers their tags.
    pub(super) fn draw_rows(&self, sheet: &mut Sheet, rows: &[Row], top: Length) -> Vec<TagGroup> {
        let mut top = top.plus(grid::TABLE_HEAD);
        let mut tags = Vec::new();
        for row in rows {
            tags.push(row.draw(sheet, &self.columns, top));
            top = top.plus(row.height());
        }
        tags
    }

    /// Where a column's head begins, and its baseline. Heads of figures end where the figures end.
    fn place_of_head(&self, index: usize, head: &Run, top: Length) -> (Length, Length) {
        let columns = &self.columns;
        let right = index
            .checked_sub(2)
            .and_then(|figure| columns.figures.get(figure));
        let left = match right {
            Some(right) => right.minus(head.width),
            None if index == 0 => columns.day,
            None => columns.details,
        };
        (left, top.plus(HEAD_BASELINE))
    }
}

impl Setter<'_> {
    fn heads(&self, currency: &str) -> Result<Vec<Run>, PaperError> {
        let words = self.words;
        let balance = words.balance.replace("{currency}", currency);
        let heads = [
            words.day,
            words.details,
            words.money_out,
            words.money_in,
            &balance,
        ];
        let set = heads.map(|head| self.typeface.cut(&clean(head), HEAD, WIDEST_HEAD).whole());
        set.into_iter().collect()
    }

    fn row(&self, cells: &Cells, figures: Figures, room: Length) -> Result<Row, PaperError> {
        let typeface = self.typeface;
        let style = name_style(cells.kind);
        let name = typeface.wrap(&clean(cells.name), style, room, NAME_LINES);
        let name = name.into_iter().map(|line| match cells.kind {
            Kind::Movement => Ok(line),
            Kind::Nothing | Kind::Opening | Kind::Closing => line.whole(),
        });
        let reference = Some(clean(cells.reference)).filter(|text| !text.is_empty());
        Ok(Row {
            kind: cells.kind,
            day: cells.day.map(|day| self.day(day)),
            name: name.collect::<Result<_, _>>()?,
            reference: reference.map(|text| typeface.cut(&text, REFERENCE, room)),
            figures,
        })
    }

    /// The columns and the figures in them, all smaller where the amounts leave names too little room.
    fn columns(&self, heads: &[Run], cells: &[Cells]) -> (Columns, Vec<Figures>) {
        let day = self.widest_day(cells).max(width(heads, 0));
        let figures = self.figures(cells, PLAIN.size);
        let columns = columns(day, heads, &figures);
        if columns.is_roomy() {
            return (columns, figures);
        }
        let widest = widest(figures.iter().flatten().flatten());
        let size = PLAIN.size.shrunk(widest, widest_figure(day));
        let figures = self.figures(cells, size);
        (self::columns(day, heads, &figures), figures)
    }

    fn figures(&self, cells: &[Cells], size: Length) -> Vec<Figures> {
        let set = |cells: &Cells| {
            let style = Style {
                size,
                is_figure: true,
                ..name_style(cells.kind)
            };
            let figure = |money| self.typeface.set(&self.words.figure(money), style);
            cells.figures.map(|money| money.map(figure))
        };
        cells.iter().map(set).collect()
    }

    fn widest_day(&self, cells: &[Cells]) -> Length {
        let days = cells.iter().filter_map(|cells| cells.day);
        let widths = days.map(|day| self.day(day).width);
        widths.max().unwrap_or(Length::ZERO)
    }

    fn day(&self, day: Date) -> Run {
        let written = clean(&self.words.short_day.write(day));
        self.typeface.cut(&written, PLAIN, WIDEST_HEAD)
    }
}

fn name_style(kind: Kind) -> Style {
    match kind {
        Kind::Movement | Kind::Nothing => PLAIN,
        Kind::Opening | Kind::Closing => STRONG,
    }
}

fn columns(day: Length, heads: &[Run], figures: &[Figures]) -> Columns {
    let column = |index: usize| {
        let runs = figures.iter().filter_map(|row| row.get(index)?.as_ref());
        widest(runs).max(width(heads, index.saturating_add(2)))
    };
    Columns::of(day, [column(0), column(1), column(2)])
}

fn width(heads: &[Run], index: usize) -> Length {
    heads.get(index).map_or(Length::ZERO, |head| head.width)
}

fn draw_rule(sheet: &mut Sheet, top: Length) {
    let below = top.plus(grid::TABLE_HEAD);
    let rule = Frame {
        left: grid::LEFT,
        top: below.minus(grid::RULE),
        width: grid::MEASURE,
        height: grid::RULE,
    };
    sheet.artifact(ArtifactType::Layout, |sheet| sheet.fill(rule, Ink::Brand));
}
