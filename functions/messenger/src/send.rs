//! Sending through the outbox, and what a message that cannot go out means for the workflow.

use calls::function::CallError;
use calls::passcode::PasscodeAnswer;
use domain::conversation::outbound::{OutboundId, Purpose};
use domain::conversation::way::Way;
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use domain::keyed_hash::Hash;
use outbox::{Letter, Unsent, Untried, another_way};
use whatsapp::client::SendError;
use whatsapp::message::{MessageError, Outgoing, Template};

use crate::Messenger;

/// Meta's code for "more than 24 hours": what a closed window is called, whoever notices it.
const WINDOW_CLOSED: i64 = 131_047;

/// What is to be said, in both forms.
pub struct Words {
    /// While the customer's window is open.
    pub free: Outgoing,
    /// The same in one line without marks, for a template.
    pub parameter: String,
    /// What the template's link button leads to.
    pub link_suffix: Option<String>,
    /// The hash of the link's token, which tells one link from the next.
    pub token: Option<Hash>,
}

/// How a message reached the customer.
pub enum Carried {
    /// On `WhatsApp`.
    Sent,
    /// By SMS.
    Texted,
    /// Not at all, and no other way is left.
    Not(SendError),
}

impl Messenger {
    /// Says something about a confirmation, and whether it was said: nothing is where somebody else may
    /// read it. A receipt that WhatsApp will not carry is texted instead.
    pub(crate) async fn tell(
        &self,
        id: &OrderId,
        purpose: Purpose,
        to: &CustomerId,
        words: &Words,
    ) -> Result<bool, Failure> {
        let outbound = match &words.token {
            Some(token) => OutboundId::link(id, token),
            None => OutboundId::about(id, purpose),
        };
        let Some(address) = self.reachable(to, &outbound, purpose).await? else {
            return Ok(false);
        };
        let template = self.template(purpose, words)?;
        let letter = Letter {
            id: &outbound,
            to: &address,
            message: &words.free,
            template: template.as_ref(),
        };
        match self.carry(&letter, id).await? {
            Carried::Sent | Carried::Texted => Ok(true),
            Carried::Not(error) => Err(Failure::fail(error)),
        }
    }

    /// Hands a message to `WhatsApp`; a receipt it will not carry is texted instead.
    pub(crate) async fn carry(
        &self,
        letter: &Letter<'_>,
        id: &OrderId,
    ) -> Result<Carried, Failure> {
        let error = match self.outbox.send(letter).await {
            Ok(()) => return Ok(Carried::Sent),
            Err(Unsent::WindowClosed) => SendError::from_code(WINDOW_CLOSED),
            Err(Unsent::Never(error)) => error,
            Err(unsent) => return Err(unsent.into()),
        };
        // The outbox has already considered the template.
        let purpose = letter.id.purpose().unwrap_or(Purpose::Reply);
        match another_way(purpose, &error, Untried::default()) {
            Way::Sms => {
                self.text_receipt(letter.id, id, &error).await?;
                Ok(Carried::Texted)
            }
            Way::Again | Way::Template | Way::InWriting | Way::Moot | Way::Nothing => {
                report(letter.id, &error, Way::Nothing);
                Ok(Carried::Not(error))
            }
        }
    }

    /// The number on the bank's file gets an SMS, through the one function that may send any.
    pub(crate) async fn text_receipt(
        &self,
        outbound: &OutboundId,
        id: &OrderId,
        error: &SendError,
    ) -> Result<(), Failure> {
        // Once, however often the workflow or a late status asks, and for whichever try of it.
        let receipt = OutboundId::about(id, Purpose::Receipt);
        let records = &self.outbox.records;
        if !records.claim_sms(&receipt, (self.clock)()).await? {
            return Ok(());
        }
        match self.passcode.receipt(id).await {
            Ok(PasscodeAnswer::Sent) => report(outbound, error, Way::Sms),
            Ok(_) => report_as(outbound, error, "sms_refused"),
            // It may have gone out: nobody is texted twice.
            Err(CallError::NoAnswer { .. }) => report_as(outbound, error, "sms_unknown"),
            Err(failure) => {
                records.free_sms(&receipt).await?;
                return Err(failure.into());
            }
        }
        Ok(())
    }

    /// The template for a purpose, if one is configured.
    pub(crate) fn template(
        &self,
        purpose: Purpose,
        words: &Words,
    ) -> Result<Option<Outgoing>, Failure> {
        let Some(filled) = self.templates.filled(purpose, &words.parameter) else {
            return Ok(None);
        };
        let template = filled.and_then(|template| with_link(template, words));
        Ok(Some(template.map_err(Failure::fail)?.into()))
    }
}

fn with_link(template: Template, words: &Words) -> Result<Template, MessageError> {
    match &words.link_suffix {
        Some(suffix) => template.with_link_button(0, suffix.clone()),
        None => Ok(template),
    }
}

/// The one line by which operations see that a message did not arrive and what was done.
pub fn report(outbound: &OutboundId, error: &SendError, way: Way) {
    report_as(outbound, error, way.name());
}

fn report_as(outbound: &OutboundId, error: &SendError, way: &str) {
    tracing::error!(
        outbound.id = outbound.0,
        outbound.purpose = outbound.purpose().map(Purpose::name),
        outbound.way = way,
        error.code = error.code(),
        "a message was not delivered"
    );
}
