//! What is said of a transfer, in English.

use domain::ledger::movement::Movement;
use wording::say;
use wording::sentence::{Sentence, name, own, strong};
use wording::summary::{Forms, PageWords, Row, Summary};

/// The transfer, in every form a sentence may need.
pub fn summary(movement: &Movement) -> Summary {
    let (amount, payee) = (movement.amount, name(&movement.payee_name));
    let what = say![amount, " to ", payee.clone()];
    Summary {
        headline: say![amount],
        subject: say![payee.clone()],
        rows: vec![
            row("To", say![payee]),
            row(
                "From",
                say![name(&movement.debit_name), " ", ending(movement)],
            ),
        ],
        forms: forms(movement, &what),
        page: page(movement),
    }
}

fn forms(movement: &Movement, what: &Sentence) -> Forms {
    let (amount, payee) = (strong(movement.amount), strong(name(&movement.payee_name)));
    let from = name(movement.debit_name.to_lowercase());
    Forms {
        about_to: say![
            "You're about to send ",
            amount.clone(),
            " to ",
            payee.clone(),
            " from your ",
            from,
            " ",
            ending(movement),
            "."
        ],
        to_do: say!["send ", what.clone()],
        doing: say!["sending ", what.clone()],
        noun: say!["the transfer of ", what.clone()],
        not_done: say![what.clone(), " was not sent"],
        done: say!["You sent ", amount, " to ", payee, "."],
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

fn ending(movement: &Movement) -> wording::sentence::Piece {
    own(format_args!("••{}", movement.debit_account.ending()))
}
