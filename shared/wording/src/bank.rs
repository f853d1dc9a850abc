//! How the bank is reached, the same wherever it is said.

/// The number to call when everything is stopped: said in full, because a stolen card takes the number on it
/// along. Ofcom keeps this block free for fiction; a bank puts its own here, beside its name.
pub const TELEPHONE: &str = "0808 157 0900";
