//! Orders, skips and replays of the confirmation's steps.
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use super::*;
use crate::confirmation::order::{Effect, Order};
use crate::confirmation::passcode::{MAX_TEXTS, PASSCODE_SECONDS};
use crate::id::{AccountId, CustomerId, OrderId};
use crate::language::Language;
use crate::ledger::movement::Movement;
use crate::money::{Currency, Money};
use crate::signature::SigningKey;

const NOW: UnixSeconds = UnixSeconds(1_795_392_000);

/// Made once: signing is dear, and sequences are many.
static IDENTIFICATION: LazyLock<Identification> =
    LazyLock::new(|| Identification::sign(&signing(5), sealed().id(), sealed().order.digest()));

static SEAL: LazyLock<Seal> = LazyLock::new(|| {
    let sealed = sealed();
    Seal::sign(
        &signing(6),
        *IDENTIFICATION,
        sealed.id(),
        sealed.order.digest(),
    )
});

fn identification() -> Identification {
    *IDENTIFICATION
}

fn seal() -> Seal {
    *SEAL
}

fn signing(byte: u8) -> SigningKey {
    SigningKey::try_new(&[byte; 32]).unwrap()
}

fn sealed() -> Confirmation {
    let movement = Movement {
        amount: Money::new(5_000, Currency::Gbp),
        debit_account: AccountId("1".to_owned()),
        debit_name: "Current account".to_owned(),
        credit_account: AccountId("2".to_owned()),
        payer_name: "Ana Lima".to_owned(),
        payee_name: "Ben Carter".to_owned(),
        payee_customer: None,
        reference: None,
        bill: None,
    };
    let order = SealedOrder::seal(Order {
        id: OrderId::from_message("wamid.1"),
        customer: CustomerId("ana".to_owned()),
        customer_name: "Ana Lima".to_owned(),
        service: "transfer".to_owned(),
        language: Language::ENGLISH,
        effect: Effect::Move(movement),
    });
    let address = ChannelAddress::try_new(None, Some("447700900101".to_owned())).unwrap();
    Confirmation::new(order, address)
}

fn hash(name: &str) -> Hash {
    Hash::plain(&[name.as_bytes()])
}

fn token() -> TaskToken {
    TaskToken("t".to_owned())
}

fn session() -> Session {
    Session::begin(hash("session"), None, NOW)
}

fn identifying() -> Confirmation {
    let sent = sealed().send_link(hash("link"), token(), NOW).unwrap();
    sent.open(session(), FactKind::BirthDate, NOW).unwrap()
}

fn passcode_due() -> Confirmation {
    let counted = identifying().count_credential_try(hash("try")).unwrap();
    let identified = counted
        .judge_credentials(hash("try"), Some(identification()))
        .unwrap();
    identified
        .issue_passcode(hash("code"), token(), NOW)
        .unwrap()
}

#[test]
fn the_one_legal_path_ends_verified() {
    let counted = passcode_due().count_passcode_try(hash("try"), NOW).unwrap();
    let verified = counted.judge_passcode(hash("try"), Some(seal())).unwrap();
    assert_eq!(verified.stage, Stage::Verified { seal: seal() });
    assert!(!verified.is_open());
}

#[test]
fn a_link_opens_once_and_only_in_time() {
    let sent = sealed().send_link(hash("link"), token(), NOW).unwrap();
    let late = NOW.plus(LINK_SECONDS);
    let open = |sent: Confirmation, at| sent.open(session(), FactKind::BirthDate, at);
    assert_eq!(open(sent.clone(), late).unwrap_err(), StepError::Expired);
    let opened = open(sent, NOW).unwrap();
    assert_eq!(open(opened, NOW).unwrap_err(), StepError::NotDue);
}

#[test]
fn the_third_wrong_pin_ends_it() {
    let mut confirmation = identifying();
    for number in 0..MAX_CREDENTIAL_TRIES {
        let name = hash(&number.to_string());
        confirmation = confirmation
            .count_credential_try(name)
            .unwrap()
            .judge_credentials(name, None)
            .unwrap();
    }
    assert_eq!(
        confirmation.stage,
        Stage::Ended(Ending::CredentialsRejected)
    );
    assert_eq!(
        confirmation.count_credential_try(hash("try")).unwrap_err(),
        StepError::NotDue
    );
}

