//! The document: who finds it, what it holds, what happens where it cannot be made.

use calls::execution::Outcome;
use domain::disclosure::Form;
use domain::id::OrderId;
use domain::ledger::movement::Movement;
use domain::ledger::transfer::Transfer;
use domain::money::{Currency, Money};
use domain::time::Calendar;
use ledger::accounts::Accounts;
use testkit::bank::{Bank, authority, disclosure, fifty_to_ben, instruction};
use testkit::clock;
use testkit::services::Fault;

use crate::{Rig, statement};

/// Ana sends Ben a pound so many times.
async fn pay(rig: &Rig, times: usize) {
    for number in 0..times {
        let id = OrderId::from_message(&format!("booking {number}"));
        let movement = Movement {
            amount: Money::new(100, Currency::Gbp),
            ..fifty_to_ben()
        };
        let instruction = instruction(id.clone(), movement);
        let authority = authority(&id, instruction.order);
        let transfer = Transfer::try_new(instruction, clock::now(), &Calendar::utc()).unwrap();
        let ledger = rig.bank.engine.ledger();
        ledger.reserve(&transfer).await.unwrap();
        ledger.post(&id, &authority, clock::now()).await.unwrap();
    }
}

#[tokio::test]
async fn a_document_is_made_once_and_lies_where_nobody_can_guess() {
    let rig = Rig::start().await;
    pay(&rig, 3).await;
    let asked = || disclosure("wamid.1", statement(30, Form::Document));
    let order = rig.bank.sealed(asked()).await;
    for _ in 0..3 {
        assert_eq!(rig.ask("commit", &order.id).await, Ok(Outcome::Committed));
    }
    let objects = rig.bank.services.objects();
    let [(key, pdf)] = objects.iter().collect::<Vec<_>>()[..] else {
        panic!("{} objects", objects.len())
    };
    let key = key.rsplit('/').next().unwrap();
    assert!(
        key.strip_suffix(".pdf")
            .is_some_and(|drawn| drawn.len() >= 43),
        "256 bits in a key"
    );
    assert!(pdf.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_statement_of_more_than_one_page_of_the_journal_is_whole() {
    let rig = Rig::start().await;
    pay(&rig, 60).await;
    let order = rig
        .bank
        .sealed(disclosure("wamid.1", statement(30, Form::Document)));
    let order = order.await;
    assert_eq!(rig.ask("commit", &order.id).await, Ok(Outcome::Committed));
    assert_eq!(
        rig.bank.services.objects().len(),
        1,
        "opening and closing balance agree"
    );
}

#[tokio::test]
async fn a_period_in_which_nothing_happened_has_a_document_too() {
    let rig = Rig::start().await;
    clock::pass(10 * 86_400);
    let order = rig
        .bank
        .sealed(disclosure("wamid.1", statement(2, Form::Document)));
    let order = order.await;
    assert_eq!(rig.ask("commit", &order.id).await, Ok(Outcome::Committed));
    assert_eq!(rig.bank.services.objects().len(), 1);
}

#[tokio::test]
async fn where_no_document_can_be_kept_the_order_is_done_without_one() {
    let rig = Rig::start().await;
    rig.bank.services.fail("PutObject", Fault::Status(403));
    let order = rig
        .bank
        .sealed(disclosure("wamid.1", statement(30, Form::Document)));
    let order = order.await;
    assert_eq!(rig.ask("commit", &order.id).await, Ok(Outcome::Committed));
    let done = rig.bank.engine.disclosures().of(&order.id).await.unwrap();
    assert_eq!(done, Some(aws::executions::Execution::Done { made: None }));
}

#[tokio::test]
async fn while_the_accounts_are_away_nothing_is_done_and_it_can_be_asked_again() {
    let bank = Bank::open().await;
    let nowhere = Accounts::new(&bank.engine.connection, "nowhere".to_owned());
    let rig = Rig::reading(bank, nowhere);
    let order = rig
        .bank
        .sealed(disclosure("wamid.1", statement(30, Form::Document)));
    let order = order.await;
    let away = rig.ask("commit", &order.id).await;
    assert!(matches!(away, Err(domain::failure::Failure::Retry(_))));
    let accounts = rig.bank.engine.accounts();
    let rig = Rig::reading(rig.bank, accounts);
    assert_eq!(rig.ask("commit", &order.id).await, Ok(Outcome::Committed));
}
