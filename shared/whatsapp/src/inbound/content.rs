//! From Meta's message to ours.
//!
//! Deliberately one small reader per kind, and the type alone decides which: a reaction without the message
//! it is about is a reaction all the same, and gets the silence of one.

use std::collections::HashMap;

use domain::time::UnixSeconds;
use serde_json::value::RawValue;

use super::{Content, Media, Message, SharedContact, SystemEvent, wire};
use crate::lenient::{Lenient, List, Text};

const MAX_KIND_CHARS: usize = 64;
const UNSUPPORTED: &str = "unsupported";
/// Words in the names of what apps send on their own: the permission to call that follows a call, news of a call, of
/// encryption, of settings of the chat. Nobody typed it, whichever way Meta passes it on.
const AUTOMATIC: [&str; 10] = [
    "call",
    "calls",
    "permission",
    "notification",
    "notifications",
    "protocol",
    "e2e",
    "security",
    "setting",
    "settings",
];

/// Reads a message; `id` is the delivery's.
pub fn message(id: &str, json: &str) -> Message {
    let parsed: Option<wire::Message> = serde_json::from_str(json).ok();
    let timestamp = parsed
        .as_ref()
        .and_then(|message| message.timestamp.value());
    let context = parsed.as_ref().and_then(|message| message.context.as_ref());
    Message {
        id: id.to_owned(),
        timestamp: timestamp.map(UnixSeconds),
        context_message_id: context
            .and_then(|context| context.id.as_str())
            .map(str::to_owned),
        content: parsed.map_or_else(|| unknown(""), |message| content(message, json)),
    }
}

fn content(message: wire::Message, json: &str) -> Content {
    let kind = message.kind.as_str().unwrap_or_default().to_owned();
    let codes = message.errors.as_ref().into_iter().flatten();
    let mut codes = codes.filter_map(|error| error.as_ref()?.code.value());
    if codes.any(|code| code == super::CODE_UNAVAILABLE) && !has_content(&kind, json) {
        return Content::Unsupported {
            code: Some(super::CODE_UNAVAILABLE),
            kind: None,
        };
    }
    known(&kind, message).unwrap_or_else(|| unknown(&kind))
}

/// Whether the message brings what its type names, which `unsupported` never does.
fn has_content(kind: &str, json: &str) -> bool {
    let parts: HashMap<String, &RawValue> = serde_json::from_str(json).unwrap_or_default();
    let part = parts.get(kind).filter(|_| kind != UNSUPPORTED);
    part.is_some_and(|part| part.get() != "null")
}

/// A message of a kind we know; nothing where a text or a tap does not say what was typed or tapped.
fn known(kind: &str, message: wire::Message) -> Option<Content> {
    Some(match kind {
        "text" => return text(message.text),
        "interactive" => return interactive(message.interactive.into_option()?),
        "button" => return button(message.button.into_option()?),
        "image" => Content::Image(media(message.image)),
        "video" => Content::Video(media(message.video)),
        "audio" => audio(message.audio),
        "document" => document(message.document),
        "sticker" => Content::Sticker(media(message.sticker)),
        "location" => location(message.location.into_option().unwrap_or_default()),
        "contacts" => contacts(message.contacts),
        "reaction" => reaction(message.reaction.into_option().unwrap_or_default()),
        "order" => order(message.order.into_option().unwrap_or_default()),
        "system" => system(message.system.into_option().unwrap_or_default()),
        "request_welcome" => Content::RequestWelcome,
        UNSUPPORTED => unsupported(message),
        "edit" => edit(message.edit.into_option().unwrap_or_default()),
        "revoke" => revoke(message.revoke.into_option().unwrap_or_default()),
        other => return automatic(other),
    })
}

/// What an app sent on its own, if its name says so.
fn automatic(kind: &str) -> Option<Content> {
    let mut words = kind.split(['_', '-', ' ']);
    let is_automatic = words.any(|word| AUTOMATIC.contains(&word));
    is_automatic.then(|| Content::Automatic { kind: short(kind) })
}

fn unknown(kind: &str) -> Content {
    Content::Unknown { kind: short(kind) }
}

fn text(text: Lenient<wire::TextBody>) -> Option<Content> {
    let body = text.into_option()?.body.into_string()?;
    Some(Content::Text { body })
}

fn interactive(interactive: wire::Interactive) -> Option<Content> {
    match interactive.kind.as_str()? {
        "button_reply" => {
            let (id, title) = reply(interactive.button_reply)?;
            Some(Content::ButtonReply { id, title })
        }
        "list_reply" => {
            let (id, title) = reply(interactive.list_reply)?;
            Some(Content::ListReply { id, title })
        }
        "nfm_reply" => Some(form(
            interactive.nfm_reply.into_option().unwrap_or_default(),
        )),
        other => automatic(other),
    }
}

