//! One node of a dialog.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::expression::{self, Expression};

/// A dialog node, as exported.
#[derive(Debug, Clone, Deserialize)]
pub struct Node {
    /// Its id.
    #[serde(rename = "dialog_node")]
    pub id: String,
    /// What kind of node it is.
    #[serde(rename = "type", default)]
    pub kind: NodeKind,
    /// What its author calls it.
    #[serde(default)]
    pub title: Option<String>,
    /// When it is chosen; `None` never on its own, except for folders and handlers.
    #[serde(default)]
    pub conditions: Option<String>,
    /// The node above it.
    #[serde(default)]
    pub parent: Option<String>,
    /// The node before it: the order of the file means nothing.
    #[serde(default)]
    pub previous_sibling: Option<String>,
    /// What it says.
    #[serde(default)]
    pub output: Value,
    /// The context variables it sets.
    #[serde(default)]
    pub context: Option<Map<String, Value>>,
    /// What it asks its caller to do.
    #[serde(default)]
    pub actions: Option<Vec<Value>>,
    /// Where the dialog goes from it.
    #[serde(default)]
    pub next_step: Option<NextStep>,
    /// Whether a digression may come in, and goes back afterwards.
    #[serde(default)]
    pub digress_in: Option<Digression>,
    /// Whether a digression may leave.
    #[serde(default)]
    pub digress_out: Option<Digression>,
    /// Whether a digression may leave while slots are being filled.
    #[serde(default)]
    pub digress_out_slots: Option<Digression>,
    /// What a handler handles.
    #[serde(default)]
    pub event_name: Option<String>,
    /// The context variable a slot fills, with its `$`.
    #[serde(default)]
    pub variable: Option<String>,
    /// Switched off by its author.
    #[serde(default)]
    pub disabled: bool,
    /// What customers read where they have to choose between nodes.
    #[serde(default)]
    pub user_label: Option<String>,
    /// Never offered where customers have to choose.
    #[serde(default)]
    pub disambiguation_opt_out: bool,
}

/// The kinds of node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// Says or does something.
    #[default]
    Standard,
    /// Groups root nodes.
    Folder,
    /// Collects values in slots.
    Frame,
    /// One value of a frame.
    Slot,
    /// Part of a slot or frame.
    EventHandler,
    /// One of several responses of its parent.
    ResponseCondition,
    /// A kind this simulator does not know.
    #[serde(other)]
    Unknown,
}

/// A digression setting; which of them mean something depends on the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digression {
    /// In: comes in and goes back.
    Returns,
    /// In: comes in and stays.
    DoesNotReturn,
    /// In: does not come in.
    NotAvailable,
    /// Out: may leave.
    AllowAll,
    /// Out: may leave for nodes that return.
    AllowReturning,
    /// Out: may leave for good only.
    AllowAllNeverReturn,
    /// Out: may not leave.
    NotAllowed,
}

/// Where the dialog goes.
#[derive(Debug, Clone, Deserialize)]
pub struct NextStep {
    /// `jump_to`, `skip_user_input`, `reprompt`, `skip_slot`, `skip_all_slots`, `get_user_input`.
    #[serde(default)]
    pub behavior: String,
    /// For a jump: `condition`, `body`, `user_input` or `client`.
    #[serde(default)]
    pub selector: Option<String>,
    /// For a jump: the target.
    #[serde(default)]
    pub dialog_node: Option<String>,
}

impl Node {
    /// The context variable of a slot, without `$`.
    #[must_use]
    pub fn slot_variable(&self) -> Option<&str> {
        self.variable
            .as_deref()
            .map(|variable| variable.trim_start_matches('$'))
    }

    /// Whether this is a handler of that event.
    #[must_use]
    pub fn handles(&self, event: &str) -> bool {
        self.kind == NodeKind::EventHandler && self.event_name.as_deref() == Some(event)
    }

    /// Whether a customer's words can choose it: no folder, slot, handler or response.
    #[must_use]
    pub fn is_turn(&self) -> bool {
        matches!(self.kind, NodeKind::Standard | NodeKind::Frame)
    }

    /// What customers are shown where they have to choose between nodes: the label, else the name.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        let named = [self.user_label.as_deref(), self.title.as_deref()];
        let mut named = named.into_iter().flatten();
        named.find(|name| !name.trim().is_empty())
    }

    /// The intents its condition asks about.
    #[must_use]
    pub fn condition_intents(&self) -> BTreeSet<String> {
        self.mentioned(&|part| match part {
            Expression::Intent(name) => Some(name),
            _ => None,
        })
    }

    /// The entities its condition asks about.
    #[must_use]
    pub fn condition_entities(&self) -> BTreeSet<String> {
        self.mentioned(&|part| match part {
            Expression::Entity(name, _) => Some(name),
            _ => None,
        })
    }

    fn mentioned(&self, pick: &dyn Fn(&Expression) -> Option<&String>) -> BTreeSet<String> {
        let parsed = self.conditions.as_deref().map(expression::parse);
        let mut names = BTreeSet::new();
        if let Some(Ok(condition)) = parsed {
            condition.visit(&mut |part| names.extend(pick(part).cloned()));
        }
        names
    }

    /// What the next step is, if there is one.
    #[must_use]
    pub fn behavior(&self) -> &str {
        self.next_step
            .as_ref()
            .map_or("", |step| step.behavior.as_str())
    }

    /// The node that catches everything: it is no aim of a digression.
    #[must_use]
    pub fn catches_everything(&self) -> bool {
        self.conditions.as_deref().is_some_and(|condition| {
            condition.trim() == "true" || condition.contains("anything_else")
        })
    }
}
