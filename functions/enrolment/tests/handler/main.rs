//! Enrolment through its handler: who gets a code, and what it is good for.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot prepare must fail at once"
)]

mod api;
mod desk;
mod end_sessions;
mod openapi;
mod qr;

use aws::desk_records::DeskRecords;
use aws::secrets::Secret;
use domain::customer::activation::{ACTIVATION_SECONDS, ActivationCode};
use domain::customer::channel::ChannelAddress;
use domain::customer::desk::Backing;
use domain::customer::failures::MAX_FAILURES;
use domain::customer::standing::{Standing, SuspensionReason};
use domain::id::CustomerId;
use enrolment::{Action, Enrolment};
use serde_json::{Value, json};
use testkit::bank::{Bank, failed};
use testkit::clock;
use testkit::engine::key;
use testkit::services::Fault;

struct Rig {
    bank: Bank,
    enrolment: Enrolment,
}

impl Rig {
    async fn start() -> Self {
        let bank = Bank::open().await;
        let enrolment = Enrolment {
            customers: bank.engine.customers(),
            channels: bank.engine.channels(),
            records: records_of(&bank),
            phrases: bank.engine.phrases(),
            standings: bank.engine.standings(),
            confirming: bank.confirming(),
            keys: Secret::new(&bank.services.connection, "bank/activation".to_owned()),
            bank_phone_number: "442079460000".to_owned(),
            backing: Backing::Reason,
            clock: clock::now,
            random: clock::random,
        };
        Self { bank, enrolment }
    }

    /// What is on record of the desk's deeds for a customer.
    async fn records(&self, customer: &str) -> Vec<String> {
        let items = self.bank.engine.items().await.into_iter();
        let pk = format!("CUSTOMER#{customer}");
        let of_desk = items.filter(|item| item.pk == pk && item.sk.starts_with("DESK#"));
        of_desk.map(|item| item.text).collect()
    }

    async fn authorise(&self, customer: &str) -> String {
        let answer = self.ask("authorise", customer).await.unwrap();
        answer["activation_code"].as_str().unwrap().to_owned()
    }

    /// What `binding` does when a customer sends the code.
    async fn activate(&self, code: &str, phone: &str) -> Option<CustomerId> {
        let hash = ActivationCode::find(code).unwrap().hash(&key(4));
        self.bank
            .engine
            .channels()
            .activate(&hash, &at(phone), clock::now())
            .await
            .unwrap()
    }
}

fn records_of(bank: &Bank) -> DeskRecords {
    DeskRecords::new(&bank.engine.connection, "desk".to_owned())
}

fn at(phone: &str) -> ChannelAddress {
    ChannelAddress::try_new(None, Some(phone.to_owned())).unwrap()
}

fn carla() -> CustomerId {
    CustomerId("carla-dias".to_owned())
}

#[tokio::test]
async fn an_authorised_customer_gets_a_code_a_link_and_fifteen_minutes() {
    let rig = Rig::start().await;
    let answer = rig.ask("authorise", "carla-dias").await.unwrap();
    let code = answer["activation_code"].as_str().unwrap();
    assert_eq!(
        answer["whatsapp_url"],
        format!("https://wa.me/442079460000?text={code}")
    );
    assert_eq!(answer["expires_in_seconds"], ACTIVATION_SECONDS);
    let letters = code.replace('-', "");
    assert!(letters.starts_with("ACME") && letters.len() == 14, "{code}");
}

#[tokio::test]
async fn a_code_binds_one_phone_once() {
    let rig = Rig::start().await;
    let code = rig.authorise("carla-dias").await;
    assert_eq!(rig.activate(&code, "447700900103").await, Some(carla()));
    assert_eq!(rig.activate(&code, "447700900199").await, None);
    let channels = rig.bank.engine.channels();
    assert_eq!(channels.at(&at("447700900103")).await, Ok(Some(carla())));
    assert_eq!(channels.at(&at("447700900199")).await, Ok(None));
}

#[tokio::test]
async fn a_code_is_useless_after_its_time_and_is_not_stored_in_clear() {
    let rig = Rig::start().await;
    let code = rig.authorise("carla-dias").await;
    let letters = code.trim_start_matches("ACME-").replace('-', "");
    for item in rig.bank.engine.items().await {
        assert!(
            !item.text.contains(&code) && !item.text.contains(&letters),
            "{}",
            item.pk
        );
    }
    clock::pass(ACTIVATION_SECONDS);
    assert_eq!(rig.activate(&code, "447700900103").await, None);
}

#[tokio::test]
async fn every_code_is_another_one() {
    let rig = Rig::start().await;
    let codes = [
        rig.authorise("carla-dias").await,
        rig.authorise("carla-dias").await,
    ];
    assert_ne!(codes[0], codes[1]);
}

#[tokio::test]
async fn nobody_unknown_is_authorised() {
    let rig = Rig::start().await;
    let before = rig.bank.engine.items().await;
    let answer = rig.ask("authorise", "mallory").await;
    assert_eq!(answer, Err("no_such_customer".to_owned()));
    assert_eq!(rig.bank.engine.items().await, before);
}

