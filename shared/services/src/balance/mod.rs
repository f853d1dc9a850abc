//! What is in a customer's accounts.

mod english;

use domain::language::Language;
use domain::ledger::view::AccountView;
use wording::sentence::{Sentence, Words};

use crate::facts::Accounts;
use crate::menu::{Entry, Topic};
use crate::reading::is_one_of;
use crate::service::{Asker, Asking, Heard, Service, Step};

/// The service.
pub struct Balance;

/// What can be said.
pub enum Says {
    MenuTitle,
    MenuDescription,
    Help,
    NoAccounts,
    Balances(Vec<AccountView>),
}

impl Service for Balance {
    const NAME: &'static str = "balance";
    const OLD_TAPS: &'static [(&'static str, &'static str)] = &[("balances", "")];
    type Draft = ();
    type Facts = Accounts;
    type Says = Says;

    fn hear(_: &Heard<'_>, _: Option<()>) {}

    fn decide((): (), accounts: &Accounts, _: &Asking<'_>) -> Step<(), Says> {
        if accounts.0.is_empty() {
            return Step::Refuse(Says::NoAccounts);
        }
        Step::Show(Says::Balances(accounts.0.clone()))
    }

    fn reads(text: &str, language: Language) -> bool {
        match language {
            Language::English => is_one_of(text, &english::PHRASES),
        }
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

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match language {
            Language::English => english::words(self),
        }
    }
}
