//! Standing and SMS counters: nothing lost in a race, nothing sent over budget.

use std::convert::Infallible;

use domain::confirmation::sms_policy::{
    MAX_PER_NUMBER_AND_DAY, MAX_PER_NUMBER_AND_HOUR, SmsRefused,
};
use domain::customer::credential::FactKind;
use domain::customer::failures::MAX_FAILURES;
use domain::customer::standing::{Barred, Counted, Standing, SuspensionReason};
use domain::customer::tries::Tried;
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use testkit::bank::{failed, try_name};
use testkit::engine::{AttributeValue, Engine, NOW};

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

fn phone(number: u32) -> Hash {
    Hash::plain(&[&number.to_be_bytes()])
}

#[tokio::test]
async fn a_suspension_survives_storage_and_ends_only_when_it_is_lifted() {
    let engine = Engine::start().await;
    let standings = engine.standings();
    assert_eq!(standings.of(&ana()).await, Ok(Standing::default()));
    for reason in SuspensionReason::ALL {
        standings.suspend(&ana(), reason, NOW).await.unwrap();
        let found = standings.of(&ana()).await.unwrap();
        assert_eq!(found.admits(), Err(Barred::Suspended(reason)));
        standings.lift(&ana()).await.unwrap();
    }
    assert_eq!(standings.of(&ana()).await, Ok(Standing::default()));
}

#[tokio::test]
async fn of_racing_failures_none_is_lost() {
    let engine = Engine::start().await;
    let standings = engine.standings();
    let ana = ana();
    let fail = || standings.change(&ana, |before| failed(before, 1));
    let (first, second, third) = tokio::join!(fail(), fail(), fail());
    for done in [first, second, third] {
        done.unwrap();
    }
    assert_eq!(standings.of(&ana).await.unwrap().failures(), 3);
    for _ in 0..10 {
        fail().await.unwrap();
    }
    let failures = standings.of(&ana).await.unwrap().failures();
    assert_eq!(failures, MAX_FAILURES);
}

/// Five of both kinds together, however they race; and each role writes its own kind.
#[tokio::test]
async fn of_pins_and_passcodes_tried_at_once_five_are_compared() {
    let engine = Engine::start().await;
    let standings = engine.standings();
    let tries = (0..12).map(|number: u8| {
        let standings = standings.clone();
        let tried = if number.is_multiple_of(2) {
            Tried::Credentials
        } else {
            Tried::Passcode
        };
        tokio::spawn(async move {
            let name = try_name(&number.to_string());
            let count = |before: Standing| Ok::<_, Infallible>(before.counted(tried, name, NOW));
            standings.try_change(&ana(), count).await
        })
    });
    let mut compared = 0;
    for tried in tries.collect::<Vec<_>>() {
        // One too contended to be counted is not compared either.
        if let Ok(Ok((_, counted))) = tried.await.unwrap() {
            compared += u8::from(counted != Counted::Locked);
        }
    }
    assert!(compared <= MAX_FAILURES, "{compared}");
    assert_eq!(standings.of(&ana()).await.unwrap().failures(), compared);
    // Those that were too contended come again, one after the other.
    for number in 12..24_u8 {
        let name = try_name(&number.to_string());
        let count =
            |before: Standing| Ok::<_, Infallible>(before.counted(Tried::Passcode, name, NOW));
        let (_, counted) = standings.try_change(&ana(), count).await.unwrap().unwrap();
        compared += u8::from(counted != Counted::Locked);
    }
    assert_eq!(compared, MAX_FAILURES);
}

#[tokio::test]
async fn failures_by_name_what_is_ignored_and_the_fact_asked_survive_storage() {
    let engine = Engine::start().await;
    let standings = engine.standings();
    let change = |before: Standing| failed(before, 7).asked(FactKind::BirthDate, &FactKind::ALL);
    let after = standings.change(&ana(), change).await.unwrap();
    assert_eq!(standings.of(&ana()).await, Ok(after));
    let kept = after.passcode.failures;
    assert_eq!(
        (kept.count(), kept.ignored(), kept.names().count()),
        (5, 2, 5)
    );
    let answered = |before: Standing| before.unlocked().answered(try_name("any"));
    let after = standings.change(&ana(), answered).await.unwrap();
    assert_eq!(after, Standing::default());
    assert_eq!(standings.of(&ana()).await, Ok(after));
}

