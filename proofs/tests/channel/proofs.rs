//! The proofs.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::id::OrderId;
use domain::language::Language;
use serde_json::Value;
use testkit::clock;
use testkit::engine::AttributeValue;
use testkit::inbound::{CARLA, list_reply, text};
use wording::saying::Saying;
use wording::sentence::Words;

use crate::rig::Rig;
use crate::{count, seed};

const EIGHT_DAYS_SECONDS: i64 = 8 * 86_400;

/// What `outbound id` a message's one answer goes under, without the position.
fn key_of(message: &Value) -> String {
    let body = testkit::inbound::webhook(std::slice::from_ref(message), &[]);
    let split = whatsapp::webhook::split(body.as_bytes()).unwrap();
    split.deliveries[0]
        .deduplication_key()
        .chars()
        .take(40)
        .collect()
}

#[tokio::test]
async fn c4_each_message_has_one_effect_over_eight_days_of_repeats_and_crashes() {
    let ids = count(10_000, 60);
    let mut rig = Rig::start(seed()).await;
    rig.crash_one_in = Some(12);
    let phones = rig.customers(count(200, 10)).await;
    let mut messages = Vec::new();
    let mut transfers = HashSet::new();
    let mut arrivals: Vec<(i64, usize)> = Vec::new();
    for number in 0..ids {
        let phone = rig.random.choice(&phones).unwrap().clone();
        let id = format!("wamid.{number}");
        let is_transfer = rig.random.u32(0..10) == 0;
        messages.push(if is_transfer {
            transfers.insert(OrderId::from_message(&id).0);
            text(&phone, &id, "send 5 to Dora")
        } else {
            list_reply(&phone, &id, "help")
        });
        for _ in 0..rig.random.usize(1..=20) {
            arrivals.push((rig.random.i64(0..EIGHT_DAYS_SECONDS), number));
        }
    }
    arrivals.sort_unstable();
    let start = clock::now().0;
    // Written when it first arrives: what comes late for the first time is asked about, and begins nothing.
    for (after, number) in arrivals.iter().rev() {
        messages[*number]["timestamp"] = (start + after).to_string().into();
    }
    for batch in arrivals.chunks(24) {
        let at = start + batch[0].0;
        clock::pass((at - clock::now().0).max(0));
        for (_, number) in batch {
            let message = messages[*number].clone();
            rig.deliver(&[message]);
        }
        rig.work().await;
    }
    rig.work_until_empty().await;
    // Three crashes in a row put a message aside, as on SQS; once they are over it is put back.
    rig.crash_one_in = None;
    let dead = std::mem::take(&mut rig.queue.dead);
    for (number, (group, body)) in dead.iter().enumerate() {
        let deduplication = format!("redriven-{number}");
        let now = clock::now().0;
        rig.queue.send(group, &deduplication, body, true, now);
    }
    rig.work_until_empty().await;
    let sent = rig.sent();
    println!(
        "{ids} ids, {} deliveries, {} crashes, {} put aside and redriven, {} answers, {} confirmations",
        arrivals.len(),
        rig.crashes,
        dead.len(),
        sent.len(),
        transfers.len()
    );
    assert!(rig.crashes > ids / 50, "crashes happened");
    assert!(rig.queue.dead.is_empty(), "nothing is lost");
    let twice: Vec<_> = sent.iter().filter(|(_, count)| **count != 1).collect();
    assert!(twice.is_empty(), "said twice: {twice:?}");
    for message in messages.iter().filter(|message| message["type"] != "text") {
        let answer = format!("{}-0-reply", key_of(message));
        assert!(sent.contains_key(&answer), "{message}");
    }
    // A second start under the same name is none: Step Functions answers with the first.
    let started = rig.confirmations_started();
    assert!(started.is_subset(&transfers));
    // What was put aside for days is asked about when it is put back.
    assert!(transfers.len() - started.len() <= dead.len(), "{started:?}");
    for id in started {
        let stored = rig.bank.confirming().get(&OrderId(id)).await;
        assert!(stored.unwrap().is_some(), "started means sealed");
    }
}

