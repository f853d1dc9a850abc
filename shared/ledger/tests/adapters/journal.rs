//! Reconciliation of a ledger in use: no false alarm while money moves, and nothing that is wrong is missed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::ledger::reconciliation::Report;
use domain::ledger::transfer::HOLD_SECONDS;
use fastrand::Rng;
use ledger::Reserved;
use ledger::journal::Journal;
use testkit::bank::paying;
use testkit::engine::{Engine, NOW};

use crate::journal_corruption::{Vandal, add};
use crate::money::{ANA, BEN, CITY_POWER, SAVINGS, asked, authority, between, pending, send};

/// As many corruptions as a quick run makes; the thousands are in `shared/domain/tests/reconciliation`, on records.
const FEW: u64 = 60;

pub async fn reconcile(engine: &Engine) -> Report {
    let journal = Journal::new(
        &engine.connection,
        "ledger".to_owned(),
        testkit::engine::signers(),
        Duration::ZERO,
    );
    journal.reconcile().await.unwrap()
}

/// Some of everything: posted, pending, voided and expired transfers, to people and to a merchant.
async fn with_traffic() -> Engine {
    let engine = Engine::with_demo_customers().await;
    let ledger = engine.ledger();
    for number in 0..10 {
        let to = if number < 6 { BEN } else { CITY_POWER };
        send(&engine, &between(&format!("m{number}"), 1_000, ANA, to)).await;
    }
    send(&engine, &between("savings", 5_000, SAVINGS, ANA)).await;
    send(
        &engine,
        &paying("paid", between("bill", 900, ANA, CITY_POWER)),
    )
    .await;
    for (message, bill) in [("held bill", "held"), ("bill given back", "given back")] {
        let asked = paying(bill, between(message, 700, ANA, CITY_POWER));
        ledger.reserve(&pending(&asked)).await.unwrap();
        if bill == "given back" {
            ledger.void(&pending(&asked)).await.unwrap();
        }
    }
    for message in ["held 1", "held 2", "voided", "expired"] {
        ledger
            .reserve(&pending(&asked(message, 700)))
            .await
            .unwrap();
    }
    ledger.void(&pending(&asked("voided", 700))).await.unwrap();
    let expired = asked("expired", 700).id;
    let later = NOW.plus(HOLD_SECONDS);
    ledger.expire(&expired, later).await.unwrap();
    engine
}

#[tokio::test]
async fn a_sound_ledger_has_no_differences() {
    let report = reconcile(&with_traffic().await).await;
    assert_eq!(report.differences, []);
    // Five of the customers', three merchants' with their sixteen shards each, and the bank's own.
    assert_eq!((report.accounts, report.transfers), (57, 23));
    assert_eq!(report.entries, 2 * (5 + 12));
}

