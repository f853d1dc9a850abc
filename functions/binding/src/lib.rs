//! Which phone speaks for whom: bound by the activation code in a message, completed by the user id it carries.
//!
//! Deliberately believes nobody but `webhook`: who wrote and what is read from the message and its ticket. Chat and
//! workflows may ask it and can tell it nothing; what staff decide is `enrolment`'s.

use aws::bank_secrets::{ActivationKey, PublicKeys};
use aws::channels::Channels;
use aws::secrets::Secret;
use calls::binding::{BindingAnswer, BindingQuestion, Sent};
use domain::conversation::ticket::{Admitted, NotAdmitted, Ticket};
use domain::customer::activation::ActivationCode;
use domain::failure::Failure;
use domain::id::CustomerId;
use domain::time::{Clock, UnixSeconds};
use whatsapp::inbound::{Content, Message};
use whatsapp::webhook::Delivery;

/// What the function works with.
pub struct Binding {
    /// Who speaks for whom.
    pub channels: Channels,
    /// Checks tickets.
    pub verifying: Secret<PublicKeys>,
    /// Keys the codes' hashes.
    pub keys: Secret<ActivationKey>,
    /// The time.
    pub clock: Clock,
}

impl Binding {
    /// Answers one question.
    ///
    /// # Errors
    /// [`Failure::Fail`] if the ticket is not `webhook`'s, has run out, or is for another message;
    /// [`Failure::Retry`] while a table or a secret is away.
    pub async fn handle(&self, question: BindingQuestion) -> Result<BindingAnswer, Failure> {
        let now = (self.clock)();
        let bound = match question {
            BindingQuestion::Activate(sent) => {
                let (admitted, message) = self.admitted(&sent, now).await?;
                self.activate(&admitted, &message, now).await?
            }
            BindingQuestion::Complete(sent) => {
                let (admitted, message) = self.admitted(&sent, now).await?;
                self.complete(&admitted, &message, now).await?
            }
        };
        Ok(BindingAnswer {
            customer_id: bound.map(|customer| customer.0),
        })
    }

    /// Who wrote and what, by `webhook`'s word.
    async fn admitted(
        &self,
        sent: &Sent,
        now: UnixSeconds,
    ) -> Result<(Admitted, Message), Failure> {
        let keys = self.verifying.get().await?;
        let admitted = Ticket::parse(&sent.ticket).and_then(|ticket| ticket.admit(&keys.sent, now));
        let admitted = admitted.map_err(refused)?;
        let delivery = admitted.with(&sent.delivery).map_err(refused)?;
        let delivery = Delivery::from_json(delivery).map_err(Failure::fail)?;
        let message = delivery.message();
        let message = message.ok_or_else(|| Failure::fail("a status binds nobody"))?;
        Ok((admitted, message))
    }

    async fn activate(
        &self,
        admitted: &Admitted,
        message: &Message,
        now: UnixSeconds,
    ) -> Result<Option<CustomerId>, Failure> {
        let Some(code) = code_in(message) else {
            return Ok(None);
        };
        let hash = code.hash(&self.keys.get().await?.activation_key);
        let activated = self
            .channels
            .activate(&hash, &admitted.address, now)
            .await?;
        if let Some(customer) = &activated {
            tracing::info!(customer.id = customer.0, "phone activated");
        }
        Ok(activated)
    }

    /// Not by what WhatsApp itself says of a phone: it may name the next owner.
    async fn complete(
        &self,
        admitted: &Admitted,
        message: &Message,
        now: UnixSeconds,
    ) -> Result<Option<CustomerId>, Failure> {
        if !message.content.is_written() {
            return Ok(None);
        }
        let Some(customer) = self.channels.at(&admitted.address).await? else {
            return Ok(None);
        };
        let learned = self
            .channels
            .learn_user_id(&customer, &admitted.address, now)
            .await?;
        Ok(learned.then_some(customer))
    }
}

fn code_in(message: &Message) -> Option<ActivationCode> {
    match &message.content {
        Content::Text { body } => ActivationCode::find(body),
        _ => None,
    }
}

/// A refused ticket is a sign of an attack, or of keys that do not belong together.
fn refused(refused: NotAdmitted) -> Failure {
    tracing::error!("a ticket was refused: {refused}");
    Failure::fail(refused)
}
