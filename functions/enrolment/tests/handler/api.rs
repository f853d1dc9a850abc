//! The API as API Gateway calls it: who signed is in the event, and nowhere else.

use enrolment::{Action, OPERATIONS};
use lambda_http::request::from_str;
use serde_json::{Value, json};

use crate::Rig;

/// A session of the desk's role, named after who assumed it.
pub const ROSS: &str = "arn:aws:sts::000000000000:assumed-role/acme-desk-eu-west-2/M.Ross";

/// All that can be done, by name.
pub fn actions() -> impl Iterator<Item = Action> {
    OPERATIONS.into_iter().map(|(_, _, action)| action)
}

/// The event of a request for `action`, signed by `arn`.
pub fn event(action: Action, customer: &str, body: Option<&Value>, arn: Option<&str>) -> Value {
    let operation = OPERATIONS.into_iter().find(|(_, _, done)| *done == action);
    let (method, path, _) = operation.unwrap();
    json!({
        "resource": path,
        "path": path.replace("{customer_id}", customer),
        "httpMethod": method,
        "headers": { "Host": "api.acme-bank.example", "Content-Type": "application/json" },
        "pathParameters": { "customer_id": customer },
        "requestContext": {
            "resourcePath": path,
            "httpMethod": method,
            "stage": "live",
            "identity": { "sourceIp": "192.0.2.1", "userArn": arn },
        },
        "body": body.map(Value::to_string),
        "isBase64Encoded": false,
    })
}

impl Rig {
    /// Status and answer.
    pub async fn send(&self, event: &Value) -> (u16, Value) {
        let request = from_str(&event.to_string()).unwrap();
        let response = self.enrolment.handle(request).await;
        let headers = response.headers();
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["content-type"], "application/json");
        let answer = serde_json::from_slice(response.body().as_ref()).unwrap();
        (response.status().as_u16(), answer)
    }

    /// The answer, or the name of what stands against it.
    pub async fn put(
        &self,
        action: Action,
        customer: &str,
        body: Option<&Value>,
    ) -> Result<Value, String> {
        let (status, answer) = self.send(&event(action, customer, body, Some(ROSS))).await;
        if let Some(code) = answer["error"].as_str() {
            return Err(code.to_owned());
        }
        assert_eq!(status, 200);
        Ok(answer)
    }

    pub async fn ask(&self, name: &str, customer: &str) -> Result<Value, String> {
        let action = actions().find(|action| action.name() == name).unwrap();
        let body = json!({ "reason": "passport seen" });
        self.put(action, customer, Some(&body)).await
    }
}

#[tokio::test]
async fn who_acted_is_who_signed_whatever_the_body_says() {
    let rig = Rig::start().await;
    for body in [
        json!({ "operator": "j.doe" }),
        json!({ "customer_id": "ana-lima" }),
        json!({ "phrase": "blue canoe" }),
        json!(["m.ross"]),
    ] {
        let asked = rig.put(Action::Revoke, "carla-dias", Some(&body)).await;
        assert_eq!(asked, Err("malformed".to_owned()), "{body}");
    }
    assert!(rig.records("carla-dias").await.is_empty());
    rig.put(Action::Revoke, "carla-dias", None).await.unwrap();
    let [record] = &rig.records("carla-dias").await[..] else {
        panic!("one record");
    };
    assert!(record.contains("m.ross") && record.contains("acme-desk-eu-west-2"));
}

#[tokio::test]
async fn nothing_is_done_for_a_signature_that_is_nobodys() {
    let rig = Rig::start().await;
    for arn in [
        None,
        Some("arn:aws:iam::000000000000:root"),
        Some("arn:aws:iam::000000000000:user/m.ross"),
        Some("arn:aws:sts::000000000000:assumed-role/acme-desk/+447700900101"),
    ] {
        for action in actions() {
            let asked = rig.send(&event(action, "carla-dias", None, arn)).await;
            let refused = json!({ "error": "unknown_caller" });
            assert_eq!(asked, (403, refused), "{arn:?}");
        }
    }
    assert!(rig.records("carla-dias").await.is_empty());
}

/// Beside the record of who looked, which is the bank's and not the customer's.
#[tokio::test]
async fn looking_changes_nothing() {
    let rig = Rig::start().await;
    let kept = async || {
        let items = rig.bank.engine.items().await.into_iter();
        items
            .filter(|item| !item.sk.starts_with("DESK#"))
            .collect::<Vec<_>>()
    };
    let before = kept().await;
    for (method, _, action) in OPERATIONS {
        if method == "GET" {
            for _ in 0..2 {
                rig.put(action, "ana-lima", None).await.unwrap();
            }
        }
    }
    assert_eq!(kept().await, before);
}

#[tokio::test]
async fn what_is_no_operation_is_not_found() {
    let rig = Rig::start().await;
    let mut elsewhere = event(Action::List, "ana-lima", None, Some(ROSS));
    elsewhere["requestContext"]["resourcePath"] = json!("/enrolment/{customer_id}/money");
    let refused = json!({ "error": "not_found" });
    assert_eq!(rig.send(&elsewhere).await, (404, refused.clone()));
    let mut otherwise = event(Action::List, "ana-lima", None, Some(ROSS));
    otherwise["httpMethod"] = json!("DELETE");
    assert_eq!(rig.send(&otherwise).await, (404, refused));
}

#[tokio::test]
async fn a_linked_phone_is_told_by_its_last_digits_and_since_when() {
    let rig = Rig::start().await;
    let told = rig.ask("list", "ana-lima").await.unwrap();
    let since = told["phones"][0]["linked_at"].clone();
    assert!(since.is_i64());
    let phones = json!([{ "linked_at": since, "number_ends": "0101" }]);
    assert_eq!(told, json!({ "phones": phones }));
    rig.ask("revoke", "ana-lima").await.unwrap();
    assert_eq!(
        rig.ask("list", "ana-lima").await,
        Ok(json!({ "phones": [] }))
    );
}
