//! When no text goes out: abroad, after a SIM change, over budget, suspended or locked.

use aws::sms_budget::SmsBudget;
use calls::passcode::PasscodeAnswer;
use domain::confirmation::sms_policy::{AllowedCountries, SIM_DISTRUST_SECONDS, SimChange};
use domain::confirmation::{Ending, Stage};
use domain::customer::failures::MAX_FAILURES;
use domain::customer::standing::{Standing, SuspensionReason};
use domain::failure::Failure;
use domain::id::CustomerId;
use passcode::SimChanges;
use testkit::bank::failed;
use testkit::clock;
use testkit::services::Fault;

use crate::{Rig, wrong};

fn ana() -> CustomerId {
    CustomerId("ana-lima".to_owned())
}

async fn must_be_refused(rig: &Rig, message: &str) {
    let identified = rig.bank.identified(message).await;
    let refused = rig.issue(&identified.id).await;
    assert_eq!(refused, Err(Failure::Ended("PasscodeNotSent")));
    let stage = rig.bank.stage(&identified.id).await;
    assert_eq!(stage, Stage::Ended(Ending::PasscodeNotSent));
}

#[tokio::test]
async fn no_text_goes_to_a_country_that_is_not_allowed() {
    let mut rig = Rig::start().await;
    rig.passcodes.policy.countries = AllowedCountries::parse("IE,PT").unwrap();
    must_be_refused(&rig, "wamid.1").await;
    assert!(rig.texted().is_empty());
}

#[tokio::test]
async fn no_text_goes_to_a_sim_changed_within_three_days() {
    fn yesterday(phone: &str) -> SimChange {
        assert_eq!(phone, "+447700900101");
        SimChange::ChangedAt(clock::now().plus(-86_400))
    }
    fn last_week(_: &str) -> SimChange {
        SimChange::ChangedAt(clock::now().plus(-SIM_DISTRUST_SECONDS))
    }
    let mut rig = Rig::start().await;
    rig.passcodes.policy.sim_changes = SimChanges::KnownBy(yesterday);
    must_be_refused(&rig, "wamid.1").await;
    rig.passcodes.policy.sim_changes = SimChanges::KnownBy(last_week);
    let identified = rig.bank.identified("wamid.2").await;
    assert_eq!(rig.issue(&identified.id).await, Ok(PasscodeAnswer::Sent));
}

#[tokio::test]
async fn five_texts_an_hour_and_ten_a_day_and_the_refused_ones_cost_nothing() {
    let rig = Rig::start().await;
    for hour in 0..3 {
        for number in 0..7 {
            let identified = rig.bank.identified(&format!("wamid.{hour}.{number}")).await;
            // Later ones are refused; that is the point.
            rig.issue(&identified.id).await.ok();
        }
        let expected = [5, 10, 10][hour];
        assert_eq!(rig.texted().len(), expected);
        clock::pass(3_600);
    }
}

#[tokio::test]
async fn the_breaker_stops_every_text_and_a_resend_says_so() {
    let mut rig = Rig::start().await;
    let connection = &rig.bank.engine.connection;
    rig.passcodes.policy.budget = SmsBudget::new(connection, "texts".to_owned(), 1);
    let first = rig.bank.identified("wamid.1").await;
    assert_eq!(rig.issue(&first.id).await, Ok(PasscodeAnswer::Sent));
    assert_eq!(rig.resend(&first.id).await, PasscodeAnswer::TooMany);
    must_be_refused(&rig, "wamid.2").await;
    assert_eq!(rig.texted().len(), 1);
    let code = rig.texted()[0].clone();
    let verified = rig.verify(&first.id, &code).await;
    assert_eq!(
        verified,
        Ok(PasscodeAnswer::Verified),
        "the code sent stays good"
    );
}

#[tokio::test]
async fn no_confirmation_gets_a_fourth_text_however_often_it_is_asked_for() {
    let rig = Rig::start().await;
    let identified = rig.bank.identified("wamid.1").await;
    for _ in 0..10 {
        rig.issue(&identified.id).await.ok();
        rig.resend(&identified.id).await;
    }
    assert_eq!(rig.texted().len(), 3);
}

