//! How a dialog moves: which node answers, what comes after it, and the way back from a digression.

use super::state::Place;
use super::turn::{MAX_STEPS, Turn};
use crate::skill::{Digression, NextStep, Node, NodeKind};

impl<'s> Turn<'s> {
    /// Runs the message from where the conversation stands.
    pub(super) fn run(&mut self) {
        let nodes: Vec<&'s Node> = match self.state.places.last().cloned() {
            None => return self.answer_at_base(),
            Some(Place::Slot(filling)) => return self.resume_frame(filling),
            Some(Place::Children { node }) => self.tree().children(&node).collect(),
            Some(Place::Target { node }) => self.tree().from_here(&node).collect(),
        };
        match self.first_of(&nodes, &|_| true) {
            Some(node) if self.ask_which(&nodes, node) => {}
            Some(node) => {
                self.state.places.pop();
                self.visit(node);
            }
            None => self.digress(),
        }
    }

    /// The first node that `fits` and applies, looking into folders on the way.
    pub(super) fn first_of(
        &self,
        nodes: &[&'s Node],
        fits: &dyn Fn(&'s Node) -> bool,
    ) -> Option<&'s Node> {
        nodes.iter().find_map(|node| match node.kind {
            NodeKind::Folder if self.applies(node) => self.first_of(&self.children(node), fits),
            _ => (node.is_turn() && fits(node) && self.applies(node)).then_some(*node),
        })
    }

    fn children(&self, node: &Node) -> Vec<&'s Node> {
        self.tree().children(&node.id).collect()
    }

    pub(super) fn roots(&self) -> Vec<&'s Node> {
        self.tree().roots().collect()
    }

    /// The base of the tree: the root nodes from the first to the last, the one that catches everything among them.
    /// Where a branch found no way on, the nodes it came through are left out, or it would go in a circle.
    ///
    /// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-build#dialog-build-flow>
    fn answer_at_base(&mut self) {
        let roots = self.roots();
        let is_free = self.state.places.is_empty();
        let fits = |node: &'s Node| {
            let is_new = !self.visited.contains(&node.id);
            let is_aim =
                is_free || node.catches_everything() || self.entry(node) == Digression::Returns;
            is_new && is_aim
        };
        match self.first_of(&roots, &fits) {
            Some(node) if self.visited.is_empty() && self.ask_which(&roots, node) => {}
            Some(node) => self.visit(node),
            None => {}
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
            Some(node) if self.ask_which(&self.roots(), node) => {}
            Some(node) => {
                self.enter_digression(node, leaving == Digression::AllowAllNeverReturn);
            }
            None => self.fall_back(),
        }
    }

    /// The root node that takes a digression, other than the one that catches everything. Inside a digression that
    /// goes back, what does not go back is no aim.
    ///
    /// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-runtime#dialog-runtime-digression-design-considerations>
    pub(super) fn digression(&self, only_returning: bool) -> Option<&'s Node> {
        let only_returning = only_returning || self.is_awaited();
        let fits = |node: &'s Node| {
            let entry = self.entry(node);
            !node.catches_everything()
                && entry != Digression::NotAvailable
                && (!only_returning || entry == Digression::Returns)
        };
        self.first_of(&self.roots(), &fits)
    }

    /// Whether something interrupted waits below the current place.
    fn is_awaited(&self) -> bool {
        self.state.places.len() > 1
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

    /// Nothing at all fits, and the branch is left by the node that catches everything, unless something waits to
    /// be gone back to or that node goes back itself. IBM's debug output calls this an exit by fallback.
    fn fall_back(&mut self) {
        let catcher = self.catcher();
        let stays = self.is_awaited()
            || catcher.is_some_and(|node| node.digress_in == Some(Digression::Returns));
        if catcher.is_some() && !stays {
            self.state.places.clear();
        }
        self.not_understood();
    }

    /// The node that catches everything answers, and the conversation stays where it was.
    pub(super) fn not_understood(&mut self) {
        if let Some(node) = self.catcher() {
            self.visit(node);
        }
    }

    fn catcher(&self) -> Option<&'s Node> {
        self.first_of(&self.roots(), &|node| node.catches_everything())
    }

    /// Goes through a node whose condition holds or does not matter.
    pub(super) fn visit(&mut self, node: &'s Node) {
        if self.visited.len() >= MAX_STEPS {
            return;
        }
        match node.kind {
            NodeKind::Frame => self.enter_frame(node),
            NodeKind::Folder => match self.first_of(&self.children(node), &|_| true) {
                Some(inner) => self.visit(inner),
                None => self.answer_at_base(),
            },
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
            "skip_user_input" => match self.first_of(&self.children(node), &|_| true) {
                Some(child) => self.visit(child),
                None => self.answer_at_base(),
            },
            _ if self.tree().children(&node.id).any(Node::is_turn) => {
                self.state.wait(Place::Children {
                    node: node.id.clone(),
                });
            }
            _ => self.end_of_branch(),
        }
    }

    /// To another node: its response at once, its condition and those of its siblings first, or after the next
    /// message. Where none of these conditions holds, the base of the tree is tried.
    ///
    /// <https://cloud.ibm.com/docs/watson-assistant?topic=watson-assistant-dialog-overview#dialog-overview-jump-to-config>
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
            _ => {
                let nodes: Vec<&'s Node> = self.tree().from_here(&target.id).collect();
                match self.first_of(&nodes, &|_| true) {
                    Some(node) => self.visit(node),
                    None => self.answer_at_base(),
                }
            }
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
