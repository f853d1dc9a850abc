//! What whoever asks is told.

use domain::customer::channel::Channel;
use domain::customer::standing::Standing;
use serde::Serialize;

/// Of a phone's number, so many digits are told: enough to tell one's own from another.
const DIGITS_TOLD: usize = 4;

/// What whoever asks is told.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// A code to hand to the customer.
    Authorised {
        /// To be sent from the customer's WhatsApp.
        activation_code: String,
        /// Opens the chat with the code typed in.
        whatsapp_url: String,
        /// The same as a QR code, an SVG document.
        qr_svg: String,
        /// The same as a PNG, in base64.
        qr_png: String,
        /// How long the code works.
        expires_in_seconds: i64,
    },
    /// Who speaks for the customer.
    Phones {
        /// One at most: linking a phone releases the one before.
        phones: Vec<Phone>,
    },
    /// The phone is released.
    Revoked {
        /// How many channel ids were bound.
        revoked: usize,
        /// What became of what was waiting.
        open_confirmation: OpenConfirmation,
    },
    /// How the customer stands now.
    Standing {
        /// Why the channel is suspended, if it is.
        suspended_for: Option<&'static str>,
        /// Whether the cards are stopped.
        cards_stopped: bool,
        /// Whether sending money is locked.
        locked: bool,
    },
    /// No browser shows anything of the customer's any more.
    SessionsEnded {
        /// What became of what was waiting.
        open_confirmation: OpenConfirmation,
    },
    /// The phrase is set, or taken away.
    SafetyPhrase {
        /// Whether there is one now.
        safety_phrase: bool,
    },
}

/// A phone that speaks for a customer.
#[derive(Debug, Serialize)]
pub struct Phone {
    /// Since when, in seconds since 1970.
    linked_at: i64,
    /// How its number ends; nothing where WhatsApp tells no number.
    number_ends: Option<String>,
}

/// What ending a customer's sessions did to what was waiting to be confirmed.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenConfirmation {
    /// It was waiting, and will not be done.
    CalledOff,
    /// It had been confirmed a moment before.
    TooLate,
    /// None was waiting.
    None,
}

impl From<Standing> for Answer {
    fn from(standing: Standing) -> Self {
        Self::Standing {
            suspended_for: standing.suspension.map(|found| found.reason.name()),
            cards_stopped: standing.cards_stopped,
            locked: standing.is_locked(),
        }
    }
}

impl From<&Channel> for Phone {
    fn from(channel: &Channel) -> Self {
        let number = channel.address.wa_id();
        let hidden = number.map_or(0, |digits| digits.len().saturating_sub(DIGITS_TOLD));
        Self {
            linked_at: channel.linked_at.0,
            number_ends: number
                .and_then(|digits| digits.get(hidden..))
                .map(str::to_owned),
        }
    }
}
