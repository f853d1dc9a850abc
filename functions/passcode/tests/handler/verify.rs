//! Trying a code.

use std::sync::Arc;

use calls::passcode::PasscodeAnswer;
use domain::authority::{Proof, Signers};
use domain::confirmation::order::SealedOrder;
use domain::confirmation::passcode::PASSCODE_SECONDS;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::failure::Failure;
use domain::signature::VerifyingKeys;
use testkit::bank::order;
use testkit::engine::{signers, signing};
use testkit::services::Fault;
use testkit::{clock, comparisons};

use crate::{Rig, wrong};

#[tokio::test]
async fn the_right_code_lets_the_workflow_go_on_with_a_seal_that_transfers_accepts() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let answer = rig.verify(&due.id, due.passcode.expose()).await;
    assert_eq!(answer, Ok(PasscodeAnswer::Verified));
    assert_eq!(rig.told(), [("SendTaskSuccess".to_owned(), String::new())]);
    let Stage::Verified { seal } = rig.bank.stage(&due.id).await else {
        panic!("not verified");
    };
    let is_accepted = |signers: &Signers, message| {
        let order = SealedOrder::seal(order(message));
        Proof::check(seal, signers, order.id(), order.digest()).is_some()
    };
    let (good, other) = (signers(), VerifyingKeys::from(signing(7).public()));
    assert!(is_accepted(&good, "wamid.1"));
    assert!(!is_accepted(&good, "wamid.2"));
    let wrong = [
        Signers {
            identified: other.clone(),
            ..good.clone()
        },
        Signers {
            confirmed: other,
            ..good
        },
    ];
    assert!(wrong.iter().all(|signers| !is_accepted(signers, "wamid.1")));
}

#[tokio::test]
async fn the_third_wrong_code_ends_it_and_the_right_one_comes_too_late() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let guess = wrong(due.passcode.expose());
    for tries_left in [2, 1] {
        let answer = rig.verify(&due.id, &guess).await;
        assert_eq!(answer, Ok(PasscodeAnswer::Wrong { tries_left }));
    }
    assert_eq!(
        rig.verify(&due.id, &guess).await,
        Ok(PasscodeAnswer::Locked)
    );
    assert_eq!(
        rig.told(),
        [("SendTaskFailure".to_owned(), "PasscodeRejected".to_owned())]
    );
    let late = rig.verify(&due.id, due.passcode.expose()).await;
    assert_eq!(late, Ok(PasscodeAnswer::Locked));
    assert_eq!(
        rig.bank.stage(&due.id).await,
        Stage::Ended(Ending::PasscodeRejected)
    );
    assert!(
        rig.told()
            .iter()
            .all(|(operation, _)| operation == "SendTaskFailure")
    );
}

#[tokio::test]
async fn of_eight_guesses_at_once_three_are_compared() {
    comparisons::listen();
    let rig = Arc::new(Rig::start().await);
    let due = rig.bank.passcode_due("wamid.eight").await;
    let guess = wrong(due.passcode.expose());
    let guesses = (0..8).map(|_| {
        let (rig, id, guess) = (Arc::clone(&rig), due.id.clone(), guess.clone());
        tokio::spawn(async move { rig.verify(&id, &guess).await })
    });
    for guess in guesses.collect::<Vec<_>>() {
        match guess.await.unwrap() {
            Ok(PasscodeAnswer::Wrong { .. } | PasscodeAnswer::Locked | PasscodeAnswer::NotDue)
            | Err(Failure::Retry(_)) => {}
            other => panic!("{other:?}"),
        }
    }
    let late = rig.verify(&due.id, due.passcode.expose()).await;
    assert_ne!(late, Ok(PasscodeAnswer::Verified));
    let compared = comparisons::of(&due.id);
    assert!(
        (1..=3).contains(&compared),
        "{compared} guesses were compared"
    );
}

#[tokio::test]
async fn a_code_of_another_confirmation_does_not_fit() {
    let rig = Rig::start().await;
    let (mine, other) = (
        rig.bank.passcode_due("wamid.1").await,
        rig.bank.passcode_due("wamid.2").await,
    );
    let answer = rig.verify(&mine.id, other.passcode.expose()).await;
    assert_eq!(answer, Ok(PasscodeAnswer::Wrong { tries_left: 2 }));
}

