//! Runs one message through a skill's dialog, as Watson would.
//!
//! Pure: the skill, the message, the memory and the time go in; the answer and the new memory come
//! out. Knows nothing of HTTP or sessions.

use jiff::ZonedDateTime;
use serde_json::{Map, Value};

use crate::entity::{Locale, Mention};
use crate::intent::{Recognised, Understanding};
use crate::skill::Skill;

mod disambiguation;
mod flow;
mod frame;
mod given;
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
    /// What was corrected, as the API tells it: `text`, `original_text`, `suggested_text`.
    pub spelling: Option<Value>,
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
pub fn respond(skill: &Skill, mut request: Request) -> Response {
    if let Some(now) = given::local_time(&request) {
        request.now = now;
    }
    let locale = Locale {
        day_first: request.day_first,
        now: request.now.clone(),
    };
    let spelling = given::corrected(skill, &mut request.input, &locale);
    let text = request.input["text"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let is_silent = text.trim().is_empty();
    let understanding = given::intents(&request.input).or_else(|| {
        let classified = || skill.classifier().classify(&text);
        (!is_silent).then(classified)
    });
    let entities = given::entities(&request.input);
    let entities = entities.unwrap_or_else(|| skill.mentions(&text, &locale));
    let intents = understanding
        .as_ref()
        .map(Understanding::recognised)
        .unwrap_or_default();
    let mut turn = Turn::new(skill, request, intents, entities);
    turn.irrelevant = understanding
        .as_ref()
        .is_some_and(|understanding| understanding.irrelevant);
    turn.run();
    let alternatives = understanding.map(|found| found.intents);
    Response {
        spelling,
        ..turn.finish(alternatives.unwrap_or_default())
    }
}
