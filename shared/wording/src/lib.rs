//! Every sentence the bank says, in one place, so that its tone can be read in one sitting.
//!
//! Deliberately only words: what is said when, and to whom, is decided elsewhere. A sentence is a value
//! until it leaves the bank, and what came from people stands in it as such.

pub mod bank;
pub mod belated;
pub mod english;
pub mod neutral;
pub mod saying;
pub mod sentence;
pub mod shown;
pub mod sms;
pub mod summary;
pub mod told;
pub mod unsure;
