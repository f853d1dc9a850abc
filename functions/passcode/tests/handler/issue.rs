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
    assert!(text.contains("£50.00 to Ben Carter ending 0101"), "{text}");
    let bound = format!("\n@bank.example #{}", rig.texted()[0]);
    assert!(text.ends_with(&bound), "{text}");
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
    let refused = rig.issue(&identified.id).await;
    assert_eq!(refused, Err(Failure::Ended("PasscodeNotSent")));
    let stage = rig.bank.stage(&identified.id).await;
    assert_eq!(stage, Stage::Ended(Ending::PasscodeNotSent));
}

#[tokio::test]
async fn a_phone_that_has_opted_out_is_told_at_once_and_no_text_is_spent_on_it() {
    let rig = Rig::start().await;
    let identified = rig.bank.identified("wamid.1").await;
    rig.issue(&identified.id).await.unwrap();
    rig.bank.services.phones_have_opted_out();
    let again = rig.resend(&identified.id).await;
    assert_eq!(again, PasscodeAnswer::Unreachable);
    let next = rig.bank.identified("wamid.2").await;
    let refused = rig.issue(&next.id).await;
    assert_eq!(refused, Err(Failure::Ended("PasscodeNotSent")));
    assert_eq!(rig.texted().len(), 1);
}

#[tokio::test]
async fn where_sns_does_not_say_who_opted_out_the_text_is_sent() {
    let rig = Rig::start().await;
    let identified = rig.bank.identified("wamid.1").await;
    let unknown = Fault::Error("AuthorizationError");
    rig.bank
        .services
        .fail_once("CheckIfPhoneNumberIsOptedOut", unknown);
    assert_eq!(rig.issue(&identified.id).await, Ok(PasscodeAnswer::Sent));
}

#[test]
fn a_code_is_bound_to_the_host_of_the_page_and_never_to_its_port() {
    let host = |url| passcode::host_of(url).unwrap();
    let bank = host("https://bank.example:8443/live/confirm");
    assert_eq!(bank.as_deref(), Some("bank.example"));
    assert_eq!(host("none"), None);
    assert!(passcode::host_of("/confirm").is_err());
}
