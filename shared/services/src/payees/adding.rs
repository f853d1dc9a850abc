//! Saving a payee: the account, the name, what the check of the name says, and then the order.
//!
//! Deliberately seals nothing that was not checked: whatever the customer changes is checked again, and a warning
//! that was passed over counts only for the name and the account it was about.

mod hearing;

use domain::arrangement::{Loosening, NewPayee};
use domain::bank_details::BankDetails;
use domain::bank_details::reader::{self, Problem};
use domain::bank_details::uk::SortCode;
use domain::confirmation::order::Effect;
use domain::customer::payee::{MAX_PAYEES, Payee, distinction};
use domain::customer::payee_check::{AccountCheck, PayeeCheck};
use domain::language::Language;
use serde::{Deserialize, Serialize};

use super::Draft;
use super::facts::Known;
use super::reading::{self, Answer};
use super::says::Says;
use crate::choice::Choice;
use crate::names;
use crate::service::{Asking, Step};

/// Somebody to be saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adding {
    name: Option<String>,
    /// The account: [`BankDetails::to_text`].
    details: Option<String>,
    /// The sort code, while the account number is missing.
    sort_code: Option<String>,
    /// The account number, while the sort code is missing.
    account_number: Option<String>,
    /// The registered name that was offered.
    offered: Option<String>,
    /// Name and account whose warning was passed over: [`tag`].
    insists_on: Option<String>,
    asked: Option<Asked>,
    #[serde(skip)]
    said: Said,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    Details,
    Name,
    /// The name is almost the holder's.
    Which,
    /// The name is not the holder's.
    Whether,
}

/// What was just said, until it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Said {
    #[default]
    Nothing,
    Afresh(String),
    Answer(String),
    Tap(String),
}

/// Why what was said is not gone on with, and what is asked instead.
pub struct Instead(Box<Adding>, Asked, Says);

impl Adding {
    /// What stands behind "add".
    pub fn afresh(typed: String) -> Self {
        Self {
            said: Said::Afresh(typed),
            ..Self::default()
        }
    }

    pub fn answered(self, text: &str) -> Self {
        Self {
            said: Said::Answer(text.to_owned()),
            ..self
        }
    }

    pub fn tapped(self, means: &str) -> Self {
        Self {
            said: Said::Tap(means.to_owned()),
            ..self
        }
    }

    /// What a text answers to a question with buttons, if one was asked.
    pub fn decision(&self, text: &str, language: Language) -> Option<Answer> {
        let is_deciding = matches!(self.asked, Some(Asked::Which | Asked::Whether));
        is_deciding
            .then(|| reading::answer(text, language))
            .flatten()
    }

    /// Whether the next answer is a name, which may begin like anything.
    pub fn waits_for_a_name(&self) -> bool {
        self.asked == Some(Asked::Name)
    }

    /// Whether a text can be nothing but the answer. A whole account is one, whatever was asked.
    pub fn takes(&self, text: &str, language: Language) -> bool {
        let read = reader::read(text);
        let is_part = !matches!(read, Err(Problem::Nothing | Problem::Unclear));
        match self.asked {
            Some(Asked::Details) => is_part,
            Some(Asked::Which | Asked::Whether) if self.decision(text, language).is_some() => true,
            Some(Asked::Which) if self.is_offered(text, language) => true,
            Some(_) => read.is_ok(),
            None => false,
        }
    }

    /// The account, once it is whole.
    pub fn account(&self) -> Option<BankDetails> {
        BankDetails::parse(self.details.as_deref()?).ok()
    }

    /// The name, once there is one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Account and name, once both are there.
    pub fn complete(&self) -> Option<(BankDetails, String)> {
        Some((self.account()?, self.name.clone()?))
    }