#[tokio::test]
async fn a_standing_that_does_not_read_is_not_a_good_one() {
    let garbage = || AttributeValue::S("garbage".to_owned());
    for (table, sk, field) in [
        ("credential-tries", "TRIES", "question"),
        ("passcode-tries", "TRIES", "failures"),
        ("suspensions", "blocked", "since"),
    ] {
        let engine = Engine::start().await;
        let standings = engine.standings();
        let reason = SuspensionReason::Blocked;
        standings.suspend(&ana(), reason, NOW).await.unwrap();
        let fail = |before| failed(before, 1).asked(FactKind::BirthDate, &FactKind::ALL);
        standings.change(&ana(), fail).await.unwrap();
        let pk = "CUSTOMER#ana-lima";
        engine.tamper(table, pk, sk, field, garbage()).await;
        assert!(standings.of(&ana()).await.is_err(), "{table}");
    }
}

/// Whoever can only put items can suspend, and cannot lift: not with a reason nobody knows, nor by writing again.
#[tokio::test]
async fn what_is_written_over_a_suspension_makes_it_no_less_one() {
    let engine = Engine::start().await;
    let standings = engine.standings();
    let reason = SuspensionReason::Blocked;
    standings.suspend(&ana(), reason, NOW).await.unwrap();
    let later = standings.suspend(&ana(), reason, NOW.plus(9)).await;
    assert_eq!(later.unwrap().suspension.unwrap().since, NOW);
    let identity = SuspensionReason::IdentityChange;
    let both = standings.suspend(&ana(), identity, NOW.plus(9)).await;
    let both = both.unwrap();
    assert_eq!(both.admits(), Err(Barred::Suspended(identity)));
    assert!(both.cards_stopped);
    let change = |before: Standing| before.unlocked();
    let tried = standings.change(&ana(), change).await.unwrap();
    assert_eq!(tried.admits(), Err(Barred::Suspended(identity)));
    let lifted = standings.lift(&ana()).await.unwrap();
    assert_eq!((lifted.admits(), lifted.cards_stopped), (Ok(()), false));
}

#[tokio::test]
async fn a_number_gets_five_texts_an_hour_and_ten_a_day() {
    let engine = Engine::start().await;
    let budget = engine.sms_budget();
    let mut sent = 0;
    // Twelve hours of one UTC day.
    for hour in 0..11 {
        for _ in 0..20 {
            let taken = budget
                .take(&phone(1), NOW.plus(hour * 3_600))
                .await
                .unwrap();
            match taken {
                Ok(()) => sent += 1,
                Err(refusal) => assert_eq!(refusal, SmsRefused::NumberBudget),
            }
        }
        if hour == 0 {
            assert_eq!(sent, MAX_PER_NUMBER_AND_HOUR);
        }
    }
    assert_eq!(sent, MAX_PER_NUMBER_AND_DAY);
    assert_eq!(budget.take(&phone(2), NOW).await, Ok(Ok(())));
    assert_eq!(budget.take(&phone(1), NOW.plus(86_400)).await, Ok(Ok(())));
}

#[tokio::test]
async fn the_whole_banks_breaker_opens_for_the_rest_of_the_hour() {
    let engine = Engine::start().await;
    let budget = aws::sms_budget::SmsBudget::new(&engine.connection, "texts".to_owned(), 7);
    for number in 0..7 {
        assert_eq!(budget.take(&phone(number), NOW).await, Ok(Ok(())));
    }
    let eighth = budget.take(&phone(8), NOW).await;
    assert_eq!(eighth, Ok(Err(SmsRefused::GlobalBudget)));
    assert_eq!(budget.take(&phone(8), NOW.plus(3_600)).await, Ok(Ok(())));
}

#[tokio::test]
async fn parallel_texts_to_one_number_never_exceed_its_budget() {
    let engine = Engine::start().await;
    let budget = engine.sms_budget();
    let takes = (0..40).map(|_| {
        let budget = budget.clone();
        tokio::spawn(async move { budget.take(&phone(1), NOW).await })
    });
    let mut sent = 0;
    for take in takes.collect::<Vec<_>>() {
        // A counter too contended to decide sends nothing either.
        sent += u32::from(matches!(take.await.unwrap(), Ok(Ok(()))));
    }
    assert_eq!(sent, MAX_PER_NUMBER_AND_HOUR);
}
