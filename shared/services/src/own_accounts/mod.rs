//! Moving money between the customer's own accounts.
//!
//! Deliberately confirmed like any transfer: a stolen phone must not empty the savings into the account it can
//! pay from.

mod draft;
mod says;
mod words;

use domain::confirmation::order::{Effect, Order};
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::ledger::reference::Reference;
use domain::ledger::view::AccountView;
use wording::summary::Summary;

use crate::facts::{Accounts, IsLocked};
use crate::meaning::Stake;
use crate::menu::{Entry, Topic};
use crate::reading::{amount, request};
use crate::service::{Asker, Asking, Heard, Service, Step};
use crate::{names, unclear};

use draft::Asked;
pub use draft::Draft;
use says::Says;

/// The service.
pub struct OwnAccounts;

impl Service for OwnAccounts {
    const NAME: &'static str = "own_accounts";
    const STAKE: Stake = Stake::Money;
    type Draft = Draft;
    type Facts = (IsLocked, Accounts);
    type Says = Says;

    fn hear(heard: &Heard<'_>, so_far: Option<Draft>) -> Draft {
        Draft::hear(heard, so_far.unwrap_or_default())
    }

    fn decide(
        draft: Draft,
        (locked, accounts): &Self::Facts,
        asking: &Asking<'_>,
    ) -> Step<Draft, Says> {
        if locked.0 {
            return Step::Refuse(Says::Locked);
        }
        let payable = accounts
            .0
            .iter()
            .filter(|account| names::is_payable(account));
        let own: Vec<&AccountView> = payable.collect();
        if own.len() < 2 {
            return draft.without_accounts(asking.language);
        }
        match draft.read(&own, asking.language) {
            Ok(draft) => next(draft, &own),
            Err(instead) => *instead,
        }
    }

    fn reads(text: &str, language: Language) -> bool {
        let request = draft::request(text, language, |typed| {
            names::is_everyday_word(typed, language)
        });
        request.is_some_and(|request| {
            request.is_certain() && draft::is_between_own(&request, language)
        })
    }

    fn takes_over(text: &str, language: Language) -> bool {
        let is_name = |typed: &str| names::is_everyday_word(typed, language);
        draft::request(text, language, is_name).is_some()
    }

    fn answers(draft: &Draft, text: &str, language: Language) -> bool {
        match draft.asked {
            Some(Asked::Amount) => amount::answered(text, language).is_some(),
            Some(Asked::To | Asked::From) => {
                names::is_everyday_word(text, language)
                    || amount::corrected(text, language).is_some()
                    || request::from_account(text, language).is_some()
            }
            None => false,
        }
    }

    fn draft_of(order: &Order) -> Option<Draft> {
        order.effect.movement().and_then(Draft::of)
    }

    fn may_correct(_: &Draft, text: &str, language: Language) -> bool {
        draft::may_be_correction(text, language)
    }

    fn summary(order: &Order) -> Option<Summary> {
        let movement = order.effect.movement()?;
        Some(words::summary(movement, order.language))
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![("own_accounts", Says::MenuTitle)]
    }

    fn pursuit(_: &Draft) -> Option<Says> {
        Some(Says::Pursuit)
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
fn next(draft: Draft, own: &[&AccountView]) -> Step<Draft, Says> {
    let (from, to) = match draft.ends(own) {
        Ok(ends) => ends,
        Err(asked) => return draft.ask(asked, Says::asking(asked), own),
    };
    if from.id == to.id {
        return draft.without_ends().ask(Asked::To, Says::SameAccount, own);
    }
    if from.posted.currency() != to.posted.currency() {
        return Step::Refuse(Says::OtherCurrency);
    }
    let Some(amount) = &draft.amount else {
        return draft.ask(Asked::Amount, Says::HowMuch, own);
    };
    let amount = match unclear::movable(amount, from) {
        Ok(amount) => amount,
        Err(why) => {
            return draft
                .without_amount()
                .ask(Asked::Amount, Says::Unclear(why), own);
        }
    };
    Step::Seal(Effect::Move(Movement {
        amount,
        debit_account: from.id.clone(),
        debit_name: from.name.clone(),
        credit_account: to.id.clone(),
        payer_name: from.name.clone(),
        payee_name: to.name.clone(),
        payee_customer: None,
        reference: draft.reference.as_deref().and_then(Reference::parse),
        bill: None,
    }))
}

#[cfg(test)]
mod tests;
