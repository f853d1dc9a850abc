//! What is said of balances, in English.

use domain::ledger::view::AccountView;
use wording::say;
use wording::sentence::{Sentence, name, own, strong};

use super::Says;

/// What asks for balances, word for word.
pub const PHRASES: [&str; 10] = [
    "balance",
    "balances",
    "my balance",
    "my balances",
    "what's my balance",
    "whats my balance",
    "what is my balance",
    "check my balance",
    "show my balance",
    "account balance",
];

/// Each sentence.
pub fn words(says: &Says) -> Sentence {
    match says {
        Says::MenuTitle => say!["Balances"],
        Says::MenuDescription => say!["What is in your accounts right now"],
        Says::Help => say!["*balance* – what is in your accounts"],
        Says::NoAccounts => say!["I can't find an account in your name. Please ask your branch."],
        Says::Balances(accounts) => Sentence::joined(accounts.iter().map(line), "\n"),
    }
}

fn line(account: &AccountView) -> Sentence {
    let ending = own(format_args!(" ••{}: ", account.id.ending()));
    let balance = say![name(&account.name), ending, strong(account.posted)];
    if account.posted == account.available {
        return balance;
    }
    say![balance, ", of which ", account.available, " is available"]
}
