//! What is in a customer's accounts.
//!
//! Deliberately an order the first time after a phone was linked, and after 180 days without a proof of who asks:
//! a stolen activation code shows nothing.

mod words;

use domain::confirmation::order::{Effect, Order};
use domain::disclosure::Disclosure;
use domain::language::Language;
use domain::ledger::view::AccountView;
use wording::summary::Summary;

use crate::facts::{Accounts, IsLocked, ProvedAt};
use crate::menu::{Entry, Topic};
use crate::reading::is_one_of;
use crate::service::{Asker, Asking, Heard, Service, Step};
use crate::vocabulary;

/// The service.
pub struct Balance;

/// What can be said.
pub enum Says {
    MenuTitle,
    MenuDescription,
    Help,
    NoAccounts,
    Balances(Vec<AccountView>),
    Locked,
}

impl Service for Balance {
    const NAME: &'static str = "balance";
    const BEFORE_PROOF: bool = true;
    const OLD_TAPS: &'static [(&'static str, &'static str)] = &[("balances", "")];
    type Draft = ();
    type Facts = (Accounts, ProvedAt, IsLocked);
    type Says = Says;

    fn hear(_: &Heard<'_>, _: Option<()>) {}

    fn decide(
        (): (),
        (accounts, proved, locked): &Self::Facts,
        asking: &Asking<'_>,
    ) -> Step<(), Says> {
        if accounts.0.is_empty() {
            return Step::Refuse(Says::NoAccounts);
        }
        if Disclosure::Balances.is_exempt(proved.0, asking.now, asking.calendar) {
            return Step::Show(Says::Balances(accounts.0.clone()));
        }
        if locked.0 {
            return Step::Refuse(Says::Locked);
        }
        Step::Seal(Effect::Disclose(Disclosure::Balances))
    }

    fn reads(text: &str, language: Language) -> bool {
        is_one_of(text, vocabulary::of(language).balance.phrases, language)
    }

    fn summary(order: &Order) -> Option<Summary> {
        match order.effect.disclosure()? {
            Disclosure::Balances => Some(words::summary(order.language)),
            Disclosure::Statement(_) => None,
        }
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![("balance", Says::MenuTitle)]
    }

    fn menu(_: &Asker<'_>) -> Vec<Entry<Says>> {
        vec![Entry {
            topic: Topic::Accounts,
            means: "",
            title: Says::MenuTitle,
            description: Says::MenuDescription,
        }]
    }

    fn help() -> Option<Says> {
        Some(Says::Help)
    }
}
