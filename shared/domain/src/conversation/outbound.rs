//! What the bank sent on WhatsApp and what became of it.
//!
//! Deliberately pure: statuses come late, twice, in any order or not at all, and every rule about that
//! is here. WhatsApp has no idempotency key, so "was it sent?" is answered by our own record and by the
//! statuses that carry our id.

use crate::keyed_hash::Hash;
use crate::time::UnixSeconds;

/// How long an attempt without an answer is given to show up as a status before the message is sent
/// again, in seconds. Meta's statuses come within about a second (median under 250 ms).
pub const STATUS_WAIT_SECONDS: i64 = 20;

/// Our own id of a message. It comes back in the message's statuses; names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OutboundId(pub String);

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// An answer in the chat.
    Reply,
    /// The link to the confirmation page.
    Link,
    /// Money has moved.
    Receipt,
    /// A confirmation ended without moving money.
    Ending,
    /// Money has come in.
    CreditNotice,
    /// A cash machine has given money out.
    Withdrawal,
    /// It has kept some of it after all.
    Reversal,
    /// A voice note beside a text.
    Voice,
    /// A document the customer asked for.
    Document,
}

/// How far a message has come. Ordered: a later state replaces an earlier one and never the reverse.
///
/// `Failed` lies between `Sent` and `Delivered`: a message that reached one device is there, whatever
/// is reported for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Progress {
    /// Handed to Meta; the answer is not known.
    Attempted,
    /// Meta took it.
    Accepted,
    /// On its way.
    Sent,
    /// Not delivered, although it was taken.
    Failed,
    /// On the customer's device.
    Delivered,
    /// Seen.
    Read,
    /// A voice note was listened to.
    Played,
}

/// The record of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbound {
    /// How far it has come.
    pub progress: Progress,
    /// When it was last handed to Meta.
    pub attempted_at: UnixSeconds,
    /// How often it was handed to Meta.
    pub attempts: u32,
    /// Whether it went as a template.
    pub by_template: bool,
    /// Meta's code, if it failed.
    pub error_code: Option<i64>,
    /// Whether what its failure asked for was done.
    pub acknowledged: bool,
}

/// What to do with a message that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Send it.
    Send,
    /// It went out before.
    AlreadySent,
    /// It may be on its way: look again at this time, and send it if nothing was heard by then.
    WaitUntil(UnixSeconds),
}

/// Whether a message is to be sent, given what is known of earlier attempts.
#[must_use]
pub const fn due(record: Option<&Outbound>, now: UnixSeconds) -> Due {
    match record {
        None => Due::Send,
        Some(record) if matches!(record.progress, Progress::Attempted) => {
            let until = record.attempted_at.plus(STATUS_WAIT_SECONDS);
            if now.0 < until.0 {
                Due::WaitUntil(until)
            } else {
                Due::Send
            }
        }
        Some(_) => Due::AlreadySent,
    }
}

impl Purpose {
    /// Every purpose, for tables and tests.
    pub const ALL: [Self; 9] = [
        Self::Reply,
        Self::Link,
        Self::Receipt,
        Self::Ending,
        Self::CreditNotice,
        Self::Withdrawal,
        Self::Reversal,
        Self::Voice,
        Self::Document,
    ];

    /// The stable name: end of the outbound id, field in logs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Link => "link",
            Self::Receipt => "receipt",
            Self::Ending => "ending",
            Self::CreditNotice => "credit",
            Self::Withdrawal => "withdrawal",
            Self::Reversal => "reversal",
            Self::Voice => "voice",
            Self::Document => "document",
        }
    }

    /// Whether every status is written down. A reply's are not, once it is known to be taken: nothing
    /// would be done differently, and each would cost a write.
    #[must_use]
    pub const fn is_followed(self) -> bool {
        !matches!(self, Self::Reply | Self::Voice)
    }
}

/// Marks a message that repeats a failed one in another form.
const AGAIN: &str = "-again";

impl OutboundId {
    /// The id of the message that repeats this one in another form.
    #[must_use]
    pub fn again(&self) -> Self {
        match self.0.rsplit_once('-') {
            Some((id, name)) => Self(format!("{id}{AGAIN}-{name}")),
            None => self.clone(),
        }
    }

    /// The id of a message about a confirmation.
    #[must_use]
    pub fn about(confirmation: &crate::id::OrderId, purpose: Purpose) -> Self {
        Self(format!("{}-{}", confirmation.0, purpose.name()))
    }

