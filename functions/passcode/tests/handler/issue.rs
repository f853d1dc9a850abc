//! The SMS: what it says, where it goes, and what is kept of it.

use calls::passcode::PasscodeAnswer;
use domain::confirmation::{Ending, Stage};
use domain::failure::Failure;
use domain::id::OrderId;
use testkit::services::Fault;

use crate::Rig;

#[tokio::test]
async fn the_sms_goes_to_the_number_on_file_and_names_code_amount_and_payee() {
    let rig = Rig::start().await;
    let identified = rig.bank.identified("wamid.1").await;
    assert_eq!(rig.issue(&identified.id).await, Ok(PasscodeAnswer::Sent));
    let sms = rig.bank.services.calls_of("Publish");
    assert_eq!(sms.len(), 1);
    assert_eq!(sms[0]["PhoneNumber"], "+447700900101");
    let text = sms[0]["Message"].as_str().unwrap();
    assert!(text.contains("£50.00 to Ben Carter"), "{text}");
    assert!(text.contains("Never share it"), "{text}");
    let attributes = sms[0].to_string();
    assert!(
        attributes.contains("Transactional") && attributes.contains("ACMEBank"),
        "{attributes}"
    );
}

#[tokio::test]
async fn nothing_stored_holds_the_code() {
    let rig = Rig::start().await;
    let identified = rig.bank.identified("wamid.1").await;
    rig.issue(&identified.id).await.unwrap();
    rig.resend(&identified.id).await;
    for item in rig.bank.engine.items().await {
        for code in rig.texted() {
            assert!(!item.text.contains(&format!("\"{code}\"")), "{}", item.pk);
            assert!(
                !item.text.contains(&code) || item.table != "confirmations",
                "{}",
                item.pk
            );
        }
    }
}

#[tokio::test]
async fn a_resend_replaces_the_code_twice_and_then_no_more() {
    let rig = Rig::start().await;
    let identified = rig.bank.identified("wamid.1").await;
    rig.issue(&identified.id).await.unwrap();
    assert_eq!(rig.resend(&identified.id).await, PasscodeAnswer::Sent);
    assert_eq!(rig.resend(&identified.id).await, PasscodeAnswer::Sent);
    assert_eq!(rig.resend(&identified.id).await, PasscodeAnswer::TooMany);
    let texted = rig.texted();
    assert_eq!(texted.len(), 3, "three sms and not one more");
    let first = rig.verify(&identified.id, &texted[0]).await;
    assert_eq!(first, Ok(PasscodeAnswer::Wrong { tries_left: 2 }));
    assert_eq!(
        rig.verify(&identified.id, &texted[2]).await,
        Ok(PasscodeAnswer::Verified)
    );
}

#[tokio::test]
async fn no_code_is_sent_before_pin_and_fact_were_right() {
    let rig = Rig::start().await;
    let ids = [
        rig.bank.sealed("wamid.1").await.id,
        rig.bank.link_sent("wamid.2").await.id,
        rig.bank.identifying("wamid.3").await.id,
    ];
    for id in ids {
        assert!(matches!(rig.issue(&id).await, Err(Failure::Fail(_))));
        assert_eq!(rig.resend(&id).await, PasscodeAnswer::NotDue);
    }
    let nobody = OrderId("invented".to_owned());
    assert!(matches!(rig.issue(&nobody).await, Err(Failure::Fail(_))));
    assert!(rig.texted().is_empty());
}

#[tokio::test]
async fn after_a_cancellation_the_workflow_hears_how_it_ended_and_no_sms_goes_out() {
    let rig = Rig::start().await;
    for ending in [Ending::Cancelled, Ending::Replaced] {
        let identified = rig.bank.identified(ending.name()).await;
        rig.bank
            .step(&identified.id, |before| before.call_off(ending))
            .await;
        assert_eq!(
            rig.issue(&identified.id).await,
            Err(Failure::Ended(ending.name()))
        );
        assert_eq!(rig.resend(&identified.id).await, PasscodeAnswer::NotDue);
    }
    assert!(rig.texted().is_empty());
}

#[tokio::test]
async fn a_repeated_issue_sends_a_fresh_code_and_keeps_the_tries_used() {
    let rig = Rig::start().await;
    let identified = rig.bank.identified("wamid.1").await;
    rig.issue(&identified.id).await.unwrap();
    let old = rig.texted()[0].clone();
    rig.verify(&identified.id, &crate::wrong(&old))
        .await
        .unwrap();
    rig.issue(&identified.id).await.unwrap();
    let again = rig.verify(&identified.id, &old).await;
    assert_eq!(again, Ok(PasscodeAnswer::Wrong { tries_left: 1 }));
    assert_eq!(
        rig.verify(&identified.id, &rig.texted()[1]).await,
        Ok(PasscodeAnswer::Verified)
    );
}

#[tokio::test]
async fn an_sms_that_is_not_taken_is_tried_again_unless_it_never_can_be() {
    let rig = Rig::start().await;
    let identified = rig.bank.identified("wamid.1").await;
    rig.bank
        .services
        .fail_once("Publish", Fault::Error("OptedOut"));
    assert!(matches!(
        rig.issue(&identified.id).await,
        Err(Failure::Retry(_))
    ));
    rig.bank
        .services
        .fail_once("Publish", Fault::Error("InvalidParameter"));
    let refused = rig.issue(&identified.id).await.unwrap_err();
    assert!(matches!(refused, Failure::Fail(_)));
    assert!(!refused.to_string().contains("44770090"), "{refused}");
    assert_eq!(rig.issue(&identified.id).await, Ok(PasscodeAnswer::Sent));
    assert!(matches!(
        rig.bank.stage(&identified.id).await,
        Stage::PasscodeDue { texts: 3, .. }
    ));
}
