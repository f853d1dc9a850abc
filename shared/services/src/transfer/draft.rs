//! What has been understood of a transfer so far, and how what is said changes it.

use domain::customer::payee::Payee;
use domain::language::Language;
use domain::ledger::view::AccountView;
use serde::{Deserialize, Serialize};

use super::correction;
use super::known::Known;
use super::payee_choices;
use super::says::Says;
use crate::choice::Choice;
use crate::names;
use crate::reading::amount::Amount;
use crate::reading::bill_reference;
use crate::reading::later;
use crate::reading::plan;
use crate::reading::reference;
use crate::reading::request::{self, Request, Target};
use crate::reading::token::{Kind, Text};
use crate::service::{Heard, Step};
use crate::unclear::Unclear;
use crate::vocabulary;

/// A transfer on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub amount: Option<Amount>,
    /// The payee's name as typed, or as it is saved.
    pub payee: Option<String>,
    /// The payee's id, where one was tapped.
    #[serde(default)]
    pub chosen: Option<String>,
    /// The account the money comes from, as typed.
    pub source: Option<String>,
    /// What it is for, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What it may be for: words that nobody knows, to be asked about before anything is sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<String>,
    /// What was asked last.
    pub asked: Option<Asked>,
    /// The payees who were asked about, because what was typed comes close to their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggested: Vec<String>,
    #[serde(skip)]
    pub said: Said,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    Amount,
    Payee,
    /// Whether words that nobody knows are what it is for.
    Purpose,
}

/// What was just said, until it is read against what is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said {
    #[default]
    Nothing,
    Afresh(String),
    Answer(String),
    Correction(String),
    Payee(String),
    SomebodyElse,
    /// Whether it is what was proposed.
    Purpose {
        is_yes: bool,
        of: String,
    },
}

/// What to do instead, where what was said is no part of the transfer.
pub type Instead = Box<Step<Draft, Says>>;

/// Means that none of those who were asked about is meant.
pub const SOMEBODY_ELSE: &str = "else";

/// Means that it is for what was proposed, or not. What was asked about stands behind it.
pub const PURPOSE: &str = "purpose";
pub const NO_PURPOSE: &str = "no-purpose";

fn tapped_purpose(means: &str) -> Option<(bool, &str)> {
    match means.split_once('=')? {
        (PURPOSE, of) => Some((true, of)),
        (NO_PURPOSE, of) => Some((false, of)),
        _ => None,
    }
}

