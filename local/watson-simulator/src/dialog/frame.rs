//! Nodes with slots: what a text fills, what is asked next, and what happens when nothing fits.
//!
//! The order of questions is the one IBM documents: handlers of the frame, conditions of the slots,
//! "found" responses, digressions, "not found" responses, and last the node that catches everything.
//! <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-slots#dialog-slots-node-level-handler>

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::state::{Filling, Place};
use super::turn::Turn;
use crate::skill::{Digression, Node, NodeKind};

impl<'s> Turn<'s> {
    /// Opens a frame: takes what the text already holds and asks for the rest.
    pub(super) fn enter_frame(&mut self, frame: &'s Node) {
        self.visited.push(frame.id.clone());
        let mut filling = Filling {
            frame: frame.id.clone(),
            ..Filling::default()
        };
        let filled = self.fill(&filling);
        self.after_filling(&mut filling, &filled);
        match self
            .handler(&frame.id, "focus")
            .filter(|_| filled.is_empty())
        {
            Some(opening) => self.ask_for_everything(opening, filling),
            None => self.ask_next(filling),
        }
    }

    /// The frame's own question, said in place of the first slot's where the text filled none.
    ///
    /// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-slots#dialog-slots-prompt-for-everything>
    fn ask_for_everything(&mut self, opening: &'s Node, mut filling: Filling) {
        let Some(slot) = self.next_empty(&filling) else {
            return self.ask_next(filling);
        };
        filling.focus = Some(slot.id.clone());
        self.perform(opening);
        self.state.wait(Place::Slot(filling));
    }

    /// An answer arrives while a frame is open.
    pub(super) fn resume_frame(&mut self, mut filling: Filling) {
        let Some(frame) = self.tree().node(&filling.frame) else {
            self.state.places.clear();
            return;
        };
        self.state.places.pop();
        if let Some(handler) = self.handler(&frame.id, "generic") {
            self.handle(handler, filling);
            return;
        }
        let filled = self.fill(&filling);
        if !filled.is_empty() {
            self.after_filling(&mut filling, &filled);
            self.ask_next(filling);
            return;
        }
        self.state.wait(Place::Slot(filling.clone()));
        if !self.leave_slot(frame) {
            self.state.places.pop();
            self.not_found(filling);
        }
    }

