//! The webhook through its handler: who gets in, and what is queued.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot prepare must fail at once, and counts small numbers"
)]

mod channel;
mod door;
mod load;
mod queueing;
mod strange;

use aws::queue::Queue;
use aws::secrets::Secret;
use lambda_http::{Body, Request, Response};
use serde_json::{Value, json};
use testkit::clock;
use testkit::services::{APP_SECRETS, PHONE_NUMBER_ID, Services};
use webhook::Webhook;
use whatsapp::signature::{AppSecret, sign};

struct Rig {
    services: Services,
    webhook: Webhook,
}

impl Rig {
    async fn start() -> Self {
        let services = Services::start().await;
        let webhook = Webhook {
            secret: Secret::new(&services.connection, "bank/whatsapp".to_owned()),
            queue_secret: Secret::new(&services.connection, "bank/queue".to_owned()),
            ticket_key: Secret::new(&services.connection, "bank/tickets".to_owned()),
            queue: Queue::new(&services.connection, "https://sqs/inbound.fifo".to_owned()),
            urgent_queue: Queue::new(&services.connection, "https://sqs/urgent.fifo".to_owned()),
            phone_number_id: PHONE_NUMBER_ID.to_owned(),
            clock: clock::now,
            random: clock::random,
        };
        Self { services, webhook }
    }

    async fn post(&self, body: &str) -> u16 {
        self.send(&event("POST", body, Some(&signed(body))))
            .await
            .status()
            .as_u16()
    }

    async fn send(&self, event: &Value) -> Response<Body> {
        self.webhook.handle(request(event)).await
    }

    /// The queue entries so far, in order, over all batches.
    fn queued(&self) -> Vec<Value> {
        let batches = self.services.calls_of("SendMessageBatch");
        batches
            .iter()
            .flat_map(|batch| batch["Entries"].as_array().unwrap().clone())
            .collect()
    }
}

fn signed(body: &str) -> String {
    sign(
        &AppSecret::try_new(APP_SECRETS[0]).unwrap(),
        body.as_bytes(),
    )
}

/// An event as API Gateway's REST API hands it to Lambda.
fn event(method: &str, body: &str, signature: Option<&str>) -> Value {
    let mut headers = json!({ "Content-Type": "application/json" });
    if let Some(signature) = signature {
        headers["X-Hub-Signature-256"] = json!(signature);
    }
    json!({
        "resource": "/webhook",
        "path": "/webhook",
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {},
        "queryStringParameters": null,
        "multiValueQueryStringParameters": null,
        "requestContext": {
            "resourcePath": "/webhook", "httpMethod": method, "stage": "live",
            "identity": { "sourceIp": "173.252.88.1" },
        },
        "body": body,
        "isBase64Encoded": false,
    })
}

fn request(event: &Value) -> Request {
    lambda_http::request::from_str(&event.to_string()).unwrap()
}
