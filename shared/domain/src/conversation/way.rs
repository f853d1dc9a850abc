//! How a customer is told after all, where a message was not delivered.

/// The one other way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The same once more: what stood in the way passes.
    Again,
    /// The approved template: Meta takes it at any time.
    Template,
    /// A text message to the number on the bank's file.
    Sms,
    /// A message that says in writing what stood in a document.
    InWriting,
    /// None is needed: the customer has a later link, or waits for none any more.
    Moot,
    /// None: it is logged for operations, and that is the outcome.
    Nothing,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 6] = [
        Self::Again,
        Self::Template,
        Self::Sms,
        Self::InWriting,
        Self::Moot,
        Self::Nothing,
    ];

    /// The stable name: field in logs, answer of `messenger`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Template => "template",
            Self::Sms => "sms",
            Self::InWriting => "in_writing",
            Self::Moot => "moot",
            Self::Nothing => "nothing",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }
}
