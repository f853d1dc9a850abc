//! A ticket: `webhook`'s word that this address has just sent this very message. Whoever answers for a customer, or
//! binds a phone, demands one, so that nobody in between can ask for whom they like.
//!
//! Deliberately says nothing of customers: whose address it is, is looked up by whoever demands the ticket. It can be
//! shown again until it runs out; what must happen once sees to that itself.
//!
//! The text is `1.<seconds>.<user id>.<wa id>.<digest>.<signature>`, ids and signature in base64url.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::customer::channel::ChannelAddress;
use crate::keyed_hash::Hash;
use crate::signature::{Signature, SigningKey, Statement, VerifyingKeys};
use crate::time::UnixSeconds;

/// How long a ticket is worth something, in seconds: as long as an order that was asked with it may take, and a
/// message may wait in the queue on a bad day.
pub const TICKET_SECONDS: i64 = 86_400;

/// A clock of ours may be ahead of another's by so much, in seconds.
const CLOCK_SKEW_SECONDS: i64 = 60;

const VERSION: &str = "1";

/// What `webhook` signs.
const SENT: &str = "message-sent";

/// A ticket, whoever made it. Prints as `[redacted]`.
#[derive(Clone, PartialEq, Eq)]
pub struct Ticket {
    address: ChannelAddress,
    /// Of the message.
    digest: Hash,
    issued_at: UnixSeconds,
    signature: Signature,
}

/// Who has just sent what, by `webhook`'s word. Only [`Ticket::admit`] can build it.
pub struct Admitted {
    /// Who wrote.
    pub address: ChannelAddress,
    digest: Hash,
}

/// Why a ticket is worth nothing. The name is stable.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotAdmitted {
    /// It does not read as a ticket of this version.
    #[error("it is no ticket of version {VERSION}")]
    Unreadable,
    /// `webhook` did not sign it.
    #[error("webhook did not sign the ticket")]
    Forged,
    /// Its time is over.
    #[error("the ticket has run out")]
    Expired,
    /// It was made for another message.
    #[error("the ticket is for another message")]
    AnotherMessage,
}

impl Ticket {
    /// What `webhook` gives to `message` from `address`.
    #[must_use]
    pub fn issue(
        key: &SigningKey,
        address: &ChannelAddress,
        message: &str,
        now: UnixSeconds,
    ) -> Self {
        let digest = Hash::plain(&[message.as_bytes()]);
        let address = address.clone();
        let seconds = now.0.to_be_bytes();
        let signature = key.sign(&said(&fields(&address, &digest, &seconds)));
        Self {
            address,
            digest,
            issued_at: now,
            signature,
        }
    }

    /// Who wrote, if `webhook` says so and the ticket has not run out.
    ///
    /// # Errors
    /// [`NotAdmitted`].
    pub fn admit(self, keys: &VerifyingKeys, now: UnixSeconds) -> Result<Admitted, NotAdmitted> {
        let seconds = self.issued_at.0.to_be_bytes();
        let fields = fields(&self.address, &self.digest, &seconds);
        if !keys.vouch_for(&said(&fields), &self.signature) {
            return Err(NotAdmitted::Forged);
        }
        let from = self.issued_at.plus(CLOCK_SKEW_SECONDS.saturating_neg());
        if now < from || now >= self.issued_at.plus(TICKET_SECONDS) {
            return Err(NotAdmitted::Expired);
        }
        Ok(Admitted {
            address: self.address,
            digest: self.digest,
        })
    }

    /// As it is handed on.
    #[must_use]
    pub fn to_text(&self) -> String {
        let id = |id: Option<&str>| URL_SAFE_NO_PAD.encode(id.unwrap_or_default());
        format!(
            "{VERSION}.{}.{}.{}.{}.{}",
            self.issued_at.0,
            id(self.address.user_id()),
            id(self.address.wa_id()),
            self.digest.hex(),
            self.signature.to_text(),
        )
    }

    /// Reads the text back.
    ///
    /// # Errors
    /// [`NotAdmitted::Unreadable`].
    pub fn parse(text: &str) -> Result<Self, NotAdmitted> {
        let ticket = read(text).filter(|ticket| ticket.to_text() == text);
        ticket.ok_or(NotAdmitted::Unreadable)
    }
}

