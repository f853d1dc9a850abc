//! What the bank's staff or systems ask, and what they are told.

use domain::customer::standing::Standing;
use serde::{Deserialize, Serialize};

/// What the bank's staff or systems ask, for whom, and who answers for it.
#[derive(Deserialize)]
pub struct Question {
    /// What is to be done.
    pub action: Action,
    /// The bank's identifier of the customer.
    pub customer_id: String,
    /// Who asks: a short id of a person or a system.
    pub operator: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
    /// Who else stands for it.
    #[serde(default)]
    pub approved_by: Option<String>,
    /// For the safety phrase only: 4 to 40 letters and spaces.
    #[serde(default)]
    pub phrase: Option<String>,
}

/// What can be done at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Make an activation code for a customer who was identified.
    Authorise,
    /// Release whatever phone is bound to a customer, and call off what is open, at once: the phone is lost, or its
    /// number has a new owner.
    Revoke,
    /// Say how a customer stands.
    Standing,
    /// Let a customer try again who was identified by other means.
    Unlock,
    /// Switch channel and cards back on, for a customer who was identified by other means.
    LiftSuspension,
    /// End a customer's page at once: link, session and code are dead and nothing is moved. After new
    /// credentials, or whenever somebody else may hold the browser.
    EndSessions,
    /// Set the phrase the page shows; none takes it away.
    SetSafetyPhrase,
}

impl Action {
    /// The name it is asked by, kept on record and logged.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authorise => "authorise",
            Self::Revoke => "revoke",
            Self::Standing => "standing",
            Self::Unlock => "unlock",
            Self::LiftSuspension => "lift_suspension",
            Self::EndSessions => "end_sessions",
            Self::SetSafetyPhrase => "set_safety_phrase",
        }
    }

    /// Whether it lets a customer go on who was stopped, so that more than the operator's name is needed.
    #[must_use]
    pub const fn lets_go_on(self) -> bool {
        matches!(self, Self::Unlock | Self::LiftSuspension)
    }
}

/// What they are told.
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
