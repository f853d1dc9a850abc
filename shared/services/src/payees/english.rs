//! What is said of payees, in English.

pub mod summary;

use domain::bank_details::DetailsError;
use wording::english::lists;
use wording::say;
use wording::sentence::{Sentence, name, own, strong};

use super::says::Says;

/// How an account is typed.
const EXAMPLE: &str = "a sort code and an account number, like 04-00-75 40020101, or an IBAN";

/// Each sentence.
pub fn words(says: &Says) -> Sentence {
    match says {
        Says::AddTitle => say!["Add a payee"],
        Says::AddDescription => say!["Somebody new to send money to"],
        Says::Payees => say!["Payees"],
        Says::Pursuit => say!["change your payees"],
        Says::ListTitle => say!["My payees"],
        Says::ListDescription => say!["See, rename or remove them"],
        Says::Help => say!["*new payee* or *my payees* – whom you send money to"],
        Says::What => say!["I can add, rename or remove a payee. What would you like to do?"],
        Says::RenameOne => say!["Rename one"],
        Says::RemoveOne => say!["Remove one"],
        Says::List { some, is_first } => list(some, *is_first),
        Says::More => say!["Show more"],
        Says::NoPayees => say!["You have no saved payees yet. To add one, say *new payee*."],
        Says::UseIt => say!["Use that name"],
        Says::KeepMine => say!["Keep mine"],
        Says::AddAnyway => say!["Add anyway"],
        Says::ChangeIt => say!["Change it"],
        Says::Stop => say!["Stop"],
        Says::Name(payee) => say![name(payee)],
        Says::Stopped => say!["All right, I've saved nothing."],
        Says::Locked => wording::english::locked(),
        asked => details(asked)
            .or_else(|| check(asked))
            .unwrap_or_else(|| change(asked)),
    }
}

/// About the account and the name that are asked for.
fn details(says: &Says) -> Option<Sentence> {
    Some(match says {
        Says::AskDetails(None) => {
            say!["Which account shall I save? Send me ", EXAMPLE, "."]
        }
        Says::AskDetails(Some(payee)) => say![
            "Which account does ",
            name(payee),
            " have? Send me ",
            EXAMPLE,
            "."
        ],
        Says::DetailsAgain => say!["I need ", EXAMPLE, ". Which account is it?"],
        Says::DetailsUnclear => say![
            "I can't tell those numbers apart. Please send me ",
            EXAMPLE,
            ", and no other numbers."
        ],
        Says::AskAccountNumber(sort_code) => say![
            "The sort code is ",
            own(sort_code),
            ". And the account number? It has eight digits."
        ],
        Says::AskSortCode(account_number) => say![
            "The account number is ",
            own(account_number),
            ". And the sort code? Please write it with dashes, like 04-00-75."
        ],
        Says::Wrong(error) => wrong(error),
        Says::NoSuchAccount(account) => say![
            "There is no account ",
            own(account),
            " at ACME Bank that money can be sent to. Please check the numbers and send them again."
        ],
        Says::AskName => say!["Whose account is it? Please give me the full name of its holder."],
        Says::NameAgain => {
            say!["I need a name of at most 40 characters, such as Ben Carter. What is the name?"]
        }
        _ => return None,
    })
}

/// What is wrong with an account, and that it is asked for again.
fn wrong(error: &DetailsError) -> Sentence {
    let what = match error {
        DetailsError::SortCode { digits } => say![
            "A sort code has six digits, and that one has ",
            own(digits),
            "."
        ],
        DetailsError::AccountNumber { digits } => say![
            "An account number has eight digits, and that one has ",
            own(digits),
            "."
        ],
        DetailsError::NotTogether => say![
            "That sort code and that account number don't belong together, so one of them is wrong."
        ],
        DetailsError::UnknownCountry => {
            say!["An IBAN begins with the two letters of its country, and that one doesn't."]
        }
        DetailsError::IbanLength { characters } => say![
            "That IBAN has ",
            own(characters),
            " characters, which is not how long its country's are."
        ],
        DetailsError::IbanCharacters | DetailsError::StoredForm => {
            say!["There is something in that IBAN that its country's don't have."]
        }
        DetailsError::IbanCheckDigits => {
            say!["That IBAN can't be right: a character is wrong, or two have changed places."]
        }
    };
    say![what, " Please check it and send me the account again."]
}

/// What the check of the name says.
fn check(says: &Says) -> Option<Sentence> {
    Some(match says {
        Says::AlmostTheName(registered) => say![
            "That is almost the name: the account is held by ",
            strong(name(registered)),
            ". Under which name shall I save it?"
        ],
        Says::AnotherName(given) => say![
            "Careful: ",
            strong(name(given)),
            " is not the name of the account's holder. Money you send there may go to somebody you don't mean, \
             and I may not be able to get it back. Please ask the person for the account again before you go on."
        ],
        Says::AlreadySaved(called) => say![
            "You have saved ",
            name(called),
            " with that account already, so there is nothing to do."
        ],
        Says::Full => say![
            "You have as many payees as I can keep. Please remove one you no longer need, then ask again."
        ],
        Says::OwnAccount => say![
            "That is your own account. To move money between your accounts, say for example \
             *move 100 to savings*."
        ],
        _ => return None,
    })
}

/// About a payee that is to be removed or renamed.
fn change(says: &Says) -> Sentence {
    match says {
        Says::WhomToRemove => say!["Which payee shall I remove?"],
        Says::RemoveThis(called) => say!["Shall I remove ", name(called), " from your payees?"],
        Says::RemoveIt => say!["Remove"],
        Says::WhomToRename => say!["Which payee shall I rename?"],
        Says::NoSuchPayee { typed, saved } => say![
            "You have no payee called ",
            name(typed),
            ". Your payees are: ",
            lists::names(saved, ", ", " and "),
            ". Which one do you mean?"
        ],
        Says::WhichPayee(some) => say![
            "Whom do you mean: ",
            lists::names(some, " or ", " or one of "),
            "?"
        ],
        Says::AskNewName(called) => say!["What shall I call ", name(called), " from now on?"],
        Says::SameName(called) => say!["That is what ", name(called), " is called already."],
        _ => Sentence::default(),
    }
}

fn list(some: &[(String, String)], is_first: bool) -> Sentence {
    let line = |(payee, account): &(String, String)| say!["• ", name(payee), " – ", own(account)];
    let head = say![if is_first {
        "You can send money to:"
    } else {
        "And to:"
    }];
    Sentence::joined(std::iter::once(head).chain(some.iter().map(line)), "\n")
}