impl Admitted {
    /// The message, if it is the one the ticket was made for.
    ///
    /// # Errors
    /// [`NotAdmitted::AnotherMessage`].
    pub fn with<'a>(&self, message: &'a str) -> Result<&'a str, NotAdmitted> {
        if Hash::plain(&[message.as_bytes()]) == self.digest {
            Ok(message)
        } else {
            Err(NotAdmitted::AnotherMessage)
        }
    }
}

/// It names a phone, and opens what is its owner's.
impl std::fmt::Debug for Ticket {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Ticket([redacted])")
    }
}

fn read(text: &str) -> Option<Ticket> {
    let parts: Vec<&str> = text.split('.').collect();
    let [VERSION, seconds, user_id, wa_id, digest, signature] = parts.as_slice() else {
        return None;
    };
    let id = |text: &str| String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok();
    Some(Ticket {
        address: ChannelAddress::try_new(Some(id(user_id)?), Some(id(wa_id)?)).ok()?,
        digest: Hash::from_hex(digest)?,
        issued_at: UnixSeconds(seconds.parse().ok()?),
        signature: Signature::parse(signature)?,
    })
}

const fn said<'a>(fields: &'a [&'a [u8]]) -> Statement<'a> {
    Statement { says: SENT, fields }
}

fn fields<'a>(
    address: &'a ChannelAddress,
    digest: &'a Hash,
    seconds: &'a [u8; 8],
) -> [&'a [u8]; 4] {
    let id = |id: Option<&'a str>| id.unwrap_or_default().as_bytes();
    [
        id(address.user_id()),
        id(address.wa_id()),
        digest.bytes(),
        seconds,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixSeconds = UnixSeconds(1_795_435_200);

    fn key(byte: u8) -> SigningKey {
        SigningKey::try_new(&[byte; 32]).unwrap()
    }

    fn address(user_id: &str, wa_id: &str) -> ChannelAddress {
        ChannelAddress::try_new(Some(user_id.to_owned()), Some(wa_id.to_owned())).unwrap()
    }

    fn admit(text: &str, now: UnixSeconds) -> Result<Admitted, NotAdmitted> {
        Ticket::parse(text)?.admit(&key(8).public().into(), now)
    }

    #[test]
    fn a_ticket_admits_its_address_with_its_message_for_a_day() {
        let sender = address("GB.1", "447700900101");
        let text = Ticket::issue(&key(8), &sender, "hello", NOW).to_text();
        for now in [NOW.plus(-60), NOW, NOW.plus(TICKET_SECONDS - 1)] {
            let admitted = admit(&text, now).unwrap();
            assert!(admitted.address == sender);
            assert_eq!(admitted.with("hello"), Ok("hello"));
            let other = admitted.with("hello!");
            assert_eq!(other, Err(NotAdmitted::AnotherMessage));
        }
        for now in [NOW.plus(-61), NOW.plus(TICKET_SECONDS)] {
            assert_eq!(admit(&text, now).err(), Some(NotAdmitted::Expired));
        }
    }

    #[test]
    fn whatever_is_changed_of_a_ticket_it_admits_nobody() {
        let text = Ticket::issue(&key(8), &address("GB.1", "44"), "hello", NOW).to_text();
        for (at, _) in text.char_indices() {
            for other in ["A", "b", "0", "1", "."] {
                let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                let is_admitted = admit(&changed, NOW).is_ok();
                assert!(changed == text || !is_admitted, "{changed}");
            }
        }
        let forged = Ticket::issue(&key(9), &address("GB.1", "44"), "hello", NOW).to_text();
        assert_eq!(admit(&forged, NOW).err(), Some(NotAdmitted::Forged));
    }

    #[test]
    fn an_id_never_passes_for_the_other_kind() {
        let phone = ChannelAddress::try_new(None, Some("44".to_owned())).unwrap();
        let text = Ticket::issue(&key(8), &phone, "hello", NOW).to_text();
        assert!(admit(&text, NOW).unwrap().address == phone);
        let mut parts: Vec<&str> = text.split('.').collect();
        parts.swap(2, 3);
        assert_eq!(
            admit(&parts.join("."), NOW).err(),
            Some(NotAdmitted::Forged)
        );
    }

    #[test]
    fn none_is_printed() {
        let ticket = Ticket::issue(&key(8), &address("GB.1", "44"), "hello", NOW);
        assert_eq!(format!("{ticket:?}"), "Ticket([redacted])");
    }
}
