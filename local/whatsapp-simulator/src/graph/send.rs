//! `POST /{number}/messages`: messages, read receipts and the typing indicator.
//!
//! Deliberately answers as soon as a message is accepted; what becomes of it is told by webhooks.

use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde_json::{Value, json};

use crate::conversation::Progress;
use crate::graph::error::{GraphError, Outcome};
use crate::graph::message;
use crate::graph::node::Node;
use crate::graph::template;
use crate::media::MediaKind;
use crate::simulator::new_message_id;
use crate::webhook::Announcement;
use crate::{Phone, Simulator, render};

/// The customer-service window, in milliseconds.
const WINDOW_MS: u64 = 86_400_000;

/// How long after `sent` the customer's phone has the message.
const DELIVERY_TIME: Duration = Duration::from_millis(40);

/// Where a message goes.
struct Recipient {
    phone: Phone,
    /// As the bank wrote it.
    input: String,
    by_user_id: bool,
}

pub(crate) async fn messages(
    State(simulator): State<Simulator>,
    Path((version, number)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Outcome<Json<Value>> {
    simulator.admit(&headers, &version)?;
    simulator.admit_number(&number)?;
    let body: Value = serde_json::from_slice(&body)
        .map_err(|_| GraphError::parameter("The body is not valid JSON."))?;
    let node = Node::root(&body);
    if node.get("status").is_some() {
        return simulator.mark_read(&node).map(Json);
    }
    simulator.accept(&node).map(Json)
}

impl Simulator {
    fn mark_read(&self, body: &Node<'_>) -> Outcome<Value> {
        message::product(body)?;
        body.one_of("status", &["read"])?;
        let id = body.string("message_id")?;
        let typing = body.get("typing_indicator");
        if let Some(typing) = &typing {
            typing.one_of("type", &["text"])?;
        }
        let phone = self
            .sender_of(id)
            .ok_or_else(|| GraphError::value("Invalid message_id"))?;
        let now_ms = self.now_ms();
        self.change(&phone, |chat| {
            chat.mark_read_by_bank(id);
            if typing.is_some() {
                chat.show_typing(now_ms);
            }
        });
        Ok(json!({"success": true}))
    }

    fn accept(&self, body: &Node<'_>) -> Outcome<Value> {
        let kind = message::check(body)?;
        let recipient = self.recipient(body)?;
        let template = match kind {
            "template" => Some(template::render(
                &body.object(kind)?,
                &self.config().templates,
                recipient.by_user_id,
            )?),
            _ => None,
        };
        self.check_references(body, kind, &recipient.phone)?;
        self.check_rates(&recipient.phone, kind)?;
        let id = new_message_id(&recipient.phone);
        self.carry_out(
            body.value,
            &recipient,
            &id,
            render::outbound(body.value, template.as_deref()),
        );
        Ok(answer(&recipient, &id, template.is_some()))
    }

    fn recipient(&self, body: &Node<'_>) -> Outcome<Recipient> {
        let recipient = if body.get("to").is_none() && body.get("recipient").is_some() {
            let input = body.string("recipient")?.to_owned();
            let phone = self
                .with(|state| state.phone_of(&input))
                .ok_or_else(GraphError::undeliverable)?;
            Recipient {
                phone,
                input,
                by_user_id: true,
            }
        } else {
            let input = body.string("to")?.to_owned();
            let phone = Phone::parse(&input)
                .ok_or_else(|| GraphError::value("Recipient phone number not valid"))?;
            Recipient {
                phone,
                input,
                by_user_id: false,
            }
        };
        if recipient.phone.wa_id() == self.config().display_phone_number {
            return Err(GraphError::sender_is_recipient());
        }
        Ok(recipient)
    }

    /// Media must have been uploaded, and only messages of this chat can be reacted to.
    fn check_references(&self, body: &Node<'_>, kind: &str, phone: &Phone) -> Outcome<()> {
        let now_ms = self.now_ms();
        let header = &body.value["interactive"]["header"];
        let form = header["type"].as_str().unwrap_or_default();
        let ids = [&body.value[kind]["id"], &header[form]["id"]];
        for id in ids.into_iter().filter_map(Value::as_str) {
            if self.with(|state| state.media.get(id, now_ms).is_none()) {
                let details = format!(
                    "Param {kind}['id'] is not a valid whatsapp business account media attachment ID"
                );
                return Err(GraphError::parameter(&details));
            }
        }
        let target = body.value["reaction"]["message_id"]
            .as_str()
            .filter(|_| kind == "reaction");
        let known = |id| {
            self.with(|state| {
                state
                    .existing(phone)
                    .is_some_and(|chat| chat.find(id).is_some())
            })
        };
        if target.is_some_and(|id| !known(id)) {
            return Err(GraphError::value("Invalid message_id"));
        }
        Ok(())
    }

    fn check_rates(&self, phone: &Phone, kind: &str) -> Outcome<()> {
        let (config, now_ms) = (self.config(), self.now_ms());
        let in_second = self.with(|state| state.throughput.count(now_ms));
        let limit = config
            .number_rate_per_second
            .and_then(|limit| usize::try_from(limit).ok());
        if limit.is_some_and(|limit| in_second > limit) {
            return Err(GraphError::throughput());
        }
        let (paced, spoke_ms) = self.with(|state| {
            let chat = state.conversation(phone, now_ms);
            (chat.pair_rate.take(now_ms), chat.last_inbound_ms)
        });
        if config.enforce_pair_rate && !paced {
            return Err(GraphError::pair_rate());
        }
        let open = spoke_ms.is_some_and(|spoke_ms| now_ms.saturating_sub(spoke_ms) < WINDOW_MS);
        if config.enforce_window && !open && kind != "template" {
            return Err(GraphError::window_closed());
        }
        Ok(())
    }

    /// Puts the message into the chat, unless its media turn out to be unfit, and tells the bank.
    fn carry_out(&self, body: &Value, recipient: &Recipient, id: &str, text: String) {
        let announcement = |progress, error| Announcement {
            phone: recipient.phone.clone(),
            message_id: id.to_owned(),
            progress,
            callback_data: body.get("biz_opaque_callback_data").cloned(),
            error,
        };
        if let Some(details) = self.unfit_media(body) {
            let error = Some((131_053, "Media upload error", details));
            return self.announce(&announcement(Progress::Failed, error));
        }
        if let Some(code) = self.shared.faults.decide_failed_status() {
            let error = Some((
                code,
                "Message undeliverable",
                "Failed on request.".to_owned(),
            ));
            return self.announce(&announcement(Progress::Failed, error));
        }
        let now_ms = self.now_ms();
        self.change(&recipient.phone, |chat| {
            chat.hear_bank(id.to_owned(), now_ms, body.clone(), text)
        });
        self.announce(&announcement(Progress::Sent, None));
        let (simulator, delivered) = (self.clone(), announcement(Progress::Delivered, None));
        tokio::spawn(async move {
            tokio::time::sleep(DELIVERY_TIME).await;
            simulator.announce(&delivered);
        });
    }

    /// Meta accepts unfit media and reports the failure later: a file of another kind than the message,
    /// or a voice note that is not mono Opus in OGG.
    fn unfit_media(&self, body: &Value) -> Option<String> {
        let kind = body["type"].as_str()?;
        let id = body[kind]["id"].as_str()?;
        let now_ms = self.now_ms();
        let media = self.with(|state| state.media.get(id, now_ms).cloned())?;
        let found = MediaKind::of(&media.mime_type).map(MediaKind::message_type);
        if kind != "document" && found != Some(kind) {
            return Some(format!(
                "Media of type {} cannot be sent as {kind}",
                media.mime_type
            ));
        }
        let voice = body[kind]["voice"] == true;
        (voice && !media.is_voice_note())
            .then(|| "A voice message must be mono OPUS in an OGG container".to_owned())
    }

    fn sender_of(&self, message_id: &str) -> Option<Phone> {
        self.with(|state| state.sender_of(message_id))
    }
}

fn answer(recipient: &Recipient, id: &str, template: bool) -> Value {
    let mut message = json!({ "id": id });
    if template {
        message["message_status"] = json!("accepted");
    }
    let phone = &recipient.phone;
    let mut contact = json!({"input": recipient.input, "user_id": phone.user_id()});
    if !recipient.by_user_id {
        contact["wa_id"] = json!(phone.wa_id());
    }
    json!({"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]})
}
