//! The words on a statement, in its language.

use domain::language::Language;
use paper::words::{DayForm, Words};
use wording::dates::{MONTHS, SHORT_MONTHS};
use wording::printed;

/// Everything that is printed.
pub fn of(language: Language) -> Words {
    Words {
        language: printed::LANGUAGE.label(language),
        title: printed::TITLE.label(language),
        period: printed::PERIOD.label(language),
        made_on: printed::MADE_ON.label(language),
        opening: printed::OPENING.label(language),
        closing: printed::CLOSING.label(language),
        money_in: printed::MONEY_IN.label(language),
        money_out: printed::MONEY_OUT.label(language),
        day: printed::DAY.label(language),
        details: printed::DETAILS.label(language),
        balance: printed::BALANCE.label(language),
        no_lines: printed::NO_LINES.label(language),
        page: printed::PAGE.label(language),
        foot: printed::FOOT.label(language),
        substitute: printed::SUBSTITUTE.label(language),
        long_day: DayForm {
            pattern: printed::LONG_DAY.label(language),
            months: MONTHS.map(|month| month.label(language)),
        },
        short_day: DayForm {
            pattern: printed::SHORT_DAY.label(language),
            months: SHORT_MONTHS.map(|month| month.label(language)),
        },
        decimal_mark: language.decimal(),
        thousands_mark: language.group(),
    }
}
