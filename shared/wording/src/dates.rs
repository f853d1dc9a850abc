//! Days and stretches of days, as a language writes them.

use domain::disclosure::{Extent, Period};
use domain::language::Language;
use jiff::civil::{Date, DateTime};

use crate::message::Message;
use crate::said;
use crate::sentence::{Sentence, own};

crate::sentences!("dates");

/// The months, from January.
pub static MONTHS: [&Message; 12] = [
    &JANUARY, &FEBRUARY, &MARCH, &APRIL, &MAY, &JUNE, &JULY, &AUGUST, &SEPTEMBER, &OCTOBER,
    &NOVEMBER, &DECEMBER,
];

/// Their short names.
pub static SHORT_MONTHS: [&Message; 12] = [
    &JAN, &FEB, &MAR, &APR, &MAY_SHORT, &JUN, &JUL, &AUG, &SEP, &OCT, &NOV, &DEC,
];

/// `21 November`.
fn day_and_month(date: Date, language: Language) -> Sentence {
    let month = month(date, &MONTHS, language);
    said!(
        language,
        DAY_AND_MONTH,
        day = own(date.day()),
        month = month
    )
}

/// `21 Nov`.
#[must_use]
pub fn short(date: Date, language: Language) -> Sentence {
    let month = month(date, &SHORT_MONTHS, language);
    said!(language, SHORT, day = own(date.day()), month = month)
}

/// `21 November 2026`.
#[must_use]
pub fn long(date: Date, language: Language) -> Sentence {
    let month = month(date, &MONTHS, language);
    let (day, year) = (own(date.day()), own(date.year()));
    said!(language, LONG, day = day, month = month, year = year)
}

/// A moment as one would say it on a day: `08:12`, or `08:12 on 21 November` on any other.
#[must_use]
pub fn moment(at: DateTime, today: Date, language: Language) -> Sentence {
    let time = own(format_args!("{:02}:{:02}", at.hour(), at.minute()));
    if at.date() == today {
        return crate::say![time];
    }
    let day = day_and_month(at.date(), language);
    said!(language, TIME_AND_DAY, time = time, day = day)
}

/// How much of a journal: `the last 10 bookings`, `October 2026`, `1 to 7 October 2026`.
#[must_use]
pub fn extent(extent: Extent, language: Language) -> Sentence {
    match extent {
        Extent::Newest(count) => said!(language, NEWEST, count = count),
        Extent::Period(period) => stretch(&period, language),
    }
}

/// A stretch of days in the fewest words that name it.
#[must_use]
pub fn stretch(period: &Period, language: Language) -> Sentence {
    let (first, last) = (period.first(), period.last());
    let is_month = first.day() == 1 && last == first.last_of_month();
    if first == last {
        return long(first, language);
    }
    if is_month {
        let month = month(first, &MONTHS, language);
        return said!(
            language,
            MONTH_AND_YEAR,
            month = month,
            year = own(first.year())
        );
    }
    let until = long(last, language);
    if (first.year(), first.month()) == (last.year(), last.month()) {
        return said!(language, DAYS_TO, first = own(first.day()), last = until);
    }
    let from = if first.year() == last.year() {
        day_and_month(first, language)
    } else {
        long(first, language)
    };
    said!(language, FROM_TO, first = from, last = until)
}

fn month(date: Date, names: &[&Message; 12], language: Language) -> Sentence {
    let place = usize::try_from(date.month()).unwrap_or_default();
    let found = names.get(place.saturating_sub(1));
    found.map_or_else(Sentence::default, |name| name.said(language, &[]))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn portuguese() -> Language {
        Language::parse("pt-BR").unwrap()
    }

    #[test]
    fn a_moment_is_told_by_the_clock_and_on_another_day_with_its_date() {
        let today = date(2026, 11, 21);
        let moment = |at, language| moment(at, today, language).plain();
        assert_eq!(moment(today.at(8, 2, 59, 0), Language::ENGLISH), "08:02");
        let another = date(2026, 11, 14).at(23, 50, 0, 0);
        assert_eq!(moment(another, Language::ENGLISH), "23:50 on 14 November");
        assert_eq!(moment(another, portuguese()), "23:50 do dia 14 de novembro");
    }

    #[test]
    fn a_stretch_is_named_in_the_fewest_words() {
        for (first, last, english, portuguese_words) in [
            (
                date(2026, 11, 21),
                date(2026, 11, 21),
                "21 November 2026",
                "21 de novembro de 2026",
            ),
            (
                date(2026, 10, 1),
                date(2026, 10, 31),
                "October 2026",
                "outubro de 2026",
            ),
            (
                date(2026, 10, 1),
                date(2026, 10, 7),
                "1 to 7 October 2026",
                "1 a 7 de outubro de 2026",
            ),
            (
                date(2026, 9, 28),
                date(2026, 10, 4),
                "28 September to 4 October 2026",
                "28 de setembro a 4 de outubro de 2026",
            ),
            (
                date(2025, 12, 30),
                date(2026, 1, 2),
                "30 December 2025 to 2 January 2026",
                "30 de dezembro de 2025 a 2 de janeiro de 2026",
            ),
        ] {
            let period = Period::try_new(first, last).unwrap();
            assert_eq!(stretch(&period, Language::ENGLISH).plain(), english);
            assert_eq!(stretch(&period, portuguese()).plain(), portuguese_words);
        }
    }
}
