//! Bills: which are due, and paying one.
//!
//! Deliberately pays a bill as a whole, once and now, and only where it was asked for in plain words or by a tap: what
//! only speaks of a bill is shown it.

mod draft;
mod known;
mod naming;
mod offering;
mod paying;
mod says;
mod words;

use domain::confirmation::order::Order;
use domain::language::Language;
use wording::summary::Summary;

use crate::facts::{Accounts, Bills as Facts, IsLocked};
use crate::meaning::Stake;
use crate::menu::{Entry, Topic};
use crate::names;
use crate::reading::{amount, bill_reference, is_one_of, later, request};
use crate::service::{Asker, Asking, Heard, Service, Step};
use crate::vocabulary;

use draft::Asked;
pub use draft::Draft;
use known::Known;
use says::Says;

/// The service.
pub struct Bills;

impl Service for Bills {
    const NAME: &'static str = "bills";
    const STAKE: Stake = Stake::Money;
    type Draft = Draft;
    type Facts = (IsLocked, Accounts, Facts);
    type Says = Says;

    fn hear(heard: &Heard<'_>, so_far: Option<Draft>) -> Draft {
        Draft::hear(heard, so_far.unwrap_or_default())
    }

    fn decide(
        draft: Draft,
        (locked, accounts, bills): &Self::Facts,
        asking: &Asking<'_>,
    ) -> Step<Draft, Says> {
        let known = Known {
            is_locked: locked.0,
            accounts: &accounts.0,
            billing: &bills.0,
            language: asking.language,
            today: asking.calendar.date(asking.now),
            calendar: asking.calendar,
        };
        match draft.read(&known) {
            Ok(draft) => paying::next(draft, &known, asking),
            Err(instead) => *instead,
        }
    }

    fn reads(text: &str, language: Language) -> bool {
        let lists = vocabulary::of(language).bills.lists;
        is_one_of(text, lists, language)
            || naming::is_plain_request(text, language)
            || naming::is_by_reference(text, language)
    }

    fn answers(draft: &Draft, text: &str, language: Language) -> bool {
        match draft.asked {
            Some(Asked::Bill) => draft.is_offered(text) || naming::is_choice(text, language),
            Some(Asked::Reference) => bill_reference::may_be_reference(text),
            Some(Asked::Amount) => amount::answered(text, language).is_some(),
            Some(Asked::Source) => {
                names::is_everyday_word(text, language)
                    || request::from_account(text, language).is_some()
            }
            None => false,
        }
    }

    fn draft_of(order: &Order) -> Option<Draft> {
        order.effect.movement().and_then(Draft::of)
    }

    fn may_correct(_: &Draft, text: &str, language: Language) -> bool {
        amount::corrected(text, language).is_some()
            || request::from_account(text, language).is_some()
            || later::is_later(text, language)
            || naming::may_be_change(text, language)
    }

    fn summary(order: &Order) -> Option<Summary> {
        let movement = order.effect.movement()?;
        let paid = movement.bill.as_ref()?;
        Some(words::summary(movement, paid, order.language))
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![("pay_bill", Says::MenuTitle), ("bills", Says::WhichAreDue)]
    }

    fn pursuit(draft: &Draft) -> Option<Says> {
        let is_known = draft.bill.is_some() || draft.biller.is_some();
        is_known.then_some(Says::Pursuit)
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

#[cfg(test)]
mod tests;
