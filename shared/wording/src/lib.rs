//! Every sentence the bank says, in one place, so that its tone can be read in one sitting.
//!
//! Deliberately only words: what is said when, and to whom, is decided elsewhere. A sentence is a value
//! until it leaves the bank, and what came from people stands in it as such.

// The sentences' files become code that names this crate, here as elsewhere.
extern crate self as wording;

pub mod bank;
pub mod belated;
pub mod dates;
pub mod due;
pub mod lists;
pub mod message;
pub mod neutral;
pub mod page;
pub mod printed;
pub mod saying;
pub mod sentence;
pub mod shown;
pub mod sms;
pub mod summary;
pub mod told;
pub mod unsure;