#[tokio::test]
async fn a_revoked_phone_speaks_for_nobody_and_revoking_again_changes_nothing() {
    let rig = Rig::start().await;
    let ana = at("447700900101");
    assert!(rig.bank.engine.channels().at(&ana).await.unwrap().is_some());
    assert_eq!(
        rig.ask("revoke", "ana-lima").await.unwrap(),
        json!({ "revoked": 1, "open_confirmation": "none" })
    );
    assert_eq!(rig.bank.engine.channels().at(&ana).await, Ok(None));
    assert_eq!(
        rig.ask("revoke", "ana-lima").await.unwrap(),
        json!({ "revoked": 0, "open_confirmation": "none" })
    );
}

#[tokio::test]
async fn a_number_that_was_given_up_can_be_its_new_owners() {
    let rig = Rig::start().await;
    let (number, ana) = ("447700900101", CustomerId("ana-lima".to_owned()));
    let standings = rig.bank.engine.standings();
    let reason = SuspensionReason::IdentityChange;
    let stopped = standings.suspend(&ana, reason, clock::now()).await;
    assert!(stopped.unwrap().suspension.is_some());
    let code = rig.authorise("carla-dias").await;
    assert_eq!(rig.activate(&code, number).await, None, "it is Ana's still");
    rig.ask("revoke", "ana-lima").await.unwrap();
    assert_eq!(rig.activate(&code, number).await, Some(carla()));
    let standing = standings.of(&ana).await.unwrap();
    assert!(standing.suspension.is_some(), "until the bank lifts it");
}

#[tokio::test]
async fn a_new_phone_replaces_the_old_one() {
    let rig = Rig::start().await;
    let code = rig.authorise("ana-lima").await;
    assert!(rig.activate(&code, "447700900199").await.is_some());
    assert_eq!(
        rig.bank.engine.channels().at(&at("447700900101")).await,
        Ok(None)
    );
}

#[tokio::test]
async fn a_code_sent_from_somebody_elses_phone_takes_nothing_over() {
    let rig = Rig::start().await;
    let code = rig.authorise("carla-dias").await;
    assert_eq!(
        rig.activate(&code, "447700900102").await,
        None,
        "that phone is Ben's"
    );
    let ben = Some(CustomerId("ben-carter".to_owned()));
    assert_eq!(
        rig.bank.engine.channels().at(&at("447700900102")).await,
        Ok(ben)
    );
    assert_eq!(
        rig.activate(&code, "447700900103").await,
        Some(carla()),
        "the code still works"
    );
}

#[tokio::test]
async fn without_its_keys_nothing_is_issued() {
    let rig = Rig::start().await;
    rig.bank
        .services
        .fail_once("GetSecretValue", Fault::Error("AccessDeniedException"));
    let asked = rig.ask("authorise", "carla-dias").await;
    assert_eq!(asked, Err("try_again".to_owned()));
}

#[tokio::test]
async fn the_bank_lifts_a_suspension_and_a_lock_each_on_its_own() {
    let rig = Rig::start().await;
    let (standings, now) = (rig.bank.engine.standings(), clock::now());
    let locked = |before: Standing| failed(before, MAX_FAILURES);
    standings.change(&carla(), locked).await.unwrap();
    let reason = SuspensionReason::Blocked;
    standings.suspend(&carla(), reason, now).await.unwrap();
    let told = |reason: Value, locked: bool| {
        let cards_stopped = !reason.is_null();
        json!({ "suspended_for": reason, "cards_stopped": cards_stopped, "locked": locked })
    };
    let asked = rig.ask("standing", "carla-dias").await;
    assert_eq!(asked, Ok(told(json!("blocked"), true)));
    let unlocked = rig.ask("unlock", "carla-dias").await;
    assert_eq!(unlocked, Ok(told(json!("blocked"), false)));
    let lifted = rig.ask("lift_suspension", "carla-dias").await;
    assert_eq!(lifted, Ok(told(Value::Null, false)));
    for action in ["standing", "unlock", "lift_suspension"] {
        let unknown = rig.ask(action, "mallory").await;
        assert_eq!(unknown, Err("no_such_customer".to_owned()), "{action}");
    }
}

#[tokio::test]
async fn a_safety_phrase_is_set_changed_and_taken_away() {
    let rig = Rig::start().await;
    for (phrase, stored) in [
        (json!("blue  canoe"), Some("blue canoe")),
        (json!("grey heron"), Some("grey heron")),
        (Value::Null, None),
    ] {
        let body = json!({ "phrase": phrase });
        let set = rig.put(Action::SetSafetyPhrase, "carla-dias", Some(&body));
        set.await.unwrap();
        let phrase = rig.bank.engine.phrases().of(&carla()).await.unwrap();
        assert_eq!(
            phrase
                .as_ref()
                .map(domain::customer::safety_phrase::SafetyPhrase::expose),
            stored
        );
    }
    for (customer, phrase, code) in [
        ("carla-dias", "my pin 271828", "unusable_phrase"),
        ("mallory", "blue canoe", "no_such_customer"),
    ] {
        let body = json!({ "phrase": phrase });
        let set = rig
            .put(Action::SetSafetyPhrase, customer, Some(&body))
            .await;
        assert_eq!(set, Err(code.to_owned()));
    }
}
