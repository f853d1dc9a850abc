//! What is said of balances.

use domain::language::Language;
use wording::sentence::{Sentence, Words};
use wording::summary::{Forms, PageWords, Summary};
use wording::{said, saying, shown};

use super::Says;

wording::sentences!("balance");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::MenuTitle => said!(language, MENU_TITLE),
            Self::MenuDescription => said!(language, MENU_DESCRIPTION),
            Self::Help => said!(language, HELP),
            Self::NoAccounts => said!(language, NO_ACCOUNTS),
            Self::Balances(accounts) => shown::balances(accounts, language),
            Self::Locked => saying::locked(language),
        }
    }
}

/// The look at the balances, in every form a sentence may need.
pub fn summary(language: Language) -> Summary {
    Summary {
        headline: said!(language, HEADLINE),
        subject: said!(language, SUBJECT),
        rows: Vec::new(),
        forms: Forms {
            about_to: said!(language, ABOUT_TO),
            to_do: said!(language, TO_DO),
            doing: said!(language, DOING),
            noun: said!(language, NOUN),
            not_done: said!(language, NOT_DONE),
            done: said!(language, DONE),
            nothing: said!(language, NOTHING),
            nothing_held: said!(language, NOTHING),
            nothing_more: said!(language, NOTHING),
            again: said!(language, AGAIN),
        },
        page: page(language),
    }
}

fn page(language: Language) -> PageWords {
    PageWords {
        doing: said!(language, PAGE_DOING),
        done: said!(language, PAGE_DONE),
        not_done: said!(language, PAGE_NOT_DONE),
        go: said!(language, PAGE_GO),
        cancel: said!(language, PAGE_CANCEL),
        carrying_out: said!(language, PAGE_CARRYING_OUT),
        finished: said!(language, PAGE_FINISHED),
        cancelled: said!(language, PAGE_CANCELLED),
        stopped: said!(language, PAGE_STOPPED),
        failed: said!(language, PAGE_FAILED),
        nothing: said!(language, PAGE_NOTHING),
    }
}
