//! Who at the desk did what: nothing without a name, nothing that lets somebody go on without a backing, and all of it on
//! record.

use aws::desk_records::DeskRecords;
use domain::customer::desk::Backing;
use domain::customer::standing::SuspensionReason;
use enrolment::{Action, OPERATIONS};
use serde_json::json;
use testkit::clock;
use testkit::logs::Logs;

use crate::{Rig, carla};

#[tokio::test]
async fn every_deed_is_on_record_and_in_the_log_with_who_did_it_and_why() {
    let logs = Logs::listen();
    let rig = Rig::start().await;
    let by = json!({ "reason": "passport seen", "approved_by": "j.doe" });
    // Whoever only looks says nothing beside their name.
    let gives_reason = |method: &str| method != "GET";
    for (method, _, action) in OPERATIONS {
        rig.put(action, "carla-dias", Some(&by)).await.unwrap();
        let action = action.name();
        let [line] = &logs.with("desk.action", action)[..] else {
            panic!("one line for {action}: {}", logs.text());
        };
        for (field, value) in [
            ("desk.operator", "m.ross"),
            ("desk.role", "acme-desk-eu-west-2"),
            ("customer.id", "carla-dias"),
        ] {
            assert_eq!(line[field], value, "{action}");
        }
        if gives_reason(method) {
            assert_eq!(line["desk.reason"], "passport seen", "{action}");
            assert_eq!(line["desk.approved_by"], "j.doe", "{action}");
        }
    }
    let records = rig.records("carla-dias").await;
    assert_eq!(records.len(), OPERATIONS.len());
    for (method, _, action) in OPERATIONS {
        let name = format!("\"{}\"", action.name());
        let mut of_action = records.iter().filter(|record| record.contains(&name));
        let record = of_action.next().unwrap();
        assert!(record.contains("m.ross"), "{action:?}: {record}");
        for said in ["passport seen", "j.doe"] {
            assert_eq!(
                record.contains(said),
                gives_reason(method),
                "{action:?}: {record}"
            );
        }
    }
}

#[tokio::test]
async fn who_was_stopped_goes_on_only_with_the_backing_that_is_asked_for() {
    for (backing, lacking, enough) in [
        (
            Backing::Reason,
            vec![
                (json!({}), "needs_reason"),
                (json!({ "reason": "  " }), "needs_reason"),
                (json!({ "reason": "ok" }), "unusable_reason"),
                (json!({ "approved_by": "j.doe" }), "needs_reason"),
            ],
            json!({ "reason": "passport seen" }),
        ),
        (
            Backing::SecondPerson,
            vec![
                (json!({}), "needs_second_person"),
                (json!({ "reason": "passport seen" }), "needs_second_person"),
                (json!({ "approved_by": "" }), "needs_second_person"),
                (json!({ "approved_by": "j doe" }), "unusable_second_person"),
                (json!({ "approved_by": "M.ROSS" }), "same_person"),
            ],
            json!({ "approved_by": "j.doe" }),
        ),
    ] {
        let mut rig = Rig::start().await;
        rig.enrolment.backing = backing;
        let standings = rig.bank.engine.standings();
        let reason = SuspensionReason::IdentityChange;
        standings
            .suspend(&carla(), reason, clock::now())
            .await
            .unwrap();
        for action in [Action::Unlock, Action::LiftSuspension] {
            for (body, code) in &lacking {
                let asked = rig.put(action, "carla-dias", Some(body)).await;
                assert_eq!(asked, Err((*code).to_owned()), "{action:?} {body}");
            }
        }
        let stopped = standings.of(&carla()).await.unwrap();
        assert!(stopped.suspension.is_some() && rig.records("carla-dias").await.is_empty());
        let lift = rig.put(Action::LiftSuspension, "carla-dias", Some(&enough));
        lift.await.unwrap();
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
