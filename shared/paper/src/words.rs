//! Every word a paper shows, and how a language writes a day and an amount.
//!
//! Deliberately data: a language is one constant of [`Words`], written where the bank's sentences live.

use domain::money::Money;
use jiff::civil::Date;

/// The words of a statement in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The language, as BCP 47 names it: `en-GB`. Screen readers choose their voice by it.
    pub language: &'static str,
    /// What the paper is: `Account statement`.
    pub title: &'static str,
    /// The period, from `{from}` until `{until}`, both included.
    pub period: &'static str,
    /// Before the day it was made on.
    pub made_on: &'static str,
    /// The opening balance.
    pub opening: &'static str,
    /// The closing balance.
    pub closing: &'static str,
    /// What came in.
    pub money_in: &'static str,
    /// What went out.
    pub money_out: &'static str,
    /// Head of the column of days.
    pub day: &'static str,
    /// Head of the column of names and references.
    pub details: &'static str,
    /// Head of the column of running balances, in `{currency}`: the table's figures have no sign of their own.
    pub balance: &'static str,
    /// Instead of lines where there are none.
    pub no_lines: &'static str,
    /// Page `{n}` of `{m}`.
    pub page: &'static str,
    /// What stands at the foot of every page; up to two lines.
    pub foot: &'static str,
    /// What `{sign}` stands for, on pages where a character could not be printed.
    pub substitute: &'static str,
    /// A day in running text: `1 June 2026`.
    pub long_day: DayForm,
    /// A day in the table: `1 Jun 2026`.
    pub short_day: DayForm,
    /// Between the whole and the fraction of an amount.
    pub decimal_mark: &'static str,
    /// Between thousands.
    pub thousands_mark: &'static str,
}

/// How a day is written.
#[derive(Clone, Copy, Debug)]
pub struct DayForm {
    /// With `{day}`, `{month}` and `{year}`.
    pub pattern: &'static str,
    /// From January to December.
    pub months: [&'static str; 12],
}

impl DayForm {
    /// The day as the language writes it.
    #[must_use]
    pub fn write(&self, day: Date) -> String {
        let index = usize::try_from(day.month()).unwrap_or_default();
        let month = self.months.get(index.saturating_sub(1));
        self.pattern
            .replace("{day}", &day.day().to_string())
            .replace("{month}", month.copied().unwrap_or_default())
            .replace("{year}", &day.year().to_string())
    }
}

impl Words {
    /// An amount without its currency, as the table shows it: `-1,234.50`.
    #[must_use]
    pub fn figure(&self, money: Money) -> String {
        let plain = money.plain();
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", plain.as_str()),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, [self.decimal_mark, fraction].concat()),
            None => (digits, String::new()),
        };
        format!("{sign}{}{fraction}", self.grouped(whole))
    }

    /// An amount with its currency: `-£1,234.50`.
    #[must_use]
    pub fn amount(&self, money: Money) -> String {
        let figure = self.figure(money);
        let symbol = money.currency().symbol();
        match figure.strip_prefix('-') {
            Some(digits) => format!("-{symbol}{digits}"),
            None => format!("{symbol}{figure}"),
        }
    }

    fn grouped(&self, digits: &str) -> String {
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
                grouped.push_str(self.thousands_mark);
            }
            grouped.push(digit);
        }
        grouped
    }
}
