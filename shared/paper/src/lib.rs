//! Paper: what the bank hands out as a PDF, from a plain value to bytes. The same value gives the same bytes.
//!
//! Deliberately no clock, no file, no network, and no word of its own: every word that is printed comes in
//! [`words::Words`], so that another language changes nothing here. Deliberately a crate of its own, so that a PDF
//! library weighs on nobody but its one user.
//!
//! What is written is PDF/A-2a (readable for as long as a statement has to be kept) and PDF/UA-1 (readable by a
//! screen reader: title, language, headings, a table with its heads). `krilla` checks both while it writes, and
//! refuses to finish a file that breaks a rule it can check.
//!
//! # Why these libraries
//!
//! - **`krilla`** (MIT or Apache-2.0) is what Typst writes its PDFs with: tagging, archive and accessibility
//!   profiles, embedded subsets of fonts, vectors, no unsafe code, releases every few weeks. `printpdf` does not tag,
//!   `genpdf` has rested since 2021, and `pdf-writer` alone, on which krilla stands, would leave font embedding and
//!   the profiles to us. No default features: no picture decoders.
//! - **`harfrust`** (MIT) is the `HarfBuzz` project's own shaper in Rust. It finds the tabular figures, kerns, and sets
//!   accents that have no letter of their own (Ẹ̀). Not the newest version: the one that reads fonts with what krilla
//!   reads them with, so that no second font parser is carried.
//! - **`unicode-normalization`** (MIT or Apache-2.0, tables under Unicode-3.0): José is José, however the accent was typed.
//!
//! # Characters the typeface lacks
//!
//! The typeface (Inter, see `typeface/README.md`) has Latin, Greek and Cyrillic. What the bank itself vouches for,
//! such as the holder's name, must be printable whole, or the statement is refused with
//! [`error::PaperError::Unprintable`]. In what others wrote, a payee's name or a reference, such a character (漢, an
//! emoji) is drawn as □, and the page says at its foot what □ means. The text underneath stays what it was: it can be
//! found, copied and read aloud, though readers disagree on the order of scripts that run from right to left.
//!
//! # Measured
//!
//! `cargo run --release -p paper --example statement -- FILE LINES`, on two busy cores, best of five:
//!
//! | lines | pages | bytes | time | memory |
//! |---|---|---|---|---|
//! | 10 | 1 | 36,616 | 4 ms | 5 MB |
//! | 100 | 5 | 119,695 | 24 ms | 6 MB |
//! | 5,000 | 219 | 4,894,317 | 908 ms | 40 MB |
//!
//! Most of a long file is tags, which krilla writes uncompressed. A stripped release binary grows by 2.3 MB, 1.05 MB
//! zipped; 0.26 MB of it are the two fonts.

pub mod error;
pub mod statement;
pub mod words;

mod fit;
mod length;
mod pdf;
mod sheet;
mod typeface;