#[tokio::test]
async fn c5_each_customers_order_is_kept_and_nobody_waits_for_another() {
    let (customers, each) = (count(1_000, 8), count(50, 8));
    let mut rig = Rig::start(seed()).await;
    let phones = rig.customers(customers).await;
    // One customer's messages can never be answered, another's fail in passing at every try.
    corrupt(&rig, "customer-0").await;
    *rig.accounts_away_for.lock().unwrap() = Some("customer-1".to_owned());
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for turn in 0..each {
        let mut batch = Vec::new();
        for phone in &phones {
            let asked = if *phone == phones[1] {
                "balances"
            } else {
                "help"
            };
            let message = list_reply(phone, &format!("wamid.{phone}.{turn}"), asked);
            expected
                .entry(phone.clone())
                .or_default()
                .push(key_of(&message));
            batch.push(message);
        }
        rig.deliver(&batch);
    }
    // One moment: whoever has to wait for the queue's timeout is not answered yet.
    let most_at_once = 35_usize.min(each);
    rig.work().await;
    let (broken, healthy) = phones.split_at(2);
    let answered = answers_by_phone(&rig);
    for phone in healthy {
        let order = &answered[&format!("+{phone}")];
        assert!(
            order.len() >= most_at_once.min(each),
            "{phone}: {}",
            order.len()
        );
    }
    rig.work_until_empty().await;
    let answered = answers_by_phone(&rig);
    for phone in healthy {
        assert_eq!(answered[&format!("+{phone}")], expected[phone], "{phone}");
    }
    let put_aside = rig.bank.services.calls_of("SendMessage").len();
    println!("{customers} customers, {each} messages each, {put_aside} put aside for {broken:?}");
    assert_eq!(
        put_aside,
        2 * each,
        "the broken customers' messages wait for a person"
    );
}

#[tokio::test]
async fn c6_poison_is_put_aside_with_its_reason_and_redriven_once() {
    let total = count(100_000, 200);
    let mut rig = Rig::start(seed()).await;
    let phones = rig.customers(count(500, 10)).await;
    // Half of the poison fails for good, the other half in passing at every try.
    corrupt(&rig, "customer-0").await;
    *rig.accounts_away_for.lock().unwrap() = Some("customer-1".to_owned());
    let mut poison = Vec::new();
    for number in 0..total {
        let is_poison = number % 100 == 0;
        let (phone, asked) = match number % 200 {
            0 => (&phones[0], "help"),
            100 => (&phones[1], "balances"),
            _ => (&phones[2 + number % (phones.len() - 2)], "help"),
        };
        let message = list_reply(phone, &format!("wamid.{number}"), asked);
        if is_poison {
            poison.push(key_of(&message));
        }
        rig.deliver(&[message]);
        if number % 200 == 199 {
            rig.work_until_empty().await;
            clock::pass(120);
        }
    }
    rig.work_until_empty().await;
    let put_aside = rig.bank.services.calls_of("SendMessage");
    assert_eq!(put_aside.len(), poison.len(), "all of it and nothing else");
    for letter in &put_aside {
        let attribute = |name: &str| {
            let value = &letter["MessageAttributes"][name]["StringValue"];
            value.as_str().unwrap_or_default().to_owned()
        };
        let (reason, tries) = (attribute("reason"), attribute("tries"));
        let is_for_good = reason.contains("does not read") && tries == "1";
        let is_in_passing = reason.contains("accounts") && tries == "3";
        assert!(is_for_good || is_in_passing, "{reason} after {tries} tries");
    }
    let sent = rig.sent();
    assert!(sent.values().all(|count| *count == 1));
    let healthy = total - poison.len();
    let replies = sent.keys().filter(|id| !id.contains("apology")).count();
    assert_eq!(replies, healthy);
    mend(&rig, "customer-0").await;
    *rig.accounts_away_for.lock().unwrap() = None;
    // Twice, as after a crash between putting back and forgetting.
    for copy in 0..2 {
        for (number, letter) in put_aside.iter().enumerate() {
            let group = letter["MessageGroupId"].as_str().unwrap();
            let body = letter["MessageBody"].as_str().unwrap();
            let deduplication = format!("redriven-{copy}-{number}");
            rig.queue
                .send(group, &deduplication, body, true, clock::now().0);
        }
    }
    rig.work_until_empty().await;
    let sent = rig.sent();
    assert!(sent.values().all(|count| *count == 1), "no duplicate");
    for key in &poison {
        assert!(
            sent.contains_key(&format!("{key}-0-reply")),
            "redriven and answered"
        );
    }
    println!(
        "{total} messages, {} of them poison, redriven without a duplicate",
        poison.len()
    );
}

