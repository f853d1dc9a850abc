//! What is not said because somebody else may hold the phone, or because the chat is stopped.
//!
//! Asked right before each message and not where a confirmation begins: between the two somebody may have
//! taken over the number.

use domain::conversation::outbound::{OutboundId, Purpose};
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::id::CustomerId;

use crate::Messenger;

impl Messenger {
    /// Where a customer is told something: the phone that speaks for them now, whichever one asked. Nowhere, on no
    /// way at all, while the chat is stopped or no phone is linked; operations are told.
    pub(crate) async fn reachable(
        &self,
        customer: &CustomerId,
        outbound: &OutboundId,
        purpose: Purpose,
    ) -> Result<Option<ChannelAddress>, Failure> {
        let standing = self.standings.of(customer).await?;
        let channel = self.channels.of(customer).await?;
        if let Some(channel) = channel.filter(|_| standing.may_be_told(purpose)) {
            return Ok(Some(channel.address));
        }
        tracing::warn!(
            outbound.id = outbound.0,
            outbound.purpose = purpose.name(),
            outbound.way = "withheld",
            "a message was not sent: the customer's chat is stopped, or no phone is linked"
        );
        Ok(None)
    }

    /// Whether a customer's messages may name what is on their accounts.
    pub(crate) async fn may_see_balances(&self, customer: &CustomerId) -> Result<bool, Failure> {
        Ok(self.standings.of(customer).await?.may_see_balances())
    }
}