#[test]
fn the_third_wrong_passcode_ends_it_even_across_resends() {
    let mut confirmation = passcode_due();
    for number in 1..MAX_TEXTS {
        let name = hash(&number.to_string());
        confirmation = confirmation
            .count_passcode_try(name, NOW)
            .unwrap()
            .judge_passcode(name, None)
            .unwrap();
        confirmation = confirmation
            .resend_passcode(hash("other"), None, NOW)
            .unwrap();
    }
    assert_eq!(
        confirmation
            .clone()
            .resend_passcode(hash("more"), None, NOW)
            .unwrap_err(),
        StepError::Exhausted
    );
    let last = confirmation
        .count_passcode_try(hash("try"), NOW)
        .unwrap()
        .judge_passcode(hash("try"), None)
        .unwrap();
    assert_eq!(last.stage, Stage::Ended(Ending::PasscodeRejected));
}

fn attempts(confirmation: &Confirmation) -> u8 {
    match confirmation.stage {
        Stage::Identifying { attempts, .. } | Stage::PasscodeDue { attempts, .. } => attempts,
        _ => panic!("over"),
    }
}

#[test]
fn a_try_of_the_passcode_is_counted_once_under_its_name_whatever_comes_between() {
    let [one, other, third] = ["one", "other", "third"].map(hash);
    let count = |before: Confirmation, name| before.count_passcode_try(name, NOW).unwrap();
    let counted = count(count(passcode_due(), one), one);
    assert_eq!(attempts(&counted), 1);
    assert!(!counted.was_wrong(one), "nobody judged it");
    let both = count(counted, other);
    let judged = both.judge_passcode(other, None).unwrap();
    assert!(
        !judged.was_wrong(one) && judged.was_wrong(other),
        "another was judged"
    );
    let again = count(count(judged, one), other);
    assert_eq!(attempts(&again), 2);
    assert!(again.clone().judge_passcode(third, None).is_err());
    assert_eq!(attempts(&count(again, third)), 3);
}

#[test]
fn a_try_of_pin_and_fact_is_counted_once_under_its_name_and_judged_under_no_other() {
    let [one, other] = ["one", "other"].map(hash);
    let count = |before: Confirmation, name| before.count_credential_try(name).unwrap();
    let counted = count(count(identifying(), one), one);
    assert_eq!(attempts(&counted), 1);
    let unheard_of = counted
        .clone()
        .judge_credentials(other, Some(identification()));
    assert_eq!(unheard_of.unwrap_err(), StepError::NotDue);
    let judged = count(counted, other).judge_credentials(one, None).unwrap();
    assert!(judged.was_wrong(one) && !judged.was_wrong(other));
    assert_eq!(attempts(&count(count(judged, one), other)), 2);
}

#[test]
fn against_a_new_code_a_try_nobody_judged_is_a_new_one() {
    let name = hash("name");
    let counted = passcode_due().count_passcode_try(name, NOW).unwrap();
    let judged = counted.clone().judge_passcode(name, None).unwrap();
    for (before, attempts_after) in [(counted, 2), (judged, 1)] {
        let resent = before.resend_passcode(hash("new code"), None, NOW).unwrap();
        let again = resent.count_passcode_try(name, NOW).unwrap();
        assert_eq!(attempts(&again), attempts_after);
    }
}

#[test]
fn a_request_for_another_code_brings_one_unless_it_certainly_did_not_go_out() {
    let (request, later) = (Some(hash("request")), Some(hash("later request")));
    let ask =
        |before: Confirmation, code, name| before.resend_passcode(hash(code), name, NOW).unwrap();
    let resent = ask(ask(passcode_due(), "second", request), "third", request);
    assert!(
        resent.takes(hash("second")),
        "the same request, the same code"
    );
    assert!(ask(resent.clone(), "third", later).takes(hash("third")));
    let refused = resent.not_resent(later).not_resent(request);
    assert!(ask(refused, "third", request).takes(hash("third")));
}

#[test]
fn a_page_that_lost_its_session_opens_again_with_its_key_and_nobody_else_does() {
    let sent = sealed().send_link(hash("link"), token(), NOW).unwrap();
    let begun = Session::begin(hash("session"), Some(hash("key")), NOW);
    let opened = sent.open(begun, FactKind::BirthDate, NOW).unwrap();
    let late = NOW.plus(crate::confirmation::link::SESSION_SECONDS);
    let again = |before: &Confirmation, key, at| {
        let opened = before.clone().open_again(hash("another"), hash(key), at);
        opened.map(|opened| opened.session.unwrap().token)
    };
    assert_eq!(again(&opened, "key", NOW), Ok(hash("another")));
    assert_eq!(again(&opened, "other key", NOW), Err(StepError::NotDue));
    assert_eq!(again(&opened, "key", late), Err(StepError::NotDue));
    assert_eq!(
        again(&opened.end_session(), "key", NOW),
        Err(StepError::NotDue)
    );
    let keyless = identifying();
    assert_eq!(again(&keyless, "key", NOW), Err(StepError::NotDue));
}

