//! Brings a core bank's customers, accounts, confidential facts and opening balances.
//!
//! All or nothing until the first write: [`Book::read`] judges the files as a whole, [`Loader::compare`] holds them
//! against what the bank has already, and only then [`Loader::write`] writes. What is there is left as it is, so that
//! a load that was cut off is simply repeated.
//!
//! Deliberately no message of this crate repeats a value: the files hold PINs, phones and dates of birth. It names
//! file, line and column.

mod account;
mod book;
mod compare;
mod customer;
mod problem;
mod report;
mod table;
mod write;

pub use book::{Book, File, Format};
pub use compare::{LoadError, Loader, Plan};
pub use problem::{Problem, Wrong};
pub use report::{Counts, Report};