impl Draft {
    pub fn hear(heard: &Heard<'_>, so_far: Self) -> Self {
        let text = || heard.text.to_owned();
        if let Some((is_yes, of)) = heard.tapped.and_then(tapped_purpose) {
            let of = of.to_owned();
            return Self {
                said: Said::Purpose { is_yes, of },
                ..so_far
            };
        }
        match heard
            .tapped
            .map(|means| (means, means.strip_prefix("payee=")))
        {
            Some((_, Some(id))) => Self {
                said: Said::Payee(id.to_owned()),
                ..so_far
            },
            Some((SOMEBODY_ELSE, None)) => Self {
                said: Said::SomebodyElse,
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

    /// The draft with what was said, or what to say about it instead.
    pub fn read(mut self, known: &Known<'_>) -> Result<Self, Instead> {
        let suggested = std::mem::take(&mut self.suggested);
        if let Said::Afresh(text) | Said::Answer(text) = &self.said
            && plan::is_request(text, known.language)
        {
            return Err(Box::new(Step::NotMine));
        }
        match std::mem::take(&mut self.said) {
            Said::Nothing => Ok(self),
            Said::SomebodyElse => Err(Box::new(self.ask(Asked::Payee, Says::Who, known))),
            Said::Payee(id) => Ok(self.with_payee(&id, known)),
            Said::Purpose { is_yes, of } => self.with_tapped_purpose(is_yes, &of, known),
            Said::Correction(text) => match correction::read(&text, known) {
                Some(change) => self.changed(change, known),
                None if later::is_later(&text, known.language) => {
                    Err(Box::new(Step::Refuse(Says::Unclear(Unclear::OnlyNow))))
                }
                None => match known.other_source(&text) {
                    Some(change) => self.changed(change, known),
                    None => Err(Box::new(Step::NotMine)),
                },
            },
            Said::Afresh(text) => match known.request(&text) {
                Some(request) => self.with_request(request, &text, known),
                // "Ben, 30", and nothing around it that would make a statement or a question of it.
                None => match correction::both(&text, known) {
                    Some(change) if correction::is_name_and_amount(&text, known.language) => {
                        self.changed(change, known)
                    }
                    _ => afresh(self, &text, known.language),
                },
            },
            Said::Answer(text) => self.answered(&text, &suggested, known),
        }
    }

    /// Asks for something; the question remembers what it was about.
    pub fn ask(self, asked: Asked, question: Says, known: &Known<'_>) -> Step<Self, Says> {
        let choices = match asked {
            Asked::Payee => payee_choices(&known.payees.iter().collect::<Vec<_>>(), known),
            Asked::Amount | Asked::Purpose => Vec::new(),
        };
        self.offer(asked, question, choices)
    }

    /// The same, with just these to choose from.
    pub fn offer(
        self,
        asked: Asked,
        question: Says,
        choices: Vec<Choice<Says>>,
    ) -> Step<Self, Says> {
        Step::Ask {
            draft: Self {
                asked: Some(asked),
                ..self
            },
            question,
            choices,
        }
    }

    /// With payees who are asked about.
    pub fn suggesting(self, close: &[&Payee]) -> Self {
        Self {
            suggested: close.iter().map(|payee| payee.id.0.clone()).collect(),
            ..self
        }
    }

    pub const fn has_suggested(&self) -> bool {
        !self.suggested.is_empty()
    }

    /// How much, and to whom, as far as it is known.
    pub fn pursued(&self) -> (Option<String>, Option<String>) {
        (self.amount.as_ref().map(Amount::typed), self.payee.clone())
    }

    pub fn without_amount(self) -> Self {
        Self {
            amount: None,
            ..self
        }
    }

    pub fn without_payee(self) -> Self {
        Self {
            payee: None,
            chosen: None,
            ..self
        }
    }

    /// Rows that were sent before payees had ids name the account.
    pub fn with_payee(self, id: &str, known: &Known<'_>) -> Self {
        let is_meant = |payee: &&Payee| {
            payee.id.0 == id || payee.account().is_some_and(|account| account.0 == id)
        };
        let payee = known.payees.iter().find(is_meant);
        Self {
            payee: payee.map(|payee| payee.name.clone()),
            chosen: payee.map(|payee| payee.id.0.clone()),
            ..self
        }
    }

    /// Whom the draft means.
    pub fn payee_in<'a>(&self, typed: &str, known: &Known<'a>) -> names::Match<'a> {
        let Some(id) = &self.chosen else {
            return names::payee(known.payees, typed, known.language);
        };
        let chosen = known.payees.iter().find(|payee| payee.id.0 == *id);
        chosen.map_or(names::Match::Nobody, names::Match::One)
    }

    /// The account the draft means: the one that was named, else the first that can be paid from.
    pub fn source_in<'a>(&self, known: &Known<'a>) -> Option<&'a AccountView> {
        let is_meant = |account: &&AccountView| match &self.source {
            Some(typed) => names::is_account(account, typed, known.language),
            None => true,
        };
        known.payable().find(is_meant)
    }

    pub fn with_request(
        self,
        request: Request,
        text: &str,
        known: &Known<'_>,
    ) -> Result<Self, Instead> {
        let target = request.target.as_ref().map(Target::typed);
        // What is on a bill, and goes to nobody who is saved.
        let is_saved = |typed: &str| names::is_payee(known.payees, typed, known.language);
        let on_a_bill = bill_reference::announced(text, known.language).is_some();
        if on_a_bill && !target.is_some_and(is_saved) {
            return Err(Box::new(Step::NotMine));
        }
        let proposed = purpose_of(&request, text, known)?;
        let is_name = is_surely_a_name(&request, text, known)?;
        if request.is_between || target.is_some_and(|typed| known.is_own_account(typed)) {
            return Err(Box::new(Step::NotMine));
        }
        if is_no_payment(&request, known.language) {
            return Err(Box::new(Step::NotMine));
        }
        Ok(Self {
            amount: request.amount.or(self.amount).filter(|_| is_name),
            payee: target.map(str::to_owned),
            chosen: None,
            source: request.source.or(self.source),
            reference: request
                .reference
                .as_ref()
                .map(String::from)
                .or(self.reference),
            proposed,
            ..self
        })
    }

    /// "From savings", whatever was asked: what was asked is asked again.
    pub fn with_source(self, text: &str, language: Language) -> Self {
        let (amount, source) = request::from_account(text, language).unwrap_or_default();
        Self {
            amount: amount.or(self.amount),
            source: Some(source),
            ..self
        }
    }
}

