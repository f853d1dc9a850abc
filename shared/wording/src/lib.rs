//! Every sentence the bank says, in one place, so that its tone can be read in one sitting.
//!
//! Deliberately only words: what is said when, and to whom, is decided elsewhere. Names that came
//! from people must be neutralised for WhatsApp's markup by the caller before they get here.

pub mod chat;
pub mod kinds;
pub mod sms;
