//! What whoever carries orders out reads first: the sealed order, whether its customer may be served, and by
//! which authority it may be carried out.
//!
//! Deliberately the only way to an authority: it is checked against the very bytes that are then carried out.

use domain::authority::{Authority, Proof, Signers};
use domain::confirmation::order::Executor;
use domain::confirmation::{Confirmation, Ending, Stage};
use domain::customer::fresh_phone;
use domain::customer::standing::Standing;
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use domain::time::UnixSeconds;

use crate::bank_secrets::PublicKeys;
use crate::channels::Channels;
use crate::confirmations::Confirmations;
use crate::secrets::Secret;
use crate::standings::Standings;

/// The orders of one executor.
pub struct Orders {
    executor: Executor,
    confirmations: Confirmations,
    standings: Standings,
    channels: Channels,
    keys: Secret<PublicKeys>,
}

impl Orders {
    /// The orders that `executor` carries out. Proofs are checked with `keys`.
    #[must_use]
    pub const fn new(
        executor: Executor,
        confirmations: Confirmations,
        standings: Standings,
        channels: Channels,
        keys: Secret<PublicKeys>,
    ) -> Self {
        Self {
            executor,
            confirmations,
            standings,
            channels,
            keys,
        }
    }

    /// The confirmation of an order of this executor.
    ///
    /// # Errors
    /// [`Failure::Fail`] if there is none, or if another executor carries it out.
    pub async fn get(&self, id: &OrderId) -> Result<Confirmation, Failure> {
        let found = self.find(id).await?;
        found.ok_or_else(|| Failure::fail("no such confirmation"))
    }

    /// The same, if there is one.
    ///
    /// # Errors
    /// [`Failure::Fail`] if another executor carries it out.
    pub async fn find(&self, id: &OrderId) -> Result<Option<Confirmation>, Failure> {
        let found = self.confirmations.get(id).await?;
        let is_ours = |found: &Confirmation| found.order.order().effect.executor() == self.executor;
        match found {
            Some(found) if !is_ours(&found) => Err(Failure::fail(
                "the order is another function's to carry out",
            )),
            found => Ok(found),
        }
    }

    /// Why an order may not even be begun, if it may not: it is over, its customer may not be served, or the phone
    /// that asked speaks for them no more.
    ///
    /// # Errors
    /// [`Failure::Fail`] if nobody wrote within the day, by `webhook`'s word: whoever may store an order cannot have it
    /// begun for whom they like. For who did write, they can: a ticket is for a phone and a day, not for an order.
    pub async fn barred(
        &self,
        confirmation: &Confirmation,
        now: UnixSeconds,
    ) -> Result<Option<Ending>, Failure> {
        if let Stage::Ended(ending) = confirmation.stage {
            return Ok(Some(ending));
        }
        // Before the standing: who is locked may tighten all the same, and has to have written too.
        if !self.is_asked_for(confirmation, now).await? {
            return Ok(Some(Ending::Cancelled));
        }
        let admitted = self.standing(confirmation).await?.admits();
        Ok(admitted.err().map(Ending::from))
    }

    /// Whether whoever wrote is its customer, by the binding as it is now.
    ///
    /// # Errors
    /// [`Failure::Fail`] if there is no ticket, or none that `webhook` has signed within the last day.
    pub async fn is_asked_for(
        &self,
        confirmation: &Confirmation,
        now: UnixSeconds,
    ) -> Result<bool, Failure> {
        let ticket = confirmation.ticket.clone();
        let ticket = ticket.ok_or_else(|| Failure::fail("nobody asked for the order"))?;
        let keys = self.keys.get().await?;
        let admitted = ticket.admit(&keys.sent, now).map_err(Failure::fail)?;
        let whose = self.channels.at(&admitted.address).await?;
        Ok(whose.as_ref() == Some(confirmation.customer()))
    }

    /// What has happened since it was confirmed that stops it all the same, as long as it is not carried out: its
    /// customer was suspended, or the phone that asked speaks for them no more.
    pub async fn stopped(&self, confirmation: &Confirmation) -> Result<Option<Ending>, Failure> {
        if self.standing(confirmation).await?.suspension.is_some() {
            return Ok(Some(Ending::Suspended));
        }
        let linked = self.channels.of(confirmation.customer()).await?;
        let asking = &confirmation.address;
        let is_linked = linked.is_some_and(|linked| linked.address.shares_an_id_with(asking));
        Ok((!is_linked).then_some(Ending::Cancelled))
    }

    /// Whether the phone that speaks for the order's customer was linked within the last days.
    pub async fn is_of_a_fresh_phone(
        &self,
        confirmation: &Confirmation,
        now: UnixSeconds,
    ) -> Result<bool, Failure> {
        let linked = self.channels.of(confirmation.customer()).await?;
        Ok(linked.is_some_and(|linked| fresh_phone::is_fresh(linked.linked_at, now)))
    }

    /// The authority to carry an order out.
    ///
    /// # Errors
    /// [`Failure::Fail`] if its passcode was not verified, whoever says so.
    pub async fn authority(&self, confirmation: &Confirmation) -> Result<Authority, Failure> {
        let not_verified = || Failure::fail("the passcode of this confirmation was not verified");
        let Stage::Verified { seal } = confirmation.stage else {
            return Err(not_verified());
        };
        let keys = self.keys.get().await?;
        let (id, digest) = (confirmation.id(), confirmation.order.digest());
        let proof = Proof::check(seal, &keys.signers(), id, digest);
        proof.map(Authority::Confirmed).ok_or_else(not_verified)
    }

    /// Who has to have signed an order, to look at it again after it was carried out.
    ///
    /// # Errors
    /// While the public keys cannot be read.
    pub async fn signers(&self) -> Result<Signers, Failure> {
        Ok(self.keys.get().await?.signers())
    }

    /// Whether nothing goes for a customer, by whatever order.
    ///
    /// # Errors
    /// While the standings cannot be read.
    pub async fn is_suspended(&self, customer: &CustomerId) -> Result<bool, Failure> {
        let standing = self.standings.of(customer).await?;
        Ok(standing.suspension.is_some())
    }

    async fn standing(&self, confirmation: &Confirmation) -> Result<Standing, Failure> {
        Ok(self.standings.of(confirmation.customer()).await?)
    }
}
