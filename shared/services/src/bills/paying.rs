//! What comes next on the way to a paid bill: what is missing is asked for, one thing at a time, and what is complete
//! is sealed.

use domain::bill::payment::BillPayment;
use domain::bill::reference::{BillReference, ReferenceError};
use domain::bill::{Bill, BillView, Biller};
use domain::confirmation::order::Effect;
use domain::ledger::movement::Movement;
use domain::ledger::view::AccountView;
use domain::money::{Currency, Money};

use super::draft::{Asked, Draft, Instead};
use super::known::Known;
use super::naming::Named;
use super::offering::{already_paid, ask_biller, ask_which, list, offer_whole};
use super::says::Says;
use crate::choice::Choice;
use crate::names;
use crate::reading::amount::Amount;
use crate::service::{Asking, Step};
use crate::unclear::{self, Unclear, said_back};

type Next = Step<Draft, Says>;

/// What is still missing is asked for; what is complete is sealed.
pub fn next(draft: Draft, known: &Known<'_>, asking: &Asking<'_>) -> Next {
    let begins = draft.bill.is_some() || draft.biller.is_some();
    if known.is_locked && begins {
        return Step::Refuse(Says::Locked);
    }
    if let Some(view) = draft.bill.as_deref().and_then(|id| known.bill(id)) {
        return whole(draft, view, known, asking);
    }
    let biller = draft.biller.as_deref().and_then(|id| known.biller(id));
    match biller {
        Some(biller) => referenced(draft, biller, known, asking),
        None => list(draft, known),
    }
}

/// A bill, as a whole.
fn whole(draft: Draft, view: &BillView, known: &Known<'_>, asking: &Asking<'_>) -> Next {
    let bill = &view.bill;
    if view.paid_at.is_some() {
        return already_paid(view, known);
    }
    if draft
        .amount
        .as_ref()
        .is_some_and(|amount| !is_whole(amount, bill))
    {
        return offer_whole(draft, bill, known);
    }
    let Some(biller) = known.billing.biller(&bill.biller) else {
        return list(draft, known);
    };
    let payment = BillPayment {
        biller: biller.id.clone(),
        bill: Some(bill.id.clone()),
        reference: bill.reference.clone(),
    };
    pay(draft, bill.amount, biller, payment, known, asking)
}

/// Whether an amount is that of a bill.
pub fn is_whole(amount: &Amount, bill: &Bill) -> bool {
    amount.in_currency(bill.amount.currency()) == Ok(bill.amount)
}

/// A biller, by a reference that was typed. One that is on a bill which is due pays that bill.
fn referenced(draft: Draft, biller: &Biller, known: &Known<'_>, asking: &Asking<'_>) -> Next {
    let Some(typed) = draft.reference.clone() else {
        let is_new = draft.asked != Some(Asked::Reference);
        let question = if is_new && !has_due(biller, known) {
            Says::NoneDueFrom(biller.name.clone())
        } else {
            Says::WhichReference(biller.name.clone())
        };
        return ask(draft, Asked::Reference, question);
    };
    let reference = match biller.rule.read(&typed) {
        Ok(reference) => reference,
        Err(error) => return misread(draft, biller, &typed, error, known),
    };
    let same = |bill: &&Bill| bill.biller == biller.id && bill.reference == reference;
    let due: Vec<&Bill> = known.billing.due().filter(same).collect();
    match due.as_slice() {
        [] => free(draft, biller, reference, known, asking),
        [one] => match known.bill(&one.id.0) {
            Some(view) => whole(draft, view, known, asking),
            None => list(draft, known),
        },
        several => ask_which(draft, &Named::default(), several, known),
    }
}

/// What was typed is no reference. Where it says when, that is what is in the way: "4417 1234 every month".
fn misread(
    draft: Draft,
    biller: &Biller,
    typed: &str,
    error: ReferenceError,
    known: &Known<'_>,
) -> Next {
    if Unclear::about(typed, typed, known.language) == Unclear::OnlyNow {
        return Step::Refuse(Says::NotLater);
    }
    let wrong = Says::WrongReference {
        biller: biller.name.clone(),
        typed: said_back(typed.trim()),
        error,
    };
    let without = Draft {
        reference: None,
        ..draft
    };
    ask(without, Asked::Reference, wrong)
}

fn has_due(biller: &Biller, known: &Known<'_>) -> bool {
    known.billing.due().any(|bill| bill.biller == biller.id)
}

/// No bill says how much: the customer does, and hears first if one with this reference is paid.
fn free(
    draft: Draft,
    biller: &Biller,
    reference: BillReference,
    known: &Known<'_>,
    asking: &Asking<'_>,
) -> Next {
    let paid = known.billing.bills.iter().rev().find(|view| {
        let bill = &view.bill;
        view.paid_at.is_some() && bill.biller == biller.id && bill.reference == reference
    });
    let was_asked = draft.asked == Some(Asked::Amount);
    let name = || biller.name.clone();
    if let Some(paid_at) = paid.and_then(|view| view.paid_at).filter(|_| !was_asked) {
        let on = known.calendar.date(paid_at);
        return ask(
            draft,
            Asked::Amount,
            Says::HowMuchMore { biller: name(), on },
        );
    }
    let Some(amount) = draft.amount.clone() else {
        let question = if was_asked {
            Says::HowMuchAgain(name())
        } else {
            Says::HowMuch(name())
        };
        return ask(draft, Asked::Amount, question);
    };
    let Some(source) = source(&draft, None, known) else {
        return no_source(&draft, None, known);
    };
    match unclear::movable(&amount, source) {
        Err(why) => {
            let without = Draft {
                amount: None,
                ..draft
            };
            ask(without, Asked::Amount, Says::unclear(why))
        }
        Ok(amount) => {
            let payment = BillPayment {
                biller: biller.id.clone(),
                bill: None,
                reference,
            };
            pay(draft, amount, biller, payment, known, asking)
        }
    }
}

