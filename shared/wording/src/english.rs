//! English, as it is written in Britain: short, exact, no jargon; a helpful bank clerk.

pub mod saying;
pub mod told;
