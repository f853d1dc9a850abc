//! What has been understood of a wish about standing orders so far, and how what is said changes it.

use serde::{Deserialize, Serialize};

use super::reading::{self, Request};
use super::says::Says;
use super::{Known, making};
use crate::choice::Choice;
use crate::names;
use crate::reading::amount::{self, Amount};
use crate::reading::plan::{self, Plan};
use crate::reading::request;
use crate::service::{Heard, Step};

/// A wish on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub deed: Deed,
    pub amount: Option<Amount>,
    /// The payee's name as typed: whom to pay, or whose standing order it is about.
    pub payee: Option<String>,
    /// The payee's id, where one was tapped.
    pub chosen: Option<String>,
    /// The account the money comes from, as typed.
    pub source: Option<String>,
    /// What it is for.
    pub reference: Option<String>,
    pub plan: Plan,
    /// The standing order it is about, once that is certain.
    pub order: Option<String>,
    pub asked: Option<Asked>,
    /// What of it was not understood: then nothing is sealed.
    #[serde(skip)]
    pub unread: Option<String>,
    #[serde(skip)]
    pub said: Said,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Something, and nobody knows what.
    #[default]
    Unknown,
    List,
    Make,
    Change,
    Skip,
    Stop,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    Payee,
    Amount,
    When,
    /// Which standing order.
    Order,
    /// Another amount, or other days.
    NewTerms,
}

/// What was just said, until it is read against what is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said {
    #[default]
    Nothing,
    Afresh(String),
    Answer(String),
    Correction(String),
}

impl Draft {
    pub fn hear(heard: &Heard<'_>, so_far: Self) -> Self {
        if let Some(means) = heard.tapped {
            return so_far.tapped(means);
        }
        let text = heard.text.to_owned();
        if heard.corrects {
            let said = Said::Correction(text);
            Self { said, ..so_far }
        } else if heard.is_answer {
            let said = Said::Answer(text);
            Self { said, ..so_far }
        } else {
            let said = Said::Afresh(text);
            Self {
                said,
                ..Self::default()
            }
        }
    }

    pub fn of(deed: Deed) -> Self {
        Self {
            deed,
            ..Self::default()
        }
    }

    /// A row of a payee goes on with what was asked; a row of a standing order says itself what is to be done.
    fn tapped(self, means: &str) -> Self {
        let (deed, id) = means.split_once('=').unwrap_or((means, ""));
        let of = |deed| Self {
            order: Some(id.to_owned()).filter(|id| !id.is_empty()),
            ..Self::of(deed)
        };
        match deed {
            "list" => of(Deed::List),
            "new" => of(Deed::Make),
            "skip" => of(Deed::Skip),
            "stop" => of(Deed::Stop),
            "change" if self.deed == Deed::Change => Self {
                order: Some(id.to_owned()).filter(|id| !id.is_empty()),
                ..self
            },
            "change" => of(Deed::Change),
            "payee" => Self {
                chosen: Some(id.to_owned()),
                deed: Deed::Make,
                ..self
            },
            _ => Self::default(),
        }
    }

    /// The draft with what was said; nothing if that is another service's.
    pub(super) fn read(mut self, known: &Known<'_>) -> Option<Self> {
        match std::mem::take(&mut self.said) {
            Said::Nothing => Some(self),
            Said::Afresh(text) => Some(Self::afresh(&text, known)),
            Said::Answer(text) => Some(self.answered(&text, known)),
            Said::Correction(text) => self.corrected(&text, known),
        }
    }

    fn afresh(text: &str, known: &Known<'_>) -> Self {
        match reading::read(text, known.language) {
            Some(Request::List) => Self::of(Deed::List),
            Some(Request::Make(rest)) => making::read(&rest, known).unwrap_or(Self::of(Deed::Make)),
            Some(Request::Stop(typed)) => Self {
                payee: typed,
                ..Self::of(Deed::Stop)
            },
            Some(Request::Skip(typed)) => Self {
                payee: typed,
                ..Self::of(Deed::Skip)
            },
            Some(Request::Change(rest)) => reading::change(&rest, known),
            None => making::read(text, known).unwrap_or_default(),
        }
    }

    fn answered(self, text: &str, known: &Known<'_>) -> Self {
        let language = known.language;
        if reading::read(text, language).is_some() {
            return Self::afresh(text, known);
        }
        let plan = plan::whole(text, language, known.today);
        let amount = amount::answered(text, language);
        match (self.asked, plan, amount) {
            (Some(Asked::When | Asked::NewTerms), Some(plan), _) => Self {
                plan: self.plan.with(plan),
                ..self
            },
            (Some(Asked::Amount | Asked::NewTerms), _, Some(amount)) => Self {
                amount: Some(amount),
                ..self
            },
            _ if request::read(text, language, |_| false).is_some() => Self::afresh(text, known),
            (Some(Asked::Payee), ..) => self.named(text, known, names::place(text, language)),
            (Some(Asked::Order), ..) => Self {
                order: reading::nth(known.orders, names::place(text, language)),
                payee: Some(text.to_owned()),
                ..self
            },
            _ => self,
        }
    }

    fn named(self, text: &str, known: &Known<'_>, place: Option<usize>) -> Self {
        let shown = place.and_then(|place| known.payees.get(place));
        Self {
            chosen: shown.map(|payee| payee.id.0.clone()),
            payee: Some(text.to_owned()),
            ..self
        }
    }

    /// Another amount or other days; nothing else corrects it.
    fn corrected(self, text: &str, known: &Known<'_>) -> Option<Self> {
        let bare = request::without_taking_back(text, known.language);
        if let Some(plan) = plan::whole(bare, known.language, known.today) {
            return Some(Self {
                plan: self.plan.with(plan),
                ..self
            });
        }
        let amount = amount::corrected(text, known.language)?;
        Some(Self {
            amount: Some(amount),
            ..self
        })
    }

    /// Asks for something, with these to choose from.
    pub fn ask(self, asked: Asked, question: Says, choices: Vec<Choice<Says>>) -> Step<Self, Says> {
        Step::Ask {
            draft: Self {
                asked: Some(asked),
                ..self
            },
            question,
            choices,
        }
    }
}
