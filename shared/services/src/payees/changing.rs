//! Removing a payee, and calling one something else.
//!
//! Removing makes the customer safer and needs nobody's leave; a name is what the next payment goes by, so another
//! one is confirmed. Deliberately not checked with the holder's: a payee may be called *Rent*.

use domain::arrangement::{Loosening, Removal, Renaming, Tightening};
use domain::confirmation::order::Effect;
use domain::customer::payee::{Payee, distinction};
use domain::language::Language;
use serde::{Deserialize, Serialize};

use super::facts::Known;
use super::says::Says;
use super::{Draft, name};
use crate::choice::Choice;
use crate::names::{self, Match};
use crate::service::Step;
use crate::unclear::said_back;

/// What is to be done with a payee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    Remove,
    Rename,
}

impl Deed {
    /// How a row begins that does it.
    const fn name(self) -> &'static str {
        match self {
            Self::Remove => "remove",
            Self::Rename => "rename",
        }
    }
}

/// A payee to be removed or renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changing {
    deed: Deed,
    /// The payee's name as typed.
    typed: Option<String>,
    /// The payee's id, once it is certain.
    chosen: Option<String>,
    /// The new name, as typed.
    to: Option<String>,
    asked: Option<Asked>,
    /// Whether somebody only asked whether it can be done.
    #[serde(default)]
    is_question: bool,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Asked {
    Payee,
    NewName,
}

impl Changing {
    pub const fn new(deed: Deed) -> Self {
        Self {
            deed,
            typed: None,
            chosen: None,
            to: None,
            asked: None,
            is_question: false,
        }
    }

    /// The same, to be asked about before it is done.
    pub fn only_if(self, is_question: bool) -> Self {
        Self {
            is_question,
            ..self
        }
    }

