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
        let order = SealedOrder::seal(Order {
            id: OrderId::from_message(turn.message_id),
            customer: turn.customer.id.clone(),
            customer_name: turn.customer.name.clone(),
            service: service.to_owned(),
            language: turn.chat.language,
            effect,
        });
        let (id, executor) = (order.id().clone(), order.order().effect.executor());
        let confirming = &self.doing.confirming;
        let latest = confirming.latest_of(&turn.customer.id).await?;
        // Also one that is over: whoever ended it may have gone before its workflow heard of it.
        if let Some(older) = latest.filter(|latest| *latest.id() != id) {
            confirming.call_off(older.id(), Ending::Replaced).await?;
        }
        let confirmation = Confirmation::new(order, turn.chat.address.clone());
        confirming.create(&confirmation, turn.now).await?;
        self.doing.workflow.start(&id, executor).await?;
        tracing::info!(
            order.id = id.0,
            order.service = service,
            "confirmation started"
        );
        Ok(())
    }
}
