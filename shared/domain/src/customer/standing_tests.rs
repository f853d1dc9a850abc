//! What counts, what locks, what is told, and what a suspension stops.

use super::*;
use crate::customer::failures::MAX_FAILURES;

const NOW: UnixSeconds = UnixSeconds(1_795_392_000);

fn name(number: usize) -> Hash {
    Hash::plain(&[&number.to_be_bytes()])
}

/// By turns with PIN and fact and with a passcode, as far as they are compared.
fn failed(times: usize) -> Standing {
    let count = |standing: Standing, number| standing.counted(what(number), name(number), NOW).0;
    (0..times).fold(Standing::default(), count)
}

const fn what(number: usize) -> Tried {
    if number.is_multiple_of(2) || number >= MAX_FAILURES as usize {
        Tried::Credentials
    } else {
        Tried::Passcode
    }
}

#[test]
fn the_fifth_failure_in_a_row_locks_and_only_the_bank_unlocks() {
    assert_eq!(failed(4).admits(), Ok(()));
    assert_eq!(failed(5).admits(), Err(Barred::Locked));
    let nobodys = name(77);
    for tried in [Tried::Credentials, Tried::Passcode] {
        let right = failed(5).succeeded(tried, nobodys);
        assert_eq!(right.admits(), Err(Barred::Locked));
    }
    assert_eq!(failed(7).unlocked(), Standing::default());
}

#[test]
fn the_delay_grows_and_a_locked_customer_waits_as_if_nothing_had_failed() {
    let wait = |times| failed(times).wait_seconds(NOW);
    let waits = [0, 1, 2, 3, 4, 5].map(wait);
    assert_eq!(waits, [None, None, None, Some(30), Some(300), Some(300)]);
    assert_eq!([6, 7, 8, 9].map(wait), [1, 2, 3, 4].map(wait));
    assert_eq!(wait(100), Some(300));
    assert_eq!(failed(4).wait_seconds(NOW.plus(300)), None);
}

#[test]
fn of_any_number_of_tries_counted_before_one_is_judged_five_may_be_compared() {
    let mut standing = Standing::default();
    let mut compared = 0;
    for number in 0..64 {
        let (after, counted) = standing.counted(what(number), name(number), NOW);
        compared += usize::from(counted != Counted::Locked);
        standing = after;
    }
    assert_eq!(compared, usize::from(MAX_FAILURES));
}

#[test]
fn a_try_is_counted_once_under_its_name_and_may_still_be_compared_when_it_was_the_last() {
    let last = name(4);
    let (again, counted) = failed(5).counted(Tried::Credentials, last, NOW.plus(1));
    assert_eq!(again, failed(5));
    assert_ne!(counted, Counted::Locked);
    for tried in [Tried::Credentials, Tried::Passcode] {
        assert_eq!(again.counted(tried, name(5), NOW).1, Counted::Locked);
    }
}

#[test]
fn a_right_try_clears_its_own_kind_and_no_other() {
    let (credentials, passcode) = (Tried::Credentials, Tried::Passcode);
    let right = failed(5).succeeded(credentials, name(2));
    assert_eq!((right.failures(), right.admits()), (2, Ok(())));
    assert_eq!(right.credentials, Tries::NONE);
    let right = failed(4).succeeded(passcode, name(1));
    assert_eq!((right.failures(), right.passcode), (2, Tries::NONE));
    let others: Vec<Hash> = right.credentials.failures.names().collect();
    assert_eq!(others, [0, 2].map(name));
}

/// It was counted and compared before the fifth was; the lock came after it.
#[test]
fn a_right_try_takes_its_own_count_back_from_a_lock_of_the_other_kind() {
    let count = |standing: Standing, number| standing.counted(Tried::Passcode, name(number), NOW).0;
    let passcodes = (0..5).fold(Standing::default(), count);
    let late = passcodes.succeeded(Tried::Credentials, name(77));
    assert_eq!(late, passcodes);
}

#[test]
fn pin_and_fact_wait_but_not_for_a_try_that_was_counted() {
    let waiting = failed(3);
    let in_time = |number| waiting.counted_in_time(name(number), NOW.plus(10)).err();
    assert_eq!(in_time(9), Some(TooSoon(20)));
    assert_eq!(in_time(2), None);
}

#[test]
fn the_fact_that_is_asked_stays_until_it_was_answered_or_is_no_longer_on_file() {
    use FactKind::{BirthDate, CardLastFour};
    let both = [BirthDate, CardLastFour];
    let asked = Standing::default().asked(BirthDate, &both);
    let again = failed(2).suspended(SuspensionReason::Blocked, NOW);
    let again = Standing {
        question: asked.question,
        ..again
    };
    for standing in [asked, again, again.unlocked()] {
        let next = standing.asked(CardLastFour, &both);
        assert_eq!(next.question, Some(BirthDate));
    }
    let gone = asked.asked(CardLastFour, &[CardLastFour]);
    assert_eq!(gone.question, Some(CardLastFour));
    let answered = asked.answered(name(0)).asked(CardLastFour, &both);
    assert_eq!(answered.question, Some(CardLastFour));
}

#[test]
fn a_change_of_identity_outranks_every_other_reason_and_silences_the_bank() {
    let suspended = Standing::default().suspended(SuspensionReason::NotAskedFor, NOW);
    let changed = suspended.suspended(SuspensionReason::IdentityChange, NOW.plus(9));
    let again = changed.suspended(SuspensionReason::Blocked, NOW.plus(19));
    let suspension = changed.suspension.unwrap();
    assert_eq!(suspension.reason, SuspensionReason::IdentityChange);
    assert_eq!(suspension.since, NOW.plus(9));
    assert_eq!(again, changed);
    for purpose in [Purpose::Link, Purpose::Receipt, Purpose::Ending] {
        assert!(suspended.may_be_told(purpose) && !changed.may_be_told(purpose));
    }
    for purpose in [Purpose::CreditNotice, Purpose::Document] {
        assert!(!suspended.may_be_told(purpose) && Standing::default().may_be_told(purpose));
    }
    assert!(!suspended.may_see_balances() && Standing::default().may_see_balances());
}

#[test]
fn a_suspension_bars_everything_and_the_first_reason_stands() {
    let suspended = Standing::default().suspended(SuspensionReason::Blocked, NOW);
    let again = suspended.suspended(SuspensionReason::NotAskedFor, NOW.plus(9));
    assert_eq!(again, suspended);
    assert!(suspended.cards_stopped);
    assert_eq!(
        suspended.admits(),
        Err(Barred::Suspended(SuspensionReason::Blocked))
    );
}

#[test]
fn unlocking_lifts_no_suspension() {
    let both = failed(5).suspended(SuspensionReason::NotAskedFor, NOW);
    assert!(both.unlocked().admits().is_err());
}

#[test]
fn a_changed_identity_leaves_the_cards_alone() {
    let changed = Standing::default().suspended(SuspensionReason::IdentityChange, NOW);
    assert!(!changed.cards_stopped && changed.admits().is_err());
    for reason in SuspensionReason::ALL {
        assert_eq!(SuspensionReason::parse(reason.name()), Some(reason));
    }
}
