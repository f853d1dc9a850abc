//! Cash without a card: held for half an hour, and taken out at one of the bank's machines by a code.
//!
//! Deliberately says how it goes before anything is sealed: "withdraw 60" may be said by somebody who only wants to
//! know where the next machine is.

mod draft;
mod reading;
mod says;
mod words;

use domain::cash::Release;
use domain::cash::notes::{Fit, Notes};
use domain::confirmation::order::{Effect, Order};
use domain::id::AccountId;
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::ledger::view::AccountView;
use domain::money::Money;
use wording::summary::Summary;

use crate::facts::{Accounts, IsLocked, MachineNotes};
use crate::meaning::Stake;
use crate::menu::{Entry, Topic};
use crate::reading::amount;
use crate::reading::request;
use crate::service::{Asker, Asking, Heard, Service, Step};
use crate::unclear::Unclear;
use crate::{names, wish};

use draft::Asked;
pub use draft::Draft;
use says::Says;

/// The service.
pub struct Withdrawal;

impl Service for Withdrawal {
    const NAME: &'static str = "withdrawal";
    const STAKE: Stake = Stake::Money;
    type Draft = Draft;
    type Facts = (IsLocked, Accounts, MachineNotes);
    type Says = Says;

    fn hear(heard: &Heard<'_>, so_far: Option<Draft>) -> Draft {
        Draft::hear(heard, so_far.unwrap_or_default())
    }

    fn decide(
        draft: Draft,
        (locked, accounts, notes): &Self::Facts,
        asking: &Asking<'_>,
    ) -> Step<Draft, Says> {
        if locked.0 {
            return Step::Refuse(Says::Locked);
        }
        match draft.read(&notes.0, asking.language) {
            Ok(draft) => next(draft, &accounts.0, &notes.0, asking),
            Err(instead) => *instead,
        }
    }

    fn reads(text: &str, language: Language) -> bool {
        reading::read(text, language).is_some_and(|wanted| wanted.unread.is_none())
    }

    fn takes_over(text: &str, language: Language) -> bool {
        reading::read(text, language).is_some()
    }

    fn answers(draft: &Draft, text: &str, language: Language) -> bool {
        let is_account = || request::from_account(text, language).is_some();
        match draft.asked {
            Some(Asked::Amount) => amount::answered(text, language).is_some() || is_account(),
            Some(Asked::ByCode) => {
                wish::consent(text, language).is_some()
                    || draft::yes_but(text, language).is_some()
                    || amount::corrected(text, language).is_some()
                    || is_account()
            }
            None => false,
        }
    }

    fn draft_of(order: &Order) -> Option<Draft> {
        match &order.effect {
            Effect::Hold(movement) => Draft::of(movement),
            _ => None,
        }
    }

    fn may_correct(_: &Draft, text: &str, language: Language) -> bool {
        draft::may_be_correction(text, language)
    }

    fn takes_back(order: &Order) -> Option<Effect> {
        match &order.effect {
            Effect::Hold(movement) => Some(Effect::Release(Release {
                hold: order.id.clone(),
                amount: movement.amount,
            })),
            _ => None,
        }
    }

    fn summary(order: &Order) -> Option<Summary> {
        match &order.effect {
            Effect::Hold(movement) => Some(words::held(movement, order.language)),
            Effect::Release(release) => Some(words::released(release, order.language)),
            _ => None,
        }
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![("cash_withdrawal", Says::MenuTitle)]
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
fn next(
    draft: Draft,
    accounts: &[AccountView],
    notes: &Notes,
    asking: &Asking<'_>,
) -> Step<Draft, Says> {
    let source = match source(&draft, accounts, notes, asking.language) {
        Ok(source) => source,
        Err(says) => return Step::Refuse(says),
    };
    let Some(amount) = &draft.amount else {
        let says = Says::HowMuch(notes.most());
        return draft.knowing().ask_amount(says, &notes.suggested());
    };
    let amount = match amount.in_currency(notes.currency()) {
        Ok(amount) => amount,
        Err(why) => {
            let says = Says::Unclear(Unclear::Amount(why));
            return draft.ask_amount(says, &notes.suggested());
        }
    };
    if let Some((says, amounts)) = misfit(amount, notes) {
        return draft.ask_amount(says, &amounts);
    }
    if !draft.by_code {
        let account = source.name.clone();
        return draft.ask_by_code(Says::ByCode { amount, account });
    }
    Step::Seal(Effect::Hold(held(amount, source, asking)))
}

/// What to say of an amount that the machines do not give out, and which they do instead.
fn misfit(amount: Money, notes: &Notes) -> Option<(Says, Vec<Money>)> {
    match notes.fit(amount) {
        Fit::Made => None,
        Fit::TooMuch(most) => Some((Says::TooMuch(most), vec![most])),
        Fit::Between(below, above) => {
            let near: Vec<Money> = below.into_iter().chain(above).collect();
            let says = Says::Nearest {
                asked: amount,
                near: near.clone(),
            };
            Some((says, near))
        }
        Fit::OtherCurrency => Some((Says::NoAccount, Vec::new())),
    }
}

/// The account it comes from, or why there is none.
fn source<'a>(
    draft: &Draft,
    accounts: &'a [AccountView],
    notes: &Notes,
    language: Language,
) -> Result<&'a AccountView, Says> {
    let is_fit = |account: &&AccountView| {
        names::is_payable(account) && account.posted.currency() == notes.currency()
    };
    let mut fit = accounts.iter().filter(is_fit);
    let Some(typed) = &draft.source else {
        return fit.next().ok_or(Says::NoAccount);
    };
    let named = fit
        .clone()
        .find(|account| names::is_account(account, typed, language));
    named.ok_or_else(|| Says::NoSuchAccount {
        typed: names::unknown_account(typed, language),
        accounts: fit.map(|account| account.name.clone()).collect(),
    })
}

fn held(amount: Money, source: &AccountView, asking: &Asking<'_>) -> Movement {
    Movement {
        amount,
        debit_account: source.id.clone(),
        debit_name: source.name.clone(),
        credit_account: AccountId::cash(amount.currency()),
        payer_name: asking.asker.name.to_owned(),
        payee_name: words::machine(asking.language),
        payee_customer: None,
        reference: None,
        bill: None,
    }
}

#[cfg(test)]
mod tests;
