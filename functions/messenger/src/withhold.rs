//! What is not said because somebody else may hold the phone, or because the chat is stopped.
//!
//! Asked right before each message and not where a confirmation begins: between the two somebody may have
//! taken over the number.

use domain::confirmation::Confirmation;
use domain::conversation::outbound::{OutboundId, Purpose};
use domain::customer::channel::ChannelAddress;
use domain::failure::Failure;
use domain::id::CustomerId;

use crate::Messenger;

/// Whom a message is for, and where they are told.
pub struct Addressee {
    /// Who.
    pub customer: CustomerId,
    /// Whose phone.
    pub address: ChannelAddress,
}

impl Addressee {
    /// Who sends the money.
    pub fn payer(confirmation: &Confirmation) -> Self {
        Self {
            customer: confirmation.customer().clone(),
            address: confirmation.address.clone(),
        }
    }
}

impl Messenger {
    /// Whether a message must not be sent to a customer, on no way at all; says so to operations.
    pub(crate) async fn withholds(
        &self,
        customer: &CustomerId,
        outbound: &OutboundId,
        purpose: Purpose,
    ) -> Result<bool, Failure> {
        let standing = self.standings.of(customer).await?;
        if standing.may_be_told(purpose) {
            return Ok(false);
        }
        tracing::warn!(
            outbound.id = outbound.0,
            outbound.purpose = purpose.name(),
            outbound.way = "withheld",
            "a message was not sent: the customer's chat is stopped"
        );
        Ok(true)
    }
}