#[tokio::test]
async fn an_empty_ledger_has_no_differences() {
    assert_eq!(reconcile(&Engine::start().await).await, Report::default());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn there_is_no_false_alarm_while_money_moves() {
    let engine = Arc::new(with_traffic().await);
    let is_over = Arc::new(AtomicBool::new(false));
    let mut people = tokio::task::JoinSet::new();
    for person in 0..3 {
        people.spawn(spend(person, Arc::clone(&engine), Arc::clone(&is_over)));
    }
    let mut seen = Vec::new();
    for _ in 0..20 {
        let report = reconcile(&engine).await;
        assert_eq!(report.differences, []);
        seen.push(report.entries);
    }
    is_over.store(true, Ordering::Relaxed);
    people.join_all().await;
    assert!(seen.last() > seen.first(), "nothing moved: {seen:?}");
    assert_eq!(reconcile(&engine).await.differences, []);
}

/// Reserves and settles without a pause until it is over.
async fn spend(person: u64, engine: Arc<Engine>, is_over: Arc<AtomicBool>) {
    let (ledger, mut rng) = (engine.ledger(), Rng::with_seed(person));
    for number in 0.. {
        if is_over.load(Ordering::Relaxed) {
            return;
        }
        let to = if rng.bool() { BEN } else { CITY_POWER };
        let asked = between(&format!("p{person} n{number}"), 1, ANA, to);
        let asked = paying(&format!("p{person} n{}", number / 2), asked);
        // Every other bill may be paid already, by the transfer before.
        if let Reserved::Taken(_) = ledger.reserve(&pending(&asked)).await.unwrap() {
            continue;
        }
        let settled = match rng.u8(0..4) {
            0 => ledger.void(&pending(&asked)).await,
            1 => ledger.expire(&asked.id, NOW.plus(HOLD_SECONDS)).await,
            _ => ledger.post(&asked.id, &authority(&asked), NOW).await,
        };
        settled.unwrap();
    }
}

#[tokio::test]
async fn a_restore_taken_in_the_middle_of_a_transaction_is_found_whichever_item_it_missed() {
    let engine = with_traffic().await;
    let vandal = Vandal::of(&engine);
    let asked = paying("restored", between("restored", 900, ANA, CITY_POWER));
    let ledger = engine.ledger();
    for step in ["reserve", "post"] {
        let before = vandal.items().await;
        if step == "reserve" {
            ledger.reserve(&pending(&asked)).await.unwrap();
        } else {
            ledger
                .post(&asked.id, &authority(&asked), NOW)
                .await
                .unwrap();
        }
        let after = vandal.items().await;
        let changed: Vec<_> = after
            .keys()
            .filter(|key| before.get(*key) != after.get(*key))
            .collect();
        assert_eq!(
            changed.len(),
            if step == "post" { 5 } else { 4 },
            "{changed:?}"
        );
        for key in changed {
            vandal.put(key, before.get(key)).await;
            let report = reconcile(&engine).await;
            assert!(!report.differences.is_empty(), "{step} without {key:?}");
            vandal.put(key, after.get(key)).await;
        }
        assert_eq!(reconcile(&engine).await.differences, []);
    }
}

#[tokio::test]
async fn an_item_that_does_not_read_is_told_by_its_account_and_nothing_else() {
    let engine = with_traffic().await;
    let vandal = Vandal::of(&engine);
    for sk in ["ACCOUNT", "ENTRY#001795435200#000000000001"] {
        let key = (format!("ACCOUNT#{BEN}"), sk.to_owned());
        let items = vandal.items().await;
        let mut broken = items[&key].clone();
        broken.remove("chain");
        vandal.put(&key, Some(&broken)).await;
        let report = reconcile(&engine).await;
        let told = |found: &domain::ledger::reconciliation::Difference| {
            (found.kind.name(), found.subject.to_string())
        };
        let told: Vec<_> = report.differences.iter().map(told).collect();
        assert!(told.contains(&("unreadable", BEN.to_owned())), "{told:?}");
        vandal.put(&key, items.get(&key)).await;
    }
}

#[tokio::test]
async fn a_penny_added_to_a_balance_is_told_to_the_penny() {
    let engine = with_traffic().await;
    let vandal = Vandal::of(&engine);
    let key = (format!("ACCOUNT#{BEN}"), "ACCOUNT".to_owned());
    let mut richer = vandal.items().await[&key].clone();
    add(&mut richer, "posted_minor", 1);
    add(&mut richer, "available_minor", 1);
    vandal.put(&key, Some(&richer)).await;
    let mut told: Vec<String> = reconcile(&engine)
        .await
        .differences
        .iter()
        .map(|found| {
            let minor = found.amount.map(domain::money::Money::minor);
            format!("{} {} {:?}", found.subject, found.kind.name(), minor)
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "40020101 available_differs Some(1)",
            "40020101 balance_differs Some(1)",
            "all in GBP money_from_nowhere Some(1)",
        ]
    );
}

#[tokio::test]
async fn every_one_of_sixty_corruptions_is_found() {
    find_all(FEW).await;
}

/// `cargo test -p aws --features dynamodb --test adapters -- --ignored --nocapture ten_thousand`
#[tokio::test]
#[ignore = "takes many minutes"]
async fn every_one_of_ten_thousand_corruptions_is_found_on_the_engine() {
    find_all(10_000).await;
}

async fn find_all(corruptions: u64) {
    let engine = with_traffic().await;
    let vandal = Vandal::of(&engine);
    let sound = vandal.items().await;
    for seed in 0..corruptions {
        let mut rng = Rng::with_seed(seed);
        let (key, what) = vandal.corrupt(&mut rng, &sound).await;
        let report = reconcile(&engine).await;
        assert!(!report.differences.is_empty(), "seed {seed}: {what}");
        vandal.put(&key, sound.get(&key)).await;
    }
    assert_eq!(reconcile(&engine).await.differences, []);
    println!("{corruptions} of {corruptions} corruptions found (seeds 0 to {corruptions})");
}