#[test]
fn an_expired_passcode_is_not_even_counted() {
    let late = NOW.plus(PASSCODE_SECONDS);
    assert_eq!(
        passcode_due()
            .count_passcode_try(hash("try"), late)
            .unwrap_err(),
        StepError::Expired
    );
}

#[test]
fn nothing_can_be_skipped() {
    assert_eq!(
        sealed().count_credential_try(hash("try")).unwrap_err(),
        StepError::NotDue
    );
    assert_eq!(
        sealed()
            .judge_passcode(hash("try"), Some(seal()))
            .unwrap_err(),
        StepError::NotDue
    );
    assert_eq!(
        identifying()
            .count_passcode_try(hash("try"), NOW)
            .unwrap_err(),
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
        cancelled
            .clone()
            .count_credential_try(hash("try"))
            .unwrap_err(),
        StepError::NotDue
    );
    assert_eq!(
        cancelled.conclude(Ending::Done).stage,
        Stage::Ended(Ending::Cancelled)
    );
}

#[test]
fn an_ending_that_decided_nothing_gives_way_to_the_one_that_does() {
    let unresolved = passcode_due().conclude(Ending::Unresolved);
    assert_eq!(
        unresolved.conclude(Ending::Expired).stage,
        Stage::Ended(Ending::Expired)
    );
}

#[test]
fn what_is_verified_can_no_longer_be_called_off() {
    let counted = passcode_due().count_passcode_try(hash("try"), NOW).unwrap();
    let verified = counted.judge_passcode(hash("try"), Some(seal())).unwrap();
    assert_eq!(
        verified.call_off(Ending::Cancelled).unwrap_err(),
        StepError::NotDue
    );
}

#[test]
fn a_session_the_bank_ends_shows_nothing_more_and_takes_what_is_open_with_it() {
    let open = passcode_due();
    assert!(open.session.is_some());
    let ended = open.clone().end_session();
    assert_eq!(ended.stage, Stage::Ended(Ending::Cancelled));
    assert!(ended.session.is_none());
    let counted = open.count_passcode_try(hash("try"), NOW).unwrap();
    let verified = counted.judge_passcode(hash("try"), Some(seal())).unwrap();
    let closed = verified.clone().end_session();
    assert_eq!(closed.stage, verified.stage, "too late to call it off");
    assert!(closed.session.is_none());
}

#[test]
fn an_unknown_ending_is_a_failure_and_never_a_success() {
    assert_eq!(Ending::parse("States.Whatever"), Ending::Failed);
    for ending in Ending::ALL {
        assert_eq!(Ending::parse(ending.name()), ending);
    }
}

/// The seven steps of the one legal path.
const STEPS: [fn(Confirmation) -> Result<Confirmation, StepError>; 7] = [
    |before| before.send_link(hash("link"), token(), NOW),
    |before| before.open(session(), FactKind::BirthDate, NOW),
    |before| before.count_credential_try(hash("try")),
    |before| before.judge_credentials(hash("try"), Some(identification())),
    |before| before.issue_passcode(hash("code"), token(), NOW),
    |before| before.count_passcode_try(hash("try"), NOW),
    |before| before.judge_passcode(hash("try"), Some(seal())),
];

/// How many sequences of exactly `left` more steps, any step at any place, end verified.
fn verified_ways(before: &Confirmation, left: usize, path: &mut Vec<usize>) -> Vec<Vec<usize>> {
    if left == 0 {
        let is_verified = matches!(before.stage, Stage::Verified { .. });
        return if is_verified {
            vec![path.clone()]
        } else {
            Vec::new()
        };
    }
    let mut found = Vec::new();
    for (number, step) in STEPS.iter().enumerate() {
        // A step that is refused changes nothing: the attacker may try another one.
        let after = step(before.clone()).unwrap_or_else(|_| before.clone());
        path.push(number);
        found.extend(verified_ways(&after, left - 1, path));
        path.pop();
    }
    found
}

#[test]
fn of_all_823_543_sequences_of_seven_steps_only_the_legal_one_ends_verified() {
    let found = verified_ways(&sealed(), 7, &mut Vec::new());
    assert_eq!(found, [[0, 1, 2, 3, 4, 5, 6]]);
    assert!(
        verified_ways(&sealed(), 6, &mut Vec::new()).is_empty(),
        "no shorter way"
    );
}
