//! What is said of balances, in English.

use wording::say;
use wording::sentence::Sentence;
use wording::summary::{Forms, PageWords, Summary};

use super::Says;

/// Each sentence.
pub fn words(says: &Says) -> Sentence {
    match says {
        Says::MenuTitle => say!["Balances"],
        Says::MenuDescription => say!["What is in your accounts right now"],
        Says::Help => say!["*balance* – what is in your accounts"],
        Says::NoAccounts => say!["I can't find an account in your name. Please ask your branch."],
        // Said by `wording::shown`.
        Says::Balances(_) => Sentence::default(),
        Says::Locked => wording::english::locked(),
    }
}

/// The look at the balances, in every form a sentence may need.
pub fn summary() -> Summary {
    Summary {
        headline: say!["Your balances"],
        subject: say!["your balances"],
        rows: Vec::new(),
        forms: Forms {
            about_to: say![
                "You're about to see your *balances*. It needs your confirmation, because it's the first time on \
                 this phone or a while since you last gave one."
            ],
            to_do: say!["see your balances"],
            doing: say!["your balances"],
            noun: say!["your balances"],
            not_done: say!["your balances were not shown"],
            done: say!["Here are your balances."],
            nothing: say!["nothing was shown"],
            nothing_held: say!["nothing was shown"],
            nothing_more: say!["nothing was shown"],
            again: say!["ask for them again"],
        },
        page: PageWords {
            doing: say!["You want to see"],
            done: say!["Shown in your chat"],
            not_done: say!["Not shown"],
            go: say!["Show my balances"],
            cancel: say!["Cancel this"],
            carrying_out: say!["Getting your balances"],
            finished: say!["They are in your chat"],
            cancelled: say!["Cancelled"],
            stopped: say!["We stopped this"],
            failed: say!["We couldn’t show them"],
            nothing: say!["Nothing has been shown."],
        },
    }
}
