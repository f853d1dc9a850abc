//! Whom the customer may send money to: saved, listed, renamed and removed.
//!
//! Deliberately checks before anything is sealed: the digits first, then whether the account is there and whose
//! it is. What a customer may be told of another's name, and the limits of the first days, are not decided here.

mod adding;
mod changing;
mod draft;
mod facts;
mod name;
mod reading;
mod says;
mod summary;
mod words;

use domain::confirmation::order::Order;
use domain::customer::payee::Payee;
use domain::language::Language;
use wording::summary::Summary;

use crate::choice::Choice;
use crate::meaning::Stake;
use crate::menu::{Entry, Topic};
use crate::service::{Asker, Asking, Heard, Service, Step};

pub use draft::Draft;
use facts::Known;
use says::Says;

/// Payees in one message: with the longest names and accounts they fit.
const LISTED: usize = 40;

/// The service; [`crate::facts::Payees`] are those there are.
pub struct PayeeBook;

impl Service for PayeeBook {
    const NAME: &'static str = "payees";
    const STAKE: Stake = Stake::Change;
    type Draft = Draft;
    type Facts = Known;
    type Says = Says;

    fn hear(heard: &Heard<'_>, so_far: Option<Draft>) -> Draft {
        Draft::hear(heard, so_far.unwrap_or_default())
    }

    fn decide(draft: Draft, known: &Known, asking: &Asking<'_>) -> Step<Draft, Says> {
        match draft {
            Draft::Something => offer(Says::What, None),
            Draft::List(from) => list(&known.payees, from),
            Draft::Add(_) if known.is_locked => Step::Refuse(Says::Locked),
            Draft::Add(adding) => adding.next(known, asking),
            Draft::Change(changing) => changing.next(known, asking.language),
            Draft::Nothing => Step::Show(Says::Stopped),
        }
    }

    fn reads(text: &str, language: Language) -> bool {
        reading::read(text, language).is_some_and(|read| read.is_certain)
    }

    fn answers(draft: &Draft, text: &str, language: Language) -> bool {
        match draft {
            Draft::Add(adding) => adding.takes(text, language),
            Draft::Something | Draft::List(_) | Draft::Change(_) | Draft::Nothing => false,
        }
    }

    fn summary(order: &Order) -> Option<Summary> {
        let change = order.effect.change()?;
        summary::of(change, order.language)
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![("payees", Says::Payees)]
    }

    fn pursuit(_: &Draft) -> Option<Says> {
        Some(Says::Pursuit)
    }

    fn menu(_: &Asker<'_>) -> Vec<Entry<Says>> {
        let entry = |means, title, description| Entry {
            topic: Topic::Payments,
            means,
            title,
            description,
        };
        vec![
            entry("list", Says::ListTitle, Says::ListDescription),
            entry("new", Says::AddTitle, Says::AddDescription),
        ]
    }

    fn help() -> Option<Says> {
        Some(Says::Help)
    }
}

/// A page of them. Where there are fewer by now, the last page.
fn list(payees: &[Payee], from: usize) -> Step<Draft, Says> {
    if payees.is_empty() {
        return Step::Show(Says::NoPayees);
    }
    let mut pages = payees.chunks(LISTED).enumerate();
    let wanted = pages.len().saturating_sub(1).min(from / LISTED);
    let (page, some) = pages.nth(wanted).unwrap_or_default();
    let line = |payee: &Payee| (payee.name.clone(), payee.details.shown());
    let says = Says::List {
        some: some.iter().map(line).collect(),
        is_first: page == 0,
    };
    offer(
        says,
        pages.next().map(|(next, _)| next.saturating_mul(LISTED)),
    )
}

/// Says something, and what can be done with payees; `next` is where the list goes on.
fn offer(says: Says, next: Option<usize>) -> Step<Draft, Says> {
    let choice = |means: &str, label| Choice {
        means: means.to_owned(),
        label,
    };
    let more = next.map(|next| choice(&format!("list={next}"), Says::More));
    let deeds = [
        choice("new", Says::AddTitle),
        choice("rename", Says::RenameOne),
        choice("remove", Says::RemoveOne),
    ];
    Step::Offer {
        draft: Draft::Something,
        says,
        choices: more.into_iter().chain(deeds).collect(),
    }
}

#[cfg(test)]
mod tests;