    /// The id of a link, another for each token: a second link makes the first worthless, so it must go
    /// out whatever became of the first.
    #[must_use]
    pub fn link(confirmation: &crate::id::OrderId, token: &Hash) -> Self {
        let token: String = token.hex().chars().take(12).collect();
        Self(format!(
            "{}-{token}-{}",
            confirmation.0,
            Purpose::Link.name()
        ))
    }

    /// The id of the `position`th message that answers the customer's message with this key.
    #[must_use]
    pub fn reply(message_key: &str, position: usize) -> Self {
        let key: String = message_key.chars().take(40).collect();
        Self(format!("{key}-{position}-{}", Purpose::Reply.name()))
    }

    /// What the message is for, if the id is one of ours.
    #[must_use]
    pub fn purpose(&self) -> Option<Purpose> {
        let (_, name) = self.0.rsplit_once('-')?;
        Purpose::ALL
            .into_iter()
            .find(|purpose| purpose.name() == name)
    }

    /// Whether this is already the repetition of a failed message.
    #[must_use]
    pub fn is_again(&self) -> bool {
        let (id, _) = self.0.rsplit_once('-').unwrap_or_default();
        id.ends_with(AGAIN)
    }

    /// The confirmation the message is about, if it is about one.
    #[must_use]
    pub fn confirmation(&self) -> Option<crate::id::OrderId> {
        let (id, _) = self.0.split_once('-')?;
        let is_one = !matches!(self.purpose()?, Purpose::Reply);
        is_one.then(|| crate::id::OrderId(id.to_owned()))
    }
}

impl Progress {
    /// Every state, earliest first.
    pub const ALL: [Self; 7] = [
        Self::Attempted,
        Self::Accepted,
        Self::Sent,
        Self::Failed,
        Self::Delivered,
        Self::Read,
        Self::Played,
    ];

    /// Its place in the order, as it is stored.
    #[must_use]
    pub const fn rank(self) -> i64 {
        match self {
            Self::Attempted => 0,
            Self::Accepted => 1,
            Self::Sent => 2,
            Self::Failed => 3,
            Self::Delivered => 4,
            Self::Read => 5,
            Self::Played => 6,
        }
    }

    /// Reads a rank back.
    #[must_use]
    pub fn of_rank(rank: i64) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|progress| progress.rank() == rank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::OrderId;

    fn record(progress: Progress) -> Outbound {
        Outbound {
            progress,
            attempted_at: UnixSeconds(1_000),
            attempts: 1,
            by_template: false,
            error_code: None,
            acknowledged: false,
        }
    }

    #[test]
    fn what_was_taken_is_never_sent_again_and_what_may_have_been_waits_first() {
        assert_eq!(due(None, UnixSeconds(1_000)), Due::Send);
        let attempted = record(Progress::Attempted);
        let until = UnixSeconds(1_000).plus(STATUS_WAIT_SECONDS);
        assert_eq!(
            due(Some(&attempted), UnixSeconds(1_001)),
            Due::WaitUntil(until)
        );
        assert_eq!(due(Some(&attempted), until), Due::Send);
        for progress in Progress::ALL.into_iter().skip(1) {
            assert_eq!(due(Some(&record(progress)), until), Due::AlreadySent);
        }
    }

    #[test]
    fn states_are_stored_in_their_order() {
        for pair in Progress::ALL.windows(2) {
            assert!(pair[0] < pair[1] && pair[0].rank() < pair[1].rank());
        }
        for progress in Progress::ALL {
            assert_eq!(Progress::of_rank(progress.rank()), Some(progress));
        }
        assert_eq!(Progress::of_rank(7), None);
    }

    #[test]
    fn an_id_says_what_it_is_about() {
        let confirmation = OrderId("6f1c".to_owned());
        for purpose in Purpose::ALL {
            let id = OutboundId::about(&confirmation, purpose);
            assert_eq!(id.purpose(), Some(purpose));
        }
        let receipt = OutboundId::about(&confirmation, Purpose::Receipt);
        assert_eq!(receipt.confirmation(), Some(confirmation.clone()));
        assert_eq!(receipt.again().purpose(), Some(Purpose::Receipt));
        assert_eq!(receipt.again().confirmation(), Some(confirmation));
        assert!(receipt.again().is_again() && !receipt.is_again());
        let link = OutboundId::link(&OrderId("6f1c".to_owned()), &Hash::plain(&[b"token"]));
        assert_eq!(link.purpose(), Some(Purpose::Link));
        assert_eq!(link.confirmation(), receipt.confirmation());
        let reply = OutboundId::reply("abc", 0);
        assert_eq!(
            (reply.purpose(), reply.confirmation()),
            (Some(Purpose::Reply), None)
        );
        assert_eq!(OutboundId("something else".to_owned()).purpose(), None);
    }
}
