//! `openapi.json` and the function say the same: operations, fields and errors, in both directions.

use std::collections::{BTreeMap, BTreeSet};

use aws::customers::Customers;
use domain::customer::desk::Backing;
use enrolment::{Action, OPERATIONS};
use serde_json::{Value, json};

use crate::Rig;
use crate::api::{ROSS, event};

type Names = BTreeSet<String>;

fn document() -> Value {
    serde_json::from_str(include_str!("../../openapi.json")).unwrap()
}

fn operation(document: &Value, (method, path, _): (&str, &str, Action)) -> Value {
    document["paths"][path][method.to_lowercase()].clone()
}

fn schema(part: &Value) -> &Value {
    &part["content"]["application/json"]["schema"]
}

fn names(object: &Value) -> Names {
    let object = object.as_object().into_iter().flatten();
    object.map(|(name, _)| name.clone()).collect()
}

/// Status and code of every error that the document has for an operation, without the gateway's own.
fn documented_errors(document: &Value, operation: &Value) -> BTreeSet<(u16, String)> {
    let mut errors = BTreeSet::new();
    for (status, response) in operation["responses"].as_object().unwrap() {
        let Some(reference) = response["$ref"].as_str() else {
            continue;
        };
        let response = document.pointer(reference.trim_start_matches('#')).unwrap();
        let codes = schema(response)["properties"]["error"]["enum"].as_array();
        let codes = codes.unwrap().iter().filter(|code| *code != "refused");
        let codes = codes.map(|code| code.as_str().unwrap().to_owned());
        errors.extend(codes.map(|code| (status.parse().unwrap(), code)));
    }
    errors
}

#[test]
fn the_document_has_the_functions_operations_and_no_others() {
    let document = document();
    let mut documented = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if method != "parameters" {
                let id = operation["operationId"].as_str().unwrap().to_owned();
                documented.insert((method.to_uppercase(), path.clone()), id);
            }
        }
    }
    let own = OPERATIONS.map(|(method, path, action)| {
        (
            (method.to_owned(), path.to_owned()),
            action.name().to_owned(),
        )
    });
    assert_eq!(documented, own.into());
    assert_eq!(document["security"], json!([{ "sigv4": [] }]));
}

#[tokio::test]
async fn every_answer_has_the_documented_fields_and_no_others() {
    let document = document();
    for known in OPERATIONS {
        let rig = Rig::start().await;
        let answer = rig.ask(known.2.name(), "ana-lima").await.unwrap();
        let operation = operation(&document, known);
        let schema = schema(&operation["responses"]["200"]);
        assert_eq!(names(&answer), names(&schema["properties"]), "{known:?}");
        assert_eq!(
            schema["required"].as_array().unwrap().len(),
            names(&answer).len()
        );
        if known.2 == Action::List {
            let phone = &schema["properties"]["phones"]["items"]["properties"];
            assert_eq!(names(&answer["phones"][0]), names(phone));
        }
    }
}

#[tokio::test]
async fn every_documented_field_of_a_question_is_taken_and_no_other() {
    let (document, rig) = (document(), Rig::start().await);
    for known in OPERATIONS
        .into_iter()
        .filter(|(method, _, _)| *method != "GET")
    {
        let operation = operation(&document, known);
        let documented = names(&schema(&operation["requestBody"])["properties"]);
        let mut taken = Names::new();
        for (field, value) in [
            ("reason", "passport seen"),
            ("approved_by", "j.doe"),
            ("phrase", "blue canoe"),
            ("operator", "m.ross"),
        ] {
            let body = json!({ field: value });
            let asked = rig.put(known.2, "carla-dias", Some(&body)).await;
            if asked != Err("malformed".to_owned()) {
                taken.insert(field.to_owned());
            }
        }
        assert_eq!(taken, documented, "{known:?}");
    }
}

#[tokio::test]
async fn every_documented_error_happens_and_no_other() {
    let (document, mut rig) = (document(), Rig::start().await);
    let there = rig.bank.engine.customers();
    let gone = Customers::new(&rig.bank.engine.connection, "no-such-table".to_owned());
    for known in OPERATIONS {
        let mut happened = BTreeSet::new();
        for backing in [Backing::Reason, Backing::SecondPerson] {
            rig.enrolment.backing = backing;
            for (customer, body, arn) in [
                ("carla-dias", json!({}), None),
                (
                    "mallory",
                    json!({ "reason": "passport seen", "approved_by": "j.doe" }),
                    Some(ROSS),
                ),
                ("carla-dias", json!([]), Some(ROSS)),
                ("carla-dias", json!({}), Some(ROSS)),
                ("carla-dias", json!({ "reason": "ok" }), Some(ROSS)),
                (
                    "carla-dias",
                    json!({ "reason": "x".repeat(1_100) }),
                    Some(ROSS),
                ),
                ("carla-dias", json!({ "approved_by": "j doe" }), Some(ROSS)),
                ("carla-dias", json!({ "approved_by": "m.ross" }), Some(ROSS)),
                (
                    "carla-dias",
                    json!({ "phrase": "my pin 271828" }),
                    Some(ROSS),
                ),
            ] {
                let asked = rig.send(&event(known.2, customer, Some(&body), arn)).await;
                happened.extend(error(asked));
            }
        }
        rig.enrolment.customers = gone.clone();
        let body = json!({ "reason": "passport seen", "approved_by": "j.doe" });
        let asked = event(known.2, "carla-dias", Some(&body), Some(ROSS));
        happened.extend(error(rig.send(&asked).await));
        rig.enrolment.customers = there.clone();
        let documented = documented_errors(&document, &operation(&document, known));
        assert_eq!(happened, documented, "{known:?}");
    }
}

fn error((status, answer): (u16, Value)) -> Option<(u16, String)> {
    let code = answer["error"].as_str()?.to_owned();
    Some((status, code))
}