/// Whether nothing but a name is in what was read as one that nobody has. "Two fifty" and "50 rupees" may be about the
/// amount, which then is asked for; what says when is refused as it is anywhere else.
fn is_surely_a_name(request: &Request, text: &str, known: &Known<'_>) -> Result<bool, Instead> {
    let Some(Target::Unknown(typed)) = &request.target else {
        return Ok(true);
    };
    if Unclear::about(typed, text, known.language) == Unclear::OnlyNow {
        return Err(Box::new(Step::Refuse(Says::Unclear(Unclear::OnlyNow))));
    }
    Ok(!request.is_loose || !names::close(known.payees, typed, known.language).is_empty())
}

/// What was left unread, where it may be what the payment is for: "for sushi". Anything else is refused.
fn purpose_of(request: &Request, text: &str, known: &Known<'_>) -> Result<Option<String>, Instead> {
    let Some(unread) = &request.unread else {
        return Ok(None);
    };
    let why = Unclear::about(unread, text, known.language);
    let is_whole = matches!(request.target, Some(Target::Known(_))) && request.amount.is_some();
    let proposed = reference::proposed(unread, known.language);
    match proposed.filter(|_| is_whole && matches!(why, Unclear::Unread(_))) {
        Some(purpose) => Ok(Some(purpose)),
        None => Err(Box::new(Step::Refuse(Says::Unclear(why)))),
    }
}

/// The skill takes it for a transfer, but it is no plain request: only a calm one is gone on with.
pub fn afresh(draft: Draft, text: &str, language: Language) -> Result<Draft, Instead> {
    let read = Text::new(text);
    let how = vocabulary::of(language).transfer.how;
    if read.tokens().first().is_some_and(|first| first.is_in(how)) {
        return Err(Box::new(Step::Show(Says::HowToSend)));
    }
    if is_calm(&read, language)
        && read
            .tokens()
            .iter()
            .all(|token| token.kind != Kind::Figures)
    {
        return Ok(draft);
    }
    Err(Box::new(Step::Refuse(Says::Unclear(Unclear::NotPlain))))
}

/// "Transfer my pension": what stands alone behind the verb, and is nobody.
fn is_no_payment(request: &Request, language: Language) -> bool {
    let words = &vocabulary::of(language).reading;
    let Some(Target::Unknown(typed)) = &request.target else {
        return false;
    };
    let typed = Text::new(typed);
    let is_thing = match typed.tokens() {
        [whose, what, ..] => whose.is_in(words.whose) && !what.is_in(words.relations),
        _ => false,
    };
    is_thing && !request.is_certain()
}

pub fn is_calm(text: &Text, language: Language) -> bool {
    let words = &vocabulary::of(language).transfer;
    let mut tokens = text.tokens().iter();
    tokens.all(|token| !token.is_in(words.not_now) && !token.is_in(words.hesitates))
}
