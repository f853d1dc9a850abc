//! Standing orders and dated payments: made, listed, changed, left out once and stopped.
//!
//! Making and changing one is confirmed, stopping and leaving out is done at once. Deliberately to saved payees of this
//! bank and in equal amounts only (PSD2 RTS article 14), and never for today: that is a transfer.

mod changing;
mod draft;
mod making;
mod reading;
mod says;
mod summary;
mod words;

use domain::confirmation::order::Order;
use domain::customer::payee::Payee;
use domain::language::Language;
use domain::ledger::view::AccountView;
use domain::standing_order::StandingOrder;
use jiff::civil::Date;
use wording::summary::Summary;

use crate::choice::Choice;
use crate::facts::{Accounts, IsLocked, Payees, StandingOrders};
use crate::meaning::Stake;
use crate::menu::{Entry, Topic};
use crate::names;
use crate::reading::{amount, plan};
use crate::service::{Asker, Asking, Heard, Service, Step};

pub use draft::Draft;
use draft::{Asked, Deed};
use says::Says;

/// Standing orders in one message.
const LISTED: usize = 20;

/// The service.
pub struct StandingOrderBook;

/// What a sentence is read against.
struct Known<'a> {
    accounts: &'a [AccountView],
    payees: &'a [Payee],
    orders: &'a [StandingOrder],
    language: Language,
    today: Date,
    payer: &'a str,
}

impl Service for StandingOrderBook {
    const NAME: &'static str = "standing_orders";
    const STAKE: Stake = Stake::Money;
    type Draft = Draft;
    type Facts = (IsLocked, (Accounts, Payees), StandingOrders);
    type Says = Says;

    fn hear(heard: &Heard<'_>, so_far: Option<Draft>) -> Draft {
        Draft::hear(heard, so_far.unwrap_or_default())
    }

    fn decide(
        draft: Draft,
        (locked, (accounts, payees), orders): &Self::Facts,
        asking: &Asking<'_>,
    ) -> Step<Draft, Says> {
        let known = Known {
            accounts: &accounts.0,
            payees: &payees.0,
            orders: &orders.0,
            language: asking.language,
            today: asking.calendar.date(asking.now),
            payer: asking.asker.name,
        };
        let Some(draft) = draft.read(&known) else {
            return Step::NotMine;
        };
        match draft.deed {
            Deed::Make | Deed::Change if locked.0 => Step::Refuse(Says::Locked),
            Deed::Make => making::next(draft, &known),
            Deed::Stop | Deed::Skip | Deed::Change => changing::next(draft, &known),
            Deed::List => list(&known),
            Deed::Unknown => offer(Says::What, known.orders),
        }
    }

    fn reads(text: &str, language: Language) -> bool {
        reading::read(text, language).is_some() || plan::is_request(text, language)
    }

    fn takes_over(text: &str, language: Language) -> bool {
        Self::reads(text, language)
    }

    fn answers(draft: &Draft, text: &str, language: Language) -> bool {
        let is_amount = || amount::answered(text, language).is_some();
        let is_time = || plan::is_in(text, language);
        match draft.asked {
            Some(Asked::Amount) => is_amount(),
            Some(Asked::When) => is_time(),
            Some(Asked::NewTerms) => is_amount() || is_time(),
            Some(Asked::Payee | Asked::Order) => names::place(text, language).is_some(),
            None => false,
        }
    }

    fn draft_of(order: &Order) -> Option<Draft> {
        making::draft_of(order)
    }

    fn may_correct(_: &Draft, text: &str, language: Language) -> bool {
        reading::corrects(text, language)
    }

    fn summary(order: &Order) -> Option<Summary> {
        summary::of(order.effect.change()?, order.language)
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![("standing_order", Says::Orders)]
    }

    fn pursuit(_: &Draft) -> Option<Says> {
        Some(Says::Pursuit)
    }

    fn menu(_: &Asker<'_>) -> Vec<Entry<Says>> {
        vec![Entry {
            topic: Topic::Payments,
            means: "list",
            title: Says::Orders,
            description: Says::MenuDescription,
        }]
    }

    fn help() -> Option<Says> {
        Some(Says::Help)
    }
}

/// Any day: whether a text says when does not depend on it.
const NO_DAY: Date = jiff::civil::date(2026, 1, 1);

fn list(known: &Known<'_>) -> Step<Draft, Says> {
    if known.orders.is_empty() {
        return offer(Says::NoOrders, known.orders);
    }
    let some = known.orders.iter().take(LISTED);
    let says = Says::List {
        some: some
            .map(|order| (order.terms.clone(), order.due.on))
            .collect(),
        more: known.orders.len().saturating_sub(LISTED),
    };
    offer(says, known.orders)
}

/// Says something, and what can be done with standing orders.
fn offer(says: Says, orders: &[StandingOrder]) -> Step<Draft, Says> {
    let choice = |means: &str, label| Choice {
        means: means.to_owned(),
        label,
    };
    let mut choices = vec![choice("new", Says::MakeOne)];
    if !orders.is_empty() {
        choices.push(choice("skip", Says::SkipOne));
        choices.push(choice("stop", Says::StopOne));
    }
    Step::Offer {
        draft: Draft::default(),
        says,
        choices,
    }
}

#[cfg(test)]
mod tests;
