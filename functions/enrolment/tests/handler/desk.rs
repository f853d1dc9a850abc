//! Who at the desk did what: nothing without a name, nothing that lets somebody go on without a backing, and all of it on
//! record.

use aws::desk_records::DeskRecords;
use domain::customer::desk::Backing;
use domain::customer::standing::SuspensionReason;
use domain::failure::Failure;
use serde_json::{Value, json};
use testkit::clock;
use testkit::logs::Logs;

use crate::{Rig, carla};

const ACTIONS: [&str; 7] = [
    "authorise",
    "revoke",
    "standing",
    "unlock",
    "lift_suspension",
    "end_sessions",
    "set_safety_phrase",
];

/// What is asked for Carla, with `more` said about who asks.
fn about_carla(action: &str, more: &Value) -> Value {
    let mut question =
        json!({ "action": action, "customer_id": "carla-dias", "phrase": "blue canoe" });
    let more = more.as_object().cloned().unwrap_or_default();
    question.as_object_mut().unwrap().extend(more);
    question
}

#[tokio::test]
async fn nothing_is_done_for_nobody_in_particular() {
    let rig = Rig::start().await;
    for action in ACTIONS {
        let unnamed =
            serde_json::from_value::<enrolment::Question>(about_carla(action, &json!({})));
        assert!(unnamed.is_err(), "{action}");
        for operator in ["", " ", "m ross", "m@bank", "+447700900101"] {
            let asked = rig
                .put(about_carla(action, &json!({ "operator": operator })))
                .await;
            assert!(
                matches!(asked, Err(Failure::Fail(_))),
                "{action} {operator}"
            );
        }
    }
    assert!(rig.records("carla-dias").await.is_empty());
}

#[tokio::test]
async fn every_deed_is_on_record_and_in_the_log_with_who_did_it_and_why() {
    let logs = Logs::listen();
    let rig = Rig::start().await;
    let by = json!({ "operator": "M.Ross", "reason": "passport seen", "approved_by": "j.doe" });
    for action in ACTIONS {
        rig.put(about_carla(action, &by)).await.unwrap();
        let [line] = &logs.with("desk.action", action)[..] else {
            panic!("one line for {action}: {}", logs.text());
        };
        for (field, value) in [
            ("desk.operator", "m.ross"),
            ("desk.reason", "passport seen"),
            ("desk.approved_by", "j.doe"),
            ("customer.id", "carla-dias"),
        ] {
            assert_eq!(line[field], value, "{action}");
        }
    }
    let records = rig.records("carla-dias").await;
    assert_eq!(records.len(), ACTIONS.len());
    for action in ACTIONS {
        let mut of_action = records.iter().filter(|record| record.contains(action));
        let record = of_action.next().unwrap();
        for said in ["m.ross", "passport seen", "j.doe"] {
            assert!(record.contains(said), "{action}: {record}");
        }
    }
}

#[tokio::test]
async fn who_was_stopped_goes_on_only_with_the_backing_that_is_asked_for() {
    for (backing, lacking, enough) in [
        (
            Backing::Reason,
            vec![
                json!({}),
                json!({ "reason": "  " }),
                json!({ "approved_by": "j.doe" }),
            ],
            json!({ "reason": "passport seen" }),
        ),
        (
            Backing::SecondPerson,
            vec![
                json!({}),
                json!({ "reason": "passport seen" }),
                json!({ "approved_by": "" }),
                json!({ "approved_by": "M.ROSS" }),
            ],
            json!({ "approved_by": "j.doe" }),
        ),
    ] {
        let mut rig = Rig::start().await;
        rig.enrolment.backing = backing;
        let by = |more: &Value| {
            let mut named = json!({ "operator": "m.ross" });
            named
                .as_object_mut()
                .unwrap()
                .extend(more.as_object().cloned().unwrap());
            named
        };
        let standings = rig.bank.engine.standings();
        let reason = SuspensionReason::IdentityChange;
        standings
            .suspend(&carla(), reason, clock::now())
            .await
            .unwrap();
        for action in ["unlock", "lift_suspension"] {
            for more in &lacking {
                let asked = rig.put(about_carla(action, &by(more))).await;
                assert!(matches!(asked, Err(Failure::Fail(_))), "{action} {more}");
            }
        }
        let stopped = standings.of(&carla()).await.unwrap();
        assert!(stopped.suspension.is_some() && rig.records("carla-dias").await.is_empty());
        rig.put(about_carla("lift_suspension", &by(&enough)))
            .await
            .unwrap();
        assert_eq!(standings.of(&carla()).await.unwrap().suspension, None);
    }
}

#[tokio::test]
async fn nothing_is_done_of_which_there_is_no_record() {
    let mut rig = Rig::start().await;
    let elsewhere = DeskRecords::new(&rig.bank.engine.connection, "no-such-table".to_owned());
    rig.enrolment.records = elsewhere;
    assert!(rig.ask("revoke", "ana-lima").await.is_err());
    let ana = crate::at("447700900101");
    assert!(rig.bank.engine.channels().at(&ana).await.unwrap().is_some());
}
