//! What stands above the table: on the first page whose statement it is, on the others a line that says so again.

use std::num::NonZeroU16;

use krilla::tagging::{ArtifactType, Tag, TagGroup};

use super::Statement;
use super::grid;
use crate::error::PaperError;
use crate::fit::clean;
use crate::length::Length;
use crate::sheet::{Ink, Sheet};
use crate::typeface::run::Run;
use crate::typeface::{Style, Typeface};

const BANK: Style = grid::semibold(130);
const TITLE: Style = grid::semibold(220);
const PERIOD: Style = grid::regular(105);
const HOLDER: Style = grid::semibold(105);
const ACCOUNT: Style = grid::regular(92);
const NEXT_BANK: Style = grid::semibold(90);
const NEXT: Style = grid::regular(76);

const SIGN_TOP: Length = Length::points(44);
const SIGN_SIDE: Length = Length::points(26);
const BANK_BASELINE: Length = Length::tenths(617);
const TITLE_BASELINE: Length = Length::points(116);
const PERIOD_BASELINE: Length = Length::points(136);
const LEADING: Length = Length::points(14);
/// How many lines a holder's name may take.
const HOLDER_LINES: usize = 2;

const NEXT_SIGN_TOP: Length = Length::points(36);
const NEXT_SIGN_SIDE: Length = Length::points(15);
const NEXT_BASELINE: Length = Length::tenths(468);
/// How wide the bank's name may be there.
const NEXT_BANK_ROOM: Length = Length::points(120);
/// How wide that line may be, beside the bank's name.
const NEXT_ROOM: Length = grid::MEASURE.minus(Length::points(150));

/// Between a sign and the bank's name, and between the two halves of the page.
const GAP: Length = Length::points(9);

/// What stands above the table, set.
pub(super) struct Head {
    bank: Run,
    title: Run,
    period: Run,
    holder: Vec<Run>,
    account: Vec<Run>,
    next_bank: Run,
    next: Run,
}

impl Head {
    pub(super) fn set(statement: &Statement, typeface: &Typeface) -> Result<Self, PaperError> {
        let words = statement.words;
        let day = |day| words.long_day.write(day);
        let period = words.period.replace("{from}", &day(statement.period_from));
        let period = period.replace("{until}", &day(statement.period_until));
        let made_on = [words.made_on, &day(statement.made_on)].join(" ");
        let (holder, number) = (&statement.holder, &statement.account_number);
        let half = grid::MEASURE.part(2).minus(GAP);
        let set = |text: &str, style| typeface.cut(&clean(text), style, half).whole();
        let holder = typeface.wrap(&clean(holder), HOLDER, half, HOLDER_LINES);
        let account = [statement.account_name.as_str(), number, &made_on];
        let account = account.map(|text| set(text, ACCOUNT)).into_iter();
        Ok(Self {
            bank: set(statement.bank, BANK)?,
            title: typeface.shrink(&clean(words.title), TITLE, half).whole()?,
            period: set(&period, PERIOD)?,
            holder: holder
                .into_iter()
                .map(Run::whole)
                .collect::<Result<_, _>>()?,
            account: account.collect::<Result<_, _>>()?,
            next_bank: typeface.cut(&clean(statement.bank), NEXT_BANK, NEXT_BANK_ROOM),
            next: next(statement, &period, typeface),
        })
    }

    /// The paper's title with its period, for a reader's title bar.
    pub(super) fn title(&self) -> String {
        [self.title.text.as_str(), &self.period.text].join(", ")
    }
}

impl Head {
    /// Draws the first page's head and answers its tags.
    pub(super) fn draw(&self, sheet: &mut Sheet) -> Vec<TagGroup> {
        sheet.artifact(ArtifactType::Layout, |sheet| {
            sheet.sign(grid::LEFT, SIGN_TOP, SIGN_SIDE);
        });
        let beside = grid::LEFT.plus(SIGN_SIDE).plus(GAP);
        let bank = paragraph(sheet, &self.bank, beside, BANK_BASELINE, Ink::Text);
        let title = sheet.read(&self.title, grid::LEFT, TITLE_BASELINE, Ink::Text);
        let heading = Tag::Hn(NonZeroU16::MIN, Some(self.title.text.clone()));
        let title = TagGroup::with_children(heading, vec![title.into()]);
        let period = paragraph(sheet, &self.period, grid::LEFT, PERIOD_BASELINE, Ink::Soft);
        let mut tags = vec![bank, title, period];
        tags.extend(self.draw_account(sheet));
        tags
    }

    /// Draws the line that stands above the table on every other page.
    pub(super) fn repeat(&self, sheet: &mut Sheet) {
        sheet.artifact(ArtifactType::Header, |sheet| {
            sheet.sign(grid::LEFT, NEXT_SIGN_TOP, NEXT_SIGN_SIDE);
            let beside = grid::LEFT.plus(NEXT_SIGN_SIDE).plus(GAP);
            sheet.write(&self.next_bank, beside, NEXT_BASELINE, Ink::Text);
            sheet.write_right(&self.next, grid::RIGHT, NEXT_BASELINE, Ink::Soft);
        });
    }

    /// The right half: the holder's name in one paragraph, then what identifies the account. It ends on the
    /// period's baseline.
    fn draw_account(&self, sheet: &mut Sheet) -> Vec<TagGroup> {
        let left = grid::LEFT.plus(grid::MEASURE.part(2)).plus(GAP);
        let lines = self.holder.len().saturating_add(self.account.len());
        let mut baseline = PERIOD_BASELINE.minus(LEADING.times(lines.saturating_sub(1)));
        let mut holder = TagGroup::new(Tag::P);
        for line in &self.holder {
            holder.push(sheet.read(line, left, baseline, Ink::Text));
            baseline = baseline.plus(LEADING);
        }
        let mut tags = vec![holder];
        for line in &self.account {
            tags.push(paragraph(sheet, line, left, baseline, Ink::Soft));
            baseline = baseline.plus(LEADING);
        }
        tags
    }
}

/// Whose statement it is, for every other page. If it is too long, the name is cut and not the number.
fn next(statement: &Statement, period: &str, typeface: &Typeface) -> Run {
    let number = clean(&statement.account_number);
    let rest = [" · ", &number, " · ", &clean(period)].concat();
    let room = NEXT_ROOM.minus(typeface.set(&rest, NEXT).width);
    let holder = typeface.cut(&clean(&statement.holder), NEXT, room).text;
    typeface.cut(&[holder, rest].concat(), NEXT, NEXT_ROOM)
}

fn paragraph(sheet: &mut Sheet, run: &Run, left: Length, baseline: Length, ink: Ink) -> TagGroup {
    let text = sheet.read(run, left, baseline, ink);
    TagGroup::with_children(Tag::P, vec![text.into()])
}
