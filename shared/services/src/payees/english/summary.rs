//! A change of payees in every form a sentence may need, in English.

use domain::arrangement::{Change, Loosening, NewPayee, Removal, Renaming, Tightening};
use domain::bank_details::BankDetails;
use domain::customer::payee_check::PayeeCheck;
use wording::say;
use wording::sentence::{Piece, Sentence, name, own, strong};
use wording::summary::{Forms, PageWords, Row, Summary};

/// The change.
pub fn of(change: Change<'_>) -> Summary {
    match change {
        Change::Loosen(Loosening::AddPayee(new)) => add(new),
        Change::Loosen(Loosening::RenamePayee(renaming)) => rename(renaming),
        Change::Tighten(Tightening::RemovePayee(removal)) => remove(removal),
    }
}

fn add(new: &NewPayee) -> Summary {
    let payee = say![name(&new.name), " ", ending(&new.details)];
    let mut rows = vec![row("Name", say![name(&new.name)])];
    rows.extend(account(&new.details));
    rows.push(row("Name check", checked(&new.check)));
    Summary {
        headline: say![name(&new.name)],
        subject: say![name(&new.name)],
        rows,
        forms: Forms {
            about_to: say![
                "You're about to save ",
                strong(name(&new.name)),
                " with the account ",
                strong(own(new.details.shown())),
                " as somebody you can send money to. ",
                checked(&new.check),
                "."
            ],
            to_do: say!["add ", payee.clone(), " as a payee"],
            doing: say!["adding ", payee.clone(), " as a payee"],
            noun: say!["the new payee ", payee.clone()],
            not_done: say![payee.clone(), " was not added as a payee"],
            done: say![
                "You added ",
                strong(name(&new.name)),
                " ",
                ending(&new.details),
                " as a payee."
            ],
            nothing_more: say![payee, " was not added as a payee"],
            ..unchanged("add the payee again")
        },
        page: PageWords {
            doing: say!["You’re adding a payee"],
            done: say!["Payee added"],
            not_done: say!["Payee not added"],
            go: say!["Add this payee"],
            cancel: say!["Don’t add this payee"],
            carrying_out: say!["Saving the payee"],
            finished: say!["Your payee is saved"],
            failed: say!["We couldn’t add this payee"],
            ..page()
        },
    }
}

fn rename(renaming: &Renaming) -> Summary {
    let (from, to) = (name(&renaming.from), name(&renaming.to));
    let payee = say!["payee ", ending(&renaming.details)];
    let mut rows = vec![
        row("New name", say![to.clone()]),
        row("Name until now", say![from.clone()]),
    ];
    rows.extend(account(&renaming.details));
    Summary {
        headline: say![to.clone()],
        subject: say![to.clone()],
        rows,
        forms: Forms {
            about_to: say![
                "You're about to rename your payee ",
                strong(from),
                " ",
                ending(&renaming.details),
                " to ",
                strong(to.clone()),
                "."
            ],
            to_do: say!["rename ", payee.clone(), " to ", to.clone()],
            doing: say!["renaming ", payee.clone(), " to ", to.clone()],
            noun: say!["the new name of ", payee.clone()],
            not_done: say![payee.clone(), " was not renamed"],
            done: say!["You renamed ", payee.clone(), " to ", strong(to), "."],
            nothing_more: say![payee, " was not renamed"],
            ..unchanged("rename it again")
        },
        page: PageWords {
            doing: say!["You’re renaming a payee"],
            done: say!["Payee renamed"],
            not_done: say!["Payee not renamed"],
            go: say!["Rename this payee"],
            cancel: say!["Don’t rename this payee"],
            carrying_out: say!["Saving the new name"],
            finished: say!["The new name is saved"],
            failed: say!["We couldn’t rename this payee"],
            ..page()
        },
    }
}

/// Never asked to be confirmed, so link and page are never shown; the receipt is.
fn remove(removal: &Removal) -> Summary {
    let payee = say![name(&removal.name), " ", ending(&removal.details)];
    let mut rows = vec![row("Name", say![name(&removal.name)])];
    rows.extend(account(&removal.details));
    Summary {
        headline: say![name(&removal.name)],
        subject: say![name(&removal.name)],
        rows,
        forms: Forms {
            about_to: say!["You're removing ", payee.clone(), " from your payees."],
            to_do: say!["remove the payee ", payee.clone()],
            doing: say!["removing the payee ", payee.clone()],
            noun: say!["the removal of the payee ", payee.clone()],
            not_done: say!["the payee ", payee.clone(), " was not removed"],
            done: say![
                "You removed ",
                strong(name(&removal.name)),
                " ",
                ending(&removal.details),
                " from your payees."
            ],
            nothing_more: say!["the payee ", payee, " was not removed"],
            ..unchanged("remove the payee again")
        },
        page: PageWords {
            doing: say!["You’re removing a payee"],
            done: say!["Payee removed"],
            not_done: say!["Payee not removed"],
            go: say!["Remove this payee"],
            cancel: say!["Keep this payee"],
            carrying_out: say!["Removing the payee"],
            finished: say!["The payee is removed"],
            failed: say!["We couldn’t remove this payee"],
            ..page()
        },
    }
}

/// What is the same of every change: that nothing changed, if it did not.
fn unchanged(again: &'static str) -> Forms {
    let nothing = say!["your payees are as they were"];
    Forms {
        about_to: Sentence::default(),
        to_do: Sentence::default(),
        doing: Sentence::default(),
        noun: Sentence::default(),
        not_done: Sentence::default(),
        done: Sentence::default(),
        nothing_held: nothing.clone(),
        nothing_more: nothing.clone(),
        nothing,
        again: say![again],
    }
}

fn page() -> PageWords {
    PageWords {
        doing: Sentence::default(),
        done: Sentence::default(),
        not_done: Sentence::default(),
        go: Sentence::default(),
        cancel: Sentence::default(),
        carrying_out: Sentence::default(),
        finished: Sentence::default(),
        cancelled: say!["Cancelled"],
        stopped: say!["We stopped this"],
        failed: Sentence::default(),
        nothing: say!["Your payees are as they were."],
    }
}

fn checked(check: &PayeeCheck) -> Sentence {
    match check {
        PayeeCheck::Match => say!["The name is the account holder's"],
        PayeeCheck::Close { registered } => say![
            "The name is almost the account holder's, which is ",
            name(registered)
        ],
        PayeeCheck::NoMatch => say![
            "The name is not the account holder's: money you send may go to somebody you don't mean"
        ],
        PayeeCheck::NotPossible => say!["I couldn't check whose account it is"],
    }
}

/// The account in full, each part as people know it.
fn account(details: &BankDetails) -> Vec<Row> {
    match details {
        BankDetails::Uk(sort_code, account_number) => vec![
            row("Sort code", say![own(sort_code)]),
            row("Account number", say![own(account_number)]),
        ],
        BankDetails::Iban(iban) => vec![row("IBAN", say![own(iban)])],
    }
}

fn row(label: &'static str, value: Sentence) -> Row {
    Row {
        label: say![label],
        value,
    }
}

fn ending(details: &BankDetails) -> Piece {
    own(format_args!("••{}", details.ending()))
}
