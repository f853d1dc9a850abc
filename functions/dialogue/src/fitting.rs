//! What answer fits which kind of message. Pure; the table in `docs/channel.md` says the same and is
//! compared with this file by a test.
//!
//! Deliberately without a catch-all: a kind added to [`Content`] must be decided here before it compiles.

use domain::customer::standing::SuspensionReason;
use whatsapp::inbound::{Content, DID_NOT_REQUEST_CODE, SystemEvent};
use wording::saying::{Kind, Saying};

/// What to do with a customer's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fitting<'a> {
    /// Understand the words.
    Understand(&'a str),
    /// Do what the tapped reply with this id stands for.
    Tap(&'a str),
    /// Show what can be done.
    Menu,
    /// Say this one sentence.
    Say(Saying),
    /// Pause money, and say this if anything.
    Suspend(SuspensionReason, Option<Saying>),
    /// Nothing needs an answer.
    Silence,
}

/// Who is writing on a bound channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The customer, as far as WhatsApp can tell.
    Customer,
    /// The same, who may not be served.
    Suspended(SuspensionReason),
    /// Another user id on the customer's number.
    SomebodyElse,
}

/// What the phone shows of a message before it is answered, if it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Courtesy {
    /// That nobody saw it.
    Nothing,
    /// Blue ticks.
    Read,
    /// Blue ticks, and that an answer is being written.
    Typing,
}

/// What is shown to `speaker`; `None` is somebody we do not know.
///
/// Nothing where silence is for safety: whoever holds the phone would learn that the bank is there. Nothing
/// of a placeholder either, whose real content is still to come.
#[must_use]
pub fn courtesy(content: &Content, speaker: Option<Speaker>) -> Courtesy {
    let is_answered = match speaker {
        Some(Speaker::SomebodyElse) => return Courtesy::Nothing,
        _ if content.is_system() || content.is_placeholder() => return Courtesy::Nothing,
        Some(Speaker::Customer) => fitting(content) != Fitting::Silence,
        Some(Speaker::Suspended(_)) | None => deserves_a_word(content),
    };
    if is_answered {
        Courtesy::Typing
    } else {
        Courtesy::Read
    }
}

/// The fitting answer to a customer.
#[must_use]
pub fn fitting(content: &Content) -> Fitting<'_> {
    match content {
        Content::Text { body } => Fitting::Understand(body),
        Content::ButtonReply { id, .. } | Content::ListReply { id, .. } => Fitting::Tap(id),
        Content::TemplateButton { payload, text } => template_button(payload, text),
        Content::RequestWelcome => Fitting::Menu,
        Content::Audio { .. } => Fitting::Say(Saying::CannotActOn(Kind::Audio)),
        Content::Image(_) | Content::Video(_) => Fitting::Say(Saying::CannotActOn(Kind::Picture)),
        Content::Document { .. } => Fitting::Say(Saying::CannotActOn(Kind::Document)),
        Content::Sticker(_) => Fitting::Say(Saying::CannotActOn(Kind::Sticker)),
        Content::Location { .. } => Fitting::Say(Saying::CannotActOn(Kind::Location)),
        Content::Contacts(_) => Fitting::Say(Saying::CannotActOn(Kind::Contacts)),
        Content::Order { .. } => Fitting::Say(Saying::CannotActOn(Kind::Order)),
        Content::FlowReply { .. } => Fitting::Say(Saying::CannotActOn(Kind::Form)),
        Content::Edit { .. } => Fitting::Say(Saying::CannotActOn(Kind::Edit)),
        Content::Unsupported { .. } if content.is_placeholder() => Fitting::Silence,
        Content::Unsupported { .. } => Fitting::Say(Saying::CannotActOn(Kind::Unsupported)),
        Content::Unknown { .. } => Fitting::Say(Saying::CannotActOn(Kind::Unknown)),
        Content::System(event) => system(event),
        Content::Automatic { .. } | Content::Reaction { .. } | Content::Revoke { .. } => {
            Fitting::Silence
        }
    }
}

/// Whether `WhatsApp` says that somebody else may be behind the channel now. That stops the chat whoever is thought to
/// speak, and whatever it was stopped for before.
#[must_use]
pub fn reports_a_change(content: &Content) -> bool {
    content.is_system() && fitting(content) != Fitting::Silence
}

/// Whether somebody we do not know is told the way in, or nothing.
#[must_use]
pub fn deserves_a_word(content: &Content) -> bool {
    !matches!(
        content,
        Content::System(_)
            | Content::Automatic { .. }
            | Content::Reaction { .. }
            | Content::Revoke { .. }
            | Content::Edit { .. }
    ) && !content.is_placeholder()
}

/// A quick reply of a template is either one of our commands or as good as its label typed.
fn template_button<'a>(payload: &'a str, text: &'a str) -> Fitting<'a> {
    if payload == DID_NOT_REQUEST_CODE {
        return Fitting::Suspend(
            SuspensionReason::NotAskedFor,
            Some(Saying::CodeNotRequested),
        );
    }
    match services::tapped(payload) {
        Some(_) => Fitting::Tap(payload),
        None => Fitting::Understand(if text.is_empty() { payload } else { text }),
    }
}

/// Said by `WhatsApp`, not by the customer: whoever holds the phone now may be somebody else, so the
/// chat stays silent and the customer hears of it when asking for money.
const fn system(event: &SystemEvent) -> Fitting<'static> {
    match event {
        SystemEvent::NumberChanged { .. } | SystemEvent::IdentityChanged => {
            Fitting::Suspend(SuspensionReason::IdentityChange, None)
        }
        SystemEvent::Other(_) => Fitting::Silence,
    }
}