fn reply(reply: Lenient<wire::Reply>) -> Option<(String, String)> {
    let reply = reply.into_option()?;
    Some((
        reply.id.into_string()?,
        reply.title.into_string().unwrap_or_default(),
    ))
}

fn form(reply: wire::FormReply) -> Content {
    Content::FlowReply {
        name: reply.name.into_string().unwrap_or_default(),
        response_json: reply.response_json.into_json(),
    }
}

fn button(button: wire::Button) -> Option<Content> {
    let text = button.text.into_string().unwrap_or_default();
    // Without a payload of its own a quick reply is told by its label.
    let payload = button.payload.into_string().unwrap_or_else(|| text.clone());
    (!payload.is_empty()).then_some(Content::TemplateButton { payload, text })
}

fn media(media: Lenient<wire::Media>) -> Media {
    file(media.into_option().unwrap_or_default())
}

fn file(media: wire::Media) -> Media {
    Media {
        id: media.id.into_string(),
        mime_type: media.mime_type.into_string().unwrap_or_default(),
        sha256: media.sha256.into_string(),
        caption: media.caption.into_string(),
    }
}

fn audio(audio: Lenient<wire::Media>) -> Content {
    let audio = audio.into_option().unwrap_or_default();
    let voice = audio.voice.as_ref().copied().unwrap_or_default();
    Content::Audio {
        media: file(audio),
        voice,
    }
}

fn document(document: Lenient<wire::Media>) -> Content {
    let document = document.into_option().unwrap_or_default();
    let filename = document.filename.as_str().map(str::to_owned);
    Content::Document {
        media: file(document),
        filename,
    }
}

fn location(location: wire::Location) -> Content {
    Content::Location {
        latitude: location.latitude.degrees(),
        longitude: location.longitude.degrees(),
        name: location.name.into_string(),
        address: location.address.into_string(),
    }
}

fn contacts(contacts: List<wire::Contact>) -> Content {
    let cards = contacts
        .into_elements()
        .flatten()
        .map(|contact| SharedContact {
            formatted_name: contact
                .name
                .into_option()
                .and_then(|name| name.formatted_name.into_string()),
            phones: contact
                .phones
                .into_elements()
                .filter_map(|phone| phone?.phone.into_string())
                .collect(),
        });
    Content::Contacts(cards.collect())
}

fn reaction(reaction: wire::Reaction) -> Content {
    Content::Reaction {
        message_id: reaction.message_id.into_string(),
        emoji: non_empty(reaction.emoji),
    }
}

fn order(order: wire::Order) -> Content {
    Content::Order {
        catalog_id: order.catalog_id.into_string(),
        text: non_empty(order.text),
        items: order.product_items.into_elements().count(),
    }
}

fn system(system: wire::System) -> Content {
    let names_another = [
        &system.previous_wa_id,
        &system.previous_user_id,
        &system.previous_parent_user_id,
    ];
    let names_another = names_another.iter().any(|id| id.as_str().is_some());
    Content::System(match system.kind.as_str().unwrap_or_default() {
        "user_changed_number" | "customer_changed_number" => SystemEvent::NumberChanged {
            new_wa_id: system
                .wa_id
                .into_string()
                .or_else(|| system.new_wa_id.into_string()),
            new_user_id: system.user_id.into_string(),
        },
        // `customer_identity_changed`, `user_changed_user_id`, and for safety any name like them, and any other where
        // somebody was somebody else before.
        other if names_another || other.to_ascii_lowercase().contains("change") => {
            SystemEvent::IdentityChanged
        }
        other => SystemEvent::Other(short(other)),
    })
}

fn unsupported(message: wire::Message) -> Content {
    let mut errors = message.errors.into_elements().flatten();
    let kind = message.unsupported.into_option();
    let kind = kind.and_then(|unsupported| unsupported.kind.into_string());
    let automatic = kind.as_deref().and_then(automatic);
    automatic.unwrap_or_else(|| Content::Unsupported {
        code: errors.find_map(|error| error.code.value()),
        kind: kind.map(|kind| short(&kind)),
    })
}

fn edit(edit: wire::Edit) -> Content {
    let text = edit
        .message
        .into_option()
        .and_then(|message| message.text.into_option());
    Content::Edit {
        original_message_id: edit.original_message_id.into_string(),
        text: text.and_then(|text| text.body.into_string()),
    }
}

fn revoke(revoke: wire::Revoke) -> Content {
    Content::Revoke {
        original_message_id: revoke.original_message_id.into_string(),
    }
}

fn non_empty(text: Lenient<Text>) -> Option<String> {
    text.into_string().filter(|text| !text.is_empty())
}

fn short(kind: &str) -> String {
    kind.chars().take(MAX_KIND_CHARS).collect()
}
