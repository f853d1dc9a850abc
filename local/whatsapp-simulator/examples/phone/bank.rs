//! The scripted bank: a webhook that answers a few words.
//!
//! Deliberately no signature check and no state: it is scenery.

use std::time::Duration;

use axum::extract::State;
use axum::response::Html;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::neighbours::Neighbours;
use crate::voice::silence;

#[derive(Clone)]
struct Bank {
    base: String,
    phones: Neighbours,
    client: reqwest::Client,
}

pub fn router(base: &str, phones: Neighbours) -> Router {
    let bank = Bank {
        base: base.to_owned(),
        phones,
        client: reqwest::Client::new(),
    };
    Router::new()
        .route("/bank/webhook", post(webhook))
        .route(
            "/bank/confirm",
            get(async || Html("<h1>Here would be the bank's page</h1>")),
        )
        .with_state(bank)
}

async fn webhook(State(bank): State<Bank>, Json(body): Json<Value>) {
    let message = body["entry"][0]["changes"][0]["value"]["messages"][0].clone();
    if message.is_object() {
        tokio::spawn(async move { bank.answer(&message).await });
    }
}

impl Bank {
    async fn answer(&self, message: &Value) {
        let read = json!({"messaging_product": "whatsapp", "status": "read", "message_id": message["id"],
            "typing_indicator": {"type": "text"}});
        self.post(&read).await;
        tokio::time::sleep(Duration::from_millis(900)).await;
        let to = format!("+{}", message["from"].as_str().unwrap_or_default());
        for (kind, content) in self.reply(message, &to).await {
            let mut reply = json!({"messaging_product": "whatsapp", "to": to, "type": kind});
            reply[kind] = content;
            self.post(&reply).await;
        }
    }

    async fn reply(&self, message: &Value, to: &str) -> Vec<(&'static str, Value)> {
        let reply = &message["interactive"]["list_reply"]["id"];
        let button = &message["interactive"]["button_reply"]["id"];
        let said = message["text"]["body"]
            .as_str()
            .or(reply.as_str())
            .or(button.as_str())
            .unwrap_or_default();
        let said = said.to_lowercase();
        match said.as_str() {
            _ if said.contains("balance") => {
                vec![("text", balance()), ("audio", self.voice().await)]
            }
            _ if said.contains("send") => {
                self.phones.text(
                    to,
                    "ACME: 482913 confirms £50.00 to Ben Carter. Never share it. Valid 5 minutes.",
                );
                vec![("interactive", self.link())]
            }
            _ if said.contains("like") => vec![(
                "reaction",
                json!({"message_id": message["id"], "emoji": "👍"}),
            )],
            _ if said.contains("help") => vec![("interactive", buttons())],
            _ => vec![("interactive", menu())],
        }
    }

    fn link(&self) -> Value {
        json!({"type": "cta_url", "header": {"type": "text", "text": "Confirm the transfer"},
            "body": {"text": "*£50.00* to *Ben Carter*, from Current account ••1101.\n\nOpen the bank’s page to confirm. The link works once, for 10 minutes."},
            "footer": {"text": "We never ask for your PIN in the chat."},
            "action": {"name": "cta_url", "parameters": {"display_text": "Confirm securely", "url": format!("{}/bank/confirm#t", self.base)}}})
    }

    async fn voice(&self) -> Value {
        let file = reqwest::multipart::Part::bytes(silence(4)).file_name("note.ogg");
        let form = reqwest::multipart::Form::new()
            .text("messaging_product", "whatsapp")
            .text("type", "audio/ogg")
            .part("file", file);
        let request = self
            .client
            .post(self.graph("media"))
            .bearer_auth("local-access-token")
            .multipart(form);
        let id = match request.send().await {
            Ok(answer) => answer.json::<Value>().await.unwrap_or_default()["id"].clone(),
            Err(_) => Value::Null,
        };
        json!({"id": id, "voice": true})
    }

    async fn post(&self, body: &Value) {
        let request = self
            .client
            .post(self.graph("messages"))
            .bearer_auth("local-access-token")
            .json(body);
        if let Err(error) = request.send().await {
            eprintln!("{error}");
        }
    }

    fn graph(&self, what: &str) -> String {
        format!("{}/graph/v26.0/106540352242922/{what}", self.base)
    }
}

fn balance() -> Value {
    json!({"body": "Your accounts:\n\n*Current* ••1101  £2,450.00\n*Savings* ••1102  £8,000.00\n\n_As of now. Pending payments are already taken off._"})
}

fn menu() -> Value {
    let row = |id: &str, title: &str, description: &str| json!({"id": id, "title": title, "description": description});
    json!({"type": "list", "header": {"type": "text", "text": "Good afternoon, Ana"},
        "body": {"text": "What would you like to do? You can also just write it, like “send £50 to Ben”."},
        "footer": {"text": "ACME Bank · we never ask for your PIN here"},
        "action": {"button": "See what I can do", "sections": [
            {"title": "Every day", "rows": [row("balance", "Balances", "Current and savings"), row("statement", "Statement", "The last ten entries"),
                row("send", "Send money", "To your payees or between your accounts"), row("bill", "Pay a bill", "City Power and others")]},
            {"title": "Security", "rows": [row("freeze", "Freeze my card", "Works at once"), row("voice", "Voice replies", "Turn them on or off")]}]}})
}

fn buttons() -> Value {
    let button =
        |id: &str, title: &str| json!({"type": "reply", "reply": {"id": id, "title": title}});
    json!({"type": "button", "body": {"text": "I can tell you your *balance*, *send money* and more.\nAnything that moves money is confirmed on the bank’s own page."},
        "action": {"buttons": [button("balance", "My balance"), button("send", "Send money"), button("menu", "Menu")]}})
}
