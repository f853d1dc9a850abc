//! Standing orders in words: how often and until when they are due, and what became of one payment.
//!
//! Deliberately one place for two tellers: the service that arranges them, and the workflow that pays them.

use domain::language::Language;
use domain::standing_order::Terms;
use domain::standing_order::schedule::{Rhythm, Schedule};
use jiff::civil::{Date, Weekday};

use crate::dates;
use crate::message::{Message, ending};
use crate::said;
use crate::sentence::{Sentence, name, own};

crate::sentences!("due");

/// What became of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The money has moved.
    Paid,
    /// Not enough money: it is tried again the next morning.
    PutOffForFunds,
    /// Not possible for another reason: it is tried again the next morning.
    PutOff,
    /// Not enough money, also the next morning.
    GivenUpForFunds,
    /// Not possible, also the next morning.
    GivenUp,
}

/// What became of the payment that was due on a day.
#[must_use]
pub fn told(terms: &Terms, due: Date, fate: Fate, language: Language) -> Sentence {
    let movement = &terms.movement;
    let (amount, payee) = (movement.amount, || name(&movement.payee_name));
    let day = || dates::long(due, language);
    let from = || name(movement.debit_name.to_lowercase());
    let account = || ending(movement.debit_account.ending());
    match fate {
        Fate::Paid => said!(
            language,
            PAID,
            amount = amount,
            payee = payee(),
            from = from(),
            account = account(),
            day = day()
        ),
        Fate::PutOffForFunds => said!(
            language,
            PUT_OFF_FOR_FUNDS,
            amount = amount,
            payee = payee(),
            from = from(),
            account = account()
        ),
        Fate::PutOff => said!(language, PUT_OFF, amount = amount, payee = payee()),
        Fate::GivenUpForFunds => said!(
            language,
            GIVEN_UP_FOR_FUNDS,
            amount = amount,
            payee = payee(),
            from = from(),
            account = account(),
            day = day()
        ),
        Fate::GivenUp => said!(
            language,
            GIVEN_UP,
            amount = amount,
            payee = payee(),
            day = day()
        ),
    }
}

/// How often: "every Friday", "every month on the 31st", "once".
#[must_use]
pub fn rhythm(schedule: &Schedule, language: Language) -> Sentence {
    match schedule.rhythm() {
        Rhythm::Once => said!(language, ONCE),
        Rhythm::Weekly => weekly(schedule.first().weekday(), language),
        Rhythm::Monthly(31) => said!(language, LAST_OF_MONTH),
        Rhythm::Monthly(day) => said!(language, MONTHLY, day = own(day)),
    }
}

/// The whole of it: "every Friday from 4 December 2026, until 1 March 2027".
#[must_use]
pub fn schedule(schedule: &Schedule, language: Language) -> Sentence {
    let first = dates::long(schedule.first(), language);
    let often = || rhythm(schedule, language);
    match schedule.last() {
        _ if !schedule.repeats() => said!(language, ON_DAY, day = first),
        None => said!(language, FROM_DAY, rhythm = often(), first = first),
        Some(last) => said!(
            language,
            FROM_TO,
            rhythm = often(),
            first = first,
            last = dates::long(last, language)
        ),
    }
}

fn weekly(day: Weekday, language: Language) -> Sentence {
    let message: &Message = match day {
        Weekday::Monday => &EVERY_MONDAY,
        Weekday::Tuesday => &EVERY_TUESDAY,
        Weekday::Wednesday => &EVERY_WEDNESDAY,
        Weekday::Thursday => &EVERY_THURSDAY,
        Weekday::Friday => &EVERY_FRIDAY,
        Weekday::Saturday => &EVERY_SATURDAY,
        Weekday::Sunday => &EVERY_SUNDAY,
    };
    message.said(language, &[])
}
