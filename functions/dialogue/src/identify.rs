//! Who is writing, and when: the customer the channel is bound to, or somebody else who has their phone
//! number now.
//!
//! Deliberately believes a user id over a number: numbers are given to new owners and taken over by SIM
//! swap, and WhatsApp does not always say so.

use domain::conversation::reach::heard_at;
use domain::customer::Customer;
use domain::customer::channel::{Channel, ChannelAddress};
use domain::customer::standing::{Standing, SuspensionReason};
use domain::failure::Failure;
use domain::id::CustomerId;
use domain::language::Language;
use whatsapp::webhook::Delivery;

use crate::Dialogue;
use crate::fitting::{Courtesy, Speaker, courtesy};
use crate::language::Tongue;
use crate::turn::Turn;

/// The customer behind a channel.
pub struct Known {
    /// As on file.
    pub customer: Customer,
    /// The phone that speaks for them.
    pub channel: Channel,
    /// Whether receipts are also spoken.
    pub hears_receipts: bool,
    /// The language they want to be spoken to in, once that is known.
    pub language: Option<Language>,
    /// Suspended, locked or free.
    pub standing: Standing,
}

impl Known {
    /// Who writes from `address`. Somebody else hears nothing of why a customer's chat was stopped, unless
    /// it was for this very change: then the sentence is fit for whoever reads it.
    pub fn speaker(&self, address: &ChannelAddress) -> Speaker {
        let is_somebody_else = self.channel.address.is_somebody_elses(address);
        match self.standing.suspension.map(|suspension| suspension.reason) {
            Some(SuspensionReason::IdentityChange) => {
                Speaker::Suspended(SuspensionReason::IdentityChange)
            }
            _ if is_somebody_else => Speaker::SomebodyElse,
            Some(reason) => Speaker::Suspended(reason),
            None => Speaker::Customer,
        }
    }
}

impl Dialogue {
    /// Opens the window from the moment the message was written. What WhatsApp says of a customer, or
    /// their app sends by itself, opens none.
    pub(crate) async fn note_heard(&self, turn: &Turn<'_>) -> Result<(), Failure> {
        if !turn.message.content.is_written() {
            return Ok(());
        }
        match heard_at(turn.message.timestamp, turn.now) {
            Some(at) => Ok(self.outbox.records.heard(turn.chat.address, at).await?),
            None => Ok(()),
        }
    }

    /// The customer the channel is bound to, if any.
    pub(crate) async fn identify(
        &self,
        address: &ChannelAddress,
    ) -> Result<Option<Known>, Failure> {
        let people = &self.people;
        match people.channels.at(address).await? {
            Some(id) => self.known(&id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Everything about a customer whose phone is bound, looked up at once.
    pub(crate) async fn known(&self, id: &CustomerId) -> Result<Known, Failure> {
        let people = &self.people;
        let (customer, channel, standing, manner) = tokio::try_join!(
            Box::pin(people.customers.get(id)),
            Box::pin(people.channels.of(id)),
            Box::pin(people.standings.of(id)),
            Box::pin(people.preferences.manner(id)),
        )?;
        let unknown = || Failure::fail("a channel is bound to no customer");
        Ok(Known {
            customer: customer.ok_or_else(unknown)?,
            channel: channel.ok_or_else(unknown)?,
            hears_receipts: manner.hears_receipts,
            language: manner.language,
            standing,
        })
    }

    /// Shows the message as read, and that an answer is coming, as far as that is fitting.
    pub(crate) async fn acknowledge(&self, turn: &Turn<'_>, speaker: Option<Speaker>) {
        let typing = match courtesy(&turn.message.content, speaker) {
            Courtesy::Nothing => return,
            Courtesy::Read => false,
            Courtesy::Typing => true,
        };
        self.outbox.mark_read(&turn.message.id, typing).await;
    }

    /// In which language an answer was due, if one was, as far as can be told while something is broken: where silence is for
    /// safety, an apology would break it.
    pub(crate) async fn owes_an_answer(&self, delivery: &Delivery) -> Option<Language> {
        let message = delivery.message()?;
        let known = self.identify(&delivery.address).await.ok().flatten();
        let speaker = known.as_ref().map(|known| known.speaker(&delivery.address));
        let is_due = courtesy(&message.content, speaker) == Courtesy::Typing;
        is_due.then(|| {
            Tongue::of(
                &message.content,
                known.as_ref(),
                &self.understanding.environments,
            )
            .language
        })
    }

    /// Adds a user id to a customer who was bound before there were any. Not from what WhatsApp itself
    /// says: it may name the next owner.
    pub(crate) async fn complete(&self, known: &Known, turn: &Turn<'_>) -> Result<(), Failure> {
        let is_complete = known.channel.address.user_id().is_some();
        let is_written = turn.message.content.is_written();
        if is_complete || !is_written || turn.chat.address.user_id().is_none() {
            return Ok(());
        }
        self.people.binding.complete(turn.opened.sent()).await?;
        Ok(())
    }
}
