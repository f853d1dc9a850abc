//! From what a service decided to a sealed order and a running workflow.

use aws::confirmations::Created;
use domain::confirmation::order::{Effect, Order, SealedOrder};
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::conversation::ticket::Ticket;
use domain::failure::Failure;
use domain::id::OrderId;

use wording::saying::Saying;

use crate::Dialogue;
use crate::turn::CustomerTurn;

/// So long after an order was asked for another link for it is given, in seconds: a day.
const RENEWABLE_SECONDS: i64 = 86_400;

/// How often another order may come in between: one that is asked for at the same time comes in a message of its own.
const MOST_RIVALS: u32 = 3;

impl Dialogue {
    /// Keeps the order and starts its workflow, which sends the link. An older open one gives way. Where no
    /// code could be texted, that is said instead, and nothing is sealed.
    pub(crate) async fn seal(
        &self,
        turn: &CustomerTurn<'_>,
        service: &str,
        effect: Effect,
    ) -> Result<(), Failure> {
        let confirmation = confirmation(turn, service, effect);
        let confirming = &self.doing.confirming;
        for _ in 0..MOST_RIVALS {
            let latest = confirming.latest_of(&turn.customer.id).await?;
            let latest = latest.as_ref().map(Confirmation::id);
            if latest != Some(confirmation.id())
                && let Some(why) = self.no_code_for(turn).await
            {
                return turn.chat.say(&why);
            }
            // Also one that is over: whoever ended it may have gone before its workflow heard of it.
            if let Some(older) = latest.filter(|latest| *latest != confirmation.id()) {
                confirming.call_off(older, Ending::Replaced).await?;
            }
            let created = confirming.create(&confirmation, latest, turn.now).await?;
            if created != Created::Overtaken {
                return self.start(&confirmation).await;
            }
        }
        Err(Failure::retry("another order came in between each time"))
    }

    /// Seals what waits for its link to be used once more: the old link is dead, whoever used it up, and the
    /// same order has another one. So has one whose time ran out.
    pub(crate) async fn send_another_link(&self, turn: &CustomerTurn<'_>) -> Result<(), Failure> {
        if let Some(written_at) = turn.late()
            && self.ask_if_still_wanted(turn, written_at)?
        {
            return Ok(());
        }
        let latest = self.doing.confirming.latest_of(&turn.customer.id).await?;
        match latest
            .as_ref()
            .map(|latest| (latest.stage, latest.order.order()))
        {
            Some((
                Stage::Sealed
                | Stage::LinkSent { .. }
                | Stage::Identifying { .. }
                | Stage::Ended(Ending::Expired),
                order,
            )) if self.is_renewable(turn, &order.id).await? => {
                self.seal(turn, &order.service, order.effect.clone()).await
            }
            Some((Stage::Identified | Stage::PasscodeDue { .. }, _)) => {
                turn.chat.say(&Saying::CodeIsDue)
            }
            Some(_) | None => turn.chat.say(&Saying::NoLinkDue),
        }
    }

    /// Whether an order was asked for recently enough to be sealed once more at a word.
    async fn is_renewable(&self, turn: &CustomerTurn<'_>, id: &OrderId) -> Result<bool, Failure> {
        let asked_at = self.doing.confirming.asked_at(id).await?;
        Ok(asked_at.is_some_and(|asked_at| turn.now <= asked_at.plus(RENEWABLE_SECONDS)))
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
    let confirmation = Confirmation::new(order, turn.chat.address.clone());
    match Ticket::parse(turn.ticket) {
        Ok(ticket) => confirmation.asked_with(ticket),
        // Whoever carries it out refuses it.
        Err(_) => confirmation,
    }
}
