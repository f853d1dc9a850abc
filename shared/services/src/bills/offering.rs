//! What is shown and offered: what is due, which is meant, whose it is.

use domain::bill::{Bill, BillView, Biller};

use super::draft::{ANOTHER, Asked, Draft, asks_for_list, spoken_of};
use super::known::{Known, ids};
use super::naming::{Found, Named};
use super::says::Says;
use crate::choice::Choice;
use crate::reading::words;
use crate::service::Step;
use crate::unclear::said_back;
use crate::vocabulary::{self, is_in};

type Next = Step<Draft, Says>;

/// A bill is not paid in parts; all of it can be tapped.
pub fn offer_whole(draft: Draft, bill: &Bill, known: &Known<'_>) -> Next {
    let whole = Choice {
        means: format!("bill={}", bill.id.0),
        label: Says::PayWhole(bill.amount),
    };
    Step::Offer {
        draft: Draft {
            amount: None,
            ..draft
        },
        says: whole_only(bill, known),
        choices: vec![whole],
    }
}

/// Part of some bill is to be paid: of which, if that can be told.
pub fn partly(draft: Draft, text: &str, known: &Known<'_>) -> Next {
    let spoken = spoken_of(text, known.billing, known.language).unwrap_or_default();
    match spoken.find(known, &[]) {
        Found::One(bill) => offer_whole(draft, bill, known),
        Found::Several(bills) => ask_which(draft, &spoken, &bills, known),
        Found::Paid(view) => already_paid(view, known),
        Found::Billers(_) | Found::Nothing => list(draft, known),
    }
}

pub fn whole_only(bill: &Bill, known: &Known<'_>) -> Says {
    Says::WholeOnly {
        biller: known.name_of(bill),
        amount: bill.amount,
    }
}

/// Whose bill is it? All who send some can be tapped.
pub fn ask_biller(draft: Draft, known: &Known<'_>) -> Next {
    let billers = &known.billing.billers;
    let choice = |biller: &Biller| Choice {
        means: format!("biller={}", biller.id.0),
        label: Says::Choice(biller.name.clone(), None),
    };
    Step::Ask {
        draft: Draft {
            offered: billers.iter().map(|biller| biller.name.clone()).collect(),
            ..draft.asking(Asked::Bill)
        },
        question: Says::WhichBiller,
        choices: billers.iter().map(choice).collect(),
    }
}

/// Several are meant: one of them, or one at a time.
pub fn ask_which(draft: Draft, named: &Named, bills: &[&Bill], known: &Known<'_>) -> Next {
    let lines = known.lines(bills);
    let question = if named.is_all {
        Says::OneAtATime(lines)
    } else {
        Says::Which(lines)
    };
    Step::Ask {
        draft: showing(draft, bills, known).asking(Asked::Bill),
        question,
        choices: choices(bills, known),
    }
}

/// What was said is none of what was offered.
pub fn ask_again(draft: Draft, known: &Known<'_>) -> Next {
    let shown = draft.shown.iter().filter_map(|id| known.bill(id));
    let bills: Vec<&Bill> = shown.map(|view| &view.bill).collect();
    if bills.is_empty() {
        return ask_biller(draft, known);
    }
    Step::Ask {
        draft: draft.asking(Asked::Bill),
        question: Says::WhichAgain,
        choices: choices(&bills, known),
    }
}

/// Everything that is due, to be tapped.
pub fn list(draft: Draft, known: &Known<'_>) -> Next {
    let due = known.due();
    let says = if due.is_empty() {
        Says::NothingDue
    } else {
        Says::Due(known.lines(&due))
    };
    offer(draft, says, &due, known)
}

/// What a text speaks of that asks for nothing to be paid.
pub fn show(draft: Draft, text: &str, known: &Known<'_>) -> Next {
    let spoken = spoken_of(text, known.billing, known.language);
    let spoken = spoken.filter(|_| !asks_for_list(text, known.language));
    match spoken.map(|named| named.find(known, &draft.shown)) {
        Some(Found::One(bill)) => offer(draft, Says::These(known.lines(&[bill])), &[bill], known),
        Some(Found::Several(bills)) => {
            offer(draft, Says::These(known.lines(&bills)), &bills, known)
        }
        Some(Found::Paid(view)) => Step::Show(paid(view, known)),
        _ => list(draft, known),
    }
}

/// No bill is called so; what is due can be tapped.
pub fn no_such_bill(draft: Draft, typed: &str, known: &Known<'_>) -> Next {
    let known_words = &vocabulary::of(known.language).bills;
    let is_around =
        |word: &String| is_in(word, known_words.around) || is_in(word, known_words.things);
    let bare: Vec<String> = words(typed)
        .into_iter()
        .filter(|word| !is_around(word))
        .collect();
    let due = known.due();
    let says = Says::NoSuchBill(said_back(&bare.join(" ")), known.lines(&due));
    offer(draft, says, &due, known)
}

pub fn already_paid(view: &BillView, known: &Known<'_>) -> Next {
    Step::Refuse(paid(view, known))
}

fn paid(view: &BillView, known: &Known<'_>) -> Says {
    let on = view.paid_at.map(|moment| known.calendar.date(moment));
    Says::AlreadyPaid {
        biller: known.name_of(&view.bill),
        amount: view.bill.amount,
        on: on.unwrap_or(known.today),
    }
}

fn offer(draft: Draft, says: Says, bills: &[&Bill], known: &Known<'_>) -> Next {
    let mut choices = choices(bills, known);
    choices.push(Choice {
        means: ANOTHER.to_owned(),
        label: Says::AnotherBill,
    });
    Step::Offer {
        draft: showing(
            Draft {
                shown: draft.shown,
                ..Draft::default()
            },
            bills,
            known,
        ),
        says,
        choices,
    }
}

fn showing(draft: Draft, bills: &[&Bill], known: &Known<'_>) -> Draft {
    Draft {
        shown: ids(bills),
        offered: bills.iter().map(|bill| known.name_of(bill)).collect(),
        ..draft
    }
}

fn choices(bills: &[&Bill], known: &Known<'_>) -> Vec<Choice<Says>> {
    let choice = |bill: &&Bill| {
        let is_same = |other: &&&Bill| other.biller == bill.biller;
        let is_alone = bills.iter().filter(is_same).count() < 2;
        Choice {
            means: format!("bill={}", bill.id.0),
            label: Says::Choice(known.name_of(bill), (!is_alone).then_some(bill.due_on)),
        }
    };
    bills.iter().map(choice).collect()
}
