//! What an expression can see: the input, the context, and the state of the dialog right now.
//!
//! Methods that change a list or an object change the context's own, as Watson's do; an expression may
//! also ask for the output so far or the dialog stack to be cleared. Nothing else is written.

use std::cell::{Cell, RefCell};

use jiff::ZonedDateTime;
use serde_json::Value;

use crate::entity::Mention;
use crate::intent::Recognised;

/// The special conditions and slot properties that hold at this moment.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one of the language's own conditions"
)]
pub struct Flags {
    /// The first turn of the conversation.
    pub conversation_start: bool,
    /// The first turn, and the customer has not said anything.
    pub welcome: bool,
    /// The classifier took the text for none of the skill's business.
    pub irrelevant: bool,
    /// The slot being looked at is the one that was asked for.
    pub slot_in_focus: bool,
    /// No slot of the frame is empty.
    pub all_slots_filled: bool,
    /// A handler ended the frame before all slots were filled.
    pub has_skipped_slots: bool,
    /// The node speaks again after a digression.
    pub returning_from_digression: bool,
}

/// What an expression may ask for beside its value.
#[derive(Debug, Default)]
pub struct Wishes {
    /// `clearDialogStack()`: no digression comes back.
    pub clear_dialog_stack: Cell<bool>,
    /// `output.clear()`: what was said before this node is forgotten.
    pub clear_output: Cell<bool>,
}

/// Everything visible to an expression.
pub struct Scope<'a> {
    /// The message's input object, with `text`.
    pub input: &'a Value,
    /// The context variables; methods such as `append` change them in place.
    pub context: &'a RefCell<Value>,
    /// The output so far.
    pub output: &'a Value,
    /// What was found in the text.
    pub entities: &'a [Mention],
    /// What the text may mean, best first; empty when irrelevant.
    pub intents: &'a [Recognised],
    /// What holds right now.
    pub flags: Flags,
    /// The values of a slot before and after it was filled.
    pub event: Value,
    /// Now, in the customer's time zone.
    pub now: &'a ZonedDateTime,
    /// What the expression asked for.
    pub wishes: &'a Wishes,
    /// The element at hand inside a projection or selection.
    pub element: Option<Value>,
}

impl Scope<'_> {
    /// The same scope looking at one element of a list.
    #[must_use]
    pub fn at(&self, element: Value) -> Scope<'_> {
        Scope {
            flags: self.flags.clone(),
            event: self.event.clone(),
            element: Some(element),
            ..*self
        }
    }

    /// The first mention of an entity.
    #[must_use]
    pub fn first(&self, entity: &str) -> Option<&Mention> {
        self.entities
            .iter()
            .find(|mention| mention.entity == entity)
    }

    /// Whether the best intent is this one.
    #[must_use]
    pub fn means(&self, intent: &str) -> bool {
        self.intents.first().is_some_and(|best| {
            best.intent == intent && best.confidence >= crate::intent::MIN_CONFIDENCE
        })
    }
}
