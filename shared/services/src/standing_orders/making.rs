//! A standing order that is to be made: what is missing is asked for, what is whole is sealed.

use domain::arrangement::Loosening;
use domain::confirmation::order::{Effect, Order};
use domain::customer::payee::Payee;
use domain::ledger::movement::Movement;
use domain::ledger::reference::Reference;
use domain::ledger::view::AccountView;
use domain::standing_order::schedule::{Rhythm, Schedule};
use domain::standing_order::{MAX_STANDING_ORDERS, Terms};

use super::Known;
use super::draft::{Asked, Deed, Draft};
use super::says::Says;
use crate::choice::Choice;
use crate::names;
use crate::reading::amount::Amount;
use crate::reading::plan::{self, End, Every, Plan, Wrong};
use crate::reading::request::{self, Target};
use crate::service::Step;
use crate::unclear::{self, Unclear, said_back};
use crate::vocabulary;

/// A request with a time in it: "pay Ben 50 every Friday", also without the verb. Nothing where it is none.
pub fn read(text: &str, known: &Known<'_>) -> Option<Draft> {
    let language = known.language;
    let (plan, rest) = plan::read(text, language, known.today)
        .unwrap_or_else(|| (Plan::default(), text.to_owned()));
    let is_name = |typed: &str| {
        let mut accounts = known.accounts.iter();
        names::is_payee(known.payees, typed, language)
            || accounts.any(|account| names::is_account(account, typed, language))
    };
    let verb = vocabulary::of(language).reading.verbs.split(' ').next();
    let of = vocabulary::of(language).standing_orders.before_an_amount;
    let bare = rest
        .split_once(' ')
        .filter(|(word, _)| vocabulary::is_in(word, of));
    let bare = bare.map_or(rest.as_str(), |(_, behind)| behind);
    let with_verb = || request::read(&format!("{} {bare}", verb?), language, is_name);
    let request = request::read(&rest, language, is_name).or_else(with_verb)?;
    let unread = request.unread.filter(|_| !request.is_between);
    Some(Draft {
        amount: request.amount,
        unread,
        payee: request
            .target
            .as_ref()
            .map(Target::typed)
            .map(str::to_owned),
        source: request.source,
        reference: request.reference.as_ref().map(String::from),
        plan,
        ..Draft::of(Deed::Make)
    })
}

/// What is still missing is asked for, one thing at a time; what is whole is sealed.
pub fn next(draft: Draft, known: &Known<'_>) -> Step<Draft, Says> {
    if let Some(unread) = &draft.unread {
        return Step::Refuse(Says::Unclear(Unclear::Unread(said_back(unread))));
    }
    if known.payees.is_empty() {
        return Step::Refuse(Says::NoPayees);
    }
    if known.orders.len() >= MAX_STANDING_ORDERS {
        return Step::Refuse(Says::Full);
    }
    let Some(source) = source(&draft, known) else {
        return Step::Refuse(Says::NoAccount);
    };
    let payee = match payee(&draft, known) {
        Ok(payee) => payee,
        Err((question, some)) => {
            let anew = Draft {
                payee: None,
                chosen: None,
                ..draft
            };
            return anew.ask(Asked::Payee, question, choices(&some, known));
        }
    };
    let Some(credit_account) = payee.account() else {
        return Step::Refuse(Says::OtherBank(names::called(payee, known.payees)));
    };
    let Some(typed) = &draft.amount else {
        return draft.ask(Asked::Amount, Says::HowMuch, Vec::new());
    };
    let amount = match unclear::movable(typed, source) {
        Ok(amount) => amount,
        Err(why) => return without_amount(draft, why),
    };
    let schedule = match draft.plan.schedule(known.today) {
        Ok(schedule) => schedule,
        Err(wrong) => return ask_when(draft, wrong),
    };
    let movement = Movement {
        amount,
        debit_account: source.id.clone(),
        debit_name: source.name.clone(),
        credit_account,
        payer_name: known.payer.to_owned(),
        payee_name: names::called(payee, known.payees),
        payee_customer: payee.customer.clone(),
        reference: draft.reference.as_deref().and_then(Reference::parse),
        bill: None,
    };
    Step::Seal(seal(movement, schedule))
}

fn seal(movement: Movement, schedule: Schedule) -> Effect {
    Effect::Loosen(Loosening::StandingOrder(Box::new(Terms {
        movement,
        schedule,
        replaces: None,
    })))
}

