//! The rules for each message type but interactive ones and templates.
//!
//! Deliberately checks only form; whether media exist or the window is open is `send`'s business.
//! Limits are those of Meta's message reference, in characters.

use reqwest::Url;

use crate::graph::error::{GraphError, Outcome};
use crate::graph::interactive;
use crate::graph::node::Node;

const TEXT_BODY: usize = 4_096;
const CAPTION: usize = 1_024;
const CALLBACK_DATA: usize = 512;

/// Message types and the fields their objects may have.
const FIELDS: [(&str, &[&str]); 8] = [
    ("text", &["body", "preview_url"]),
    ("image", &["id", "link", "caption"]),
    ("audio", &["id", "link", "voice"]),
    ("document", &["id", "link", "caption", "filename"]),
    ("video", &["id", "link", "caption"]),
    ("sticker", &["id", "link"]),
    ("reaction", &["message_id", "emoji"]),
    ("location", &["latitude", "longitude", "name", "address"]),
];

/// Checks everything about a message but its recipient, and answers its type.
pub(crate) fn check<'a>(body: &Node<'a>) -> Outcome<&'a str> {
    product(body)?;
    if body.get("recipient_type").is_some() {
        body.one_of("recipient_type", &["individual"])?;
    }
    if let Some(context) = body.get("context") {
        context.string("message_id")?;
    }
    if let Some(data) = body.get("biz_opaque_callback_data")
        && data.text()?.chars().count() > CALLBACK_DATA
    {
        return Err(data.wrong(&format!("must be at most {CALLBACK_DATA} characters long")));
    }
    let kind = if body.get("type").is_some() {
        body.string("type")?
    } else {
        "text"
    };
    content(body, kind)?;
    Ok(kind)
}

/// Every request says which product it is about.
pub(crate) fn product(body: &Node<'_>) -> Outcome<()> {
    body.one_of("messaging_product", &["whatsapp"]).map(drop)
}

fn content(body: &Node<'_>, kind: &str) -> Outcome<()> {
    if let Some((_, fields)) = FIELDS.iter().find(|(name, _)| *name == kind) {
        body.object(kind)?.only(fields)?;
    }
    match kind {
        "text" => text(&body.object(kind)?),
        "interactive" => interactive::check(&body.object(kind)?),
        "image" | "audio" | "document" | "video" | "sticker" => media(&body.object(kind)?),
        "reaction" => reaction(&body.object(kind)?),
        "location" => location(&body.object(kind)?),
        "contacts" => contacts(body),
        "template" => body.object(kind).map(drop),
        _ => Err(body.need("type")?.wrong("must be a supported message type")),
    }
}

fn text(content: &Node<'_>) -> Outcome<()> {
    let body = content.string("body")?;
    if body.chars().count() > TEXT_BODY {
        return Err(content
            .need("body")?
            .wrong(&format!("must be at most {TEXT_BODY} characters long")));
    }
    match content.get("preview_url") {
        Some(preview) if !preview.value.is_boolean() => Err(preview.wrong("must be a boolean")),
        _ => Ok(()),
    }
}

/// Media by id or by link, not both.
pub(crate) fn media(content: &Node<'_>) -> Outcome<()> {
    match (content.get("id"), content.get("link")) {
        (Some(_), None) => content.string("id").map(drop),
        (None, Some(_)) if is_web_address(content.string("link")?) => Ok(()),
        (None, Some(link)) => Err(link.wrong("must be a valid URI")),
        (Some(_), Some(link)) => Err(link.wrong("must not be given together with id")),
        (None, None) => content.need("id").map(drop),
    }?;
    if content.get("caption").is_some() {
        content.limited("caption", "Caption", CAPTION)?;
    }
    match content.get("voice") {
        Some(voice) if !voice.value.is_boolean() => Err(voice.wrong("must be a boolean")),
        _ => Ok(()),
    }
}

fn reaction(content: &Node<'_>) -> Outcome<()> {
    content.string("message_id")?;
    // An empty emoji is allowed: it takes the reaction back.
    content.need("emoji")?.text().map(drop)
}

fn location(content: &Node<'_>) -> Outcome<()> {
    for (field, most) in [("latitude", 90), ("longitude", 180)] {
        let node = content.need(field)?;
        let written = node
            .value
            .as_str()
            .map_or_else(|| node.value.to_string(), str::to_owned);
        let whole_degrees = written
            .parse::<f64>()
            .map(|degrees| degrees.abs() <= f64::from(most));
        if whole_degrees != Ok(true) {
            return Err(GraphError::value(format!(
                "{field} must lie between -{most} and {most}"
            )));
        }
    }
    Ok(())
}

fn contacts(body: &Node<'_>) -> Outcome<()> {
    for contact in body.items("contacts", "Contacts", 257)? {
        contact.object("name")?.string("formatted_name")?;
    }
    Ok(())
}

/// A complete http or https address.
pub(crate) fn is_web_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}
