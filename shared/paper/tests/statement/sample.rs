//! Statements to print, and the words they are printed in.

use domain::money::{Currency, Money};
use jiff::civil::{Date, date};
use paper::statement::{Line, Statement};
use paper::words::{DayForm, Words};

/// English as the bank writes it.
pub const ENGLISH: Words = Words {
    language: "en-GB",
    title: "Account statement",
    period: "{from} to {until}",
    made_on: "Made on",
    opening: "Opening balance",
    closing: "Closing balance",
    money_in: "Money in",
    money_out: "Money out",
    day: "Date",
    details: "Details",
    balance: "Balance, {currency}",
    no_lines: "Nothing came in or went out in this period.",
    page: "Page {n} of {m}",
    foot: "ACME Bank never asks for your PIN in a chat, a call or an email. Something here you do not know? Call us on \
           the number on your card.",
    substitute: "{sign} stands for a character that we cannot print. Copied text has it.",
    long_day: DayForm {
        pattern: "{day} {month} {year}",
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    },
    short_day: DayForm {
        pattern: "{day} {month} {year}",
        months: [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ],
    },
    decimal_mark: ".",
    thousands_mark: ",",
};

/// Names as the bank's customers have them: accents of all kinds, three scripts, short and long.
const NAMES: [&str; 14] = [
    "Ana Souza",
    "Łukasz Żółkiewski",
    "José da Silva",
    "Tesco Stores 3184 Brixton",
    "Petra Škodová",
    "Ẹ̀bùn Ọlátúnjí",
    "Νίκος Παπαδόπουλος",
    "Олена Шевченко",
    "Thames Water Utilities",
    "The Worshipful Company of Makers of Playing Cards and Allied Trades",
    "Transport for London",
    "Đặng Thị Hồng",
    "Əliyev Rəşad",
    "Salary, Harbour & Sons Ltd",
];

const REFERENCES: [&str; 6] = [
    "Rent June",
    "",
    "INV-2026-00417",
    "thank you!",
    "Mandate 88-1140-2",
    "",
];

/// The first day of the statements here.
pub const FROM: Date = date(2026, 6, 1);
/// The last.
pub const UNTIL: Date = date(2026, 6, 30);

/// A statement of `count` lines in pounds, from a fixed seed.
#[must_use]
pub fn statement(count: usize) -> Statement<'static> {
    random_statement(count, Currency::Gbp, 7)
}

/// A statement of `count` lines whose amounts follow from `seed`.
#[must_use]
pub fn random_statement(count: usize, currency: Currency, seed: u64) -> Statement<'static> {
    let mut random = fastrand::Rng::with_seed(seed);
    let opening = Money::new(random.i64(-50_000..900_000), currency);
    let mut balance = opening;
    let lines = (0..count).map(|index| {
        let large = if random.u8(..) < 40 { 300_000 } else { 9_000 };
        let amount = Money::new(random.i64(-large..=large), currency);
        balance = balance.checked_add(amount).unwrap();
        Line {
            day: day_of(index, count),
            text: NAMES[index % NAMES.len()].to_owned(),
            reference: REFERENCES[random.usize(..REFERENCES.len())].to_owned(),
            amount,
            balance,
        }
    });
    let lines = lines.collect();
    Statement {
        bank: "ACME Bank",
        holder: "Maria Fernández-Łącka".to_owned(),
        account_name: "Everyday account".to_owned(),
        account_number: "20-00-00 ••••0101".to_owned(),
        period_from: FROM,
        period_until: UNTIL,
        opening,
        closing: balance,
        lines,
        made_on: date(2026, 7, 1),
        words: &ENGLISH,
    }
}

/// The days of the month, spread over the lines.
fn day_of(index: usize, count: usize) -> Date {
    let day = 1 + index * 30 / count;
    FROM.with().day(i8::try_from(day).unwrap()).build().unwrap()
}
