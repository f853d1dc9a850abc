//! `openapi.json` and the function say the same: operations, fields, answers and errors.

use std::collections::BTreeSet;

use atm::OPERATIONS;
use aws::withdrawals::Withdrawals;
use serde_json::{Value, json};

use crate::{Rig, SWITCH, authorising, with};

type Names = BTreeSet<String>;

fn document() -> Value {
    serde_json::from_str(include_str!("../../openapi.json")).unwrap()
}

fn operation(document: &Value, action: &str) -> Value {
    document["paths"][format!("/atm/{action}")]["post"].clone()
}

fn schema(part: &Value) -> &Value {
    &part["content"]["application/json"]["schema"]
}

fn names(object: &Value) -> Names {
    let object = object.as_object().into_iter().flatten();
    object.map(|(name, _)| name.clone()).collect()
}

#[test]
fn the_document_has_the_functions_operations_and_no_others() {
    let document = document();
    let documented = names(&document["paths"]);
    assert_eq!(
        documented,
        OPERATIONS.map(|(_, path, _)| path.to_owned()).into()
    );
    for (_, _, action) in OPERATIONS {
        let operation = operation(&document, action.name());
        assert_eq!(operation["operationId"], action.name());
    }
    assert_eq!(document["security"], json!([{ "sigv4": [] }]));
}

/// A body of each operation that is complete.
fn bodies(rig: &Rig) -> [(&'static str, Value); 3] {
    [
        ("authorise", authorising("r1", &rig.code.expose(), 6_000)),
        ("dispense", with("r1", "dispensed_minor", 6_000)),
        ("reverse", with("r1", "kept_minor", 6_000)),
    ]
}

#[tokio::test]
async fn every_documented_field_is_needed_and_no_other_is_taken() {
    let (document, rig) = (document(), Rig::start().await);
    for (action, body) in bodies(&rig) {
        let operation = operation(&document, action);
        let documented = names(&schema(&operation["requestBody"])["properties"]);
        assert_eq!(names(&body), documented, "{action}");
        for field in &documented {
            let mut less = body.clone();
            less.as_object_mut().unwrap().remove(field);
            let asked = rig.send(action, &less, Some(SWITCH)).await;
            assert_eq!(
                asked,
                (400, json!({ "error": "malformed" })),
                "{action} {field}"
            );
        }
        let mut more = body.clone();
        more["pin"] = json!("271828");
        let asked = rig.send(action, &more, Some(SWITCH)).await;
        assert_eq!(asked.0, 400, "{action}");
    }
}

#[tokio::test]
async fn every_answer_has_the_fields_of_one_that_is_documented() {
    let (document, rig) = (document(), Rig::start().await);
    for (action, body) in bodies(&rig) {
        if action == "reverse" {
            let ended = json!({ "outcome": "reversed" });
            rig.bank.services.function_answers("workflow", ended);
        }
        let (status, answer) = rig.send(action, &body, Some(SWITCH)).await;
        assert_eq!(status, 200, "{answer}");
        let operation = operation(&document, action);
        let answers = schema(&operation["responses"]["200"])["oneOf"].as_array();
        let of = |known: &&Value| known["properties"]["outcome"]["const"] == answer["outcome"];
        let known = answers.unwrap().iter().find(of).unwrap();
        assert_eq!(names(&answer), names(&known["properties"]), "{action}");
    }
}

/// Status and code of every error that the document has for an operation, without the gateway's own.
fn documented_errors(document: &Value, action: &str) -> BTreeSet<(u16, String)> {
    let mut errors = BTreeSet::new();
    for (status, response) in operation(document, action)["responses"]
        .as_object()
        .unwrap()
    {
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

#[tokio::test]
async fn every_documented_error_happens_and_no_other() {
    let document = document();
    for (_, _, action) in OPERATIONS {
        let action = action.name();
        let mut rig = Rig::start().await;
        let body = bodies(&rig)
            .into_iter()
            .find(|(name, _)| *name == action)
            .unwrap()
            .1;
        let mut happened = BTreeSet::new();
        let mut send = async |rig: &Rig, body: &Value, arn| {
            let (status, answer) = rig.send(action, body, arn).await;
            let code = answer["error"].as_str().map(str::to_owned);
            happened.extend(code.map(|code| (status, code)));
        };
        send(&rig, &body, None).await;
        send(&rig, &json!([]), Some(SWITCH)).await;
        send(&rig, &json!({ "x": "x".repeat(1_100) }), Some(SWITCH)).await;
        // Before any code was right: only `authorise` answers that.
        if action != "authorise" {
            send(&rig, &body, Some(SWITCH)).await;
        }
        // The request was another machine's.
        let right = authorising("r1", &rig.code.expose(), 6_000);
        rig.send("authorise", &right, Some(SWITCH)).await;
        rig.send("reverse", &with("r1", "kept_minor", 10), Some(SWITCH))
            .await;
        let mut crossed = body.clone();
        crossed["terminal_id"] = json!("LDN-0043");
        send(&rig, &crossed, Some(SWITCH)).await;
        let connection = &rig.bank.engine.connection;
        rig.atm.withdrawals = Withdrawals::new(connection, "no-such-table".to_owned());
        send(&rig, &body, Some(SWITCH)).await;
        assert_eq!(happened, documented_errors(&document, action), "{action}");
    }
}
