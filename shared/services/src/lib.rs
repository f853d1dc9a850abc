//! What a customer can ask for: one room per service, each a folder and a line.
//!
//! Deliberately pure: what a service decides on is fetched by others, and what it decides is done by others.
//! `ARCHITECTURE.md` says how to add one.

pub mod choice;
pub mod draft;
pub mod facts;
pub mod meaning;
pub mod menu;
pub mod outcome;
pub mod reading;
pub mod registry;
pub mod service;
pub mod skill;
pub mod spoken;
pub mod talk;
pub mod two;
pub mod wish;

mod names;
mod unclear;
mod vocabulary;

use domain::confirmation::order::{Effect, Order};
use domain::failure::Failure;
use domain::language::Language;
use wording::sentence::{Sentence, Words};
use wording::summary::Summary;

use crate::draft::Kept;
use crate::facts::Sources;
use crate::meaning::{Meaning, Stake};
use crate::menu::Row;
use crate::outcome::{Outcome, Said};
use crate::registry::Tap;
use crate::service::{Asker, Asking, Heard, Service};
use crate::talk::Talk;

registry::services! {
    balance: Balance,
    statement: AccountStatement,
    withdrawal: Withdrawal,
    bills: Bills,
    standing_orders: StandingOrderBook,
    own_accounts: OwnAccounts,
    transfer: Transfer,
    payees: PayeeBook,
    languages: Languages,
    voice: Voice,
    bank_check: BankCheck,
    block: Block,
}

/// No service of this version describes the order.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("no service describes this order")]
pub struct Undescribed;
