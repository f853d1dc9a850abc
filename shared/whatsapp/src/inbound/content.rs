//! From Meta's message to ours.
//!
//! Deliberately one small reader per kind, each of which answers `None` when the kind lacks what
//! it cannot be without; the message is then of unknown content, and the customer can be told so.

use domain::time::UnixSeconds;

use super::{Content, Media, Message, SharedContact, SystemEvent, wire};
use crate::lenient::{Lenient, List, Text};

const MAX_KIND_CHARS: usize = 64;

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
        content: parsed.map_or_else(|| unknown(""), content),
    }
}

fn content(message: wire::Message) -> Content {
    let kind = message.kind.as_str().unwrap_or_default().to_owned();
    known(&kind, message).unwrap_or_else(|| unknown(&kind))
}

fn known(kind: &str, message: wire::Message) -> Option<Content> {
    match kind {
        "text" => text(message.text),
        "interactive" => interactive(message.interactive.into_option()?),
        "button" => button(message.button.into_option()?),
        "image" => media(message.image).map(Content::Image),
        "video" => media(message.video).map(Content::Video),
        "audio" => audio(message.audio),
        "document" => document(message.document),
        "sticker" => media(message.sticker).map(Content::Sticker),
        "location" => location(message.location.into_option()?),
        "contacts" => contacts(message.contacts),
        "reaction" => reaction(message.reaction.into_option()?),
        "order" => order(message.order.into_option()?),
        "system" => system(message.system.into_option()?),
        "request_welcome" => Some(Content::RequestWelcome),
        "unsupported" => Some(unsupported(message)),
        "edit" => edit(message.edit.into_option()?),
        "revoke" => revoke(message.revoke.into_option()?),
        _ => None,
    }
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
        "nfm_reply" => form(interactive.nfm_reply.into_option()?),
        _ => None,
    }
}

fn reply(reply: Lenient<wire::Reply>) -> Option<(String, String)> {
    let reply = reply.into_option()?;
    Some((
        reply.id.into_string()?,
        reply.title.into_string().unwrap_or_default(),
    ))
}

fn form(reply: wire::FormReply) -> Option<Content> {
    Some(Content::FlowReply {
        name: reply.name.into_string().unwrap_or_default(),
        response_json: reply.response_json.into_string()?,
    })
}

fn button(button: wire::Button) -> Option<Content> {
    let text = button.text.into_string().unwrap_or_default();
    // Without a payload of its own a quick reply is told by its label.
    let payload = button.payload.into_string().unwrap_or_else(|| text.clone());
    (!payload.is_empty()).then_some(Content::TemplateButton { payload, text })
}

fn media(media: Lenient<wire::Media>) -> Option<Media> {
    media.into_option().and_then(file)
}

fn file(media: wire::Media) -> Option<Media> {
    Some(Media {
        id: media.id.into_string()?,
        mime_type: media.mime_type.into_string().unwrap_or_default(),
        sha256: media.sha256.into_string(),
        caption: media.caption.into_string(),
    })
}

fn audio(audio: Lenient<wire::Media>) -> Option<Content> {
    let audio = audio.into_option()?;
    let voice = audio.voice.as_ref().copied().unwrap_or_default();
    Some(Content::Audio {
        media: file(audio)?,
        voice,
    })
}

fn document(document: Lenient<wire::Media>) -> Option<Content> {
    let document = document.into_option()?;
    let filename = document.filename.as_str().map(str::to_owned);
    Some(Content::Document {
        media: file(document)?,
        filename,
    })
}

fn location(location: wire::Location) -> Option<Content> {
    Some(Content::Location {
        latitude: location.latitude.into_option()?,
        longitude: location.longitude.into_option()?,
        name: location.name.into_string(),
        address: location.address.into_string(),
    })
}

fn contacts(contacts: List<wire::Contact>) -> Option<Content> {
    let cards: Vec<_> = contacts
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
        })
        .collect();
    (!cards.is_empty()).then_some(Content::Contacts(cards))
}

fn reaction(reaction: wire::Reaction) -> Option<Content> {
    Some(Content::Reaction {
        message_id: reaction.message_id.into_string()?,
        emoji: non_empty(reaction.emoji),
    })
}

fn order(order: wire::Order) -> Option<Content> {
    Some(Content::Order {
        catalog_id: order.catalog_id.into_string()?,
        text: non_empty(order.text),
        items: order.product_items.into_elements().count(),
    })
}

fn system(system: wire::System) -> Option<Content> {
    let event = match system.kind.as_str()? {
        "user_changed_number" => SystemEvent::NumberChanged {
            new_wa_id: non_empty(system.wa_id),
            new_user_id: non_empty(system.user_id),
        },
        "customer_identity_changed" => SystemEvent::IdentityChanged,
        other => SystemEvent::Other(short(other)),
    };
    Some(Content::System(event))
}

fn unsupported(message: wire::Message) -> Content {
    let mut errors = message.errors.into_elements().flatten();
    let kind = message.unsupported.into_option();
    Content::Unsupported {
        code: errors.find_map(|error| error.code.value()),
        kind: kind
            .and_then(|unsupported| unsupported.kind.into_string())
            .map(|kind| short(&kind)),
    }
}

fn edit(edit: wire::Edit) -> Option<Content> {
    let text = edit
        .message
        .into_option()
        .and_then(|message| message.text.into_option());
    Some(Content::Edit {
        original_message_id: edit.original_message_id.into_string()?,
        text: text.and_then(|text| text.body.into_string()),
    })
}

fn revoke(revoke: wire::Revoke) -> Option<Content> {
    let original_message_id = revoke.original_message_id.into_string()?;
    Some(Content::Revoke {
        original_message_id,
    })
}

fn non_empty(text: Lenient<Text>) -> Option<String> {
    text.into_string().filter(|text| !text.is_empty())
}

fn short(kind: &str) -> String {
    kind.chars().take(MAX_KIND_CHARS).collect()
}
