//! What a customer tried, kept apart by who compares it: nobody who compares one thing can give tries back for another.

use crate::customer::failures::Failures;
use crate::time::UnixSeconds;

/// What may be tried. Each is counted by the function that compares it, and by no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// PIN and fact, on the page.
    Credentials,
    /// The code that was texted.
    Passcode,
}

/// The tries of one kind since the last that was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// Those that failed, and those that are being compared.
    pub failures: Failures,
    /// When the last of them was counted.
    pub last_at: Option<UnixSeconds>,
}

impl Tries {
    /// Nothing was tried.
    pub const NONE: Self = Self {
        failures: Failures::NONE,
        last_at: None,
    };
}
