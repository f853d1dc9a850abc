//! What has been understood of a wish about payees so far.

use domain::bank_details::{BankDetails, reader};
use domain::customer::payee::Payee;
use domain::language::Language;
use domain::text::folded;
use serde::{Deserialize, Serialize};

use super::adding::Adding;
use super::changing::{Changing, Deed};
use super::reading::{self, Answer, Read, Request};
use crate::service::Heard;
use crate::vocabulary::{self, is_in};

/// A wish on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Draft {
    /// Something about payees, and nobody knows what.
    #[default]
    Something,
    /// To see who is saved, from this one of them on.
    List(usize),
    /// To save somebody.
    Add(Adding),
    /// To remove or rename somebody.
    Change(Changing),
    /// To let it be.
    Nothing,
}

impl Draft {
    pub fn hear(heard: &Heard<'_>, so_far: Self) -> Self {
        match heard.tapped {
            Some(means) => so_far.tapped(means),
            None => so_far.typed(heard),
        }
    }

    /// Buttons of the last question belong to the draft that asked it; a row of the menu begins anew.
    fn tapped(self, means: &str) -> Self {
        match (means, self) {
            ("list", _) => Self::List(0),
            ("new", _) => Self::Add(Adding::default()),
            ("remove", _) => Self::Change(Changing::new(Deed::Remove)),
            ("rename", _) => Self::Change(Changing::new(Deed::Rename)),
            ("stop", _) => Self::Nothing,
            (means, _) if list_from(means).is_some() => {
                Self::List(list_from(means).unwrap_or_default())
            }
            (means, Self::Add(adding)) => Self::Add(adding.tapped(means)),
            (means, so_far) => {
                let changing = match so_far {
                    Self::Change(changing) => changing,
                    _ => Changing::new(Deed::Rename),
                };
                changing.of_row(means).map_or(Self::Something, Self::Change)
            }
        }
    }

    fn typed(self, heard: &Heard<'_>) -> Self {
        let anew = || reading::read(heard.text, heard.language).map(Self::from);
        // A name may begin as a request does: "Save the Children".
        let in_other_words = || {
            let read = reading::read(heard.text, heard.language).filter(|read| read.names_payees);
            read.map(Self::from)
        };
        match self {
            Self::Add(adding) if heard.is_answer => match adding
                .decision(heard.text, heard.language)
            {
                Some(Answer::Stop) => Self::Nothing,
                Some(_) => Self::Add(adding.answered(heard.text)),
                None if adding.waits_for_a_name() || is_an_account(heard.text, heard.language) => {
                    in_other_words().unwrap_or_else(|| Self::Add(adding.answered(heard.text)))
                }
                None => anew().unwrap_or_else(|| Self::Add(adding.answered(heard.text))),
            },
            Self::Change(changing) if heard.is_answer && changing.waits_for_a_name() => {
                in_other_words().unwrap_or_else(|| Self::Change(changing.answered(heard.text)))
            }
            Self::Change(changing) if heard.is_answer => {
                anew().unwrap_or_else(|| Self::Change(changing.answered(heard.text)))
            }
            _ => anew().unwrap_or_default(),
        }
    }

    /// What is to be looked up, unless it is saved already: the account, as soon as it is whole, and the name that
    /// is known by then.
    pub fn to_check(&self, payees: &[Payee], language: Language) -> Option<(BankDetails, String)> {
        let Self::Add(adding) = self else {
            return None;
        };
        let adding = adding.clone().read(language).ok()?;
        let name = adding.name().unwrap_or_default().to_owned();
        let is_saved = adding.saved(payees).is_some();
        adding
            .account()
            .filter(|_| !is_saved)
            .map(|account| (account, name))
    }
}

impl From<Read> for Draft {
    fn from(read: Read) -> Self {
        match read.request {
            Request::List => Self::List(0),
            Request::Add(typed) => Self::Add(Adding::afresh(typed)),
            Request::Remove(name) => {
                let removing = Changing::named(Deed::Remove, name, None);
                Self::Change(removing.only_if(read.is_question))
            }
            Request::Rename(name, to) => {
                Self::Change(Changing::named(Deed::Rename, name, Some(to)))
            }
        }
    }
}

/// Whether it is a whole account, with a name or without, and begins as no request to add somebody does.
fn is_an_account(text: &str, language: Language) -> bool {
    let adding = vocabulary::of(language).payees.adding;
    let begins = text.trim_start().split_once(' ');
    let is_adding = begins.is_some_and(|(word, _)| is_in(&folded(word), adding));
    reader::read(text).is_ok() && !is_adding
}

/// Where the list goes on, by its row.
fn list_from(means: &str) -> Option<usize> {
    means.strip_prefix("list=")?.parse().ok()
}
