//! What spoken receipts are asked for with, in English.

/// What turns them on, word for word.
pub const ON: [&str; 4] = [
    "voice on",
    "turn on voice",
    "turn voice on",
    "turn the voice on",
];

/// What turns them off, word for word.
pub const OFF: [&str; 4] = [
    "voice off",
    "turn off voice",
    "turn voice off",
    "turn the voice off",
];
