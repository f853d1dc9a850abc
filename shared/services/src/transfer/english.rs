//! What is said of a transfer, in English.

use domain::id::AccountId;
use domain::ledger::movement::Movement;
use wording::english::{self, lists};
use wording::say;
use wording::sentence::{Piece, Sentence, name, own, strong};
use wording::summary::{Forms, PageWords, Row, Summary};

use super::says::Says;
use crate::unclear::{self, english::Manner};

/// How sending is spoken of.
const MANNER: Manner = Manner {
    verb: "send",
    done: "sent",
    example: "*send 50 to Ben*",
};

/// Each sentence.
pub fn words(says: &Says) -> Sentence {
    match says {
        Says::MenuTitle => say!["Send money"],
        Says::MenuDescription => say!["To somebody you have saved as a payee"],
        Says::Help => say!["*send 50 to Ben* – money to a payee you have saved"],
        Says::HowToSend => say!["Tell me how much and to whom, like this: *send 50 to Ben*."],
        Says::HowMuch => say!["How much would you like to send?"],
        Says::HowMuchAgain => {
            say!["I need an amount, such as 50 or £12.50. How much would you like to send?"]
        }
        Says::Who => say!["Who should it go to?"],
        Says::WhoAgain => say![
            "Who should the money go to? Type the name of one of your payees, such as Ben Carter."
        ],
        Says::Pursuit(amount, payee) => pursuit(amount.as_deref(), payee.as_deref()),
        Says::DidYouMean { typed, close } => say![
            "You have no payee called ",
            name(typed),
            ". Did you mean ",
            lists::names(close, " or ", " or one of "),
            "?"
        ],
        Says::Unchanged => say!["That is just what you asked for last, so I've changed nothing."],
        Says::SomebodyElse => say!["Somebody else"],
        Says::NoPayees => say![
            "You have no saved payees yet, so there's nobody I could send to. To add one, say *new payee*."
        ],
        Says::Name(payee) => say![name(payee)],
        Says::Unclear(why) => unclear::english::words(why, &MANNER),
        Says::NoAccountToSendFrom => {
            say!["I can't find an account to send from. Please ask your branch."]
        }
        Says::NoSuchAccount { typed, accounts } => say![
            "You have no account called ",
            name(typed),
            " to send from. You can send from: ",
            lists::names(accounts, ", ", " and "),
            "."
        ],
        Says::NoSuchPayee { typed, saved } => say![
            "You have no payee called ",
            name(typed),
            ". You can send to: ",
            lists::names(saved, ", ", " and "),
            "."
        ],
        Says::WhichPayee(some) => say![
            "Whom do you mean: ",
            lists::names(some, " or ", " or one of "),
            "? Please type the full name."
        ],
        Says::OtherBank(payee) => say![
            "I can't send money to other banks yet, and the account of ",
            name(payee),
            " is with another one. Nothing was sent."
        ],
        Says::Locked => wording::english::locked(),
    }
}

/// "Send 50 to Ben", as far as it is known.
fn pursuit(amount: Option<&str>, payee: Option<&str>) -> Sentence {
    let what = amount.map_or_else(|| say!["money"], |amount| say![own(amount)]);
    match payee {
        Some(payee) => say!["send ", what, " to ", name(payee)],
        None => say!["send ", what],
    }
}

/// The transfer, in every form a sentence may need.
pub fn summary(movement: &Movement) -> Summary {
    let (amount, payee) = (movement.amount, name(&movement.payee_name));
    let what = say![amount, " to ", payee.clone()];
    Summary {
        headline: say![amount],
        subject: say![payee],
        rows: rows(movement),
        forms: forms(movement, &what),
        page: page(movement),
    }
}

fn rows(movement: &Movement) -> Vec<Row> {
    let account = |called: &str, id| say![name(called), " ", ending(id)];
    let to = account(&movement.payee_name, &movement.credit_account);
    let from = account(&movement.debit_name, &movement.debit_account);
    let reference = movement.reference.as_ref();
    let reference = reference.map(|reference| row("For", say![name(reference.text())]));
    [row("To", to), row("From", from)]
        .into_iter()
        .chain(reference)
        .collect()
}

fn forms(movement: &Movement, what: &Sentence) -> Forms {
    let (amount, payee) = (strong(movement.amount), strong(name(&movement.payee_name)));
    let from = name(movement.debit_name.to_lowercase());
    let to = ending(&movement.credit_account);
    Forms {
        about_to: say![
            "You're about to send ",
            amount.clone(),
            " to ",
            payee.clone(),
            " from your ",
            from,
            " ",
            ending(&movement.debit_account),
            english::reference(movement.reference.as_ref()),
            "."
        ],
        to_do: say!["send ", what.clone(), " ", to.clone()],
        doing: say!["sending ", what.clone()],
        noun: say!["the transfer of ", what.clone()],
        not_done: say![what.clone(), " was not sent"],
        done: say!["You sent ", amount, " to ", payee, " ", to, "."],
        nothing: say!["nothing was sent"],
        nothing_held: say!["nothing was sent or held"],
        nothing_more: say!["nothing was sent to ", name(&movement.payee_name)],
        again: say!["send it again"],
    }
}

fn page(movement: &Movement) -> PageWords {
    PageWords {
        doing: say!["You’re sending"],
        done: say!["Sent"],
        not_done: say!["Not sent"],
        go: say!["Send ", movement.amount],
        cancel: say!["Cancel this transfer"],
        carrying_out: say!["Moving your money"],
        finished: say!["Your money is sent"],
        cancelled: say!["Transfer cancelled"],
        stopped: say!["We stopped this transfer"],
        failed: say!["We couldn’t make this transfer"],
        nothing: say!["Nothing has been moved."],
    }
}

fn row(label: &'static str, value: Sentence) -> Row {
    Row {
        label: say![label],
        value,
    }
}

fn ending(account: &AccountId) -> Piece {
    own(format_args!("••{}", account.ending()))
}