#[tokio::test]
async fn a_suspended_customer_gets_no_text_and_no_code_is_accepted() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let identified = rig.bank.identified("wamid.2").await;
    let standings = rig.bank.engine.standings();
    let reason = SuspensionReason::Blocked;
    standings
        .suspend(&ana(), reason, clock::now())
        .await
        .unwrap();
    let refused = rig.issue(&identified.id).await;
    assert_eq!(refused, Err(Failure::Ended("Suspended")));
    let answer = rig.verify(&due.id, due.passcode.expose()).await;
    assert_eq!(answer, Ok(PasscodeAnswer::NotDue));
    let stage = rig.bank.stage(&due.id).await;
    assert_eq!(stage, Stage::Ended(Ending::Suspended));
    assert_eq!(
        rig.told(),
        [("SendTaskFailure".to_owned(), "Suspended".to_owned())]
    );
    assert!(rig.texted().is_empty());
}

#[tokio::test]
async fn a_barred_customer_who_wants_another_code_ends_it_and_the_workflow_gives_the_hold_back() {
    for ending in [Ending::Locked, Ending::Suspended] {
        let rig = Rig::start().await;
        let due = rig.bank.passcode_due("wamid.1").await;
        let standings = rig.bank.engine.standings();
        if ending == Ending::Locked {
            let lock = |before| failed(before, MAX_FAILURES);
            standings.change(&ana(), lock).await.unwrap();
        } else {
            let (reason, now) = (SuspensionReason::Blocked, clock::now());
            standings.suspend(&ana(), reason, now).await.unwrap();
        }
        assert_eq!(rig.resend(&due.id).await, PasscodeAnswer::NotDue);
        let told = ("SendTaskFailure".to_owned(), ending.name().to_owned());
        assert_eq!(rig.told(), [told]);
        assert_eq!(rig.bank.stage(&due.id).await, Stage::Ended(ending));
        assert!(rig.texted().is_empty());
    }
}

#[tokio::test]
async fn a_refusal_the_workflow_did_not_hear_of_is_told_by_whoever_wants_another_code() {
    let mut rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    rig.passcodes.policy.countries = AllowedCountries::parse("IE").unwrap();
    let away = Fault::Error("AccessDeniedException");
    rig.bank.services.fail_once("SendTaskFailure", away);
    // The workflow repeats a step whose answer it has not heard.
    let refused = rig.issue(&due.id).await;
    assert!(matches!(refused, Err(Failure::Retry(_))), "{refused:?}");
    assert_eq!(rig.resend(&due.id).await, PasscodeAnswer::NotDue);
    let told = ("SendTaskFailure".to_owned(), "PasscodeNotSent".to_owned());
    assert_eq!(rig.told(), [told.clone(), told]);
    let again = rig.issue(&due.id).await;
    assert_eq!(again, Err(Failure::Ended("PasscodeNotSent")));
}

#[tokio::test]
async fn the_sixth_code_of_an_hour_is_foreseen_before_it_is_wanted() {
    let rig = Rig::start().await;
    for text in 1..=5 {
        assert_eq!(rig.foresee().await, PasscodeAnswer::Possible, "{text}");
        let identified = rig.bank.identified(&format!("wamid.{text}")).await;
        rig.issue(&identified.id).await.unwrap();
    }
    assert_eq!(rig.foresee().await, PasscodeAnswer::TooMany);
    clock::pass(3_600);
    assert_eq!(rig.foresee().await, PasscodeAnswer::Possible);
    rig.bank.services.phones_have_opted_out();
    assert_eq!(rig.foresee().await, PasscodeAnswer::Unreachable);
    assert_eq!(rig.texted().len(), 5);
}

#[tokio::test]
async fn wrong_codes_count_against_the_customer_and_the_right_one_clears_them() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let code = due.passcode.expose().to_owned();
    for failed in 1..=2 {
        rig.verify(&due.id, &wrong(&code)).await.unwrap();
        assert_eq!(rig.failures().await, failed);
    }
    let right = rig.verify(&due.id, &code).await;
    assert_eq!(
        (right, rig.failures().await),
        (Ok(PasscodeAnswer::Verified), 0)
    );
}

#[tokio::test]
async fn a_locked_customers_right_code_looks_like_a_wrong_one() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let lock = |before: Standing| failed(before, MAX_FAILURES);
    let standings = rig.bank.engine.standings();
    standings.change(&ana(), lock).await.unwrap();
    let answer = rig.verify(&due.id, due.passcode.expose()).await;
    assert_eq!(answer, Ok(PasscodeAnswer::Wrong { tries_left: 2 }));
    standings.change(&ana(), Standing::unlocked).await.unwrap();
    let answer = rig.verify(&due.id, due.passcode.expose()).await;
    assert_eq!(answer, Ok(PasscodeAnswer::Verified));
}
