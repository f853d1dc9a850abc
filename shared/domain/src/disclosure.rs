//! What is told to customers of their accounts, and when they must prove first who they are.
//!
//! A balance and what was booked in the last 90 days need no strong authentication, once it was given and again
//! every 180 days (PSD2 regulatory technical standards, article 10, as amended by 2022/2360). What is older always
//! needs it. Deliberately stricter in one point: a phone that was linked after the last proof has given none.

mod period;

use crate::id::AccountId;
use crate::time::{Calendar, UnixSeconds};

pub use period::{Period, WrongWayRound};

/// How far back nothing more is asked, in days.
pub const RECENT_DAYS: i32 = 90;

/// How long a proof lasts, in seconds: 180 days.
pub const PROOF_SECONDS: i64 = 180 * 86_400;

/// A proof that still counts: it was given on the phone that is linked now.
#[must_use]
pub fn counting(
    proved_at: Option<UnixSeconds>,
    linked_at: Option<UnixSeconds>,
) -> Option<UnixSeconds> {
    proved_at.filter(|proved| linked_at.is_none_or(|linked| *proved >= linked))
}

/// What is told.
#[derive(Clone, PartialEq, Eq)]
pub enum Disclosure {
    /// What is in every account now.
    Balances,
    /// What was booked on one account.
    Statement(Statement),
}

/// A statement of one account.
#[derive(Clone, PartialEq, Eq)]
pub struct Statement {
    /// Which account.
    pub account: AccountId,
    /// What the customer calls it.
    pub account_name: String,
    /// How much of it.
    pub extent: Extent,
    /// How it is told.
    pub form: Form,
}

/// How much of an account's journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The newest bookings of the last 90 days, at most so many.
    Newest(u8),
    /// Everything in a period.
    Period(Period),
}

/// How a statement is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As a message.
    Message,
    /// As a PDF.
    Document,
}

impl Disclosure {
    /// Whether it may be told without another proof. `proved_at`: when the customer last proved who they are, on
    /// the phone that is linked now.
    #[must_use]
    pub fn is_exempt(
        &self,
        proved_at: Option<UnixSeconds>,
        now: UnixSeconds,
        calendar: &Calendar,
    ) -> bool {
        let is_proved = proved_at.is_some_and(|at| now.0 < at.plus(PROOF_SECONDS).0);
        is_proved && self.is_recent(now, calendar)
    }

    fn is_recent(&self, now: UnixSeconds, calendar: &Calendar) -> bool {
        match self {
            Self::Balances
            | Self::Statement(Statement {
                extent: Extent::Newest(_),
                ..
            }) => true,
            Self::Statement(Statement {
                extent: Extent::Period(period),
                ..
            }) => period.first() >= calendar.days_before(now, RECENT_DAYS),
        }
    }
}

impl Extent {
    /// At most how many bookings, where a number was asked for.
    #[must_use]
    pub const fn most(self) -> Option<u8> {
        match self {
            Self::Newest(count) => Some(count),
            Self::Period(_) => None,
        }
    }

    /// The days it reaches over, given today.
    #[must_use]
    pub fn period(self, now: UnixSeconds, calendar: &Calendar) -> Period {
        match self {
            Self::Period(period) => period,
            Self::Newest(_) => {
                Period::until_today(calendar.days_before(now, RECENT_DAYS), now, calendar)
            }
        }
    }
}

impl Form {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Document => "document",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Message, Self::Document]
            .into_iter()
            .find(|form| form.name() == name)
    }
}

/// What is asked for and of which account is confidential.
impl std::fmt::Debug for Disclosure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Disclosure(..)")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// 2026-11-23T12:00:00Z.
    const NOW: UnixSeconds = UnixSeconds(1_795_435_200);

    fn of(extent: Extent) -> Disclosure {
        Disclosure::Statement(Statement {
            account: AccountId("40010101".to_owned()),
            account_name: "Current account".to_owned(),
            extent,
            form: Form::Message,
        })
    }

    fn from(year: i16, month: i8, day: i8) -> Disclosure {
        let period = Period::try_new(date(year, month, day), date(2026, 11, 23));
        of(Extent::Period(period.unwrap()))
    }

    #[test]
    fn nothing_is_told_before_a_first_proof_and_none_lasts_longer_than_180_days() {
        let calendar = Calendar::utc();
        let exempt = |at: Option<i64>| {
            let at = at.map(UnixSeconds);
            Disclosure::Balances.is_exempt(at, NOW, &calendar)
        };
        assert!(!exempt(None));
        assert!(exempt(Some(NOW.0)));
        assert!(exempt(Some(NOW.0 - PROOF_SECONDS + 1)));
        assert!(!exempt(Some(NOW.0 - PROOF_SECONDS)));
    }

    #[test]
    fn a_proof_from_before_the_phone_was_linked_does_not_count() {
        let before = Some(UnixSeconds(NOW.0 - 1));
        assert_eq!(counting(before, Some(NOW)), None);
        assert_eq!(counting(Some(NOW), Some(NOW)), Some(NOW));
        assert_eq!(counting(before, None), before);
    }

    #[test]
    fn ninety_days_back_is_recent_and_a_day_more_is_not() {
        let calendar = Calendar::utc();
        let exempt = |what: &Disclosure| what.is_exempt(Some(NOW), NOW, &calendar);
        assert!(exempt(&of(Extent::Newest(50))));
        assert!(exempt(&from(2026, 8, 25)));
        assert!(!exempt(&from(2026, 8, 24)));
    }

    #[test]
    fn the_newest_reach_over_the_ninety_days_and_no_further() {
        let period = Extent::Newest(5).period(NOW, &Calendar::utc());
        assert_eq!(
            (period.first(), period.last()),
            (date(2026, 8, 25), date(2026, 11, 23))
        );
    }
}
