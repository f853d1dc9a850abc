//! What has been understood of a statement so far.

use domain::disclosure::{Disclosure, Extent, Form, Period, Statement};
use domain::language::Language;
use domain::ledger::view::AccountView;
use serde::{Deserialize, Serialize};

use super::reading::{self, Read, Today};
use super::says::Says;
use crate::names;
use crate::reading::is_one_of;
use crate::reading::period::When;
use crate::service::{Asking, Heard};
use crate::unclear::said_back;
use crate::vocabulary;

/// Bookings that are shown if nobody says how many.
const USUAL: u8 = 10;

/// A statement on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The account, as typed.
    account: Option<String>,
    /// How much.
    when: Option<When>,
    /// Whether it is to be a document.
    as_document: bool,
    /// Where the page that was shown ended.
    pub cursor: Option<String>,
    #[serde(skip)]
    said: Said,
}

/// What was just said, until it is read against the accounts there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Said {
    #[default]
    Nothing,
    Text(String, Language),
    More,
}

impl Draft {
    pub fn hear(heard: &Heard<'_>, so_far: Self) -> Self {
        let said = |said| Self {
            said,
            ..Self::default()
        };
        match heard.tapped {
            Some("more") => Self {
                said: Said::More,
                ..so_far
            },
            Some("pdf") => Self {
                as_document: true,
                cursor: None,
                ..so_far
            },
            // Days for the document of the account that was asked about.
            Some(means) => Self {
                said: Said::Text(means.replace('-', " "), Language::default()),
                ..so_far
            },
            None if heard.is_answer && asks_for_more(heard.text, heard.language) => Self {
                said: Said::More,
                ..so_far
            },
            None if heard.is_answer => Self {
                said: Said::Text(heard.text.to_owned(), heard.language),
                ..so_far
            },
            None => said(Said::Text(heard.text.to_owned(), heard.language)),
        }
    }

    /// Whether the next page is asked for.
    pub fn wants_more(&self) -> bool {
        self.said == Said::More && self.cursor.is_some()
    }

    /// Whether a number of bookings was asked for: then no more are shown.
    pub const fn is_counted(&self) -> bool {
        matches!(self.when, Some(When::Newest(_)))
    }

    /// The draft with what was said, or what to say about it.
    pub fn read(mut self, accounts: &[AccountView], asking: &Asking<'_>) -> Result<Self, Says> {
        let Said::Text(text, language) = std::mem::take(&mut self.said) else {
            return Ok(self);
        };
        let is_account = |typed: &str| {
            names::is_everyday_word(typed, language)
                || accounts
                    .iter()
                    .any(|one| names::is_account(one, typed, language))
        };
        let today = Today {
            language,
            ..today(asking)
        };
        let read = reading::read(&text, today, is_account);
        match read {
            Read {
                unread: Some(unread),
                ..
            } => Err(Says::Unread(said_back(&unread))),
            Read {
                when: Some(When::NoSuchDay),
                ..
            } => Err(Says::NoSuchDay),
            Read {
                when: Some(When::TooMany),
                ..
            } => Err(Says::TooMany),
            Read {
                when,
                as_document,
                account,
                ..
            } => Ok(Self {
                account: account.or(self.account),
                when: when.or(self.when),
                as_document: as_document || self.as_document,
                ..self
            }),
        }
    }

    /// The same, when a page of it was shown.
    pub fn ending_at(self, cursor: Option<String>) -> Self {
        Self { cursor, ..self }
    }

    /// What would be told; nothing while a document has no period.
    pub fn disclosure(
        &self,
        accounts: &[AccountView],
        language: Language,
    ) -> Result<Option<Disclosure>, Says> {
        let account = self.account_in(accounts, language)?;
        let extent = match self.when {
            Some(When::Newest(count)) => Extent::Newest(count),
            Some(When::Days(first, last)) => {
                Extent::Period(Period::try_new(first, last).map_err(|_| Says::NoSuchDay)?)
            }
            Some(When::NoSuchDay) => return Err(Says::NoSuchDay),
            Some(When::TooMany) => return Err(Says::TooMany),
            None if self.as_document => return Ok(None),
            None => Extent::Newest(USUAL),
        };
        let form = if self.as_document {
            Form::Document
        } else {
            Form::Message
        };
        Ok(Some(Disclosure::Statement(Statement {
            account: account.id.clone(),
            account_name: account.name.clone(),
            extent,
            form,
        })))
    }

    /// The account that is named, else the first.
    fn account_in<'a>(
        &self,
        accounts: &'a [AccountView],
        language: Language,
    ) -> Result<&'a AccountView, Says> {
        let Some(typed) = &self.account else {
            return accounts.first().ok_or(Says::NoAccounts);
        };
        let named = accounts
            .iter()
            .find(|account| names::is_account(account, typed, language));
        named.ok_or_else(|| Says::NoSuchAccount {
            typed: names::unknown_account(typed, language),
            accounts: accounts
                .iter()
                .map(|account| account.name.clone())
                .collect(),
        })
    }
}

/// Whether a text asks for the next page.
pub fn asks_for_more(text: &str, language: Language) -> bool {
    is_one_of(text, vocabulary::of(language).statement.more, language)
}

pub const fn today<'a>(asking: &Asking<'a>) -> Today<'a> {
    Today {
        now: asking.now,
        calendar: asking.calendar,
        language: asking.language,
    }
}
