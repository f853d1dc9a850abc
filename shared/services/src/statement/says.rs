//! Everything that a statement may say, before it is said in a language.

use domain::disclosure::{Extent, Statement};
use domain::language::Language;
use domain::ledger::view::EntryView;
use domain::time::{Calendar, UnixSeconds};
use wording::sentence::{Sentence, Words};
use wording::shown::{self, Page, Today};

use super::english;

/// What can be said.
#[derive(Clone)]
pub enum Says {
    MenuTitle,
    MenuDescription,
    Help,
    /// A page of it.
    Page(Box<Shown>),
    /// A button.
    More,
    /// A button.
    AsDocument,
    /// For which days?
    WhichDays,
    /// A button: this month.
    ThisMonth,
    /// A button: last month.
    LastMonth,
    /// A button: the last three months.
    ThreeMonths,
    /// This stretch of the text was not understood.
    Unread(String),
    NoSuchDay,
    /// More bookings than a message holds.
    TooMany,
    NotYet,
    NoAccounts,
    NoSuchAccount {
        typed: String,
        accounts: Vec<String>,
    },
    Locked,
}

/// A page, with everything it is shown by.
#[derive(Clone)]
pub struct Shown {
    pub statement: Statement,
    pub entries: Vec<EntryView>,
    pub is_first: bool,
    pub now: UnixSeconds,
    pub calendar: Calendar,
}

impl Shown {
    pub const fn extent(&self) -> Extent {
        self.statement.extent
    }

    fn words(&self, language: Language) -> Sentence {
        let page = Page {
            account: &self.statement.account_name,
            ending: self.statement.account.ending(),
            extent: self.extent(),
            entries: &self.entries,
            is_first: self.is_first,
        };
        let today = Today {
            now: self.now,
            calendar: &self.calendar,
        };
        shown::statement(&page, today, language)
    }
}

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::Page(shown) => shown.words(language),
            says => english::words(says),
        }
    }
}
