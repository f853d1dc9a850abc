//! The part of Meta's JSON which depends on the kind of message.
//!
//! Deliberately without recipient and envelope: those are the client's.

use serde::Serialize;

use super::template::ButtonParameter;
use super::{Buttons, CtaUrl, List, Outgoing, Section, Template};

/// Serialises as `"<type>": {…}`, to be flattened beside `"type": "<type>"`.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content<'a> {
    Text {
        body: &'a str,
        preview_url: bool,
    },
    Interactive(Interactive<'a>),
    Audio {
        id: &'a str,
        voice: bool,
    },
    Image {
        id: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        caption: Option<&'a str>,
    },
    Document {
        id: &'a str,
        filename: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        caption: Option<&'a str>,
    },
    Template(TemplateContent<'a>),
    Reaction {
        message_id: &'a str,
        emoji: &'a str,
    },
}

#[derive(Serialize)]
pub struct Interactive<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<Header<'a>>,
    body: Line<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    footer: Option<Line<'a>>,
    action: Action<'a>,
}

#[derive(Serialize)]
struct Header<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Action<'a> {
    Buttons {
        buttons: Vec<Button<'a>>,
    },
    List {
        button: &'a str,
        sections: Vec<SectionContent<'a>>,
    },
    Link {
        name: &'static str,
        parameters: Link<'a>,
    },
}

#[derive(Serialize)]
struct Button<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    reply: Reply<'a>,
}

#[derive(Serialize)]
struct Reply<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct SectionContent<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    rows: Vec<RowContent<'a>>,
}

#[derive(Serialize)]
struct RowContent<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
struct Link<'a> {
    display_text: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
pub struct TemplateContent<'a> {
    name: &'a str,
    language: Language<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    components: Vec<Component<'a>>,
}

#[derive(Serialize)]
struct Language<'a> {
    code: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Component<'a> {
    Body {
        parameters: Vec<Parameter<'a>>,
    },
    Button {
        sub_type: &'static str,
        /// Meta wants a string here.
        index: String,
        parameters: [Parameter<'a>; 1],
    },
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Parameter<'a> {
    Text { text: &'a str },
    Payload { payload: &'a str },
}

impl Content<'_> {
    /// Meta's name of the kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Interactive(_) => "interactive",
            Self::Audio { .. } => "audio",
            Self::Image { .. } => "image",
            Self::Document { .. } => "document",
            Self::Template(_) => "template",
            Self::Reaction { .. } => "reaction",
        }
    }
}

/// The message as Meta wants it.
pub fn content(message: &Outgoing) -> Content<'_> {
    match message {
        Outgoing::Text(text) => Content::Text {
            body: &text.body,
            preview_url: text.preview_url,
        },
        Outgoing::Buttons(buttons) => Content::Interactive(buttons_content(buttons)),
        Outgoing::List(list) => Content::Interactive(list_content(list)),
        Outgoing::CtaUrl(link) => Content::Interactive(link_content(link)),
        Outgoing::Audio(audio) => Content::Audio {
            id: audio.id.as_str(),
            voice: audio.voice,
        },
        Outgoing::Image(image) => Content::Image {
            id: image.id.as_str(),
            caption: image.caption.as_deref(),
        },
        Outgoing::Document(document) => Content::Document {
            id: document.id.as_str(),
            filename: &document.filename,
            caption: document.caption.as_deref(),
        },
        Outgoing::Template(template) => Content::Template(template_content(template)),
        Outgoing::Reaction(reaction) => Content::Reaction {
            message_id: &reaction.message_id,
            emoji: &reaction.emoji,
        },
    }
}

fn buttons_content(message: &Buttons) -> Interactive<'_> {
    let buttons = message.choices.iter().map(|button| Button {
        kind: "reply",
        reply: Reply {
            id: &button.id,
            title: &button.title,
        },
    });
    Interactive {
        kind: "button",
        header: message.header.as_deref().map(header),
        body: Line {
            text: &message.body,
        },
        footer: message.footer.as_deref().map(|text| Line { text }),
        action: Action::Buttons {
            buttons: buttons.collect(),
        },
    }
}

fn list_content(message: &List) -> Interactive<'_> {
    Interactive {
        kind: "list",
        header: message.header.as_deref().map(header),
        body: Line {
            text: &message.body,
        },
        footer: message.footer.as_deref().map(|text| Line { text }),
        action: Action::List {
            button: &message.button,
            sections: message.sections.iter().map(section_content).collect(),
        },
    }
}

fn link_content(message: &CtaUrl) -> Interactive<'_> {
    Interactive {
        kind: "cta_url",
        header: message.header.as_deref().map(header),
        body: Line {
            text: &message.body,
        },
        footer: message.footer.as_deref().map(|text| Line { text }),
        action: Action::Link {
            name: "cta_url",
            parameters: Link {
                display_text: &message.display_text,
                url: &message.url,
            },
        },
    }
}

fn header(text: &str) -> Header<'_> {
    Header { kind: "text", text }
}

fn section_content(section: &Section) -> SectionContent<'_> {
    let rows = section.rows.iter().map(|row| RowContent {
        id: &row.id,
        title: &row.title,
        description: row.description.as_deref(),
    });
    SectionContent {
        title: section.title.as_deref(),
        rows: rows.collect(),
    }
}

fn template_content(template: &Template) -> TemplateContent<'_> {
    let texts = template.body.iter().map(|text| Parameter::Text { text });
    let body = (!template.body.is_empty()).then(|| Component::Body {
        parameters: texts.collect(),
    });
    let buttons = template.buttons.iter().map(|button| {
        let (sub_type, parameter) = match &button.parameter {
            ButtonParameter::Link(text) => ("url", Parameter::Text { text }),
            ButtonParameter::QuickReply(payload) => ("quick_reply", Parameter::Payload { payload }),
        };
        Component::Button {
            sub_type,
            index: button.index.to_string(),
            parameters: [parameter],
        }
    });
    TemplateContent {
        name: &template.name,
        language: Language {
            code: &template.language,
        },
        components: body.into_iter().chain(buttons).collect(),
    }
}