/// Everything is known but, perhaps, an account that holds so much.
fn pay(
    draft: Draft,
    amount: Money,
    biller: &Biller,
    payment: BillPayment,
    known: &Known<'_>,
    asking: &Asking<'_>,
) -> Next {
    let currency = amount.currency();
    let Some(source) = source(&draft, Some(currency), known) else {
        return no_source(&draft, Some(currency), known);
    };
    if let Some(Err(why)) = Amount::of(amount).map(|amount| unclear::movable(&amount, source)) {
        return Step::Refuse(Says::unclear(why));
    }
    // What is held may be given back before this is; what is not booked is certainly not there.
    if source.posted.minor() < amount.minor() {
        return not_enough(draft, source, amount, biller, known);
    }
    Step::Seal(Effect::Move(Movement {
        amount,
        debit_account: source.id.clone(),
        debit_name: source.name.clone(),
        credit_account: biller.account.clone(),
        payer_name: asking.asker.name.to_owned(),
        payee_name: biller.name.clone(),
        payee_customer: None,
        reference: None,
        bill: Some(payment),
    }))
}

/// The account that was named, else the first that can be paid from.
fn source<'a>(
    draft: &Draft,
    currency: Option<Currency>,
    known: &Known<'a>,
) -> Option<&'a AccountView> {
    let payable = known.accounts.iter().filter(|account| {
        let fits = currency.is_none_or(|currency| account.posted.currency() == currency);
        names::is_payable(account) && fits
    });
    let is_meant = |account: &&AccountView| match &draft.source {
        Some(typed) => account.id.0 == *typed || names::is_account(account, typed, known.language),
        None => true,
    };
    payable.into_iter().find(is_meant)
}

fn no_source(draft: &Draft, currency: Option<Currency>, known: &Known<'_>) -> Next {
    let Some(typed) = &draft.source else {
        return Step::Refuse(Says::NoAccount);
    };
    let payable = known.accounts.iter().filter(|account| {
        let fits = currency.is_none_or(|currency| account.posted.currency() == currency);
        names::is_payable(account) && fits
    });
    Step::Refuse(Says::NoSuchAccount {
        typed: names::unknown_account(typed, known.language),
        accounts: payable.map(|account| account.name.clone()).collect(),
    })
}

fn not_enough(
    draft: Draft,
    source: &AccountView,
    amount: Money,
    biller: &Biller,
    known: &Known<'_>,
) -> Next {
    let others = known.payable(amount.currency());
    let others: Vec<_> = others
        .filter(|account| account.id != source.id && account.available.minor() >= amount.minor())
        .collect();
    let (account, ending) = (source.name.clone(), source.id.ending().to_owned());
    let biller = biller.name.clone();
    if others.is_empty() {
        return Step::Refuse(Says::NotEnough {
            account,
            ending,
            biller,
            amount,
        });
    }
    let choice = |account: &&AccountView| Choice {
        means: format!("source={}", account.id.0),
        label: Says::AccountName(account.name.clone()),
    };
    Step::Ask {
        draft: draft.asking(Asked::Source),
        question: Says::FromWhichAccount {
            account,
            ending,
            biller,
            amount,
        },
        choices: others.iter().map(choice).collect(),
    }
}

/// A reference stands in the sentence: whose it is has to be named, unless it is on one bill that is due.
pub fn by_reference(draft: Draft, named: &Named, known: &Known<'_>) -> Result<Draft, Instead> {
    let billers = named.billers_in(known.billing);
    let typed = draft.reference.as_deref().unwrap_or_default();
    let is_on = |bill: &&Bill| {
        let mut billers = billers.iter().filter(|biller| biller.id == bill.biller);
        billers.any(|biller| biller.rule.read(typed).as_ref() == Ok(&bill.reference))
    };
    let on: Vec<&Bill> = known.billing.due().filter(is_on).collect();
    match (billers.as_slice(), on.as_slice()) {
        (_, [bill]) => Ok(Draft {
            bill: Some(bill.id.0.clone()),
            biller: None,
            ..draft
        }),
        ([one], _) => Ok(Draft {
            biller: Some(one.id.0.clone()),
            bill: None,
            ..draft
        }),
        _ => Err(Box::new(ask_biller(draft, known))),
    }
}

fn ask(draft: Draft, asked: Asked, question: Says) -> Next {
    Step::Ask {
        draft: draft.asking(asked),
        question,
        choices: Vec::new(),
    }
}
