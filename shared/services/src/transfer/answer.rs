//! What a typed answer adds to a transfer: an amount, a payee, a yes or a no.

use domain::customer::payee::Payee;

use super::draft::{Asked, Draft, Instead, afresh, is_calm};
use super::known::Known;
use super::says::Says;
use super::suggest;
use crate::reading::amount;
use crate::reading::request;
use crate::reading::token::{Kind, Text, Token};
use crate::service::Step;
use crate::{names, vocabulary, wish};

impl Draft {
    pub fn answered(
        self,
        text: &str,
        suggested: &[String],
        known: &Known<'_>,
    ) -> Result<Self, Instead> {
        let consent = wish::consent(text, known.language).filter(|_| !suggested.is_empty());
        if let Some(is_yes) = consent {
            return self.with_consent(is_yes, suggested, known);
        }
        if let Some(place) = names::place(text, known.language)
            && self.asked == Some(Asked::Payee)
        {
            return Err(Box::new(self.at_place(place, suggested, known)));
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
            (Some(Asked::Purpose), None) => self.with_purpose(wish::consent(text, known.language)),
            (Some(Asked::Amount), None) => self.with_amount(text, known),
            (Some(Asked::Payee), None) => self.with_name(text, known),
            (None, None) => afresh(self, text, known.language),
        }
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

    /// Yes or no to what it may be for. A no leaves words of which nobody knows what they mean.
    pub fn with_purpose(self, is_yes: Option<bool>) -> Result<Self, Instead> {
        match is_yes {
            Some(true) => Ok(Self {
                reference: self.proposed,
                proposed: None,
                ..self
            }),
            Some(false) => Err(Box::new(Step::Refuse(Says::NotFor))),
            None => Ok(self),
        }
    }

    /// The same by a button, which counts for the question that it stood under and for no other.
    pub fn with_tapped_purpose(
        self,
        is_yes: bool,
        of: &str,
        known: &Known<'_>,
    ) -> Result<Self, Instead> {
        let is_asked = self.purpose_key(known).as_deref() == Some(of);
        self.with_purpose(is_asked.then_some(is_yes))
    }

    /// What a question about a purpose is about, to know its buttons by: amount, payee and purpose.
    pub fn purpose_key(&self, known: &Known<'_>) -> Option<String> {
        let names::Match::One(payee) = self.payee_in(self.payee.as_deref()?, known) else {
            return None;
        };
        let (amount, purpose) = (self.amount.as_ref()?.typed(), self.proposed.as_ref()?);
        Some(format!("{amount}:{}:{purpose}", payee.id.0))
    }

    /// "The second one": whoever stands there among those who were shown is asked about.
    fn at_place(self, place: usize, shown: &[String], known: &Known<'_>) -> Step<Self, Says> {
        let is_shown = |payee: &&Payee| shown.is_empty() || shown.contains(&payee.id.0);
        let mut shown = known.payees.iter().filter(is_shown);
        match shown.nth(place) {
            Some(payee) => suggest(self, &[payee], Says::YouMean, known),
            None => self.ask(Asked::Payee, Says::WhoAgain, known),
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
