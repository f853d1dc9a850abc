//! Sending money to a payee.
//!
//! Deliberately sends nothing by half: a sentence is read whole, and what was not understood is asked about.

mod answer;
pub mod correction;
mod draft;
mod known;
mod says;
mod words;

use domain::confirmation::order::{Effect, Order};
use domain::customer::payee::Payee;
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::ledger::reference::Reference;
use domain::ledger::view::AccountView;
use domain::money::Money;
use wording::summary::Summary;

use crate::choice::Choice;
use crate::facts::{Accounts, IsLocked, Payees};
use crate::meaning::Stake;
use crate::menu::{Entry, Topic};
use crate::reading::{amount, request};
use crate::service::{Asker, Asking, Heard, Service, Step};
use crate::{names, unclear, wish};

pub use draft::Draft;
use draft::{Asked, Instead, NO_PURPOSE, PURPOSE, SOMEBODY_ELSE};
use known::Known;
use says::Says;

/// The service.
pub struct Transfer;

impl Service for Transfer {
    const NAME: &'static str = "transfer";
    const OLD_TAPS: &'static [(&'static str, &'static str)] = &[("send-money", "")];
    const STAKE: Stake = Stake::Money;
    type Draft = Draft;
    type Facts = (IsLocked, Accounts, Payees);
    type Says = Says;

    fn hear(heard: &Heard<'_>, so_far: Option<Draft>) -> Draft {
        Draft::hear(heard, so_far.unwrap_or_default())
    }

    fn decide(
        draft: Draft,
        (locked, accounts, payees): &Self::Facts,
        asking: &Asking<'_>,
    ) -> Step<Draft, Says> {
        if locked.0 {
            return Step::Refuse(Says::Locked);
        }
        let known = Known {
            accounts: &accounts.0,
            payees: &payees.0,
            language: asking.language,
        };
        match draft.read(&known) {
            Ok(draft) => next(draft, &known, asking),
            Err(instead) => *instead,
        }
    }

    fn reads(text: &str, language: Language) -> bool {
        request::read(text, language, |_| false).is_some_and(|request| request.is_certain())
            || correction::is_name_and_amount(text, language)
    }

    /// Also a payment of which nothing is said but to whom: "pay Carla".
    fn takes_over(text: &str, language: Language) -> bool {
        let request = request::read(text, language, |_| false);
        let is_to_somebody =
            |request: request::Request| request.target.is_some() && !request.is_between;
        Self::reads(text, language) || request.is_some_and(is_to_somebody)
    }

    fn answers(draft: &Draft, text: &str, language: Language) -> bool {
        if draft.asked.is_some() && request::from_account(text, language).is_some() {
            return true;
        }
        match draft.asked {
            Some(Asked::Amount) => amount::answered(text, language).is_some(),
            Some(Asked::Payee) => {
                amount::corrected(text, language).is_some()
                    || names::place(text, language).is_some()
                    || draft.has_suggested() && wish::consent(text, language).is_some()
            }
            Some(Asked::Purpose) => wish::consent(text, language).is_some(),
            None => false,
        }
    }

    fn draft_of(order: &Order) -> Option<Draft> {
        order.effect.movement().and_then(Draft::of)
    }

    fn may_correct(draft: &Draft, text: &str, language: Language) -> bool {
        correction::may_be(text, language) || draft.asked.is_some() && correction::may_be_both(text)
    }

    fn summary(order: &Order) -> Option<Summary> {
        let movement = order.effect.movement()?;
        Some(words::summary(movement, order.language))
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![("transfer", Says::MenuTitle)]
    }

    fn pursuit(draft: &Draft) -> Option<Says> {
        let (amount, payee) = draft.pursued();
        Some(Says::Pursuit(amount, payee))
    }

    fn menu(_: &Asker<'_>) -> Vec<Entry<Says>> {
        vec![Entry {
            topic: Topic::Payments,
            means: "",
            title: Says::MenuTitle,
            description: Says::MenuDescription,
        }]
    }

    fn help() -> Option<Says> {
        Some(Says::Help)
    }
}

