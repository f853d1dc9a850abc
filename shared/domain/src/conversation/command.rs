//! What a customer can ask for, whoever understood it: Watson, a tapped button or the strict grammar.

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Show what can be done.
    Menu,
    /// Show the balances.
    Balances,
    /// Start a transfer. What was understood is still text: it is checked when it is sealed.
    Transfer {
        /// The amount as typed, e.g. `£50`.
        amount: String,
        /// The payee as typed, e.g. `Ben`.
        payee: String,
    },
    /// Ask how to send money, when only that was said.
    HowToTransfer,
    /// Call off what is waiting to be confirmed.
    Cancel,
    /// Turn spoken replies on or off.
    Voice(bool),
    /// Explain.
    Help,
    /// Stop cards, chat and everything that waits, at once.
    Block,
    /// Explain how to know that it is really the bank.
    BankCheck,
}

impl Command {
    /// The commands a button or list row can carry.
    pub const TAPPABLE: [Self; 8] = [
        Self::Balances,
        Self::HowToTransfer,
        Self::Voice(true),
        Self::Voice(false),
        Self::Cancel,
        Self::Help,
        Self::Block,
        Self::BankCheck,
    ];

    /// The reply id of a tappable command (WhatsApp allows 200 characters on a list row).
    #[must_use]
    pub const fn reply_id(&self) -> Option<&'static str> {
        match self {
            Self::Menu => Some("menu"),
            Self::Balances => Some("balances"),
            Self::HowToTransfer => Some("send-money"),
            Self::Voice(true) => Some("voice-on"),
            Self::Voice(false) => Some("voice-off"),
            Self::Cancel => Some("cancel"),
            Self::Help => Some("help"),
            Self::Block => Some("block"),
            Self::BankCheck => Some("bank-check"),
            Self::Transfer { .. } => None,
        }
    }

    /// The command behind a tapped reply, if it is one of ours.
    #[must_use]
    pub fn from_reply_id(id: &str) -> Option<Self> {
        let mut known = Self::TAPPABLE.into_iter().chain([Self::Menu]);
        known.find(|command| command.reply_id() == Some(id))
    }
}