/// Says what is wrong with the amount, and asks for another.
pub fn without_amount(draft: Draft, why: Unclear) -> Step<Draft, Says> {
    let asked = match draft.deed {
        Deed::Change => Asked::NewTerms,
        _ => Asked::Amount,
    };
    let anew = Draft {
        amount: None,
        ..draft
    };
    anew.ask(asked, Says::Unclear(why), Vec::new())
}

/// Says what is wrong with the days, and asks for others. What was right of them stays.
pub fn ask_when(draft: Draft, wrong: Wrong) -> Step<Draft, Says> {
    let asked = match draft.deed {
        Deed::Change => Asked::NewTerms,
        _ => Asked::When,
    };
    let every = draft.plan.every;
    let says = match wrong {
        Wrong::WhichDay => match every {
            Some(Every::Week) => Says::WhichWeekday,
            Some(Every::Month) => Says::WhichDayOfMonth,
            None => Says::When,
        },
        wrong => Says::Wrong(wrong),
    };
    let plan = Plan {
        every,
        end: draft.plan.end.filter(|_| wrong == Wrong::WhichDay),
        ..Plan::default()
    };
    let anew = Draft { plan, ..draft };
    anew.ask(asked, says, Vec::new())
}

/// What an order to make one was made of, so that it can be corrected.
pub fn draft_of(order: &Order) -> Option<Draft> {
    let Effect::Loosen(Loosening::StandingOrder(terms)) = &order.effect else {
        return None;
    };
    if terms.replaces.is_some() {
        return None;
    }
    let movement = &terms.movement;
    Some(Draft {
        amount: Amount::of(movement.amount),
        payee: Some(movement.payee_name.clone()),
        source: Some(movement.debit_name.clone()),
        reference: movement.reference.as_ref().map(String::from),
        plan: plan_of(&terms.schedule),
        ..Draft::of(Deed::Make)
    })
}

fn plan_of(schedule: &Schedule) -> Plan {
    let (every, of_month) = match schedule.rhythm() {
        Rhythm::Once => (None, None),
        Rhythm::Weekly => (Some(Every::Week), None),
        Rhythm::Monthly(day) => (Some(Every::Month), Some(day)),
    };
    Plan {
        every,
        of_month,
        first: Some(schedule.first()),
        end: schedule.last().map(End::On),
        ..Plan::default()
    }
}

/// The account the money comes from: the one that was named, else the first that can be paid from.
fn source<'a>(draft: &Draft, known: &Known<'a>) -> Option<&'a AccountView> {
    let mut payable = known
        .accounts
        .iter()
        .filter(|account| names::is_payable(account));
    match &draft.source {
        Some(typed) => payable.find(|account| names::is_account(account, typed, known.language)),
        None => payable.next(),
    }
}

/// Whom it goes to, or what to ask about that, with whom to choose from.
fn payee<'a>(draft: &Draft, known: &Known<'a>) -> Result<&'a Payee, (Says, Vec<&'a Payee>)> {
    let all = || known.payees.iter().collect::<Vec<_>>();
    if let Some(id) = &draft.chosen {
        let found = known.payees.iter().find(|payee| payee.id.0 == *id);
        return found.ok_or_else(|| (Says::Who, all()));
    }
    let Some(typed) = &draft.payee else {
        return Err((Says::Who, all()));
    };
    match names::payee(known.payees, typed, known.language) {
        names::Match::One(payee) => Ok(payee),
        names::Match::Several(some) => Err((Says::WhichPayee(calls(&some, known)), some)),
        names::Match::Nobody => {
            let saved = calls(&all(), known);
            let typed = said_back(typed);
            Err((Says::NoSuchPayee { typed, saved }, all()))
        }
    }
}

fn calls(some: &[&Payee], known: &Known<'_>) -> Vec<String> {
    let call = |payee: &&Payee| names::called(payee, known.payees);
    some.iter().map(call).collect()
}

fn choices(some: &[&Payee], known: &Known<'_>) -> Vec<Choice<Says>> {
    let choice = |payee: &&Payee| Choice {
        means: format!("payee={}", payee.id.0),
        label: Says::Name(names::called(payee, known.payees)),
    };
    some.iter().map(choice).collect()
}
