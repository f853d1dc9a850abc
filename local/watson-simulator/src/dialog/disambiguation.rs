//! Asking which of several nodes is meant, where the best intents are close to one another.
//!
//! IBM documents what is asked and of which nodes, not how close is close: that figure is ours.
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-runtime#dialog-runtime-disambiguation>

#![expect(clippy::float_arithmetic, reason = "confidences are fractions")]

use serde_json::{Value, json};

use super::turn::Turn;
use crate::entity::Mention;
use crate::intent::{MIN_CONFIDENCE, Recognised};
use crate::skill::{Node, NodeKind};

/// A node the customer may choose, with what would choose it.
struct Choice<'s> {
    node: &'s Node,
    label: &'s str,
    intents: Vec<Recognised>,
}

impl<'s> Turn<'s> {
    /// Asks which node is meant if more than `chosen` are likely; says whether it asked. The conversation then
    /// stays where it is, and the customer's choice comes back as input with a `suggestion_id`.
    pub(super) fn ask_which(&mut self, nodes: &[&'s Node], chosen: &'s Node) -> bool {
        let Some(settings) = self.skill.disambiguation() else {
            return false;
        };
        if !self.input["suggestion_id"].is_null() || self.is_certain(chosen) {
            return false;
        }
        let mut choices = self.choices(nodes, chosen, settings.closeness);
        if choices.len() < 2 {
            return false;
        }
        choices.truncate(settings.max_suggestions);
        let mut suggestions: Vec<Value> = choices
            .iter()
            .map(|choice| self.suggestion(choice))
            .collect();
        if let Some(none) = &settings.none_of_the_above {
            suggestions
                .push(json!({ "label": none, "value": { "input": self.chosen_input(&[]) } }));
        }
        self.output.generic.push(json!({
            "response_type": "suggestion",
            "title": settings.prompt,
            "suggestions": suggestions,
        }));
        true
    }

    /// Only an intent that is close to others is a question, and never where the node's author forbids it.
    fn is_certain(&self, chosen: &Node) -> bool {
        let asks_for_best = self
            .intents
            .first()
            .is_some_and(|best| chosen.condition_intents().contains(&best.intent));
        let forbids = |node: &Node| {
            let context = node
                .context
                .as_ref()
                .and_then(|context| context.get("system"));
            context.is_some_and(|system| system["prevent_disambiguation"] == true)
        };
        let response = self
            .tree()
            .children(&chosen.id)
            .find(|child| child.kind == NodeKind::ResponseCondition && self.applies(child));
        !asks_for_best || forbids(chosen) || response.is_some_and(forbids)
    }

    /// The nodes the close intents reach, best first, and behind them those that hold without any intent.
    fn choices(&mut self, nodes: &[&'s Node], chosen: &'s Node, closeness: f64) -> Vec<Choice<'s>> {
        let intents = self.intents.clone();
        let best = intents.first().map_or(0.0, |best| best.confidence);
        let is_close = |intent: &&Recognised| {
            intent.confidence >= MIN_CONFIDENCE && intent.confidence >= best * closeness
        };
        let close: Vec<Recognised> = intents.iter().filter(is_close).cloned().collect();
        let mut found: Vec<(&'s Node, Vec<Recognised>)> = Vec::new();
        for intent in close {
            self.intents = vec![intent.clone()];
            let node = self.first_of(nodes, &|_| true);
            if let Some(node) =
                node.filter(|node| node.condition_intents().contains(&intent.intent))
            {
                found.push((node, vec![intent]));
            }
        }
        self.intents = Vec::new();
        let without = self.first_of(nodes, &|node| !node.catches_everything());
        self.intents = intents;
        if found.len() > 1 {
            found.extend(without.map(|node| (node, Vec::new())));
        }
        let mut choices: Vec<Choice<'s>> = Vec::new();
        for (node, intents) in found {
            let is_new = choices.iter().all(|choice| choice.node.id != node.id);
            let label = node
                .label()
                .filter(|_| is_new && !node.disambiguation_opt_out);
            choices.extend(label.map(|label| Choice {
                node,
                label,
                intents,
            }));
        }
        let has_chosen = choices.iter().any(|choice| choice.node.id == chosen.id);
        if has_chosen { choices } else { Vec::new() }
    }

    fn suggestion(&self, choice: &Choice<'s>) -> Value {
        json!({
            "label": choice.label,
            "value": { "input": self.chosen_input(&choice.intents) },
            "source_dialog_node": choice.node.id,
        })
    }

    /// The input that stands for a choice: the same words, the intents taken for granted.
    fn chosen_input(&self, intents: &[Recognised]) -> Value {
        let entities: Vec<Value> = self.entities.iter().map(Mention::to_wire).collect();
        json!({
            "message_type": "text",
            "text": self.input["text"],
            "intents": intents,
            "entities": entities,
            "suggestion_id": format!("{:016x}", self.now.timestamp().as_nanosecond()),
        })
    }
}
