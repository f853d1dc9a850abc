//! One call of a service, read from its wire format.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::Query;
use axum::http::Uri;
use axum::http::request::Parts;
use serde_json::{Value, json};

/// One call, as the service understood it.
#[derive(Clone, Debug)]
pub struct Call {
    /// AWS's name of the operation, or `WhatsApp…` and `Watson…`.
    pub operation: String,
    /// Its input. Lambda's holds `FunctionName` and `Payload`, S3's `Key` and `ContentType`.
    pub input: Value,
    /// The body as it arrived.
    pub body: Vec<u8>,
}

impl Call {
    /// Reads a request.
    pub(super) fn read(parts: &Parts, body: &Bytes) -> Self {
        let path = parts.uri.path();
        let (operation, input) = match target(parts) {
            Some(operation) => (operation, json_of(body)),
            None if path.starts_with("/2015-03-31/functions/") => {
                ("Invoke", invocation(path, body))
            }
            None if path.starts_with("/graph/") => graph(path, body),
            None if path.starts_with("/assistant/") => ("WatsonAssistant", json_of(body)),
            None if path.starts_with("/text-to-speech/") => ("WatsonSpeech", json_of(body)),
            None if path == "/" => sns(form(body)),
            None if parts.method == "PUT" => ("PutObject", object(parts)),
            None => ("GetObject", object(parts)),
        };
        Self {
            operation: operation.to_owned(),
            input,
            body: body.to_vec(),
        }
    }

    /// A text field of the input; empty where there is none.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.input
            .get(field)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// SNS's protocol names the operation in the form.
fn sns(form: Value) -> (&'static str, Value) {
    let question = "CheckIfPhoneNumberIsOptedOut";
    if form["Action"] == question {
        (question, form)
    } else {
        ("Publish", form)
    }
}

/// The AWS JSON protocols name the operation in a header: `AmazonSQS.SendMessageBatch`.
fn target(parts: &Parts) -> Option<&str> {
    let target = parts.headers.get("x-amz-target")?.to_str().ok()?;
    target.rsplit_once('.').map(|(_, operation)| operation)
}

fn json_of(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap_or_default()
}

fn invocation(path: &str, body: &[u8]) -> Value {
    let name = path.split('/').nth(3).unwrap_or_default();
    json!({ "FunctionName": name, "Payload": json_of(body) })
}

fn graph(path: &str, body: &[u8]) -> (&'static str, Value) {
    if path.ends_with("/media") {
        return (
            "WhatsAppMedia",
            Value::String(String::from_utf8_lossy(body).into_owned()),
        );
    }
    let input = json_of(body);
    let is_receipt = input.get("status").is_some();
    (
        if is_receipt {
            "WhatsAppRead"
        } else {
            "WhatsApp"
        },
        input,
    )
}

/// A form is written like the query of an address, and read like one.
fn form(body: &[u8]) -> Value {
    let query = format!("/?{}", String::from_utf8_lossy(body));
    let fields = query
        .parse::<Uri>()
        .ok()
        .and_then(|uri| Query::<BTreeMap<String, String>>::try_from_uri(&uri).ok());
    json!(fields.map(|Query(fields)| fields).unwrap_or_default())
}

fn object(parts: &Parts) -> Value {
    let kind = parts
        .headers
        .get("content-type")
        .and_then(|kind| kind.to_str().ok());
    json!({ "Key": parts.uri.path().trim_start_matches('/'), "ContentType": kind })
}
