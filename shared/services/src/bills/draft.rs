//! What has been understood of a payment of a bill, and how what is said changes it.

use domain::bill::Billing;
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::text::folded;
use serde::{Deserialize, Serialize};

use super::known::Known;
use super::naming::{self, Found, Named};
use super::offering;
use super::paying;
use super::says::Says;
use crate::reading::amount::{self, Amount};
use crate::reading::request::{self, Request};
use crate::reading::{bill_reference, is_one_of, later};
use crate::service::{Heard, Step};
use crate::unclear::Unclear;
use crate::vocabulary;

/// A payment on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Identifies the bill.
    pub bill: Option<String>,
    /// Identifies the biller, where it is paid by a reference and no bill of it is due.
    pub biller: Option<String>,
    /// The reference as typed.
    pub reference: Option<String>,
    /// How much, where somebody said so.
    pub amount: Option<Amount>,
    /// The account the money comes from, as typed.
    pub source: Option<String>,
    /// What was asked last.
    pub asked: Option<Asked>,
    /// The bills that were shown last, in their order, by ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<String>,
    /// Whose bills were offered, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offered: Vec<String>,
    #[serde(skip)]
    pub said: Said,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    Bill,
    Reference,
    Amount,
    Source,
}

/// What was just said, until it is read against what is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said {
    #[default]
    Nothing,
    Afresh(String),
    Answer(String),
    Correction(String),
    /// A button: none of what was shown.
    Another,
}

/// What to do instead, where what was said is no part of the payment.
pub type Instead = Box<Step<Draft, Says>>;

/// What a tap means that is none of the bills that were shown.
pub const ANOTHER: &str = "another";

impl Draft {
    /// What an order was made of.
    pub fn of(movement: &Movement) -> Option<Self> {
        let payment = movement.bill.as_ref()?;
        let bill = payment.bill.as_ref().map(|bill| bill.0.clone());
        let by_reference = bill.is_none();
        Some(Self {
            biller: by_reference.then(|| payment.biller.0.clone()),
            reference: by_reference.then(|| payment.reference.text().to_owned()),
            amount: if by_reference {
                Some(Amount::of(movement.amount)?)
            } else {
                None
            },
            bill,
            source: Some(movement.debit_account.ending().to_owned()),
            ..Self::default()
        })
    }

    pub fn hear(heard: &Heard<'_>, so_far: Self) -> Self {
        let text = || heard.text.to_owned();
        let shown = || so_far.shown.clone();
        match heard.tapped.map(|means| (means, means.split_once('='))) {
            Some((_, Some(("bill", id)))) => Self {
                bill: Some(id.to_owned()),
                amount: None,
                asked: None,
                ..so_far
            },
            Some((_, Some(("biller", id)))) => Self {
                biller: Some(id.to_owned()),
                bill: None,
                ..so_far
            },
            Some((_, Some(("source", id)))) => Self {
                source: Some(id.to_owned()),
                ..so_far
            },
            Some((ANOTHER, None)) => Self {
                said: Said::Another,
                ..Self::default()
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
                shown: shown(),
                ..Self::default()
            },
        }
    }

    /// Whether a text names one of those whose bills were offered.
    pub fn is_offered(&self, text: &str) -> bool {
        let typed = folded(text);
        self.offered.iter().any(|name| folded(name) == typed)
    }

    /// The draft with what was said, or what to do instead.
    pub fn read(mut self, known: &Known<'_>) -> Result<Self, Instead> {
        match std::mem::take(&mut self.said) {
            Said::Nothing => Ok(self),
            Said::Another => Err(Box::new(offering::ask_biller(self, known))),
            Said::Afresh(text) => self.afresh(&text, known),
            Said::Answer(text) => self.answered(&text, known),
            Said::Correction(text) => self.corrected(&text, known),
        }
    }

    /// Asks for something; the question remembers what it was about.
    pub fn asking(self, asked: Asked) -> Self {
        Self {
            asked: Some(asked),
            ..self
        }
    }

    fn afresh(self, text: &str, known: &Known<'_>) -> Result<Self, Instead> {
        match self.clone().with_request(text, known)? {
            Some(draft) => Ok(draft),
            // No plain request to pay: what it speaks of is shown, and nothing is begun.
            None => Err(Box::new(offering::show(self, text, known))),
        }
    }

    /// The draft with a whole request to pay; nothing if the text is none.
    fn with_request(self, text: &str, known: &Known<'_>) -> Result<Option<Self>, Instead> {
        let language = known.language;
        let (reference, rest) = match bill_reference::announced(text, language) {
            Some((reference, rest)) => (Some(reference), rest),
            None => (None, text.to_owned()),
        };
        let is_account = |typed: &str| known.is_account(typed);
        let Some(request) = naming::request(&rest, known.billing, language, is_account) else {
            return Ok(None);
        };
        let draft = Self { reference, ..self };
        draft.requested(&request, &rest, known).map(Some)
    }

