//! The rules for interactive messages: reply buttons, lists, links, location requests and flows.
//!
//! Deliberately checks form only. Limits are those of Meta's interactive message pages, in characters;
//! that ids and titles within one message differ is observed behaviour.

use std::collections::HashSet;

use crate::graph::error::{GraphError, Outcome};
use crate::graph::message::{is_web_address, media};
use crate::graph::node::Node;

const SHORT_BODY: usize = 1_024;
const LIST_BODY: usize = 4_096;
const HEADER: usize = 60;
const FOOTER: usize = 60;
const BUTTONS: usize = 3;
const BUTTON_TITLE: usize = 20;
const BUTTON_ID: usize = 256;
const SECTIONS: usize = 10;
const ROWS: usize = 10;
const SECTION_TITLE: usize = 24;
const ROW_ID: usize = 200;
const ROW_TITLE: usize = 24;
const ROW_DESCRIPTION: usize = 72;
const LINK_TEXT: usize = 20;
const FLOW_BUTTON: usize = 30;

/// Checks an `interactive` object.
pub(crate) fn check(interactive: &Node<'_>) -> Outcome<()> {
    let kinds = [
        "button",
        "list",
        "cta_url",
        "location_request_message",
        "flow",
    ];
    let kind = interactive.one_of("type", &kinds)?;
    interactive.only(&["type", "header", "body", "footer", "action"])?;
    frame(interactive, kind)?;
    let action = interactive.object("action")?;
    match kind {
        "button" => buttons(&action),
        "list" => list(&action),
        "cta_url" => link(&action),
        "flow" => flow(&action),
        _ => action.one_of("name", &["send_location"]).map(drop),
    }
}

/// Header, body and footer.
fn frame(interactive: &Node<'_>, kind: &str) -> Outcome<()> {
    let body_limit = if kind == "list" {
        LIST_BODY
    } else {
        SHORT_BODY
    };
    let body = interactive.object("body")?;
    body.only(&["text"])?;
    body.limited("text", "Body text", body_limit)?;
    if let Some(footer) = interactive.get("footer") {
        footer.only(&["text"])?;
        footer.limited("text", "Footer text", FOOTER)?;
    }
    match interactive.get("header") {
        Some(header) => check_header(&header, kind),
        None => Ok(()),
    }
}

fn check_header(header: &Node<'_>, kind: &str) -> Outcome<()> {
    let allowed: &[&str] = match kind {
        "list" => &["text"],
        "location_request_message" => &[],
        _ => &["text", "image", "video", "document"],
    };
    let form = header.one_of("type", allowed)?;
    header.only(&["type", form])?;
    if form == "text" {
        return header.limited("text", "Header text", HEADER).map(drop);
    }
    media(&header.object(form)?)
}

fn buttons(action: &Node<'_>) -> Outcome<()> {
    action.only(&["buttons"])?;
    let (mut ids, mut titles) = (HashSet::new(), HashSet::new());
    for button in action.items("buttons", "Buttons", BUTTONS)? {
        button.one_of("type", &["reply"])?;
        let reply = button.object("reply")?;
        reply.only(&["id", "title"])?;
        let id = trimmed(reply.limited("id", "Button id", BUTTON_ID)?, "Button id")?;
        let title = reply.limited("title", "Button title", BUTTON_TITLE)?;
        unique(&mut ids, id, "button id")?;
        unique(&mut titles, title, "button title")?;
    }
    Ok(())
}

fn list(action: &Node<'_>) -> Outcome<()> {
    action.only(&["button", "sections"])?;
    action.limited("button", "Button text", BUTTON_TITLE)?;
    let sections = action.items("sections", "Sections", SECTIONS)?;
    let mut ids = HashSet::new();
    for section in &sections {
        section.only(&["title", "rows"])?;
        if section.get("title").is_some() || sections.len() > 1 {
            section.limited("title", "Section title", SECTION_TITLE)?;
        }
        for row in section.items("rows", "Rows", ROWS)? {
            check_row(&row)?;
            unique(&mut ids, trimmed(row.string("id")?, "Row id")?, "row id")?;
        }
    }
    if ids.len() > ROWS {
        return Err(GraphError::value(format!(
            "Total row count exceed max allowed count: {ROWS}"
        )));
    }
    Ok(())
}

fn check_row(row: &Node<'_>) -> Outcome<()> {
    row.only(&["id", "title", "description"])?;
    row.limited("id", "Row id", ROW_ID)?;
    row.limited("title", "Row title", ROW_TITLE)?;
    if row.get("description").is_some() {
        row.limited("description", "Row description", ROW_DESCRIPTION)?;
    }
    Ok(())
}

fn link(action: &Node<'_>) -> Outcome<()> {
    action.only(&["name", "parameters"])?;
    action.one_of("name", &["cta_url"])?;
    let parameters = action.object("parameters")?;
    parameters.only(&["display_text", "url"])?;
    parameters.limited("display_text", "Display text", LINK_TEXT)?;
    if is_web_address(parameters.string("url")?) {
        Ok(())
    } else {
        Err(GraphError::value("The url is not valid"))
    }
}

fn flow(action: &Node<'_>) -> Outcome<()> {
    action.one_of("name", &["flow"])?;
    let parameters = action.object("parameters")?;
    parameters.one_of("flow_message_version", &["3"])?;
    parameters.limited("flow_cta", "Flow button", FLOW_BUTTON)?;
    match (parameters.get("flow_id"), parameters.get("flow_name")) {
        (Some(_), Some(_)) => {
            return Err(GraphError::value("Either flow_id or flow_name, not both"));
        }
        (None, None) => return parameters.need("flow_id").map(drop),
        _ => {}
    }
    if parameters.get("mode").is_some() {
        parameters.one_of("mode", &["draft", "published"])?;
    }
    let opens = parameters.get("flow_action").is_some();
    if opens && parameters.one_of("flow_action", &["navigate", "data_exchange"])? == "navigate" {
        parameters.object("flow_action_payload")?.string("screen")?;
    }
    Ok(())
}

/// Ids must not begin or end with a space.
fn trimmed<'a>(id: &'a str, label: &str) -> Outcome<&'a str> {
    if id.trim() == id {
        Ok(id)
    } else {
        Err(GraphError::value(format!(
            "{label} has leading or trailing spaces"
        )))
    }
}

fn unique<'a>(seen: &mut HashSet<&'a str>, text: &'a str, label: &str) -> Outcome<()> {
    if seen.insert(text) {
        Ok(())
    } else {
        Err(GraphError::value(format!("Duplicated {label}")))
    }
}
