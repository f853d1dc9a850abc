//! The work table of one message: what is known, what was said so far, and how a node is applied.

use std::cell::RefCell;

use jiff::ZonedDateTime;
use serde_json::{Map, Value, json};

use super::output::Output;
use super::state::State;
use super::{Request, Response};
use crate::entity::Mention;
use crate::expression::scope::{Flags, Wishes};
use crate::expression::{self, ExpressionError, Scope};
use crate::intent::Recognised;
use crate::skill::{Node, NodeKind, Skill, Tree};

/// Most nodes gone through for one message: a circle of jumps must end.
pub(super) const MAX_STEPS: usize = 50;

pub(super) struct Turn<'s> {
    pub(super) skill: &'s Skill,
    pub(super) state: State,
    pub(super) flags: Flags,
    pub(super) irrelevant: bool,
    pub(super) output: Output,
    pub(super) event: Value,
    pub(super) visited: Vec<String>,
    pub(super) input: Value,
    context: RefCell<Value>,
    wishes: Wishes,
    pub(super) intents: Vec<Recognised>,
    pub(super) entities: Vec<Mention>,
    pub(super) now: ZonedDateTime,
    problems: Vec<ExpressionError>,
}

impl<'s> Turn<'s> {
    pub(super) fn new(
        skill: &'s Skill,
        request: Request,
        intents: Vec<Recognised>,
        entities: Vec<Mention>,
    ) -> Self {
        let is_first = !request.state.started;
        let is_silent = request.input["text"]
            .as_str()
            .is_none_or(|text| text.trim().is_empty());
        let flags = Flags {
            conversation_start: is_first,
            welcome: is_first && is_silent,
            ..Flags::default()
        };
        Self {
            skill,
            state: State {
                started: true,
                ..request.state
            },
            flags,
            irrelevant: false,
            output: Output::default(),
            event: Value::Null,
            visited: Vec::new(),
            input: request.input,
            context: RefCell::new(Value::Object(request.context)),
            wishes: Wishes::default(),
            intents,
            entities,
            now: request.now,
            problems: Vec::new(),
        }
    }

    pub(super) fn finish(self, alternatives: Vec<Recognised>) -> Response {
        let context = match self.context.into_inner() {
            Value::Object(context) => context,
            _ => Map::new(),
        };
        Response {
            generic: self.output.generic,
            actions: self.output.actions,
            user_defined: self.output.user_defined,
            intents: self.intents,
            alternatives,
            spelling: None,
            entities: self.entities,
            context,
            state: self.state,
            nodes_visited: self.visited,
            problems: self.problems.iter().map(ToString::to_string).collect(),
        }
    }

    pub(super) fn tree(&self) -> &'s Tree {
        self.skill.tree()
    }

    /// Whether a condition holds now.
    pub(super) fn holds(&self, condition: &str) -> bool {
        expression::holds(condition, &self.scope(&Value::Null))
    }

    /// Whether a node's condition holds. Only folders and handlers may have none.
    pub(super) fn applies(&self, node: &Node) -> bool {
        let without = matches!(node.kind, NodeKind::Folder | NodeKind::EventHandler);
        let condition = node
            .conditions
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        !node.disabled && condition.map_or(without, |condition| self.holds(condition))
    }

    /// The value of a context variable.
    pub(super) fn variable(&self, name: &str) -> Value {
        let context = self.context.borrow();
        context.get(name).cloned().unwrap_or_default()
    }

    /// Sets a context variable; null removes it.
    pub(super) fn set(&mut self, name: &str, value: Value) {
        if let Value::Object(context) = self.context.get_mut() {
            if value.is_null() {
                context.remove(name);
            } else {
                context.insert(name.to_owned(), value);
            }
        }
    }

    /// Sets what the node sets. All values are computed before the first is set.
    pub(super) fn apply_context(&mut self, node: &Node) {
        let Some(template) = &node.context else {
            return;
        };
        let mut problems = Vec::new();
        let before = self.context.borrow().clone();
        let values: Vec<(String, Value)> = {
            let scope = self.scope(&Value::Null);
            let computed = template.iter().map(|(name, value)| {
                (
                    name.clone(),
                    expression::interpolate::value(value, &scope, &mut problems),
                )
            });
            computed.collect()
        };
        self.problems.append(&mut problems);
        for (name, value) in values {
            // `"a": "<? $a.addAll($b) ?>"` answers null, and yet leaves the longer list, as IBM's example shows.
            let was_changed = self.variable(&name) != before[&name];
            if !(value.is_null() && was_changed) {
                self.set(&name, value);
            }
        }
    }

    /// Says what the node says.
    pub(super) fn say(&mut self, node: &Node) {
        let mut problems = Vec::new();
        let mut output = std::mem::take(&mut self.output);
        let mut used = std::mem::take(&mut self.state.used);
        let before = output.generic.len();
        {
            let so_far = json!({ "generic": output.generic });
            let scope = self.scope(&so_far);
            used = output.add(node, &scope, used, &mut problems);
        }
        if self.wishes.clear_output.take() {
            output.forget(before);
        }
        self.state.used = used;
        self.output = output;
        self.problems.append(&mut problems);
        if self.wishes.clear_dialog_stack.take() {
            self.state.places.clear();
        }
    }

    /// Asks for what the node wants done.
    pub(super) fn act(&mut self, node: &Node) {
        let mut problems = Vec::new();
        for action in node.actions.iter().flatten() {
            // Only the parameters: the result variable is an address and keeps its `$`.
            let parameters = {
                let scope = self.scope(&Value::Null);
                expression::interpolate::value(&action["parameters"], &scope, &mut problems)
            };
            let mut action = action.clone();
            action["parameters"] = parameters;
            if action["parameters"].is_null() {
                action["parameters"] = json!({});
            }
            if action["type"].is_null() {
                action["type"] = json!("client");
            }
            self.output.actions.push(action);
        }
        self.problems.append(&mut problems);
    }

    /// Context, words and actions of a node or handler.
    pub(super) fn perform(&mut self, node: &Node) {
        self.visited.push(node.id.clone());
        self.apply_context(node);
        self.say(node);
        self.act(node);
    }

    fn scope<'a>(&'a self, output: &'a Value) -> Scope<'a> {
        let flags = Flags {
            irrelevant: self.irrelevant,
            ..self.flags.clone()
        };
        Scope {
            input: &self.input,
            context: &self.context,
            output,
            entities: &self.entities,
            intents: &self.intents,
            flags,
            event: self.event.clone(),
            now: &self.now,
            wishes: &self.wishes,
            element: None,
        }
    }
}
