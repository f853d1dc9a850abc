//! What is said of statements.

use domain::disclosure::{Form, Statement};
use domain::language::Language;
use wording::message::{Message, ending};
use wording::sentence::{Sentence, Words, name, own};
use wording::summary::{Forms, PageWords, Row, Summary};
use wording::{dates, lists, said, say, saying};

use super::says::Says;
use crate::reading::period::MAX_NEWEST;

wording::sentences!("statement");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::MenuTitle => said!(language, MENU_TITLE),
            Self::MenuDescription => said!(language, MENU_DESCRIPTION),
            Self::Help => said!(language, HELP),
            Self::Page(shown) => shown.words(language),
            Self::More => said!(language, MORE),
            Self::AsDocument => said!(language, AS_DOCUMENT),
            Self::WhichDays => said!(language, WHICH_DAYS),
            Self::ThisMonth => said!(language, THIS_MONTH),
            Self::LastMonth => said!(language, LAST_MONTH),
            Self::ThreeMonths => said!(language, THREE_MONTHS),
            Self::Unread(unread) => said!(language, UNREAD, unread = name(unread)),
            Self::NoSuchDay => said!(language, NO_SUCH_DAY),
            Self::TooMany => said!(language, TOO_MANY, most = MAX_NEWEST),
            Self::NotYet => said!(language, NOT_YET),
            Self::NoAccounts => said!(language, NO_ACCOUNTS),
            Self::NoSuchAccount { typed, accounts } => {
                let accounts = lists::names(accounts, language);
                said!(
                    language,
                    NO_SUCH_ACCOUNT,
                    typed = name(typed),
                    accounts = accounts
                )
            }
            Self::Locked => saying::locked(language),
        }
    }
}

/// The statement, in every form a sentence may need.
pub fn summary(statement: &Statement, language: Language) -> Summary {
    let account = own(format_args!(" ••{}", statement.account.ending()));
    let account = say![name(&statement.account_name), account];
    let form = match statement.form {
        Form::Message => said!(language, AS_MESSAGE),
        Form::Document => said!(language, AS_PDF),
    };
    let row = |label: &Message, value| Row {
        label: label.said(language, &[]),
        value,
    };
    Summary {
        headline: said!(language, HEADLINE),
        subject: say![name(&statement.account_name)],
        rows: vec![
            row(&ROW_ACCOUNT, account),
            row(&ROW_DAYS, dates::extent(statement.extent, language)),
            row(&ROW_AS, form),
        ],
        forms: forms(statement, language),
        page: page(language),
    }
}

fn forms(statement: &Statement, language: Language) -> Forms {
    let account = || name(statement.account_name.to_lowercase());
    let days = || dates::extent(statement.extent, language);
    Forms {
        about_to: said!(
            language,
            ABOUT_TO,
            account = account(),
            ending = ending(statement.account.ending()),
            days = days()
        ),
        to_do: said!(language, TO_DO, account = account(), days = days()),
        doing: said!(language, DOING, account = account(), days = days()),
        noun: said!(language, NOUN, account = account(), days = days()),
        not_done: said!(language, NOT_DONE, account = account(), days = days()),
        done: said!(language, DONE, account = account(), days = days()),
        nothing: said!(language, NOTHING),
        nothing_held: said!(language, NOTHING),
        nothing_more: said!(language, NOTHING),
        again: said!(language, AGAIN),
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
