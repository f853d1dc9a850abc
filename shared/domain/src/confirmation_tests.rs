//! Orders, skips and replays of the confirmation's steps.

use super::*;
use crate::account::AccountId;
use crate::customer::CustomerId;
use crate::intent::ConfirmationId;
use crate::money::{Currency, Money};

const NOW: UnixSeconds = UnixSeconds(1_795_392_000);

fn sealed() -> Confirmation {
    let intent = SealedIntent {
        id: ConfirmationId::from_message("wamid.1"),
        customer: CustomerId("ana".to_owned()),
        amount: Money::new(5_000, Currency::Gbp),
        debit_account: AccountId("1".to_owned()),
        debit_name: "Current account".to_owned(),
        credit_account: AccountId("2".to_owned()),
        payee_name: "Ben Carter".to_owned(),
        payee_customer: None,
    };
    let address = ChannelAddress::try_new(None, Some("447700900101".to_owned())).unwrap();
    Confirmation::new(intent, address)
}

fn hash(name: &str) -> Hash {
    Hash::plain(&[name.as_bytes()])
}

fn token() -> TaskToken {
    TaskToken("t".to_owned())
}

fn identifying() -> Confirmation {
    let sent = sealed().send_link(hash("link"), token(), NOW).unwrap();
    sent.open(hash("session"), FactKind::BirthDate, NOW)
        .unwrap()
}

fn passcode_due() -> Confirmation {
    let counted = identifying().count_credential_try().unwrap();
    let identified = counted.judge_credentials(true).unwrap();
    identified
        .issue_passcode(hash("code"), token(), NOW)
        .unwrap()
}

#[test]
fn the_one_legal_path_ends_verified() {
    let counted = passcode_due().count_passcode_try(NOW).unwrap();
    let verified = counted.judge_passcode(Some(hash("seal"))).unwrap();
    assert_eq!(verified.stage, Stage::Verified { seal: hash("seal") });
    assert!(!verified.is_open());
}

#[test]
fn a_link_opens_once_and_only_in_time() {
    let sent = sealed().send_link(hash("link"), token(), NOW).unwrap();
    let late = NOW.plus(LINK_SECONDS);
    let open = |sent: Confirmation, at| sent.open(hash("s"), FactKind::BirthDate, at);
    assert_eq!(open(sent.clone(), late).unwrap_err(), StepError::Expired);
    let opened = open(sent, NOW).unwrap();
    assert_eq!(open(opened, NOW).unwrap_err(), StepError::NotDue);
}

#[test]
fn the_third_wrong_pin_ends_it() {
    let mut confirmation = identifying();
    for _ in 0..MAX_CREDENTIAL_TRIES {
        confirmation = confirmation
            .count_credential_try()
            .unwrap()
            .judge_credentials(false)
            .unwrap();
    }
    assert_eq!(
        confirmation.stage,
        Stage::Ended(Ending::CredentialsRejected)
    );
    assert_eq!(
        confirmation.count_credential_try().unwrap_err(),
        StepError::NotDue
    );
}

#[test]
fn the_third_wrong_passcode_ends_it_even_across_resends() {
    let mut confirmation = passcode_due();
    for _ in 1..MAX_TEXTS {
        confirmation = confirmation
            .count_passcode_try(NOW)
            .unwrap()
            .judge_passcode(None)
            .unwrap();
        confirmation = confirmation.resend_passcode(hash("other"), NOW).unwrap();
    }
    assert_eq!(
        confirmation
            .clone()
            .resend_passcode(hash("more"), NOW)
            .unwrap_err(),
        StepError::Exhausted
    );
    let last = confirmation
        .count_passcode_try(NOW)
        .unwrap()
        .judge_passcode(None)
        .unwrap();
    assert_eq!(last.stage, Stage::Ended(Ending::PasscodeRejected));
}

#[test]
fn an_expired_passcode_is_not_even_counted() {
    let late = NOW.plus(PASSCODE_SECONDS);
    assert_eq!(
        passcode_due().count_passcode_try(late).unwrap_err(),
        StepError::Expired
    );
}

#[test]
fn nothing_can_be_skipped() {
    assert_eq!(
        sealed().count_credential_try().unwrap_err(),
        StepError::NotDue
    );
    assert_eq!(
        sealed().judge_passcode(Some(hash("x"))).unwrap_err(),
        StepError::NotDue
    );
    assert_eq!(
        identifying().count_passcode_try(NOW).unwrap_err(),
        StepError::NotDue
    );
    assert_eq!(
        identifying()
            .issue_passcode(hash("x"), token(), NOW)
            .unwrap_err(),
        StepError::NotDue
    );
    let cancelled = identifying().call_off(Ending::Cancelled).unwrap();
    assert_eq!(
        cancelled.clone().count_credential_try().unwrap_err(),
        StepError::NotDue
    );
    assert_eq!(
        cancelled.conclude(Ending::Posted).stage,
        Stage::Ended(Ending::Cancelled)
    );
}

#[test]
fn what_is_verified_can_no_longer_be_called_off() {
    let counted = passcode_due().count_passcode_try(NOW).unwrap();
    let verified = counted.judge_passcode(Some(hash("seal"))).unwrap();
    assert_eq!(
        verified.call_off(Ending::Cancelled).unwrap_err(),
        StepError::NotDue
    );
}

#[test]
fn an_unknown_ending_is_a_failure_and_never_a_success() {
    assert_eq!(Ending::parse("States.Whatever"), Ending::Failed);
    for ending in Ending::ALL {
        assert_eq!(Ending::parse(ending.name()), ending);
    }
}
