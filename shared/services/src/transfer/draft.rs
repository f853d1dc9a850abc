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
use crate::reading::amount::{self, Amount};
use crate::reading::later;
use crate::reading::request::{self, Request, Target};
use crate::reading::token::{Kind, Text, Token};
use crate::service::{Heard, Step};
use crate::unclear::Unclear;
use crate::vocabulary;
use crate::wish;

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
}

/// What to do instead, where what was said is no part of the transfer.
pub type Instead = Box<Step<Draft, Says>>;

/// Means that none of those who were asked about is meant.
pub const SOMEBODY_ELSE: &str = "else";

impl Draft {
    pub fn hear(heard: &Heard<'_>, so_far: Self) -> Self {
        let text = || heard.text.to_owned();
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
        match std::mem::take(&mut self.said) {
            Said::Nothing => Ok(self),
            Said::SomebodyElse => Err(Box::new(self.ask(Asked::Payee, Says::Who, known))),
            Said::Payee(id) => Ok(self.with_payee(&id, known)),
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

    fn answered(
        self,
        text: &str,
        suggested: &[String],
        known: &Known<'_>,
    ) -> Result<Self, Instead> {
        let consent = wish::consent(text, known.language).filter(|_| !suggested.is_empty());
        if let Some(is_yes) = consent {
            return self.with_consent(is_yes, suggested, known);
        }
        match (self.asked, known.request(text)) {
            (_, Some(request)) => Self::default().with_request(request, text, known),
            // "Ben?" asks, and answers nothing.
            (Some(Asked::Payee), None) if text.contains('?') => {
                Err(Box::new(self.ask(Asked::Payee, Says::WhoAgain, known)))
            }
            (Some(_), None) if request::from_account(text, known.language).is_some() => {
                Ok(self.with_source(text, known.language))
            }
            (Some(Asked::Amount), None) => self.with_amount(text, known),
            (Some(Asked::Payee), None) => self.with_name(text, known),
            (None, None) => afresh(self, text, known.language),
        }
    }

    /// Asks for something; the question remembers what it was about.
    pub fn ask(self, asked: Asked, question: Says, known: &Known<'_>) -> Step<Self, Says> {
        let choices = match asked {
            Asked::Payee => payee_choices(&known.payees.iter().collect::<Vec<_>>(), known),
            Asked::Amount => Vec::new(),
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

    /// Yes or no to who was asked about. Yes to several says nothing yet.
    fn with_consent(
        self,
        is_yes: bool,
        suggested: &[String],
        known: &Known<'_>,
    ) -> Result<Self, Instead> {
        match suggested {
            [only] if is_yes => Ok(self.with_payee(only, known)),
            _ if is_yes => Err(Box::new(self.ask(Asked::Payee, Says::WhoAgain, known))),
            _ => Err(Box::new(self.ask(Asked::Payee, Says::Who, known))),
        }
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
    fn with_payee(self, id: &str, known: &Known<'_>) -> Self {
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

    fn with_request(
        self,
        request: Request,
        text: &str,
        known: &Known<'_>,
    ) -> Result<Self, Instead> {
        if let Some(unread) = &request.unread {
            let why = Unclear::about(unread, text, known.language);
            return Err(Box::new(Step::Refuse(Says::Unclear(why))));
        }
        let target = request.target.as_ref().map(Target::typed);
        if request.is_between || target.is_some_and(|typed| known.is_own_account(typed)) {
            return Err(Box::new(Step::NotMine));
        }
        if is_no_payment(&request, known.language) {
            return Err(Box::new(Step::NotMine));
        }
        Ok(Self {
            amount: request.amount.or(self.amount),
            payee: target.map(str::to_owned),
            chosen: None,
            source: request.source.or(self.source),
            reference: request
                .reference
                .as_ref()
                .map(String::from)
                .or(self.reference),
            ..self
        })
    }

    /// "From savings", whatever was asked: what was asked is asked again.
    fn with_source(self, text: &str, language: Language) -> Self {
        let (amount, source) = request::from_account(text, language).unwrap_or_default();
        Self {
            amount: amount.or(self.amount),
            source: Some(source),
            ..self
        }
    }

    fn with_amount(self, text: &str, known: &Known<'_>) -> Result<Self, Instead> {
        match amount::answered(text, known.language) {
            Some(amount) => Ok(Self {
                amount: Some(amount),
                ..self
            }),
            None if names_a_payee(text, known) => self.with_name(text, known),
            None => Err(Box::new(self.ask(Asked::Amount, Says::HowMuchAgain, known))),
        }
    }

    fn with_name(self, text: &str, known: &Known<'_>) -> Result<Self, Instead> {
        if let Some(amount) = amount::corrected(text, known.language) {
            return Ok(Self {
                amount: Some(amount),
                ..self
            });
        }
        let text = Text::new(text);
        let rest = named(&text, known);
        let typed = text.typed(rest).to_owned();
        let words = rest.iter().filter(|token| token.kind != Kind::Mark).count();
        let is_name = names::is_payee(known.payees, &typed, known.language)
            || (1..=3).contains(&words) && is_calm(&text, known.language);
        if is_name {
            return Ok(Self {
                payee: Some(typed),
                chosen: None,
                ..self
            });
        }
        Err(Box::new(self.ask(Asked::Payee, Says::WhoAgain, known)))
    }
}

/// What stands for a name in an answer, without the words before it: "to Ben".
fn named<'a>(text: &'a Text, known: &Known<'_>) -> &'a [Token] {
    let before = vocabulary::of(known.language).transfer.before_a_name;
    let is_saved = |typed: &str| names::is_payee(known.payees, typed, known.language);
    let all = request::ended_behind(text, known.language, is_saved);
    let before = all.iter().take_while(|token| token.is_in(before)).count();
    all.get(before..).unwrap_or_default()
}

fn names_a_payee(text: &str, known: &Known<'_>) -> bool {
    let text = Text::new(text);
    let typed = text.typed(named(&text, known));
    names::is_payee(known.payees, typed, known.language)
}

/// The skill takes it for a transfer, but it is no plain request: only a calm one is gone on with.
fn afresh(draft: Draft, text: &str, language: Language) -> Result<Draft, Instead> {
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

fn is_calm(text: &Text, language: Language) -> bool {
    let words = &vocabulary::of(language).transfer;
    let mut tokens = text.tokens().iter();
    tokens.all(|token| !token.is_in(words.not_now) && !token.is_in(words.hesitates))
}
