//! What Watson answered, in our words.
//!
//! Knows nothing of WhatsApp: how an option becomes buttons or a list is the channel's business.

use std::fmt;

use serde_json::{Map, Value};

use super::context::Context;
use super::wire;
use crate::error::Error;

/// One answer of the assistant.
#[derive(Clone, PartialEq)]
pub struct Answer {
    /// To be kept and sent with the next turn.
    pub context: Context,
    /// What to show, in order.
    pub replies: Vec<Reply>,
    /// What to do, in order.
    pub actions: Vec<ClientAction>,
    /// What Watson took the text to mean; `None` when it recognised nothing.
    pub intent: Option<Intent>,
    /// Everything Watson weighed, the likeliest first: also what it did not recognise in the end.
    pub guesses: Vec<Intent>,
}

impl Answer {
    /// Reads the body of a successful message. What it does not know it leaves out.
    ///
    /// # Errors
    /// [`Error::Garbled`] if there is no `output`, or no context to go on with.
    pub fn from_json(body: &[u8]) -> Result<Self, Error> {
        wire::read(body)
    }
}

/// An intent Watson recognised.
#[derive(Debug, Clone, PartialEq)]
pub struct Intent {
    /// Its name in the skill.
    pub name: String,
    /// 0 to 1; the skill ignores what is below 0.2.
    pub confidence: f64,
}

/// One thing to show the customer.
#[derive(Clone, PartialEq)]
pub enum Reply {
    /// A sentence.
    Text(String),
    /// A question with ready answers.
    Option {
        /// The question; Watson allows it to be empty.
        title: String,
        /// A second line, often empty.
        description: String,
        /// The ready answers.
        options: Vec<Choice>,
    },
    /// "Did you mean": like an option, but the choices carry a `suggestion_id`.
    Suggestion {
        /// The question.
        title: String,
        /// What the customer may have meant.
        suggestions: Vec<Choice>,
    },
    /// A picture.
    Image {
        /// Where it is.
        source: String,
        /// Its caption, possibly empty.
        title: String,
        /// More about it, possibly empty.
        description: String,
        /// What it shows, for those who cannot see it, possibly empty.
        alt_text: String,
    },
    /// The skill wants a person to take over.
    ConnectToAgent {
        /// For the person who takes over.
        message_to_agent: String,
        /// For the customer while nobody is there.
        unavailable: String,
    },
    /// JSON the skill's author agreed on with the client.
    UserDefined(Value),
    /// A kind this client does not show; its `response_type`.
    Unknown(String),
}

/// One ready answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the customer sees.
    pub label: String,
    /// The text to send to Watson when it is picked.
    pub text: String,
    /// To be sent along with the text; only suggestions have one.
    pub suggestion_id: Option<String>,
}

/// Work the skill asks its caller to do.
#[derive(Clone, PartialEq)]
pub struct ClientAction {
    /// The action's name, agreed between skill and code.
    pub name: String,
    /// What the skill collected.
    pub parameters: Map<String, Value>,
    /// Where the skill wants the result; see [`Context::with_result`]. Empty when it wants none.
    pub result_variable: String,
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Answer")
            .field("replies", &self.replies)
            .field("actions", &self.actions)
            .field("intent", &self.intent)
            .finish_non_exhaustive()
    }
}

/// Only the kind: a reply may repeat what the customer typed.
impl fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Text(_) => "Text(..)",
            Self::Option { .. } => "Option(..)",
            Self::Suggestion { .. } => "Suggestion(..)",
            Self::Image { .. } => "Image(..)",
            Self::ConnectToAgent { .. } => "ConnectToAgent(..)",
            Self::UserDefined(_) => "UserDefined(..)",
            Self::Unknown(kind) => return write!(formatter, "Unknown({kind})"),
        })
    }
}

impl fmt::Debug for Choice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Choice(..)")
    }
}

impl fmt::Debug for ClientAction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientAction")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
