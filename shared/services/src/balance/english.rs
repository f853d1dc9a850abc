//! What balances are asked for with, in English.

/// What asks for balances, word for word.
pub const PHRASES: [&str; 24] = [
    "balance",
    "balances",
    "my balance",
    "my balances",
    "what's my balance",
    "whats my balance",
    "what is my balance",
    "check my balance",
    "show my balance",
    "account balance",
    "tell me my balance",
    "show me my balance",
    "give me my balance",
    "what's my balance now",
    "what is my balance now",
    "how much do i have",
    "how much do i have left",
    "how much money do i have",
    "how much money do i have left",
    "how much have i got",
    "how much have i got left",
    "how much is left",
    "what do i have left",
    "what's left",
];
