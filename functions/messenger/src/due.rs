//! What became of a payment under a standing order, told to whoever set it up.
//!
//! Deliberately no failure where WhatsApp will not take it: the money has moved or not, and operations see the line.

use calls::due::DuePayment;
use domain::confirmation::Ending;
use domain::conversation::outbound::{OutboundId, Purpose};
use domain::failure::Failure;
use domain::ledger::transfer::{ATTEMPTS, Mandate};
use domain::standing_order::StandingOrder;
use outbox::{Letter, Unsent};
use whatsapp::message::Text;
use wording::due::{self, Fate};

use crate::Messenger;
use crate::send::Words;

impl Messenger {
    /// Tells it once for each attempt. `reason`: why it was not made, if it was not.
    pub(crate) async fn due_payment(
        &self,
        payment: &DuePayment,
        reason: Option<Ending>,
    ) -> Result<(), Failure> {
        let (customer, id) = (payment.customer(), payment.order());
        let found = self.arrangements.standing_order(&customer, &id).await?;
        // Stopped or followed meanwhile: what became of it stands in the statement.
        let Some(order) = found.filter(|order| payment.is(&order.due)) else {
            return Ok(());
        };
        let purpose = match reason {
            None => Purpose::Receipt,
            Some(_) => Purpose::Ending,
        };
        let outbound = OutboundId::about(&payment_id(&order), purpose);
        let Some(address) = self.reachable(&customer, &outbound, purpose).await? else {
            return Ok(());
        };
        let words = words(&order, reason)?;
        let template = self.template(purpose, &words)?;
        let letter = Letter {
            id: &outbound,
            to: &address,
            message: &words.free,
            template: template.as_ref(),
        };
        match self.outbox.send(&letter).await {
            Ok(()) => Ok(()),
            Err(Unsent::WindowClosed | Unsent::Never(_)) => {
                tracing::error!(outbound.id = outbound.0, "a message was not delivered");
                Ok(())
            }
            Err(unsent) => Err(unsent.into()),
        }
    }
}

fn payment_id(order: &StandingOrder) -> domain::id::OrderId {
    let mandate = Mandate {
        order: order.id.clone(),
        due: order.due.on,
    };
    mandate.payment_id(order.due.attempt)
}

fn words(order: &StandingOrder, reason: Option<Ending>) -> Result<Words, Failure> {
    let is_last_try = order.due.attempt.saturating_add(1) >= ATTEMPTS;
    let fate = match reason {
        None => Fate::Paid,
        Some(Ending::InsufficientFunds) if is_last_try => Fate::GivenUpForFunds,
        Some(Ending::InsufficientFunds) => Fate::PutOffForFunds,
        Some(_) if is_last_try => Fate::GivenUp,
        Some(_) => Fate::PutOff,
    };
    let sentence = due::told(&order.terms, order.due.on, fate, order.language);
    let free = Text::try_new(sentence.chat()).map_err(Failure::fail)?;
    Ok(Words {
        free: free.into(),
        parameter: sentence.plain(),
        link_suffix: None,
        token: None,
    })
}
