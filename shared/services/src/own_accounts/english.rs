//! What is said of a move between own accounts, in English.

use domain::id::AccountId;
use domain::ledger::movement::Movement;
use wording::english::lists;
use wording::say;
use wording::sentence::{Sentence, name, own, strong};
use wording::summary::{Forms, PageWords, Row, Summary};

use super::says::Says;
use crate::unclear::{self, english::Manner};

/// How moving is spoken of.
const MANNER: Manner = Manner {
    verb: "move",
    done: "moved",
    example: "*move 100 to savings*",
};

/// Each sentence.
pub fn words(says: &Says) -> Sentence {
    match says {
        Says::MenuTitle => say!["Move money"],
        Says::Pursuit => say!["move money between your accounts"],
        Says::MenuDescription => say!["Between your own accounts"],
        Says::Help => say!["*move 100 to savings* – money between your own accounts"],
        Says::HowMuch => say!["How much would you like to move?"],
        Says::HowMuchAgain => {
            say!["I need an amount, such as 50 or £12.50. How much would you like to move?"]
        }
        Says::WhereTo => say!["Which of your accounts should it go to?"],
        Says::WhereToAgain => {
            say!["I need one of your accounts. Which one should the money go to?"]
        }
        Says::WhereFrom => say!["Which of your accounts should it come from?"],
        Says::WhereFromAgain => {
            say!["I need one of your accounts. Which one should the money come from?"]
        }
        Says::Name(account) => say![name(account)],
        Says::Unclear(why) => unclear::english::words(why, &MANNER),
        Says::SameAccount => {
            say!["That is one and the same account. Which of your accounts should the money go to?"]
        }
        Says::OtherCurrency => {
            say!["Those two accounts are in different currencies; I can't change money yet."]
        }
        Says::OneAccount => say![
            "You have only one account that money can move from, so there is nothing to move it to."
        ],
        Says::NoSuchAccount { typed, accounts } => say![
            "You have no account called ",
            name(typed),
            ". You can move money between: ",
            lists::names(accounts, ", ", " and "),
            "."
        ],
        Says::Locked => wording::english::locked(),
    }
}

/// The move, in every form a sentence may need.
pub fn summary(movement: &Movement) -> Summary {
    let amount = movement.amount;
    let to = account(&movement.payee_name, &movement.credit_account);
    Summary {
        headline: say![amount],
        subject: say![name(&movement.payee_name)],
        rows: vec![
            row("To", to),
            row(
                "From",
                account(&movement.debit_name, &movement.debit_account),
            ),
        ],
        forms: forms(movement),
        page: page(movement),
    }
}

fn forms(movement: &Movement) -> Forms {
    let amount = movement.amount;
    let to = name(movement.payee_name.to_lowercase());
    let from = name(movement.debit_name.to_lowercase());
    let what = say![amount, " to your ", to.clone()];
    let account = ending(&movement.credit_account);
    Forms {
        about_to: say![
            "You're about to move ",
            strong(amount),
            " from your ",
            from,
            " ",
            ending(&movement.debit_account),
            " to your ",
            to.clone(),
            " ",
            ending(&movement.credit_account),
            "."
        ],
        to_do: say!["move ", what.clone(), " ", account.clone()],
        doing: say!["moving ", what.clone()],
        noun: say!["the move of ", what.clone()],
        not_done: say![what, " was not moved"],
        done: say![
            "You moved ",
            strong(amount),
            " to your ",
            to.clone(),
            " ",
            account,
            "."
        ],
        nothing: say!["nothing was moved"],
        nothing_held: say!["nothing was moved or held"],
        nothing_more: say!["nothing was moved to your ", to],
        again: say!["move it again"],
    }
}

fn page(movement: &Movement) -> PageWords {
    PageWords {
        doing: say!["You’re moving"],
        done: say!["Moved"],
        not_done: say!["Not moved"],
        go: say!["Move ", movement.amount],
        cancel: say!["Cancel this move"],
        carrying_out: say!["Moving your money"],
        finished: say!["Your money is moved"],
        cancelled: say!["Move cancelled"],
        stopped: say!["We stopped this move"],
        failed: say!["We couldn’t make this move"],
        nothing: say!["Nothing has been moved."],
    }
}

fn row(label: &'static str, value: Sentence) -> Row {
    Row {
        label: say![label],
        value,
    }
}

fn account(called: &str, id: &AccountId) -> Sentence {
    say![name(called), " ", ending(id)]
}

fn ending(id: &AccountId) -> wording::sentence::Piece {
    own(format_args!("••{}", id.ending()))
}