/// What is still missing is asked for, one thing at a time; what is complete is sealed.
fn next(draft: Draft, known: &Known<'_>, asking: &Asking<'_>) -> Step<Draft, Says> {
    if known.payees.is_empty() {
        return Step::Refuse(Says::NoPayees);
    }
    let source = match source(&draft, known) {
        Ok(source) => source,
        Err(says) => return Step::Refuse(says),
    };
    let payee = match whom(&draft, known) {
        Ok(payee) => payee,
        Err(instead) => return *instead,
    };
    let amount = match &draft.amount {
        None => return draft.ask(Asked::Amount, Says::HowMuch, known),
        Some(amount) => match unclear::movable(amount, source) {
            Ok(amount) => amount,
            Err(why) => {
                let says = Says::Unclear(why);
                return draft.without_amount().ask(Asked::Amount, says, known);
            }
        },
    };
    let Some(payee) = payee else {
        return draft.ask(Asked::Payee, Says::Who, known);
    };
    if let (None, Some(purpose)) = (&draft.reference, &draft.proposed) {
        let says = Says::is_it_for(amount, &names::called(payee, known.payees), purpose);
        let choices = yes_or_no(&draft.purpose_key(known).unwrap_or_default());
        return draft.offer(Asked::Purpose, says, choices);
    }
    let reference = draft.reference.as_deref().and_then(Reference::parse);
    let movement = movement(amount, source, payee, known, asking);
    match movement {
        Ok(movement) => Step::Seal(Effect::Move(Movement {
            reference,
            ..movement
        })),
        Err(says) => Step::Refuse(says),
    }
}

/// Who is meant, if anybody was named; or what to ask where that is not certain.
fn whom<'a>(draft: &Draft, known: &Known<'a>) -> Result<Option<&'a Payee>, Instead> {
    let Some(typed) = &draft.payee else {
        return Ok(None);
    };
    let without = draft.clone().without_payee();
    match draft.payee_in(typed, known) {
        names::Match::One(payee) => Ok(Some(payee)),
        names::Match::Several(some) => {
            let says = Says::WhichPayee(calls(&some, known));
            let choices = payee_choices(&some, known);
            Err(Box::new(without.offer(Asked::Payee, says, choices)))
        }
        names::Match::Nobody => Err(Box::new(nobody(without, typed, known))),
    }
}

/// Nobody has that name: whoever's comes close is asked about.
fn nobody(draft: Draft, typed: &str, known: &Known<'_>) -> Step<Draft, Says> {
    let close = names::close(known.payees, typed, known.language);
    if close.is_empty() {
        let saved = calls(&known.payees.iter().collect::<Vec<_>>(), known);
        return draft.ask(Asked::Payee, Says::no_such_payee(typed, saved), known);
    }
    suggest(
        draft,
        &close,
        |calls| Says::did_you_mean(typed, calls),
        known,
    )
}

/// Asks whether one of these is meant.
fn suggest(
    draft: Draft,
    some: &[&Payee],
    says: impl FnOnce(Vec<String>) -> Says,
    known: &Known<'_>,
) -> Step<Draft, Says> {
    let mut choices = payee_choices(some, known);
    choices.push(Choice {
        means: SOMEBODY_ELSE.to_owned(),
        label: Says::SomebodyElse,
    });
    let says = says(calls(some, known));
    draft.suggesting(some).offer(Asked::Payee, says, choices)
}

/// Whether what was proposed is what it is for.
fn yes_or_no(of: &str) -> Vec<Choice<Says>> {
    let choice = |means: &str, label| Choice {
        means: format!("{means}={of}"),
        label,
    };
    vec![
        choice(PURPOSE, Says::ItIs),
        choice(NO_PURPOSE, Says::ItIsNot),
    ]
}

fn movement(
    amount: Money,
    source: &AccountView,
    payee: &Payee,
    known: &Known<'_>,
    asking: &Asking<'_>,
) -> Result<Movement, Says> {
    let name = names::called(payee, known.payees);
    let credit_account = match payee.account() {
        None => return Err(Says::OtherBank(name)),
        Some(account) if account == source.id => return Err(Says::NoAccountToSendFrom),
        Some(account) => account,
    };
    Ok(Movement {
        amount,
        debit_account: source.id.clone(),
        debit_name: source.name.clone(),
        credit_account,
        payer_name: asking.asker.name.to_owned(),
        payee_name: name,
        payee_customer: payee.customer.clone(),
        reference: None,
        bill: None,
    })
}

/// The account the money comes from, or why there is none.
fn source<'a>(draft: &Draft, known: &Known<'a>) -> Result<&'a AccountView, Says> {
    draft.source_in(known).ok_or_else(|| match &draft.source {
        None => Says::NoAccountToSendFrom,
        Some(typed) => Says::NoSuchAccount {
            typed: names::unknown_account(typed, known.language),
            accounts: known
                .payable()
                .map(|account| account.name.clone())
                .collect(),
        },
    })
}

/// What each of some payees is called among all there are.
fn calls(some: &[&Payee], known: &Known<'_>) -> Vec<String> {
    let call = |payee: &&Payee| names::called(payee, known.payees);
    some.iter().map(call).collect()
}

/// Payees as answers to tap: as many as a list shows.
fn payee_choices(some: &[&Payee], known: &Known<'_>) -> Vec<Choice<Says>> {
    let choice = |payee: &&Payee| Choice {
        means: format!("payee={}", payee.id.0),
        label: Says::Name(names::called(payee, known.payees)),
    };
    some.iter().map(choice).collect()
}

#[cfg(test)]
mod tests;
