//! A hold for a cash machine, in plain values: authorised, redeemed, given back, reversed.

use super::*;
use crate::authority::{Identification, Seal, Signers};
use crate::id::{AccountId, CustomerId, RequestId, TerminalId};
use crate::keyed_hash::Hash;
use crate::ledger::account::{Account, AccountKind};
use crate::ledger::movement::Movement;
use crate::ledger::settlement::Settlement;
use crate::ledger::transfer::Instruction;
use crate::money::Currency;
use crate::signature::{SigningKey, VerifyingKeys};
use crate::time::Calendar;

const NOW: UnixSeconds = UnixSeconds(1_764_000_000);

fn pounds(pounds: i64) -> Money {
    Money::new(pounds.checked_mul(100).unwrap(), Currency::Gbp)
}

fn held() -> Transfer {
    let movement = Movement {
        amount: pounds(60),
        debit_account: AccountId("40010101".to_owned()),
        debit_name: "Current account".to_owned(),
        credit_account: AccountId::cash(Currency::Gbp),
        payer_name: "Ana Lima".to_owned(),
        payee_name: "Cash machine".to_owned(),
        payee_customer: None,
        reference: None,
        bill: None,
    };
    let instruction = Instruction {
        id: OrderId("w1".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        order: digest(),
        movement,
    };
    Transfer::try_new(instruction, NOW, &Calendar::utc()).unwrap()
}

fn digest() -> Hash {
    Hash::plain(&[b"order"])
}

fn keys(seed: u8) -> (SigningKey, VerifyingKeys) {
    let key = SigningKey::try_new(&[seed; 32]).unwrap();
    let public = VerifyingKeys::try_new(vec![key.public()]).unwrap();
    (key, public)
}

fn evidence(order: &str) -> Evidence {
    let order = OrderId(order.to_owned());
    let identified = Identification::sign(&keys(5).0, &order, digest());
    Evidence {
        seal: Seal::sign(&keys(6).0, identified, &order, digest()),
        order,
        digest: digest(),
    }
}

fn signers() -> Signers {
    Signers {
        identified: keys(5).1,
        confirmed: keys(6).1,
    }
}

fn by(request: &str) -> AtmRequest {
    AtmRequest {
        request: RequestId(request.to_owned()),
        terminal: TerminalId("T1".to_owned()),
    }
}

fn redemption(dispensed: Money) -> Redemption {
    Redemption::check(&evidence("w1"), &signers(), by("r1"), dispensed).unwrap()
}

fn authorised() -> Transfer {
    held().authorise(evidence("w1"), NOW.plus(600)).unwrap()
}

fn account(id: &str, owner: &str, kind: AccountKind) -> Account {
    let (id, owner) = (AccountId(id.to_owned()), CustomerId(owner.to_owned()));
    Account::new(id, owner, "Account".to_owned(), kind, Currency::Gbp, NOW)
}

fn accounts() -> (Account, Account) {
    let mut anas = account("40010101", "ana-lima", AccountKind::Customer);
    anas.posted = pounds(100);
    (anas, account("cash-GBP", "bank", AccountKind::Cash))
}

fn redeemed(dispensed: Money) -> Result<Settlement, TransferError> {
    let (anas, cash) = accounts();
    let moment = NOW.plus(700);
    Settlement::redeem(authorised(), &anas, &cash, &redemption(dispensed), moment)
}

#[test]
fn a_confirmed_hold_lasts_thirty_minutes_from_when_it_was_confirmed() {
    let authorised = authorised();
    let until = NOW.plus(600 + 1_800);
    assert_eq!(authorised.hold_expires_at, until);
    let late = authorised.clone().redeem(&redemption(pounds(60)), until);
    assert_eq!(late.err(), Some(TransferError::Expired));
    let early = authorised.clone().expire(until.plus(-1));
    assert_eq!(early.err(), Some(TransferError::StillHeld));
    assert_eq!(
        authorised.expire(until).unwrap().state,
        TransferState::Expired
    );
}

#[test]
fn nobody_authorises_what_was_not_confirmed_or_is_over() {
    let anothers = held().authorise(evidence("w2"), NOW);
    assert_eq!(anothers.err(), Some(TransferError::NotAuthorised));
    let late = held().authorise(evidence("w1"), NOW.plus(3_600));
    assert_eq!(late.err(), Some(TransferError::Expired));
}

#[test]
fn a_workflow_cannot_void_what_its_customer_has_confirmed_but_they_can() {
    let voided = authorised().void();
    assert_eq!(voided.err(), Some(TransferError::AlreadyAuthorised));
    assert_eq!(
        authorised().call_off().unwrap().state,
        TransferState::Voided
    );
}

#[test]
fn what_nobody_confirmed_is_not_redeemed() {
    let redeemed = held().redeem(&redemption(pounds(60)), NOW);
    assert_eq!(redeemed.err(), Some(TransferError::NotAuthorised));
}

#[test]
fn a_request_against_a_forged_confirmation_is_none() {
    let mut forged = evidence("w1");
    forged.digest = Hash::plain(&[b"another order"]);
    assert!(Redemption::check(&forged, &signers(), by("r1"), pounds(60)).is_none());
}

#[test]
fn no_more_than_is_held_and_no_nothing_is_given_out() {
    let more = redeemed(pounds(61)).err();
    assert_eq!(more, Some(Refusal::OverTransferLimit.into()));
    assert_eq!(redeemed(pounds(0)).err(), Some(Refusal::NotPositive.into()));
    assert_eq!(
        redeemed(pounds(-5)).err(),
        Some(Refusal::NotPositive.into())
    );
}

#[test]
fn a_part_is_posted_and_the_rest_given_back_to_the_penny() {
    let settled = redeemed(pounds(40)).unwrap();
    assert_eq!(settled.debit.balance_after, pounds(60));
    assert_eq!(settled.credit.balance_after, pounds(40));
    assert_eq!(settled.transfer.asked_for(), pounds(60));
    assert_eq!(settled.transfer.given_back(), Some(pounds(20)));
    assert_eq!(settled.transfer.redeemed_by(), Some(&by("r1")));
}

#[test]
fn cash_leaves_by_no_other_way_and_a_redemption_goes_nowhere_else() {
    let (anas, _) = accounts();
    let bens = account("40020101", "ben-carter", AccountKind::Customer);
    let elsewhere =
        Settlement::redeem(authorised(), &anas, &bens, &redemption(pounds(60)), NOW).err();
    assert_eq!(elsewhere, Some(Refusal::NotCreditable.into()));
}

#[test]
fn what_the_machine_kept_goes_back_by_the_same_request_alone() {
    let withdrawal = redeemed(pounds(40)).unwrap().transfer;
    let others = withdrawal.reversal(&by("r2"), pounds(40), NOW);
    assert_eq!(others.err(), Some(TransferError::NotAuthorised));
    let more = withdrawal.reversal(&by("r1"), pounds(41), NOW);
    assert_eq!(more.err(), Some(Refusal::OverTransferLimit.into()));
    let nothing = withdrawal.reversal(&by("r1"), pounds(0), NOW);
    assert_eq!(nothing.err(), Some(Refusal::NotPositive.into()));
    let back = withdrawal.reversal(&by("r1"), pounds(10), NOW).unwrap();
    assert_eq!(back.debit_account, AccountId::cash(Currency::Gbp));
    assert_eq!(back.credit_account, withdrawal.debit_account);
    assert!(back.is_authorised_by(&evidence("w1")).is_ok());
}

#[test]
fn the_digest_covers_request_machine_and_what_was_held() {
    let withdrawal = redeemed(pounds(40)).unwrap().transfer;
    let with = |change: fn(&mut Redeemed)| {
        let mut changed = withdrawal.clone();
        change(changed.redeemed.as_mut().unwrap());
        changed.digest()
    };
    let whole = with(|redeemed| redeemed.held = pounds(50));
    let another = with(|redeemed| redeemed.by.request.0.push('x'));
    let elsewhere = with(|redeemed| redeemed.by.terminal.0.push('x'));
    for changed in [whole, another, elsewhere] {
        assert_ne!(changed, withdrawal.digest());
    }
}
