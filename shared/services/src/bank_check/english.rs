//! What it is asked for with, in English.

/// What asks for it, word for word.
pub const PHRASES: [&str; 8] = [
    "is this my bank",
    "is this the bank",
    "is this really my bank",
    "is this really the bank",
    "is this really you",
    "is this really acme",
    "is this a scam",
    "are you really my bank",
];
