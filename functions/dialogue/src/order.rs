//! From what a service decided to a sealed order and a running workflow.

use domain::confirmation::order::{Effect, Order, SealedOrder};
use domain::confirmation::{Confirmation, Ending};
use domain::failure::Failure;
use domain::id::OrderId;

use crate::Dialogue;
use crate::turn::CustomerTurn;

impl Dialogue {
    /// Keeps the order and starts its workflow, which sends the link. An older open one gives way.
    pub(crate) async fn seal(
        &self,
        turn: &CustomerTurn<'_>,
        service: &str,
        effect: Effect,
    ) -> Result<(), Failure> {
        let confirmation = confirmation(turn, service, effect);
        let confirming = &self.doing.confirming;
        let latest = confirming.latest_of(&turn.customer.id).await?;
        // Also one that is over: whoever ended it may have gone before its workflow heard of it.
        if let Some(older) = latest.filter(|latest| latest.id() != confirmation.id()) {
            confirming.call_off(older.id(), Ending::Replaced).await?;
        }
        confirming.create(&confirmation, turn.now).await?;
        self.start(&confirmation).await
    }

    /// Keeps an order that nobody has to confirm and starts its workflow. What is open stays open, unless it would
    /// be left without what it is about.
    pub(crate) async fn seal_beside(
        &self,
        turn: &CustomerTurn<'_>,
        service: &str,
        effect: Effect,
    ) -> Result<(), Failure> {
        let confirmation = confirmation(turn, service, effect);
        let confirming = &self.doing.confirming;
        let latest = confirming.latest_of(&turn.customer.id).await?;
        let doing = &confirmation.order.order().effect;
        let falls = |open: &Confirmation| open.order.order().effect.falls_with(doing);
        if let Some(open) = latest.filter(falls) {
            confirming.call_off(open.id(), Ending::Cancelled).await?;
        }
        confirming.create_beside(&confirmation, turn.now).await?;
        self.start(&confirmation).await
    }

    async fn start(&self, confirmation: &Confirmation) -> Result<(), Failure> {
        let order = confirmation.order.order();
        let workflow = &self.doing.workflow;
        workflow.start(&order.id, order.effect.executor()).await?;
        tracing::info!(
            order.id = order.id.0,
            order.service = order.service,
            "confirmation started"
        );
        Ok(())
    }
}

fn confirmation(turn: &CustomerTurn<'_>, service: &str, effect: Effect) -> Confirmation {
    let order = SealedOrder::seal(Order {
        id: OrderId::from_message(turn.message_id),
        customer: turn.customer.id.clone(),
        customer_name: turn.customer.name.clone(),
        service: service.to_owned(),
        language: turn.chat.language,
        effect,
    });
    Confirmation::new(order, turn.chat.address.clone())
}
