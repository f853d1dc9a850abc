//! Statements, printed and read back by a reader that is not ours: poppler's `pdftotext` and `pdfinfo`.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

mod cells;
mod characters;
mod file;
mod layout;
mod reader;
mod refusals;
mod sample;