    pub fn named(deed: Deed, typed: String, to: Option<String>) -> Self {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            typed: some(typed),
            to: to.and_then(some),
            ..Self::new(deed)
        }
    }

    /// Whether the next answer is a name, which may begin like anything.
    pub fn waits_for_a_name(&self) -> bool {
        self.asked == Some(Asked::NewName)
    }

    /// The row of a payee, which says what is to be done: one of an older question does what it said then.
    pub fn of_row(self, means: &str) -> Option<Self> {
        let (deed, id) = means.split_once('=')?;
        let deed = [Deed::Remove, Deed::Rename]
            .into_iter()
            .find(|one| one.name() == deed)?;
        let so_far = if deed == self.deed {
            self
        } else {
            Self::new(deed)
        };
        Some(Self {
            chosen: Some(id.to_owned()),
            is_question: false,
            ..so_far
        })
    }

    pub fn answered(self, text: &str) -> Self {
        let text = Some(text.to_owned());
        match self.asked {
            Some(Asked::NewName) => Self { to: text, ..self },
            Some(Asked::Payee) | None => Self {
                typed: text,
                chosen: None,
                ..self
            },
        }
    }

    /// Whom it is about is asked for, then what else is missing; what is complete is sealed.
    pub fn next(self, known: &Known, language: Language) -> Step<Draft, Says> {
        let deed = self.deed;
        if self.deed == Deed::Rename && known.is_locked {
            return Step::Refuse(Says::Locked);
        }
        if known.payees.is_empty() {
            return Step::Refuse(Says::NoPayees);
        }
        let payees = &known.payees;
        match self.payee(payees, language) {
            None => {
                let all = payees.iter().collect::<Vec<_>>();
                let whom = self.whom();
                self.ask(Asked::Payee, whom, choices(deed, &all, payees))
            }
            Some(Match::One(payee)) => self.about(payee, payees, language),
            Some(Match::Several(some)) => {
                let calls = some.iter().map(|payee| names::called(payee, payees));
                let says = Says::WhichPayee(calls.collect());
                let choices = choices(deed, &some, payees);
                self.without_payee().ask(Asked::Payee, says, choices)
            }
            // The row of somebody who is no payee any more.
            Some(Match::Nobody) if self.chosen.is_some() => {
                let all = payees.iter().collect::<Vec<_>>();
                let whom = self.whom();
                let anew = self.without_payee();
                anew.ask(Asked::Payee, whom, choices(deed, &all, payees))
            }
            Some(Match::Nobody) => {
                let calls = payees.iter().map(|payee| names::called(payee, payees));
                let says = Says::NoSuchPayee {
                    typed: said_back(self.typed.as_deref().unwrap_or_default()),
                    saved: calls.collect(),
                };
                let all = payees.iter().collect::<Vec<_>>();
                self.without_payee()
                    .ask(Asked::Payee, says, choices(deed, &all, payees))
            }
        }
    }

    /// Whom the draft means; nothing while nobody was named.
    fn payee<'a>(&self, payees: &'a [Payee], language: Language) -> Option<Match<'a>> {
        if let Some(id) = &self.chosen {
            let chosen = payees.iter().find(|payee| payee.id.0 == *id);
            return Some(chosen.map_or(Match::Nobody, Match::One));
        }
        let typed = self.typed.as_deref()?;
        Some(names::payee(payees, typed, language))
    }

    fn about(self, payee: &Payee, payees: &[Payee], language: Language) -> Step<Draft, Says> {
        match self.deed {
            Deed::Remove if self.is_question => {
                let says = Says::RemoveThis(names::called(payee, payees));
                let choices = vec![row(self.deed, payee, Says::RemoveIt), stop()];
                self.ask(Asked::Payee, says, choices)
            }
            Deed::Remove => Step::AtOnce(Effect::Tighten(Tightening::RemovePayee(Removal {
                payee: payee.id.clone(),
                name: payee.name.clone(),
                details: payee.details.clone(),
            }))),
            Deed::Rename => self.rename(payee, payees, language),
        }
    }

    fn rename(self, payee: &Payee, payees: &[Payee], language: Language) -> Step<Draft, Says> {
        let called = names::called(payee, payees);
        let chosen = Self {
            chosen: Some(payee.id.0.clone()),
            ..self
        };
        let Some(typed) = &chosen.to else {
            return chosen.ask(Asked::NewName, Says::AskNewName(called), Vec::new());
        };
        let Some(to) = name::read(typed, language) else {
            return chosen.ask(Asked::NewName, Says::NameAgain, Vec::new());
        };
        if to == payee.name {
            return Step::Refuse(Says::SameName(called));
        }
        let wanted = distinction(&to, &payee.details);
        let mut others = payees.iter().filter(|other| other.id != payee.id);
        if let Some(other) = others.find(|other| other.distinction() == wanted) {
            return Step::Refuse(Says::AlreadySaved(names::called(other, payees)));
        }
        Step::Seal(Effect::Loosen(Loosening::RenamePayee(Renaming {
            payee: payee.id.clone(),
            from: payee.name.clone(),
            to,
            details: payee.details.clone(),
        })))
    }

    const fn whom(&self) -> Says {
        match self.deed {
            Deed::Remove => Says::WhomToRemove,
            Deed::Rename => Says::WhomToRename,
        }
    }

    fn without_payee(self) -> Self {
        Self {
            typed: None,
            chosen: None,
            ..self
        }
    }

    fn ask(self, asked: Asked, question: Says, choices: Vec<Choice<Says>>) -> Step<Draft, Says> {
        let asked = Some(asked);
        Step::Ask {
            draft: Draft::Change(Self { asked, ..self }),
            question,
            choices,
        }
    }
}

/// Payees as answers to tap: as many as a list shows.
fn choices(deed: Deed, some: &[&Payee], payees: &[Payee]) -> Vec<Choice<Says>> {
    let choice = |payee: &&Payee| row(deed, payee, Says::Name(names::called(payee, payees)));
    some.iter().map(choice).collect()
}

fn row(deed: Deed, payee: &Payee, label: Says) -> Choice<Says> {
    Choice {
        means: format!("{}={}", deed.name(), payee.id.0),
        label,
    }
}

fn stop() -> Choice<Says> {
    Choice {
        means: "stop".to_owned(),
        label: Says::Stop,
    }
}
