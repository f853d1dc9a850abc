//! The bank's own door on the whole deployed bank: who is let in, by API Gateway's and IAM's word, and what is on record.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use aws::connection::Connection;
use aws_credential_types::Credentials;
use aws_sdk_dynamodb::types::AttributeValue::S;
use local::enrolment::EnrolmentApi;
use local::stack::{Addresses, Options, STACK, Stack};
use serde_json::{Value, json};

const CARLA: &str = "carla-dias";

/// Every operation, and who may call it beside the desk.
const OPERATIONS: [(&str, &str, bool); 8] = [
    ("GET", "phones", true),
    ("GET", "standing", false),
    ("POST", "activation", true),
    ("POST", "revocation", true),
    ("POST", "unlock", false),
    ("POST", "lift-suspension", false),
    ("POST", "end-sessions", false),
    ("PUT", "safety-phrase", false),
];

#[tokio::test(flavor = "multi_thread")]
async fn enrolment_opens_to_signed_requests_of_its_two_roles_and_to_nobody_else() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("enrolment");
    let options = Options {
        port: 0,
        fresh: true,
        directory,
    };
    let stack = Stack::start(options).await.expect("the bank comes up");
    let addresses = stack.addresses();
    turns_away_who_did_not_sign(addresses).await;
    turns_away_a_function(addresses).await;
    lets_each_role_do_its_own(addresses).await;
    knows_who_acted(addresses).await;
    stack.stop().await.unwrap();
}

fn desk(addresses: &Addresses, operator: &str) -> EnrolmentApi {
    EnrolmentApi::new(addresses, &addresses.desk_role_arn, operator).unwrap()
}

fn body(method: &str) -> Option<Value> {
    (method != "GET").then(|| json!({ "reason": "passport seen" }))
}

/// Neither without a signature, nor with one that is not the key's, nor with one for another customer.
async fn turns_away_who_did_not_sign(addresses: &Addresses) {
    let api = desk(addresses, "m.ross");
    let invented = || Credentials::from_keys("ASIAEXAMPLE", "invented", None);
    for (method, operation, _) in OPERATIONS {
        let request = api.unsigned(method, CARLA, operation, body(method).as_ref());
        let mut request = request.unwrap();
        let unsigned = api.door.send(request.clone()).await.unwrap();
        assert_eq!(unsigned.status, 403, "{operation}: {}", unsigned.body);
        api.door.sign(&mut request, invented()).unwrap();
        let forged = api.door.send(request).await.unwrap();
        assert_eq!(forged.status, 403, "{operation}: {}", forged.body);
    }
    assert!(on_record(addresses).await.is_empty());
}

/// The role of the function itself may not call the API, nor that of any other.
async fn turns_away_a_function(addresses: &Addresses) {
    let bank = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    let functions = aws_sdk_lambda::Client::new(bank.sdk());
    for name in ["enrolment", "dialogue"] {
        let function = functions.get_function_configuration();
        let function = function
            .function_name(format!("{STACK}-{name}"))
            .send()
            .await;
        let role = function.unwrap().role.unwrap();
        let api = EnrolmentApi::new(addresses, &role, "m.ross").unwrap();
        let asked = api.ask("POST", CARLA, "activation", None).await.unwrap();
        assert_eq!(asked.status, 403, "{name}: {}", asked.body);
    }
    assert!(on_record(addresses).await.is_empty());
}

async fn lets_each_role_do_its_own(addresses: &Addresses) {
    let role = &addresses.internet_banking_role_arn;
    let banking = EnrolmentApi::new(addresses, role, "internet-banking").unwrap();
    let desk = desk(addresses, "m.ross");
    for (method, operation, is_bankings) in OPERATIONS {
        let body = body(method);
        let asked = banking.ask(method, CARLA, operation, body.as_ref()).await;
        let status = asked.unwrap().status;
        assert_eq!(status, if is_bankings { 200 } else { 403 }, "{operation}");
        let asked = desk.ask(method, CARLA, operation, body.as_ref()).await;
        asked.unwrap().done().unwrap();
    }
}

async fn knows_who_acted(addresses: &Addresses) {
    let nobody = desk(addresses, "+447700900101");
    let asked = nobody.ask("GET", CARLA, "phones", None).await.unwrap();
    assert_eq!(
        (asked.status.as_u16(), &asked.body["error"]),
        (403, &json!("unknown_caller"))
    );
    let records = on_record(addresses).await;
    let by = |who: &str| records.iter().filter(|record| *record == who).count();
    assert_eq!(by("m.ross desk"), OPERATIONS.len());
    let bankings = OPERATIONS.iter().filter(|(_, _, is_bankings)| *is_bankings);
    assert_eq!(by("internet-banking banking"), bankings.count());
    assert_eq!(
        records.len(),
        by("m.ross desk").saturating_add(by("internet-banking banking"))
    );
}

/// Who did something for Carla, and in which of the two roles.
async fn on_record(addresses: &Addresses) -> Vec<String> {
    let bank = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    let query = aws_sdk_dynamodb::Client::new(bank.sdk()).query();
    let query = query.table_name(&addresses.tables.desk);
    let query = query.key_condition_expression("pk = :pk AND begins_with(sk, :sk)");
    let query = query
        .expression_attribute_values(":pk", S(format!("CUSTOMER#{CARLA}")))
        .expression_attribute_values(":sk", S("DESK#".to_owned()));
    let found = query.send().await.unwrap().items.unwrap_or_default();
    let text = |item: &std::collections::HashMap<String, _>, name: &str| match &item[name] {
        S(text) => text.clone(),
        other => panic!("{name} is no text: {other:?}"),
    };
    let by = found.iter().map(|item| {
        let is_desk = text(item, "role").to_lowercase().contains("deskrole");
        let role = if is_desk { "desk" } else { "banking" };
        format!("{} {role}", text(item, "operator"))
    });
    by.collect()
}
