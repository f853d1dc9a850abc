//! The words on a statement, in English.

use paper::words::{DayForm, Words};

/// Everything that is printed.
pub const WORDS: Words = Words {
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
