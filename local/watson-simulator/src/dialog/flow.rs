//! How a dialog moves: which node answers, what comes after it, and the way back from a digression.

use super::state::Place;
use super::turn::{MAX_STEPS, Turn};
use crate::skill::{Digression, NextStep, Node, NodeKind};

impl<'s> Turn<'s> {
    /// Runs the message from where the conversation stands.
    pub(super) fn run(&mut self) {
        let found = match self.state.places.last().cloned() {
            None => {
                self.answer_from_roots();
                return;
            }
            Some(Place::Slot(filling)) => {
                self.resume_frame(filling);
                return;
            }
            Some(Place::Children { node }) => self.first_of(&mut self.tree().children(&node)),
            Some(Place::Target { node }) => self.first_of(&mut self.tree().from_here(&node)),
        };
        match found {
            Some(node) => {
                self.state.places.pop();
                self.visit(node);
            }
            None => self.digress(),
        }
    }

    /// The first node that applies, looking into folders on the way.
    pub(super) fn first_of(&self, nodes: &mut dyn Iterator<Item = &'s Node>) -> Option<&'s Node> {
        for node in nodes {
            let found = match node.kind {
                NodeKind::Folder if self.applies(node) => self.first_in(node),
                _ => (node.is_turn() && self.applies(node)).then_some(node),
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn first_in(&self, folder: &Node) -> Option<&'s Node> {
        self.first_of(&mut self.tree().children(&folder.id))
    }

    fn answer_from_roots(&mut self) {
        if let Some(node) = self.first_of(&mut self.tree().roots()) {
            self.visit(node);
        }
    }

    /// Nothing below the current node fits: may another branch answer?
    fn digress(&mut self) {
        let from = match self.state.places.last() {
            Some(Place::Children { node } | Place::Target { node }) => self.tree().node(node),
            _ => None,
        };
        let leaving = from
            .and_then(|node| node.digress_out)
            .unwrap_or(Digression::AllowAll);
        let only_returning = leaving == Digression::AllowReturning;
        let may_leave = leaving != Digression::NotAllowed && leaving != Digression::NotAvailable;
        match self.digression(only_returning).filter(|_| may_leave) {
            Some(node) => {
                self.enter_digression(node, leaving == Digression::AllowAllNeverReturn);
            }
            None => self.not_understood(),
        }
    }

    /// The root node that takes a digression, other than the one that catches everything.
    pub(super) fn digression(&self, only_returning: bool) -> Option<&'s Node> {
        let roots = self.tree().roots();
        let fits = |node: &&'s Node| {
            let entry = self.entry(node);
            !node.catches_everything()
                && entry != Digression::NotAvailable
                && (!only_returning || entry == Digression::Returns)
        };
        self.candidates(roots).into_iter().find(fits)
    }

    /// Every root node that applies, in order, folders opened.
    fn candidates(&self, nodes: impl Iterator<Item = &'s Node>) -> Vec<&'s Node> {
        let mut found = Vec::new();
        for node in nodes {
            if node.kind == NodeKind::Folder && self.applies(node) {
                let inside: Vec<&'s Node> = self.tree().children(&node.id).collect();
                found.extend(
                    inside
                        .into_iter()
                        .filter(|node| node.is_turn() && self.applies(node)),
                );
            } else if node.is_turn() && self.applies(node) {
                found.push(node);
            }
        }
        found
    }

    /// A node's own setting, or its folder's.
    fn entry(&self, node: &Node) -> Digression {
        let own = node.digress_in;
        let folder = || {
            self.tree()
                .folder_of(node)
                .and_then(|folder| folder.digress_in)
        };
        own.or_else(folder).unwrap_or(Digression::DoesNotReturn)
    }

    pub(super) fn enter_digression(&mut self, node: &'s Node, stays: bool) {
        let returns = self.entry(node) == Digression::Returns && self.skill.has_digressions();
        if stays || !returns {
            self.state.places.clear();
        }
        self.visit(node);
    }

    /// The node that catches everything answers, and the conversation stays where it was.
    pub(super) fn not_understood(&mut self) {
        let roots = self.tree().roots();
        let catcher = self
            .candidates(roots)
            .into_iter()
            .find(|node| node.catches_everything());
        if let Some(node) = catcher {
            self.visit(node);
        }
    }

    /// Goes through a node whose condition holds or does not matter.
    pub(super) fn visit(&mut self, node: &'s Node) {
        if self.visited.len() >= MAX_STEPS {
            return;
        }
        match node.kind {
            NodeKind::Frame => self.enter_frame(node),
            NodeKind::Folder => {
                if let Some(inner) = self.first_in(node) {
                    self.visit(inner);
                }
            }
            _ => self.respond(node),
        }
    }

    /// What a node does and says, then where it goes.
    pub(super) fn respond(&mut self, node: &'s Node) {
        self.perform(node);
        let response = self
            .tree()
            .children(&node.id)
            .find(|child| child.kind == NodeKind::ResponseCondition && self.applies(child));
        if let Some(response) = response {
            self.perform(response);
        }
        let step = response.and_then(|response| response.next_step.as_ref());
        self.proceed(node, step.or(node.next_step.as_ref()));
    }

    fn proceed(&mut self, node: &'s Node, step: Option<&'s NextStep>) {
        match step.map_or("", |step| step.behavior.as_str()) {
            "jump_to" => self.jump(step),
            "skip_user_input" => match self.first_of(&mut self.tree().children(&node.id)) {
                Some(child) => self.visit(child),
                None => self.end_of_branch(),
            },
            _ if self.tree().children(&node.id).any(Node::is_turn) => {
                self.state.wait(Place::Children {
                    node: node.id.clone(),
                });
            }
            _ => self.end_of_branch(),
        }
    }

    pub(super) fn jump(&mut self, step: Option<&'s NextStep>) {
        let Some((step, target)) =
            step.and_then(|step| Some((step, self.tree().node(step.dialog_node.as_deref()?)?)))
        else {
            return self.end_of_branch();
        };
        match step.selector.as_deref().unwrap_or("condition") {
            "body" => self.visit(target),
            "user_input" | "client" => self.state.wait(Place::Target {
                node: target.id.clone(),
            }),
            _ => match self.first_of(&mut self.tree().from_here(&target.id)) {
                Some(node) => self.visit(node),
                None => self.not_understood(),
            },
        }
    }

    /// Nothing follows: back to what was interrupted, if anything was.
    fn end_of_branch(&mut self) {
        match self.state.places.last().cloned() {
            None | Some(Place::Target { .. }) => {}
            Some(Place::Slot(filling)) => {
                self.flags.returning_from_digression = true;
                self.ask_next(filling);
            }
            Some(Place::Children { node }) => {
                self.flags.returning_from_digression = true;
                if let Some(node) = self.tree().node(&node) {
                    self.say_again(node);
                }
            }
        }
    }

    fn say_again(&mut self, node: &'s Node) {
        self.say(node);
        let response = self
            .tree()
            .children(&node.id)
            .find(|child| child.kind == NodeKind::ResponseCondition && self.applies(child));
        if let Some(response) = response {
            self.say(response);
        }
    }
}
