//! Runs one message through a skill's dialog, as Watson would.
//!
//! Pure: the skill, the message, the memory and the time go in; the answer and the new memory come
//! out. Knows nothing of HTTP or sessions.

use jiff::ZonedDateTime;
use serde_json::{Map, Value};

use crate::entity::{Locale, Mention};
use crate::intent::Recognised;
use crate::skill::Skill;

mod flow;
mod frame;
mod output;
mod state;
mod turn;

pub use state::State;
use turn::Turn;

/// One message to the dialog.
#[derive(Debug, Clone)]
pub struct Request {
    /// The input object, with `text`.
    pub input: Value,
    /// The context variables.
    pub context: Map<String, Value>,
    /// Where the conversation stands.
    pub state: State,
    /// Now, in the customer's time zone.
    pub now: ZonedDateTime,
    /// 3/4 is the third of April.
    pub day_first: bool,
}

/// What the dialog answers.
#[derive(Debug, Clone)]
pub struct Response {
    /// What to show.
    pub generic: Vec<Value>,
    /// What to do.
    pub actions: Vec<Value>,
    /// The output's other fields, as the skill's author wrote them.
    pub user_defined: Map<String, Value>,
    /// What was recognised.
    pub intents: Vec<Recognised>,
    /// All intents, for a caller that wants alternatives.
    pub alternatives: Vec<Recognised>,
    /// What was mentioned.
    pub entities: Vec<Mention>,
    /// The context variables afterwards.
    pub context: Map<String, Value>,
    /// Where the conversation stands afterwards.
    pub state: State,
    /// The ids of the nodes that were gone through.
    pub nodes_visited: Vec<String>,
    /// What went wrong inside expressions.
    pub problems: Vec<String>,
}

/// Runs a message through the dialog.
#[must_use]
pub fn respond(skill: &Skill, request: Request) -> Response {
    let text = request.input["text"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let locale = Locale {
        day_first: request.day_first,
        now: request.now.clone(),
    };
    let understanding = skill.classifier().classify(&text);
    let is_silent = text.trim().is_empty();
    let intents = if is_silent {
        Vec::new()
    } else {
        understanding.recognised()
    };
    let mut turn = Turn::new(skill, request, intents, skill.mentions(&text, &locale));
    turn.irrelevant = !is_silent && understanding.irrelevant;
    turn.run();
    turn.finish(if is_silent {
        Vec::new()
    } else {
        understanding.intents
    })
}