    fn requested(self, request: &Request, text: &str, known: &Known<'_>) -> Result<Self, Instead> {
        let source = request.source.as_deref();
        let names_bill = |typed: &&str| naming::names_bill(typed, known.billing, known.language);
        // "Pagar 30 da fatura": where "from" is also "of", what stands behind it may be the bill.
        let of = source
            .filter(|_| naming::target(request).is_none())
            .filter(names_bill);
        let typed = naming::target(request).or(of);
        let named = typed.and_then(|typed| naming::read(typed, known.billing, known.language));
        let says_bill = named
            .as_ref()
            .is_some_and(|named| named.says_bill || !named.kinds.is_empty());
        // "Pay City Power 20" is money to a payee, who may be called so; a bill has its own amount.
        if request.amount.is_some() && !says_bill && self.reference.is_none() {
            return Err(Box::new(Step::NotMine));
        }
        if let Some(unread) = &request.unread {
            let why = Unclear::about(unread, text, known.language);
            return Err(Box::new(Step::Refuse(Says::unclear(why))));
        }
        if naming::is_partly(text, known.language) {
            return Err(Box::new(offering::partly(self, text, known)));
        }
        let draft = Self {
            amount: request.amount.clone(),
            source: request.source.clone().filter(|_| of.is_none()),
            asked: None,
            ..self
        };
        match (named, typed) {
            (Some(named), _) => draft.with_named(&named, typed.unwrap_or_default(), known),
            (None, Some(typed)) if speaks_of_a_bill(typed, known.language) => {
                Err(Box::new(offering::no_such_bill(draft, typed, known)))
            }
            (None, None) if draft.reference.is_some() => {
                draft.with_named(&Named::default(), "", known)
            }
            (None, _) => Err(Box::new(Step::NotMine)),
        }
    }

    /// The draft with the bill that is meant.
    fn with_named(self, named: &Named, typed: &str, known: &Known<'_>) -> Result<Self, Instead> {
        if self.reference.is_some() {
            return paying::by_reference(self, named, known);
        }
        match named.find(known, &self.shown) {
            Found::One(bill) => Ok(Self {
                bill: Some(bill.id.0.clone()),
                biller: None,
                ..self
            }),
            Found::Several(bills) => Err(Box::new(offering::ask_which(self, named, &bills, known))),
            Found::Paid(view) => Err(Box::new(offering::already_paid(view, known))),
            Found::Billers(billers) => match billers.as_slice() {
                [one] => Ok(Self {
                    biller: Some(one.id.0.clone()),
                    ..self
                }),
                [] => Err(Box::new(offering::no_such_bill(self, typed, known))),
                _ => Err(Box::new(offering::ask_biller(self, known))),
            },
            Found::Nothing => Err(Box::new(offering::list(self, known))),
        }
    }

    fn answered(self, text: &str, known: &Known<'_>) -> Result<Self, Instead> {
        if later::is_later(text, known.language) {
            return Err(Box::new(Step::Refuse(Says::NotLater)));
        }
        let anew = Self {
            shown: self.shown.clone(),
            ..Self::default()
        };
        if let Some(draft) = anew.with_request(text, known)? {
            return Ok(draft);
        }
        if let Some((amount, source)) = request::from_account(text, known.language) {
            return Ok(Self {
                amount: amount.or(self.amount),
                source: Some(source),
                ..self
            });
        }
        match self.asked {
            Some(Asked::Bill) => self.with_choice(text, known),
            Some(Asked::Reference) if bill_reference::may_be_reference(text) => Ok(Self {
                reference: Some(text.to_owned()),
                asked: None,
                ..self
            }),
            Some(Asked::Reference) | None => Ok(self),
            Some(Asked::Amount) => match amount::answered(text, known.language) {
                // That it was asked is kept: what had to be said first has been.
                Some(amount) => Ok(Self {
                    amount: Some(amount),
                    ..self
                }),
                None => Ok(self),
            },
            Some(Asked::Source) => Ok(Self {
                source: Some(text.to_owned()),
                asked: None,
                ..self
            }),
        }
    }

    fn with_choice(self, text: &str, known: &Known<'_>) -> Result<Self, Instead> {
        let named = naming::read(text, known.billing, known.language);
        match named.filter(Named::is_specific) {
            Some(named) => Self {
                asked: None,
                ..self
            }
            .with_named(&named, text, known),
            None => Err(Box::new(offering::ask_again(self, known))),
        }
    }

    /// Another bill, another account, or another amount where there is no bill to say it.
    fn corrected(self, text: &str, known: &Known<'_>) -> Result<Self, Instead> {
        if later::is_later(text, known.language) {
            return Err(Box::new(Step::Refuse(Says::NotLater)));
        }
        let was = self.clone();
        let draft = if let Some((amount, source)) = request::from_account(text, known.language) {
            Self {
                amount: amount.or(self.amount),
                source: Some(source),
                ..self
            }
        } else if let Some(amount) = amount::corrected(text, known.language) {
            Self {
                amount: Some(amount),
                ..self
            }
        } else if let Some(named) = naming::changed(text, known.billing, known.language) {
            Self {
                bill: None,
                biller: None,
                reference: None,
                amount: None,
                ..self
            }
            .with_named(&named, text, known)?
        } else {
            return Err(Box::new(Step::NotMine));
        };
        let bill = draft.bill.as_deref().and_then(|id| known.bill(id));
        let parts = |view: &&domain::bill::BillView| {
            let amount = draft.amount.as_ref();
            amount.is_some_and(|amount| !paying::is_whole(amount, &view.bill))
        };
        if let Some(view) = bill.filter(parts) {
            return Err(Box::new(Step::Refuse(offering::whole_only(
                &view.bill, known,
            ))));
        }
        if draft == was && draft.asked.is_none() {
            return Err(Box::new(Step::Show(Says::Unchanged)));
        }
        Ok(draft)
    }
}

/// Whether some words speak of a bill, whichever it is.
fn speaks_of_a_bill(typed: &str, language: Language) -> bool {
    let things = vocabulary::of(language).bills.things;
    crate::reading::words(typed)
        .iter()
        .any(|word| vocabulary::is_in(word, things))
}

/// Whether a whole text asks which bills there are, and can mean nothing else.
pub fn asks_for_list(text: &str, language: Language) -> bool {
    is_one_of(text, vocabulary::of(language).bills.lists, language)
}

/// The bills that are spoken of, where some are.
pub fn spoken_of(text: &str, billing: &Billing, language: Language) -> Option<Named> {
    let named = naming::spoken_of(text, billing, language);
    named.is_specific().then_some(named)
}
