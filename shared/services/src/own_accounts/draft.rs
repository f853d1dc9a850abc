//! What has been understood of a move between two own accounts, and how what is said changes it.

use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::ledger::view::AccountView;
use domain::text::folded;
use serde::{Deserialize, Serialize};

use super::says::Says;
use crate::choice::Choice;
use crate::names;
use crate::reading::amount::{self, Amount};
use crate::reading::bill_reference;
use crate::reading::later;
use crate::reading::request::{self, Request, Target};
use crate::service::{Heard, Step};
use crate::unclear::Unclear;
use crate::vocabulary::{self, is_in};

/// A move on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub amount: Option<Amount>,
    /// Identifies the account the money leaves.
    pub from: Option<String>,
    /// Identifies the account the money goes to.
    pub to: Option<String>,
    /// What it is for, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What was asked last.
    pub asked: Option<Asked>,
    #[serde(skip)]
    said: Said,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    Amount,
    From,
    To,
}

/// What was just said, until it is read against the accounts there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Said {
    #[default]
    Nothing,
    Afresh(String),
    Answer(String),
    Correction(String),
}

/// What to do instead, where what was said is no part of the move.
type Instead = Box<Step<Draft, Says>>;

impl Draft {
    /// What an order was made of.
    pub fn of(movement: &Movement) -> Option<Self> {
        Some(Self {
            amount: Some(Amount::of(movement.amount)?),
            from: Some(movement.debit_account.0.clone()),
            to: Some(movement.credit_account.0.clone()),
            reference: movement.reference.as_ref().map(String::from),
            ..Self::default()
        })
    }

    pub fn hear(heard: &Heard<'_>, so_far: Self) -> Self {
        let text = || heard.text.to_owned();
        let tapped = heard.tapped.map(|means| means.split_once('='));
        match tapped {
            Some(Some(("from", id))) => Self {
                from: Some(id.to_owned()),
                ..so_far
            },
            Some(Some(("to", id))) => Self {
                to: Some(id.to_owned()),
                ..so_far
            },
            Some(_) => Self::default(),
            None if heard.corrects => Self {
                said: Said::Correction(text()),
                ..so_far
            },
            None if heard.is_answer => Self {
                said: Said::Answer(text()),
                ..so_far
            },
            None => Self {
                said: Said::Afresh(text()),
                ..Self::default()
            },
        }
    }

    /// The draft with what was said, or what to do instead.
    pub fn read(mut self, own: &[&AccountView], language: Language) -> Result<Self, Instead> {
        let is_name = |typed: &str| {
            named(own, typed, language).is_some() || names::is_everyday_word(typed, language)
        };
        match std::mem::take(&mut self.said) {
            Said::Nothing => Ok(self),
            Said::Afresh(text) => match request(&text, language, is_name) {
                Some(request) => self.with_request(&request, &text, own, language),
                None => Ok(self),
            },
            Said::Correction(text) if later::is_later(&text, language) => {
                Err(Box::new(Step::Refuse(Says::Unclear(Unclear::OnlyNow))))
            }
            Said::Correction(text) => self
                .corrected(&text, own, language)
                .unwrap_or_else(|| Err(Box::new(Step::NotMine))),
            Said::Answer(text) => match request(&text, language, is_name) {
                Some(request) => Self::default().with_request(&request, &text, own, language),
                None => self.with_answer(&text, own, language),
            },
        }
    }

    /// Asks for something; the question remembers what it was about.
    pub fn ask(self, asked: Asked, question: Says, own: &[&AccountView]) -> Step<Self, Says> {
        let choices = match asked {
            Asked::Amount => Vec::new(),
            Asked::From => choices("from", own, self.to.as_deref()),
            Asked::To => choices("to", own, self.from.as_deref()),
        };
        let draft = Self {
            asked: Some(asked),
            ..self
        };
        Step::Ask {
            draft,
            question,
            choices,
        }
    }

    /// Both accounts, or which one to ask for. Of two accounts one names the other.
    pub fn ends<'a>(
        &self,
        own: &[&'a AccountView],
    ) -> Result<(&'a AccountView, &'a AccountView), Asked> {
        let by_id = |id: &Option<String>| {
            let id = id.as_deref()?;
            own.iter().copied().find(|account| account.id.0 == id)
        };
        let other = |than: &AccountView| match own {
            [one, other] if one.id == than.id => Some(*other),
            [other, one] if one.id == than.id => Some(*other),
            _ => None,
        };
        match (by_id(&self.from), by_id(&self.to)) {
            (Some(from), Some(to)) => Ok((from, to)),
            (None, Some(to)) => other(to).map(|from| (from, to)).ok_or(Asked::From),
            (Some(from), None) => other(from).map(|to| (from, to)).ok_or(Asked::To),
            (None, None) => Err(Asked::To),
        }
    }

    pub fn without_amount(self) -> Self {
        Self {
            amount: None,
            ..self
        }
    }

    pub fn without_ends(self) -> Self {
        Self {
            from: None,
            to: None,
            ..self
        }
    }

    /// There are no two accounts to move between: a payee may be meant.
    pub fn without_accounts(self, language: Language) -> Step<Self, Says> {
        match &self.said {
            Said::Afresh(text) if names_somebody_else(text, language) => Step::NotMine,
            _ => Step::Refuse(Says::OneAccount),
        }
    }