#[tokio::test]
async fn an_expired_code_is_not_even_counted_and_another_one_works() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    clock::pass(PASSCODE_SECONDS);
    let late = rig.verify(&due.id, due.passcode.expose()).await;
    assert_eq!(late, Ok(PasscodeAnswer::Expired));
    assert!(matches!(
        rig.bank.stage(&due.id).await,
        Stage::PasscodeDue { attempts: 0, .. }
    ));
    assert_eq!(rig.resend(&due.id).await, PasscodeAnswer::Sent);
    assert_eq!(
        rig.verify(&due.id, &rig.texted()[0]).await,
        Ok(PasscodeAnswer::Verified)
    );
}

#[tokio::test]
async fn where_no_code_is_due_every_code_is_refused_alike() {
    let rig = Rig::start().await;
    let ids = [
        rig.bank.sealed("wamid.1").await.id,
        rig.bank.identifying("wamid.2").await.id,
        rig.bank.identified("wamid.3").await.id,
    ];
    for id in ids {
        assert_eq!(rig.verify(&id, "123456").await, Ok(PasscodeAnswer::NotDue));
    }
    assert!(rig.told().is_empty());
}

#[tokio::test]
async fn a_right_code_after_the_wait_is_gone_is_left_to_the_workflow_to_tell() {
    let rig = Rig::start().await;
    for fault in ["TaskTimedOut", "TaskDoesNotExist"] {
        let due = rig.bank.passcode_due(fault).await;
        rig.bank
            .services
            .fail_once("SendTaskSuccess", Fault::Error(fault));
        let answer = rig.verify(&due.id, due.passcode.expose()).await;
        assert_eq!(answer, Ok(PasscodeAnswer::Verified));
    }
}

#[tokio::test]
async fn a_success_whose_answer_was_lost_is_not_mistaken_for_one_too_late() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    rig.bank
        .services
        .fail_once("SendTaskSuccess", Fault::LostAnswer);
    let answer = rig.verify(&due.id, due.passcode.expose()).await;
    assert_eq!(answer, Ok(PasscodeAnswer::Verified));
}

#[tokio::test]
async fn a_success_the_workflow_did_not_hear_of_is_told_again() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    rig.bank
        .services
        .fail_once("SendTaskSuccess", Fault::Error("InvalidOutput"));
    let code = due.passcode.expose();
    assert!(matches!(
        rig.verify(&due.id, code).await,
        Err(Failure::Retry(_))
    ));
    assert_eq!(
        rig.verify(&due.id, code).await,
        Ok(PasscodeAnswer::Verified)
    );
    assert_eq!(rig.told().len(), 2);
    assert_eq!(
        rig.verify(&due.id, code).await,
        Ok(PasscodeAnswer::Verified),
        "its wait is gone"
    );
}

#[tokio::test]
async fn a_rejection_the_workflow_did_not_hear_of_is_told_again() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.1").await;
    let guess = wrong(due.passcode.expose());
    rig.verify(&due.id, &guess).await.unwrap();
    rig.verify(&due.id, &guess).await.unwrap();
    rig.bank
        .services
        .fail_once("SendTaskFailure", Fault::Error("InvalidOutput"));
    assert!(matches!(
        rig.verify(&due.id, &guess).await,
        Err(Failure::Retry(_))
    ));
    assert_eq!(
        rig.verify(&due.id, &guess).await,
        Ok(PasscodeAnswer::Locked)
    );
    assert_eq!(rig.told().len(), 2);
}

#[tokio::test]
async fn what_the_record_alone_says_ends_no_wait() {
    let rig = Rig::start().await;
    let other = rig.bank.verified("wamid.1").await;
    let due = rig.bank.passcode_due("wamid.2").await;
    let verified = rig.bank.stage(&other.id).await;
    let step = |before| {
        Ok(Confirmation {
            stage: verified,
            ..before
        })
    };
    rig.bank.step(&due.id, step).await;
    let answer = rig.verify(&due.id, due.passcode.expose()).await;
    assert!(matches!(answer, Err(Failure::Fail(_))), "{answer:?}");
    assert!(rig.told().is_empty());
}
