//! The customer says something: builds the message object and sends it on its way to the bank.
//!
//! Deliberately lets the customer say anything, also what a well-behaved phone would not: a bank must
//! stand it.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, body};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::control::HttpError;
use crate::conversation::{Conversation, Progress};
use crate::graph::new_media_id;
use crate::media::{Media, RECEIVED_DAYS, recorded_audio_type};
use crate::render;
use crate::simulator::new_message_id;
use crate::webhook::{Parcel, Person, Turn, message_webhook};
use crate::{Phone, Simulator};

/// How far shuffled webhooks are spread, in milliseconds.
const SHUFFLE_MS: u64 = 1_500;

/// The body of `POST /simulator/customers/{phone}/messages`.
#[derive(Deserialize)]
struct Said {
    #[serde(flatten)]
    content: Content,
    /// Deliver under this id instead of a new one: the same id again is a duplicate.
    message_id: Option<String>,
    /// The message of the bank's that this answers.
    reply_to: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Content {
    Text { text: String },
    ButtonReply { id: String, title: Option<String> },
    ListReply { id: String, title: Option<String> },
    Audio { media: String, voice: Option<bool> },
    Raw { message: Map<String, Value> },
}

/// `POST /simulator/customers/{phone}/messages`: 202 with the message id, at once.
pub(crate) async fn say(
    State(simulator): State<Simulator>,
    Path(phone): Path<String>,
    body: body::Bytes,
) -> Result<Response, HttpError> {
    let phone = Phone::parse(&phone)
        .ok_or_else(|| HttpError::bad_request("the phone is no E.164 number"))?;
    let said: Said =
        serde_json::from_slice(&body).map_err(|error| HttpError::bad_request(error.to_string()))?;
    let message = simulator.message_object(&phone, said)?;
    let id = message["id"].as_str().unwrap_or_default().to_owned();
    simulator.send_to_bank(&phone, message);
    Ok((StatusCode::ACCEPTED, Json(json!({ "message_id": id }))).into_response())
}

impl Simulator {
    /// The customer as webhooks show them now.
    pub(crate) fn person(&self, phone: &Phone) -> Person {
        Person {
            phone: phone.clone(),
            name: self.with(|state| state.profile_name(phone)),
            hides_number: self.shared.faults.delivery().drop_phone_number,
        }
    }

    /// Posts a webhook as often and as late as the delivery faults want it.
    pub(crate) fn post_with_faults(&self, mut parcel: Parcel) {
        let faults = self.shared.faults.delivery();
        for _ in 1..faults.duplicate {
            let spread = if faults.shuffle { SHUFFLE_MS } else { 0 };
            let copy = Parcel {
                body: parcel.body.clone(),
                turn: None,
                delay: random_delay(spread),
                on_taken: None,
            };
            self.shared.postman.post(copy);
        }
        if faults.shuffle {
            parcel.turn = None;
            parcel.delay = parcel.delay.saturating_add(random_delay(SHUFFLE_MS));
        }
        if faults.batch > 1 {
            return self.post_in_batch(parcel, faults.batch);
        }
        self.shared.postman.post(parcel);
    }

    fn message_object(&self, phone: &Phone, said: Said) -> Result<Value, HttpError> {
        let Said {
            content,
            message_id,
            reply_to,
        } = said;
        let mut message = self.content_object(phone, content)?;
        if let Some(id) = message_id {
            message.insert("id".into(), json!(id));
        }
        if let Some(id) = reply_to {
            message.insert("context".into(), self.context(&id));
        }
        message
            .entry("id")
            .or_insert_with(|| json!(new_message_id(phone)));
        message
            .entry("timestamp")
            .or_insert_with(|| json!(self.config().clock.timestamp()));
        Ok(Value::Object(message))
    }

    fn content_object(
        &self,
        phone: &Phone,
        content: Content,
    ) -> Result<Map<String, Value>, HttpError> {
        let object = match content {
            Content::Raw { message } => return Ok(message),
            Content::Text { text } => json!({"type": "text", "text": {"body": text}}),
            Content::ButtonReply { id, title } => self.reply(phone, "button_reply", &id, title),
            Content::ListReply { id, title } => self.reply(phone, "list_reply", &id, title),
            Content::Audio { media, voice } => self.recording(&media, voice.unwrap_or(true))?,
        };
        let Value::Object(object) = object else {
            return Err(HttpError::bad_request("the message is no object"));
        };
        Ok(object)
    }

    /// A tap on something the bank offered. Title, description and context are those of the newest
    /// offer with this id; a tap on something never offered is possible too.
    fn reply(&self, phone: &Phone, kind: &str, id: &str, title: Option<String>) -> Value {
        let offered = self.with(|state| state.existing(phone).and_then(|chat| offer(chat, id)));
        let (context, mut choice) =
            offered.unwrap_or_else(|| (None, json!({"id": id, "title": id})));
        if let Some(title) = title {
            choice["title"] = json!(title);
        }
        if kind == "button_reply" {
            choice = json!({"id": choice["id"], "title": choice["title"]});
        }
        let mut message = json!({"type": "interactive", "interactive": {"type": kind}});
        message["interactive"][kind] = choice;
        if let Some(context) = context {
            message["context"] = self.context(&context);
        }
        message
    }

    fn context(&self, message_id: &str) -> Value {
        json!({"from": self.config().display_phone_number, "id": message_id})
    }

    fn recording(&self, base64: &str, voice: bool) -> Result<Value, HttpError> {
        let bytes = STANDARD
            .decode(base64)
            .map_err(|_| HttpError::bad_request("the media is not base64"))?;
        let mime_type = recorded_audio_type(&bytes);
        let media = Media::new(
            new_media_id(),
            Bytes::from(bytes),
            mime_type.into(),
            self.now_ms(),
            RECEIVED_DAYS,
        );
        let audio = json!({"id": media.id, "mime_type": mime_type, "sha256": media.sha256(), "voice": voice});
        self.with(|state| state.media.add(media, &self.config().media));
        Ok(json!({"type": "audio", "audio": audio}))
    }

    fn send_to_bank(&self, phone: &Phone, message: Value) {
        let now_ms = self.now_ms();
        let id = message["id"].as_str().unwrap_or_default().to_owned();
        self.with(|state| {
            state.throughput.count(now_ms);
            state.note_sender(&id, phone);
        });
        let body = message_webhook(self.config(), &self.person(phone), &message);
        let text = render::inbound(&message);
        let turn = self.change(phone, |chat| {
            chat.hear_customer(id.clone(), now_ms, message, text);
            Turn::in_lane(&mut chat.message_lane)
        });
        let (simulator, phone) = (self.clone(), phone.clone());
        let on_taken = move || {
            simulator.change(&phone, |chat| chat.advance(&id, Progress::Delivered));
        };
        let on_taken: Box<dyn FnOnce() + Send> = Box::new(on_taken);
        self.post_with_faults(Parcel {
            body,
            turn: Some(turn),
            delay: Duration::ZERO,
            on_taken: Some(on_taken),
        });
    }
}

/// The newest offer with this id: the message it stood in, and what a reply repeats of it.
fn offer(chat: &Conversation, id: &str) -> Option<(Option<String>, Value)> {
    chat.entries().rev().find_map(|entry| {
        let choice = render::choices(&entry.message)
            .into_iter()
            .find(|choice| choice["id"] == id)?;
        Some((Some(entry.id.clone()), choice))
    })
}

fn random_delay(up_to_ms: u64) -> Duration {
    Duration::from_millis(fastrand::u64(0..=up_to_ms))
}
