//! What arrives on the customer's phone: the bank's messages, the whole chat, read receipts, media.
//!
//! Deliberately long polls instead of a socket: a shell script can wait too.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::control::HttpError;
use crate::conversation::{Conversation, Entry, Progress, Speaker};
use crate::webhook::Announcement;
use crate::{Phone, Simulator};

/// The longest wait of one poll, in seconds.
const MAX_WAIT_S: u64 = 60;

/// How many messages of the chat the page gets.
const SHOWN_MESSAGES: usize = 200;

#[derive(Deserialize)]
pub(crate) struct Poll {
    #[serde(default)]
    after: u64,
    #[serde(default)]
    wait_s: u64,
}

/// `GET /simulator/customers/{phone}/messages?after=&wait_s=`: the bank's messages after a number.
pub(crate) async fn messages(
    State(simulator): State<Simulator>,
    Path(phone): Path<String>,
    Query(poll): Query<Poll>,
) -> Result<Json<Vec<Value>>, HttpError> {
    let phone = parse(&phone)?;
    let found = simulator.wait_for(poll.wait(), |state| {
        let entries = state.existing(&phone)?.bank_after(poll.after);
        (!entries.is_empty()).then_some(entries)
    });
    let entries = found.await.unwrap_or_default();
    Ok(Json(entries.iter().map(item).collect()))
}

/// `GET /simulator/customers/{phone}/conversation?after=&wait_s=`: both sides, once the chat's version
/// is above `after`; after the wait, the chat as it is.
pub(crate) async fn conversation(
    State(simulator): State<Simulator>,
    Path(phone): Path<String>,
    Query(poll): Query<Poll>,
) -> Result<Json<Value>, HttpError> {
    let phone = parse(&phone)?;
    let changed =
        |state: &mut crate::state::State| (state.version(&phone) > poll.after).then_some(());
    let _ = simulator.wait_for(poll.wait(), changed).await;
    Ok(Json(simulator.chat(&phone)))
}

/// `POST /simulator/customers/{phone}/read`: the customer looks at the chat; the bank is told.
pub(crate) async fn read(
    State(simulator): State<Simulator>,
    Path(phone): Path<String>,
) -> Result<StatusCode, HttpError> {
    let phone = parse(&phone)?;
    let unread = simulator.with(|state| {
        let entries = state
            .existing(&phone)
            .into_iter()
            .flat_map(|chat| chat.bank_after(0));
        entries
            .filter(|entry| entry.status < Progress::Read)
            .collect::<Vec<_>>()
    });
    for entry in unread {
        simulator.announce(&announcement(&phone, &entry, Progress::Read));
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /simulator/customers/{phone}/played/{message_id}`: the customer played a voice note.
pub(crate) async fn played(
    State(simulator): State<Simulator>,
    Path((phone, message_id)): Path<(String, String)>,
) -> Result<StatusCode, HttpError> {
    let phone = parse(&phone)?;
    let entry = simulator.with(|state| {
        state
            .existing(&phone)
            .and_then(|chat| chat.find(&message_id))
            .cloned()
    });
    let entry = entry
        .filter(|entry| entry.from == Speaker::Bank && entry.message["audio"]["voice"] == true);
    let entry = entry.ok_or_else(|| HttpError::not_found("no such voice note"))?;
    simulator.announce(&announcement(&phone, &entry, Progress::Played));
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /simulator/media/{id}`: the bytes, with their content type.
pub(crate) async fn media(
    State(simulator): State<Simulator>,
    Path(id): Path<String>,
) -> Result<Response, HttpError> {
    let now_ms = simulator.now_ms();
    let media = simulator.with(|state| state.media.get(&id, now_ms).cloned());
    let media = media.ok_or_else(|| HttpError::not_found("no such media"))?;
    Ok(([(CONTENT_TYPE, media.mime_type)], media.bytes).into_response())
}

impl Poll {
    fn wait(&self) -> Duration {
        Duration::from_secs(self.wait_s.min(MAX_WAIT_S))
    }
}

impl Simulator {
    fn chat(&self, phone: &Phone) -> Value {
        let now_ms = self.now_ms();
        self.with(|state| {
            let version = state.version(phone);
            let chat = state.existing(phone);
            let entries: Vec<&Entry> = chat.into_iter().flat_map(Conversation::entries).collect();
            let first = entries.len().saturating_sub(SHOWN_MESSAGES);
            json!({
                "version": version,
                "typing_ms": chat.map_or(0, |chat| chat.typing_ms(now_ms)),
                "items": entries.get(first..).unwrap_or_default(),
            })
        })
    }
}

fn item(entry: &Entry) -> Value {
    json!({
        "seq": entry.seq,
        "at": entry.at,
        "type": entry.kind,
        "id": entry.id,
        "message": entry.message,
        "text": entry.text,
    })
}

fn announcement(phone: &Phone, entry: &Entry, progress: Progress) -> Announcement {
    Announcement {
        phone: phone.clone(),
        message_id: entry.id.clone(),
        progress,
        callback_data: entry.message.get("biz_opaque_callback_data").cloned(),
        error: None,
    }
}

fn parse(phone: &str) -> Result<Phone, HttpError> {
    Phone::parse(phone).ok_or_else(|| HttpError::bad_request("the phone is no E.164 number"))
}