    /// The payee that has this name and this account already.
    pub fn saved<'a>(&self, payees: &'a [Payee]) -> Option<&'a Payee> {
        let (details, name) = self.complete()?;
        let wanted = distinction(&name, &details);
        payees.iter().find(|payee| payee.distinction() == wanted)
    }

    /// What is still missing is asked for, one thing at a time; what is complete and checked is sealed.
    pub fn next(self, known: &Known, asking: &Asking<'_>) -> Step<Draft, Says> {
        match self.read(asking.language) {
            Ok(adding) => adding.go_on(known, asking),
            Err(Instead(adding, asked, says)) => adding.ask(asked, says),
        }
    }

    fn go_on(self, known: &Known, asking: &Asking<'_>) -> Step<Draft, Says> {
        if known.payees.len() >= MAX_PAYEES {
            return Step::Refuse(Says::Full);
        }
        let Some(details) = self.account() else {
            return self.ask_for_the_rest();
        };
        if let Some(saved) = self.saved(&known.payees) {
            return Step::Refuse(Says::AlreadySaved(names::called(saved, &known.payees)));
        }
        match (known.check.clone(), self.name.clone()) {
            (Some(AccountCheck::NoSuchAccount), _) => {
                let says = Says::NoSuchAccount(details.shown());
                self.without_details().ask(Asked::Details, says)
            }
            (Some(AccountCheck::Found { holder, .. }), _)
                if holder.as_ref() == Some(asking.asker.id) =>
            {
                Step::Refuse(Says::OwnAccount)
            }
            (Some(AccountCheck::Found { check, holder }), Some(name)) => self.checked(NewPayee {
                name,
                details,
                holder,
                check,
            }),
            (None, _) | (_, None) => self.ask_for_the_rest(),
        }
    }

    /// A warning is passed over only by the customer, and only for what it was about.
    fn checked(self, new: NewPayee) -> Step<Draft, Says> {
        let is_insisted = self.insists_on.as_deref() == Some(&*tag(&new.name, &new.details));
        match &new.check {
            PayeeCheck::Close { registered } if !is_insisted => {
                let says = Says::AlmostTheName(registered.clone());
                let offered = Some(registered.clone());
                Self { offered, ..self }.ask(Asked::Which, says)
            }
            PayeeCheck::NoMatch if !is_insisted => {
                let says = Says::AnotherName(new.name);
                self.ask(Asked::Whether, says)
            }
            _ => Step::Seal(Effect::Loosen(Loosening::AddPayee(new))),
        }
    }

    fn ask_for_the_rest(self) -> Step<Draft, Says> {
        let says = match (&self.details, &self.sort_code, &self.account_number) {
            (Some(_), _, _) => return self.ask(Asked::Name, Says::AskName),
            (None, Some(sort_code), _) => match SortCode::parse(sort_code) {
                Ok(sort_code) => Says::AskAccountNumber(sort_code.to_string()),
                Err(error) => Says::Wrong(error),
            },
            (None, None, Some(account_number)) => Says::AskSortCode(account_number.clone()),
            (None, None, None) => Says::AskDetails(self.name.clone()),
        };
        self.ask(Asked::Details, says)
    }

    fn ask(self, asked: Asked, question: Says) -> Step<Draft, Says> {
        let choices = self.choices(asked);
        let asked = Some(asked);
        Step::Ask {
            draft: Draft::Add(Self { asked, ..self }),
            question,
            choices,
        }
    }

    /// Each button names what it is about: one of an earlier question means nothing to a later one.
    fn choices(&self, asked: Asked) -> Vec<Choice<Says>> {
        let Some((details, name)) = self.complete() else {
            return Vec::new();
        };
        let tag = tag(&name, &details);
        let choice = |means: &str, label| Choice {
            means: format!("{means}={tag}"),
            label,
        };
        let stop = Choice {
            means: "stop".to_owned(),
            label: Says::Stop,
        };
        match asked {
            Asked::Details | Asked::Name => Vec::new(),
            Asked::Which => vec![
                choice("use", Says::UseIt),
                choice("keep", Says::KeepMine),
                stop,
            ],
            Asked::Whether => vec![
                choice("keep", Says::AddAnyway),
                choice("change", Says::ChangeIt),
                stop,
            ],
        }
    }
}

/// Letters of [`tag`]: enough that a button of another question is not taken for one of this.
const TAG_LETTERS: usize = 12;

/// Name and account in a few letters, for buttons and for what was insisted on.
fn tag(name: &str, details: &BankDetails) -> String {
    let hex = distinction(name, details).hex();
    hex.chars().take(TAG_LETTERS).collect()
}