    fn with_request(
        self,
        request: &Request,
        text: &str,
        own: &[&AccountView],
        language: Language,
    ) -> Result<Self, Instead> {
        if bill_reference::announced(text, language).is_some() {
            return Err(Box::new(Step::NotMine));
        }
        let target = request.target.as_ref().map(Target::typed);
        let to = target
            .map(|typed| account(own, typed, language))
            .transpose();
        let to = to.map_err(|_| Box::new(Step::NotMine))?;
        if let Some(unread) = &request.unread {
            let why = Unclear::about(unread, text, language);
            return Err(Box::new(Step::Refuse(Says::Unclear(why))));
        }
        let from = request.source.as_deref();
        let from = from.map(|typed| account(own, typed, language));
        let from = from
            .transpose()
            .map_err(|says| Box::new(Step::Refuse(says)))?;
        Ok(Self {
            amount: request.amount.clone().or(self.amount),
            from: from.or(self.from),
            to: to.or(self.to),
            reference: request
                .reference
                .as_ref()
                .map(String::from)
                .or(self.reference),
            ..self
        })
    }

    /// Another amount, or the other way round; nothing if the text is neither.
    fn corrected(
        self,
        text: &str,
        own: &[&AccountView],
        language: Language,
    ) -> Option<Result<Self, Instead>> {
        if let Some(amount) = amount::corrected(text, language) {
            return Some(Ok(Self {
                amount: Some(amount),
                ..self
            }));
        }
        let (amount, source) = request::from_account(text, language)?;
        let from = match account(own, &source, language) {
            Ok(from) => Some(from),
            Err(says) => return Some(Err(Box::new(Step::Refuse(says)))),
        };
        let to = if from == self.to { self.from } else { self.to };
        Some(Ok(Self {
            amount: amount.or(self.amount),
            from,
            to,
            ..self
        }))
    }

    fn with_answer(
        self,
        text: &str,
        own: &[&AccountView],
        language: Language,
    ) -> Result<Self, Instead> {
        let asked = self.asked.unwrap_or(Asked::Amount);
        if let Some(corrected) = self.clone().corrected(text, own, language) {
            return corrected;
        }
        match (
            asked,
            amount::whole(text, language),
            named(own, text, language),
        ) {
            (Asked::Amount, Some(amount), _) => Ok(Self {
                amount: Some(amount),
                ..self
            }),
            (Asked::From, _, Some(id)) => Ok(Self {
                from: Some(id),
                ..self
            }),
            (Asked::To, _, Some(id)) => Ok(Self {
                to: Some(id),
                ..self
            }),
            (Asked::To | Asked::From, Some(amount), None) if self.amount.is_none() => Ok(Self {
                amount: Some(amount),
                ..self
            }),
            (asked, _, _) => Err(Box::new(self.ask(asked, Says::asking_again(asked), own))),
        }
    }
}

/// Whether a text may be a correction, before anybody knows the accounts.
pub fn may_be_correction(text: &str, language: Language) -> bool {
    amount::corrected(text, language).is_some()
        || request::from_account(text, language).is_some()
        || later::is_later(text, language)
}

/// Reads a request, also one without its verb, "from savings to current", or with one that moves money only to
/// oneself: "add 50 to savings".
pub fn request(text: &str, language: Language, is_name: impl Fn(&str) -> bool) -> Option<Request> {
    let words = &vocabulary::of(language).own_accounts;
    let whole = request::read(text, language, &is_name);
    let typed = request::without_taking_back(text, language).trim();
    let typed = match typed.split_once(' ') {
        Some((verb, rest)) if is_in(&folded(verb), words.adding) => rest,
        _ => typed,
    };
    let verbless = || {
        let read = request::read(
            &format!("{} {typed}", words.instead_of_none),
            language,
            &is_name,
        );
        read.filter(|request| is_between_own(request, language))
    };
    whole.or_else(verbless)
}

/// Whether a request plainly moves money between two own accounts.
pub fn is_between_own(request: &Request, language: Language) -> bool {
    let is_own = |typed: &str| names::is_everyday_word(typed, language);
    let to_own = request
        .target
        .as_ref()
        .is_some_and(|target| is_own(target.typed()));
    request.is_between || to_own
}

fn names_somebody_else(text: &str, language: Language) -> bool {
    let is_name = |typed: &str| names::is_everyday_word(typed, language);
    let request = request(text, language, is_name);
    request.is_some_and(|request| request.target.is_some() && !is_between_own(&request, language))
}

fn account(own: &[&AccountView], typed: &str, language: Language) -> Result<String, Says> {
    named(own, typed, language).ok_or_else(|| Says::NoSuchAccount {
        typed: names::unknown_account(typed, language),
        accounts: own.iter().map(|account| account.name.clone()).collect(),
    })
}

fn named(own: &[&AccountView], typed: &str, language: Language) -> Option<String> {
    let mut found = own
        .iter()
        .filter(|account| names::is_account(account, typed, language));
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one.id.0.clone()),
        _ => None,
    }
}

fn choices(means: &str, own: &[&AccountView], but: Option<&str>) -> Vec<Choice<Says>> {
    let others = own
        .iter()
        .filter(|account| but != Some(account.id.0.as_str()));
    let choice = |account: &&AccountView| Choice {
        means: format!("{means}={}", account.id.0),
        label: Says::Name(account.name.clone()),
    };
    others.map(choice).collect()
}
