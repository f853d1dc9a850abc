//! The embedded DynamoDB engine without a socket: a request's bytes go straight into it.
//!
//! Deliberately the same wire format as over HTTP, so the adapters under proof are the real ones.

use dynoxide::{Database, DynoxideError};
use serde_json::{Value, json};

/// An answer as HTTP would carry it.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON.
    pub body: String,
}

/// An engine that many clients may ask.
#[derive(Clone)]
pub struct Engine(Database);

impl Engine {
    /// An empty one.
    ///
    /// # Panics
    /// If no memory database opens: then nothing can be proved.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "without an engine nothing can be proved"
    )]
    pub fn memory() -> Self {
        Self(Database::memory().expect("an in-memory database opens"))
    }

    /// Answers one request: `operation` as in `X-Amz-Target`, without its prefix.
    #[must_use]
    pub fn answer(&self, operation: &str, body: &str) -> Answer {
        match self.dispatch(operation, body) {
            Ok(body) => Answer { status: 200, body },
            Err(error) => Answer {
                status: error.status_code(),
                body: error.to_json(),
            },
        }
    }

    /// Asks and reads the answer.
    ///
    /// # Errors
    /// DynamoDB's error code.
    pub fn ask(&self, operation: &str, request: &Value) -> Result<Value, String> {
        let answer = self.answer(operation, &request.to_string());
        let body: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        if answer.status == 200 {
            Ok(body)
        } else {
            let code = body["__type"].as_str().unwrap_or_default();
            Err(code.rsplit('#').next().unwrap_or_default().to_owned())
        }
    }

    /// Every item whose partition key is one of `keys` and whose sort key is `sk`, as it is now.
    ///
    /// # Panics
    /// If the engine does not answer.
    #[must_use]
    #[expect(clippy::expect_used, reason = "an audit that cannot look must stop")]
    pub fn items(&self, keys: &[String], sk: &str) -> Vec<Value> {
        if keys.is_empty() {
            return Vec::new();
        }
        let keys: Vec<Value> = keys
            .iter()
            .map(|pk| json!({"pk": {"S": pk}, "sk": {"S": sk}}))
            .collect();
        let request = json!({"RequestItems": {"ledger": {"Keys": keys, "ConsistentRead": true}}});
        let mut answer = self
            .ask("BatchGetItem", &request)
            .expect("the engine reads");
        match answer["Responses"]["ledger"].take() {
            Value::Array(items) => items,
            _ => Vec::new(),
        }
    }

    fn dispatch(&self, operation: &str, body: &str) -> Result<String, DynoxideError> {
        let Self(engine) = self;
        match operation {
            "CreateTable" => told(engine.create_table(asked(body)?)?),
            "GetItem" => told(engine.get_item(asked(body)?)?),
            "PutItem" => told(engine.put_item(asked(body)?)?),
            "UpdateItem" => told(engine.update_item(asked(body)?)?),
            "Scan" => told(engine.scan(asked(body)?)?),
            "Query" => told(engine.query(asked(body)?)?),
            "BatchGetItem" => told(engine.batch_get_item(asked(body)?)?),
            "TransactWriteItems" => told(engine.transact_write_items(asked(body)?)?),
            _ => Err(DynoxideError::ValidationException(format!(
                "the proofs do not use {operation}"
            ))),
        }
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Engine")
    }
}

/// A number attribute of an item; zero where there is none.
#[must_use]
pub fn number(item: &Value, name: &str) -> i64 {
    let text = item[name]["N"].as_str();
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// A string attribute of an item; empty where there is none.
#[must_use]
pub fn text<'a>(item: &'a Value, name: &str) -> &'a str {
    item[name]["S"].as_str().unwrap_or_default()
}

fn asked<T: serde::de::DeserializeOwned>(body: &str) -> Result<T, DynoxideError> {
    serde_json::from_str(body)
        .map_err(|error| DynoxideError::SerializationException(error.to_string()))
}

fn told(answer: impl serde::Serialize) -> Result<String, DynoxideError> {
    serde_json::to_string(&answer)
        .map_err(|error| DynoxideError::InternalServerError(error.to_string()))
}
