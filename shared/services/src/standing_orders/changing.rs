//! A standing order that is to be changed, left out once or stopped.
//!
//! Stopping and leaving out make the customer safer and need nobody's leave. A change is another standing order in place
//! of the one there is, so it is confirmed.

use domain::arrangement::{Loosening, Tightening};
use domain::confirmation::order::Effect;
use domain::ledger::limits;
use domain::ledger::movement::Movement;
use domain::money::Money;
use domain::standing_order::schedule::Schedule;
use domain::standing_order::{Skip, StandingOrder, Terms};

use super::draft::{Asked, Deed, Draft};
use super::making::{ask_when, without_amount};
use super::says::Says;
use super::{Known, offer, reading};
use crate::choice::Choice;
use crate::reading::plan::{End, Plan, Wrong};
use crate::service::Step;
use crate::unclear::{Unclear, said_back};

/// Which one is asked for, then what else is missing; what is whole is sealed, or done at once.
pub fn next(draft: Draft, known: &Known<'_>) -> Step<Draft, Says> {
    if known.orders.is_empty() {
        return offer(Says::NoOrders, known.orders);
    }
    let chosen = draft.order.as_deref();
    let is_chosen = |order: &&StandingOrder| Some(order.id.0.as_str()) == chosen;
    let found = match known.orders.iter().find(is_chosen) {
        Some(order) => vec![order],
        None => reading::to(known.orders, draft.payee.as_deref()),
    };
    match found.as_slice() {
        [one] => about(one, draft, known),
        [] => {
            let typed = said_back(draft.payee.as_deref().unwrap_or_default());
            let all = known.orders.iter().collect::<Vec<_>>();
            ask_which(draft, Says::NoSuchOrder(typed), &all)
        }
        some => ask_which(draft, Says::WhichOrder, some),
    }
}

fn ask_which(draft: Draft, question: Says, some: &[&StandingOrder]) -> Step<Draft, Says> {
    let deed = match draft.deed {
        Deed::Skip => "skip",
        Deed::Change => "change",
        _ => "stop",
    };
    let choice = |order: &&StandingOrder| Choice {
        means: format!("{deed}={}", order.id.0),
        label: Says::Label(order.which()),
    };
    let choices = some.iter().map(choice).collect();
    let anew = Draft {
        payee: None,
        order: None,
        ..draft
    };
    anew.ask(Asked::Order, question, choices)
}

fn about(order: &StandingOrder, draft: Draft, known: &Known<'_>) -> Step<Draft, Says> {
    match draft.deed {
        Deed::Skip => Step::AtOnce(Effect::Tighten(Tightening::SkipPayment(Skip {
            which: order.which(),
            due: order.due.on,
        }))),
        Deed::Change => change(order, draft, known),
        _ => Step::AtOnce(Effect::Tighten(Tightening::StopStandingOrder(
            order.which(),
        ))),
    }
}

fn change(order: &StandingOrder, draft: Draft, known: &Known<'_>) -> Step<Draft, Says> {
    if order.due.on <= known.today {
        return Step::Refuse(Says::DueNow);
    }
    let draft = Draft {
        order: Some(order.id.0.clone()),
        ..draft
    };
    let is_replanned = draft.plan != Plan::default();
    if draft.amount.is_none() && !is_replanned {
        return draft.ask(Asked::NewTerms, Says::ChangeWhat, Vec::new());
    }
    let amount = match amount(order, &draft) {
        Ok(amount) => amount,
        Err(why) => return without_amount(draft, why),
    };
    let schedule = match schedule(order, &draft, known) {
        Ok(schedule) => schedule,
        Err(wrong) => return ask_when(draft, wrong),
    };
    let movement = &order.terms.movement;
    if amount == movement.amount && !is_replanned {
        return Step::Refuse(Says::Unchanged);
    }
    Step::Seal(Effect::Loosen(Loosening::StandingOrder(Box::new(Terms {
        movement: Movement {
            amount,
            ..movement.clone()
        },
        schedule,
        replaces: Some(order.id.clone()),
    }))))
}

fn amount(order: &StandingOrder, draft: &Draft) -> Result<Money, Unclear> {
    let before = order.terms.movement.amount;
    let Some(typed) = &draft.amount else {
        return Ok(before);
    };
    let amount = typed.in_currency(before.currency());
    let amount = amount.map_err(Unclear::Amount)?;
    let limit = limits::per_transfer(amount.currency());
    if amount.minor() > limit.minor() {
        return Err(Unclear::OverLimit { amount, limit });
    }
    Ok(amount)
}

/// The days from the next payment on; what was not said of them stays as it is.
fn schedule(order: &StandingOrder, draft: &Draft, known: &Known<'_>) -> Result<Schedule, Wrong> {
    let before = &order.terms.schedule;
    if draft.plan == Plan::default() {
        return Ok(Schedule::try_new(
            order.due.on,
            before.rhythm(),
            before.last(),
        )?);
    }
    let repeats = draft.plan.every.is_none() && before.repeats();
    let every = if repeats {
        Plan::every_of(before)
    } else {
        draft.plan.every
    };
    let plan = Plan {
        every,
        end: draft.plan.end.or(before.last().map(End::On)),
        ..draft.plan
    };
    plan.schedule(known.today)
}
