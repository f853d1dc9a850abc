//! What has been understood of a withdrawal, and how what is said changes it.

use domain::cash::notes::Notes;
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::money::Money;
use serde::{Deserialize, Serialize};

use super::reading;
use super::says::Says;
use crate::choice::Choice;
use crate::reading::amount::{self, Amount};
use crate::reading::token::{Kind, Text};
use crate::reading::{later, request};
use crate::service::{Heard, Step};
use crate::unclear::Unclear;
use crate::wish;

/// A withdrawal on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// How much.
    pub amount: Option<Amount>,
    /// The account it comes from, as typed.
    pub source: Option<String>,
    /// Whether the customer knows that it goes by a code.
    pub by_code: bool,
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
    ByCode,
}

/// What was just said, until it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Said {
    #[default]
    Nothing,
    Afresh(String),
    Answer(String),
    Correction(String),
    /// How much, in the smallest unit.
    Tapped(i64),
    Declined,
}

/// What to do instead, where what was said is no part of the withdrawal.
type Instead = Box<Step<Draft, Says>>;

/// What a tap says: an amount in the smallest unit behind this, that it shall be, and that it shall not.
const AMOUNT: &str = "amount";
const YES: &str = "yes";
const NO: &str = "no";

impl Draft {
    /// What an order was made of.
    pub fn of(movement: &Movement) -> Option<Self> {
        Some(Self {
            amount: Some(Amount::of(movement.amount)?),
            source: Some(movement.debit_account.ending().to_owned()),
            by_code: true,
            ..Self::default()
        })
    }

    pub fn hear(heard: &Heard<'_>, so_far: Self) -> Self {
        let text = || heard.text.to_owned();
        match heard.tapped {
            Some(YES) => Self {
                by_code: true,
                ..so_far
            },
            Some(NO) => Self {
                said: Said::Declined,
                ..so_far
            },
            Some(means) => match tapped_amount(means) {
                Some(minor) => Self {
                    said: Said::Tapped(minor),
                    ..so_far
                },
                None => Self::default(),
            },
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
    pub fn read(mut self, notes: &Notes, language: Language) -> Result<Self, Instead> {
        match std::mem::take(&mut self.said) {
            Said::Nothing => Ok(self),
            Said::Tapped(minor) => Ok(Self {
                amount: Amount::of(Money::new(minor, notes.currency())),
                ..self
            }),
            Said::Declined => Err(Box::new(Step::Show(Says::Declined))),
            Said::Afresh(text) => self.with_request(&text, language),
            Said::Correction(text) if later::is_later(&text, language) => {
                Err(Box::new(Step::Refuse(Says::Unclear(Unclear::OnlyNow))))
            }
            Said::Correction(text) => self
                .corrected(&text, language)
                .ok_or_else(|| Box::new(Step::NotMine)),
            Said::Answer(text) => self.with_answer(&text, notes, language),
        }
    }

    /// The same, once its customer has been told that it goes by a code.
    pub fn knowing(self) -> Self {
        Self {
            by_code: true,
            ..self
        }
    }

    /// Asks how much; the question remembers what it was about.
    pub fn ask_amount(self, says: Says, amounts: &[Money]) -> Step<Self, Says> {
        let choice = |amount: &Money| Choice {
            means: format!("{AMOUNT}={}", amount.minor()),
            label: Says::Amount(*amount),
        };
        let draft = Self {
            amount: None,
            asked: Some(Asked::Amount),
            ..self
        };
        Step::Ask {
            draft,
            question: says,
            choices: amounts.iter().map(choice).collect(),
        }
    }

    /// Asks whether it shall be by a code.
    pub fn ask_by_code(self, says: Says) -> Step<Self, Says> {
        let choice = |means: &str, label| Choice {
            means: means.to_owned(),
            label,
        };
        Step::Ask {
            draft: Self {
                asked: Some(Asked::ByCode),
                ..self
            },
            question: says,
            choices: vec![choice(YES, Says::Yes), choice(NO, Says::No)],
        }
    }

    fn with_request(self, text: &str, language: Language) -> Result<Self, Instead> {
        let Some(wanted) = reading::read(text, language) else {
            return self.with_no_request(text);
        };
        if let Some(unread) = &wanted.unread {
            let why = Unclear::about(unread, text, language);
            return Err(Box::new(Step::Refuse(Says::Unclear(why))));
        }
        Ok(Self {
            amount: wanted.amount.or(self.amount),
            source: wanted.source.or(self.source),
            by_code: self.by_code || wanted.by_code,
            ..self
        })
    }

    /// What only speaks of cash is asked how much; but not where somebody said how much in words that are not read.
    fn with_no_request(self, text: &str) -> Result<Self, Instead> {
        let text = Text::new(text);
        let mut tokens = text.tokens().iter();
        if tokens.any(|token| token.kind == Kind::Figures) {
            return Err(Box::new(Step::Refuse(Says::Unclear(Unclear::NotPlain))));
        }
        Ok(self)
    }

    fn with_answer(self, text: &str, notes: &Notes, language: Language) -> Result<Self, Instead> {
        if reading::read(text, language).is_some() {
            let afresh = Self {
                by_code: self.by_code,
                ..Self::default()
            };
            return afresh.with_request(text, language);
        }
        if let Some(corrected) = self.clone().corrected(text, language) {
            return Ok(corrected);
        }
        if let Some(change) = yes_but(text, language) {
            let amount = amount::answered(change, language);
            let changed = match self.clone().corrected(change, language) {
                Some(corrected) => corrected,
                None => Self {
                    amount: amount.or(self.amount),
                    ..self
                },
            };
            return Ok(changed.knowing());
        }
        match self.asked.unwrap_or(Asked::Amount) {
            Asked::ByCode => match wish::consent(text, language) {
                Some(true) => Ok(Self {
                    by_code: true,
                    ..self
                }),
                Some(false) => Err(Box::new(Step::Show(Says::Declined))),
                None => Ok(self),
            },
            Asked::Amount => {
                let Some(amount) = amount::whole(text, language) else {
                    let asks = self.ask_amount(Says::HowMuchAgain, &notes.suggested());
                    return Err(Box::new(asks));
                };
                Ok(Self {
                    amount: Some(amount),
                    ..self
                })
            }
        }
    }

    /// Another amount, or another account; nothing if the text is neither.
    fn corrected(self, text: &str, language: Language) -> Option<Self> {
        if let Some(amount) = amount::corrected(text, language) {
            return Some(Self {
                amount: Some(amount),
                ..self
            });
        }
        let (amount, source) = request::from_account(text, language)?;
        Some(Self {
            amount: amount.or(self.amount),
            source: Some(source),
            ..self
        })
    }
}

/// What stands behind a yes that changes something: "yes, from savings", "yes, 40".
pub fn yes_but(text: &str, language: Language) -> Option<&str> {
    let (yes, change) = text.trim().split_once([' ', ','])?;
    let change = change.trim_start_matches([' ', ',']);
    let is_yes = wish::consent(yes, language) == Some(true);
    let is_change = amount::answered(change, language).is_some()
        || request::from_account(change, language).is_some();
    (is_yes && is_change).then_some(change)
}

/// Whether a text may be a correction, before anybody knows the accounts.
pub fn may_be_correction(text: &str, language: Language) -> bool {
    amount::corrected(text, language).is_some()
        || request::from_account(text, language).is_some()
        || later::is_later(text, language)
}

fn tapped_amount(means: &str) -> Option<i64> {
    let (what, minor) = means.split_once('=')?;
    minor.parse().ok().filter(|_| what == AMOUNT)
}