    /// The first handler of an event that applies.
    fn handler(&self, parent: &str, event: &str) -> Option<&'s Node> {
        self.tree()
            .children(parent)
            .find(|node| node.handles(event) && self.applies(node))
    }

    fn slots(&self, frame: &str) -> Vec<&'s Node> {
        let slots = self
            .tree()
            .children(frame)
            .filter(|node| node.kind == NodeKind::Slot);
        slots
            .filter(|slot| !slot.disabled && self.is_enabled(slot))
            .collect()
    }

    /// A slot may have a condition under which it is there at all.
    fn is_enabled(&self, slot: &Node) -> bool {
        let condition = slot
            .conditions
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        condition.is_none_or(|condition| self.holds(condition))
    }

    /// Fills every slot the text has a value for, and answers them. The slot that was asked for comes first, and an
    /// entity fills one slot: with two dates to ask for, one date must not be both.
    ///
    /// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-slots#dialog-slots-avoid-slot-confusion>
    fn fill(&mut self, filling: &Filling) -> Vec<&'s Node> {
        let mut filled: Vec<&'s Node> = Vec::new();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut slots = self.slots(&filling.frame);
        slots.sort_by_key(|slot| filling.focus.as_ref() != Some(&slot.id));
        for slot in slots {
            if filled.iter().any(|other| other.variable == slot.variable) {
                continue;
            }
            self.flags.slot_in_focus = filling.focus.as_ref() == Some(&slot.id);
            if let Some(input) = self.handler(&slot.id, "input") {
                let entities = input.condition_entities();
                if !entities.is_empty() && entities.is_subset(&taken) {
                    self.flags.slot_in_focus = false;
                    continue;
                }
                taken.extend(entities);
                let before = self.variable(slot.slot_variable().unwrap_or_default());
                self.perform(input);
                self.remember_change(slot, &before);
                filled.push(slot);
            }
            self.flags.slot_in_focus = false;
        }
        filled
    }

    /// What the "found" conditions compare.
    fn remember_change(&mut self, slot: &Node, before: &Value) {
        let after = self.variable(slot.slot_variable().unwrap_or_default());
        if !self.event.is_object() {
            self.event = json!({});
        }
        self.event[&slot.id] = json!({ "previous_value": before, "current_value": after });
    }

    /// The "found" responses of the slots just filled.
    fn after_filling(&mut self, filling: &mut Filling, filled: &[&'s Node]) {
        let changes = self.event.take();
        self.flags.all_slots_filled = self.next_empty(filling).is_none();
        for slot in filled {
            self.event = changes[&slot.id].clone();
            let Some(found) = self.handler(&slot.id, "filled") else {
                continue;
            };
            self.perform(found);
            match found.behavior() {
                "reprompt" => self.set(slot.slot_variable().unwrap_or_default(), Value::Null),
                "skip_all_slots" => self.skip_all(filling),
                _ => {}
            }
        }
        self.event = Value::Null;
    }

    fn skip_all(&mut self, filling: &mut Filling) {
        self.flags.has_skipped_slots = true;
        let all = self.slots(&filling.frame);
        filling.skipped = all.iter().map(|slot| slot.id.clone()).collect();
    }

    /// The first slot that has a question and no value.
    fn next_empty(&self, filling: &Filling) -> Option<&'s Node> {
        self.slots(&filling.frame).into_iter().find(|slot| {
            !filling.skipped.contains(&slot.id)
                && self
                    .variable(slot.slot_variable().unwrap_or_default())
                    .is_null()
                && self.question(slot).is_some()
        })
    }

    /// A slot without a question is optional.
    fn question(&self, slot: &Node) -> Option<&'s Node> {
        self.handler(&slot.id, "focus").filter(|focus| {
            focus
                .output
                .as_object()
                .is_some_and(|output| !output.is_empty())
        })
    }

    /// Asks for the next value, or goes on when there is none left to ask for.
    pub(super) fn ask_next(&mut self, mut filling: Filling) {
        if matches!(self.state.places.last(), Some(Place::Slot(open)) if open.frame == filling.frame)
        {
            self.state.places.pop();
        }
        let next = self
            .next_empty(&filling)
            .and_then(|slot| Some((slot, self.question(slot)?)));
        match next {
            Some((slot, question)) => {
                filling.focus = Some(slot.id.clone());
                let back = self
                    .handler(&slot.id, "digression_return_prompt")
                    .filter(|_| self.flags.returning_from_digression);
                self.perform(back.unwrap_or(question));
                self.state.wait(Place::Slot(filling));
            }
            None => self.complete(&filling),
        }
    }

    /// Every slot has its value or was skipped: the frame speaks as a node.
    fn complete(&mut self, filling: &Filling) {
        self.flags.all_slots_filled = !self.flags.has_skipped_slots;
        if let Some(frame) = self.tree().node(&filling.frame) {
            self.respond(frame);
        }
    }

    /// A handler of the frame took the text.
    fn handle(&mut self, handler: &'s Node, mut filling: Filling) {
        self.perform(handler);
        match handler.behavior() {
            "skip_all_slots" => self.skip_all(&mut filling),
            "skip_slot" => {
                self.flags.has_skipped_slots = true;
                filling.skipped.extend(filling.focus.take());
            }
            "jump_to" => return self.jump(handler.next_step.as_ref()),
            _ => {}
        }
        self.ask_next(filling);
    }

    /// Digresses away from a slot if the frame allows it and some root node fits.
    fn leave_slot(&mut self, frame: &'s Node) -> bool {
        let leaving = frame.digress_out_slots.unwrap_or(Digression::NotAllowed);
        if leaving != Digression::AllowAll && leaving != Digression::AllowReturning {
            return false;
        }
        let Some(node) = self.digression(leaving == Digression::AllowReturning) else {
            return false;
        };
        if !self.ask_which(&self.roots(), node) {
            self.enter_digression(node, false);
        }
        true
    }

    /// The "not found" response; without one, the node that catches everything and the question.
    fn not_found(&mut self, mut filling: Filling) {
        let focus = filling.focus.clone().unwrap_or_default();
        let Some(response) = self.handler(&focus, "nomatch") else {
            self.state.wait(Place::Slot(filling));
            self.not_understood();
            return;
        };
        self.perform(response);
        match response.behavior() {
            "reprompt" => self.ask_next(filling),
            "skip_slot" => {
                self.flags.has_skipped_slots = true;
                filling.skipped.push(focus);
                self.ask_next(filling);
            }
            "skip_all_slots" => {
                self.skip_all(&mut filling);
                self.ask_next(filling);
            }
            "jump_to" => self.jump(response.next_step.as_ref()),
            _ => self.state.wait(Place::Slot(filling)),
        }
    }
}
