//! What is said of statements, in English.

use domain::disclosure::{Form, Statement};
use wording::english::{dates, lists};
use wording::say;
use wording::sentence::{Sentence, name, own, strong};
use wording::summary::{Forms, PageWords, Row, Summary};

use super::says::Says;
use crate::reading::period::MAX_NEWEST;

/// Each sentence.
pub fn words(says: &Says) -> Sentence {
    match says {
        Says::MenuTitle => say!["Statement"],
        Says::MenuDescription => say!["What came in and went out, here or as a PDF"],
        Says::Help => say!["*statement last week* – what came in and went out, also as a PDF"],
        // Said by `wording::shown`.
        Says::Page(_) => Sentence::default(),
        Says::More => say!["Show more"],
        Says::AsDocument => say!["As a PDF"],
        Says::WhichDays => say![
            "For which days shall I make it? You can also type them: *in October*, *1 to 15 March*."
        ],
        Says::ThisMonth => say!["This month"],
        Says::LastMonth => say!["Last month"],
        Says::ThreeMonths => say!["Last 3 months"],
        Says::Unread(unread) => say![
            "I can't show a statement by “",
            name(unread),
            "”. For which days would you like it? For example *statement last week* or *statement in October*."
        ],
        Says::NoSuchDay => say![
            "I can't find those days in the calendar. Please write them like *1 to 15 March* or *in October*."
        ],
        Says::TooMany => say![
            "I can show at most ",
            own(MAX_NEWEST),
            " bookings in a message. For more, please ask for the days you need as a PDF: *statement in October as a pdf*."
        ],
        Says::NotYet => say!["Those days are still to come, so there is nothing to show yet."],
        Says::NoAccounts => say!["I can't find an account in your name. Please ask your branch."],
        Says::NoSuchAccount { typed, accounts } => say![
            "You have no account called ",
            name(typed),
            ". I can show: ",
            lists::names(accounts, ", ", " and "),
            "."
        ],
        Says::Locked => wording::english::locked(),
    }
}

/// The statement, in every form a sentence may need.
pub fn summary(statement: &Statement) -> Summary {
    let account = name(statement.account_name.to_lowercase());
    let extent = dates::extent(statement.extent);
    let days = say![own(&extent)];
    let what = say!["statement of your ", account, ", ", days.clone()];
    Summary {
        headline: say!["Statement"],
        subject: say![name(&statement.account_name)],
        rows: vec![
            row(
                "Account",
                say![
                    name(&statement.account_name),
                    own(format_args!(" ••{}", statement.account.ending()))
                ],
            ),
            row("Days", days),
            row(
                "As",
                say![match statement.form {
                    Form::Message => "A message in your chat",
                    Form::Document => "A PDF in your chat",
                }],
            ),
        ],
        forms: forms(statement, &what),
        page: page(),
    }
}

fn forms(statement: &Statement, what: &Sentence) -> Forms {
    let account = name(statement.account_name.to_lowercase());
    let days = own(dates::extent(statement.extent));
    Forms {
        about_to: say![
            "You're about to see the statement of your ",
            strong(account),
            " ",
            own(format_args!("••{}", statement.account.ending())),
            ": ",
            strong(days),
            ". I need your confirmation first, because it goes back more than 90 days, or because nothing has been \
             confirmed on this phone in the last 180 days."
        ],
        to_do: say!["see the ", what.clone()],
        doing: say!["the ", what.clone()],
        noun: say!["the ", what.clone()],
        not_done: say!["the ", what.clone(), " was not shown"],
        done: say!["Here is the ", what.clone(), "."],
        nothing: say!["nothing was shown"],
        nothing_held: say!["nothing was shown"],
        nothing_more: say!["nothing was shown"],
        again: say!["ask for it again"],
    }
}

fn page() -> PageWords {
    PageWords {
        doing: say!["You want to see"],
        done: say!["Shown in your chat"],
        not_done: say!["Not shown"],
        go: say!["Show my statement"],
        cancel: say!["Cancel this"],
        carrying_out: say!["Getting your statement"],
        finished: say!["It is in your chat"],
        cancelled: say!["Cancelled"],
        stopped: say!["We stopped this"],
        failed: say!["We couldn’t show it"],
        nothing: say!["Nothing has been shown."],
    }
}

fn row(label: &'static str, value: Sentence) -> Row {
    Row {
        label: say![label],
        value,
    }
}