#[tokio::test]
async fn c7_while_watson_is_dead_nothing_is_lost_and_nobody_hears_more_than_one_apology() {
    let (customers, rounds) = (count(200, 8), count(30, 6));
    let mut rig = Rig::start(seed()).await;
    let phones = rig.customers(customers).await;
    let mut keys = Vec::new();
    for round in 0..rounds {
        let words = ["balance", "help", "what can you do", "menu"][round % 4];
        let batch: Vec<Value> = phones
            .iter()
            .map(|phone| text(phone, &format!("wamid.{phone}.{round}"), words))
            .collect();
        keys.extend(batch.iter().map(key_of));
        rig.deliver(&batch);
        rig.work_until_empty().await;
        clock::pass(i64::try_from(600 / rounds).unwrap());
    }
    let sent = rig.sent();
    for key in &keys {
        assert_eq!(sent.get(&format!("{key}-0-reply")), Some(&1), "lost");
    }
    let mut apologies: HashMap<String, usize> = HashMap::new();
    for message in rig.bank.services.calls_of("WhatsApp") {
        let told = [Saying::UnderstandingLess, Saying::SomethingBroke]
            .map(|saying| saying.words(Language::ENGLISH).chat());
        let words = message.to_string();
        if told.iter().any(|sentence| words.contains(&sentence[..40])) {
            let to = message["to"].as_str().unwrap().to_owned();
            *apologies.entry(to).or_default() += 1;
        }
    }
    println!(
        "{} messages, {} customers told once",
        keys.len(),
        apologies.len()
    );
    assert_eq!(apologies.len(), customers);
    assert!(apologies.values().all(|told| *told == 1), "{apologies:?}");
    assert!(!rig.bank.services.calls_of("WatsonAssistant").is_empty());
}

#[tokio::test]
async fn somebody_we_do_not_know_is_told_once_per_message_too() {
    let mut rig = Rig::start(seed()).await;
    let hello = text(CARLA, "wamid.hello", "hello");
    for _ in 0..5 {
        rig.deliver(std::slice::from_ref(&hello));
        rig.work_until_empty().await;
        clock::pass(86_400);
    }
    assert_eq!(rig.sent().values().sum::<usize>(), 1);
}

/// The outbound keys that reached each phone, in order.
fn answers_by_phone(rig: &Rig) -> BTreeMap<String, Vec<String>> {
    let mut order: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for message in rig.bank.services.calls_of("WhatsApp") {
        let to = message["to"].as_str().unwrap().to_owned();
        let id = message["biz_opaque_callback_data"].as_str().unwrap();
        if !id.contains("apology") {
            let key = id.split('-').next().unwrap().to_owned();
            order.entry(to).or_default().push(key);
        }
    }
    order
}

/// Makes a customer's profile unreadable: a fault no retry can mend.
async fn corrupt(rig: &Rig, customer: &str) {
    set_phone(rig, customer, AttributeValue::Bool(false)).await;
}

async fn mend(rig: &Rig, customer: &str) {
    let phone = AttributeValue::S("+447700900102".to_owned());
    set_phone(rig, customer, phone).await;
}

async fn set_phone(rig: &Rig, customer: &str, value: AttributeValue) {
    let pk = format!("CUSTOMER#{customer}");
    rig.bank
        .engine
        .tamper("customers", &pk, "PROFILE", "phone", value)
        .await;
}
