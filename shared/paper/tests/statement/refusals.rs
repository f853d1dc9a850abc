//! What is never printed.

use domain::money::{Currency, Money, MoneyError};
use jiff::civil::date;
use paper::error::PaperError;
use paper::statement::{MAX_LINES, Statement, print};

use crate::sample::statement;

type Spoil = fn(&mut Statement);

fn plus(money: Money, minor: i64) -> Money {
    Money::new(money.minor() + minor, money.currency())
}

#[test]
fn a_statement_that_does_not_add_up_is_refused() {
    let cases: [(Spoil, PaperError); 6] = [
        (
            |it| it.opening = plus(it.opening, 1),
            PaperError::BalanceDoesNotFollow { line: 1 },
        ),
        (
            |it| it.closing = plus(it.closing, -1),
            PaperError::ClosingDoesNotFollow,
        ),
        (
            |it| it.lines[3].balance = plus(it.lines[3].balance, 1),
            PaperError::BalanceDoesNotFollow { line: 4 },
        ),
        (
            |it| it.lines[4].amount = plus(it.lines[4].amount, 1),
            PaperError::BalanceDoesNotFollow { line: 5 },
        ),
        (|it| it.lines.truncate(9), PaperError::ClosingDoesNotFollow),
        (
            |it| it.lines.swap(2, 3),
            PaperError::BalanceDoesNotFollow { line: 3 },
        ),
    ];
    for (spoil, refusal) in cases {
        let mut statement = statement(10);
        spoil(&mut statement);
        assert_eq!(print(&statement), Err(refusal));
    }
    let mut empty = statement(0);
    empty.closing = plus(empty.closing, 1);
    assert_eq!(print(&empty), Err(PaperError::ClosingDoesNotFollow));
}

#[test]
fn two_currencies_are_never_summed_and_no_sum_overflows() {
    let euros = |money: Money| Money::new(money.minor(), Currency::Eur);
    let mut mixed = statement(2);
    mixed.lines[1].amount = euros(mixed.lines[1].amount);
    let mismatch = PaperError::Money(MoneyError::CurrencyMismatch);
    assert_eq!(print(&mixed), Err(mismatch));
    let mut mixed = statement(2);
    mixed.lines[1].balance = euros(mixed.lines[1].balance);
    assert_eq!(
        print(&mixed),
        Err(PaperError::BalanceDoesNotFollow { line: 2 })
    );
    let mut mixed = statement(2);
    mixed.closing = euros(mixed.closing);
    assert_eq!(print(&mixed), Err(PaperError::ClosingDoesNotFollow));

    let overflow = Err(PaperError::Money(MoneyError::Overflow));
    let mut large = statement(1);
    large.lines[0].amount = Money::new(i64::MAX, Currency::Gbp);
    assert_eq!(print(&large), overflow);
    // Each balance fits, the total of what went out does not.
    let pounds = |minor| Money::new(minor, Currency::Gbp);
    let mut large = statement(2);
    (large.opening, large.closing) = (pounds(i64::MAX), pounds(-i64::MAX));
    (large.lines[0].amount, large.lines[0].balance) = (pounds(-i64::MAX), pounds(0));
    (large.lines[1].amount, large.lines[1].balance) = (pounds(-i64::MAX), pounds(-i64::MAX));
    assert_eq!(print(&large), overflow);
}

#[test]
fn a_line_outside_the_period_and_a_period_that_ends_before_it_begins_are_refused() {
    for day in [date(2026, 5, 31), date(2026, 7, 1)] {
        let mut statement = statement(3);
        statement.lines[1].day = day;
        assert_eq!(
            print(&statement),
            Err(PaperError::OutsidePeriod { line: 2 })
        );
    }
    let mut reversed = statement(0);
    reversed.period_until = date(2026, 5, 31);
    assert_eq!(print(&reversed), Err(PaperError::PeriodReversed));
    let mut one_day = statement(0);
    one_day.period_until = one_day.period_from;
    assert!(print(&one_day).is_ok());
}

#[test]
fn a_statement_longer_than_the_limit_is_refused() {
    let lines = MAX_LINES + 1;
    assert_eq!(
        print(&statement(lines)),
        Err(PaperError::TooManyLines { lines })
    );
}
