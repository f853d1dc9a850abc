//! What is said of a withdrawal.

use domain::cash::Release;
use domain::language::Language;
use domain::ledger::movement::Movement;
use wording::message::{Message, ending};
use wording::sentence::{self, Sentence, Words, name};
use wording::summary::{Forms, PageWords, Row, Summary};
use wording::{lists, said, say, saying};

use super::says::Says;
use crate::unclear::words::{self as unclear, Manner};

wording::sentences!("withdrawal");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::MenuTitle => said!(language, MENU_TITLE),
            Self::MenuDescription => said!(language, MENU_DESCRIPTION),
            Self::Help => said!(language, HELP),
            Self::Pursuit => said!(language, PURSUIT),
            Self::HowMuch(most) => said!(language, HOW_MUCH, most = *most),
            Self::HowMuchAgain => said!(language, HOW_MUCH_AGAIN),
            Self::Nearest { asked, near } => {
                let near = lists::amounts(near, language);
                said!(language, NEAREST, asked = *asked, near = near)
            }
            Self::TooMuch(most) => said!(language, TOO_MUCH, most = *most),
            Self::ByCode { amount, account } => said!(
                language,
                BY_CODE,
                amount = *amount,
                account = name(account.to_lowercase())
            ),
            Self::Yes => said!(language, YES),
            Self::No => said!(language, NO),
            Self::Amount(tapped) => say![sentence::amount(*tapped, language)],
            Self::Unclear(why) => unclear::words(why, manner(language), language),
            Self::NoSuchAccount { typed, accounts } => {
                let accounts = lists::names(accounts, language);
                said!(
                    language,
                    NO_SUCH_ACCOUNT,
                    typed = name(typed),
                    accounts = accounts
                )
            }
            Self::NoAccount => said!(language, NO_ACCOUNT),
            Self::Declined => said!(language, DECLINED),
            Self::Locked => saying::locked(language),
        }
    }
}

/// How withdrawing is spoken of.
fn manner(language: Language) -> Manner {
    Manner {
        verb: said!(language, MANNER_VERB),
        done: said!(language, MANNER_DONE),
        example: said!(language, MANNER_EXAMPLE),
    }
}

/// What a statement calls where the money went.
pub fn machine(language: Language) -> String {
    said!(language, MACHINE).plain()
}

/// The withdrawal, in every form a sentence may need.
pub fn held(movement: &Movement, language: Language) -> Summary {
    let amount = movement.amount;
    let account = || name(movement.debit_name.to_lowercase());
    let last = || ending(movement.debit_account.ending());
    Summary {
        headline: say![sentence::amount(amount, language)],
        subject: said!(language, MACHINE),
        rows: vec![
            row(&ROW_WHERE, said!(language, ROW_OUR_MACHINES), language),
            row(
                &ROW_FROM,
                said!(
                    language,
                    FROM_ACCOUNT,
                    account = name(&movement.debit_name),
                    ending = last()
                ),
                language,
            ),
            row(&ROW_UNTIL, said!(language, ROW_HALF_AN_HOUR), language),
        ],
        forms: Forms {
            about_to: said!(
                language,
                ABOUT_TO,
                amount = amount,
                account = account(),
                ending = last()
            ),
            to_do: said!(language, TO_DO, amount = amount),
            doing: said!(language, DOING, amount = amount),
            noun: said!(language, NOUN, amount = amount),
            not_done: said!(language, NOT_DONE, amount = amount),
            done: said!(language, DONE, amount = amount),
            nothing: said!(language, NOTHING),
            nothing_held: said!(language, NOTHING_HELD),
            nothing_more: said!(language, NOTHING),
            again: said!(language, AGAIN),
        },
        page: PageWords {
            doing: said!(language, PAGE_DOING),
            done: said!(language, PAGE_DONE),
            not_done: said!(language, PAGE_NOT_DONE),
            go: said!(language, PAGE_GO, amount = amount),
            cancel: said!(language, PAGE_CANCEL),
            carrying_out: said!(language, PAGE_CARRYING_OUT),
            finished: said!(language, PAGE_FINISHED),
            cancelled: said!(language, PAGE_CANCELLED),
            stopped: said!(language, PAGE_STOPPED),
            failed: said!(language, PAGE_FAILED),
            nothing: said!(language, PAGE_NOTHING),
        },
    }
}

/// Giving it back. Never asked to be confirmed, so link and page are never shown; the receipt is.
pub fn released(release: &Release, language: Language) -> Summary {
    let amount = release.amount;
    let what = || said!(language, RELEASE_NOUN, amount = amount);
    let unchanged = || said!(language, RELEASE_NOTHING);
    Summary {
        headline: say![sentence::amount(amount, language)],
        subject: said!(language, MACHINE),
        rows: vec![row(&ROW_WHERE, said!(language, ROW_OUR_MACHINES), language)],
        forms: Forms {
            about_to: said!(language, RELEASE_ABOUT_TO, what = what()),
            to_do: said!(language, RELEASE_TO_DO, what = what()),
            doing: said!(language, RELEASE_DOING, what = what()),
            noun: said!(language, RELEASE_DOING, what = what()),
            not_done: said!(language, RELEASE_NOT_DONE, what = what()),
            done: said!(language, RELEASE_DONE, amount = amount),
            nothing: unchanged(),
            nothing_held: unchanged(),
            nothing_more: unchanged(),
            again: said!(language, RELEASE_AGAIN),
        },
        page: PageWords {
            doing: said!(language, RELEASE_PAGE_DOING),
            done: said!(language, RELEASE_PAGE_DONE),
            not_done: said!(language, RELEASE_PAGE_NOT_DONE),
            go: said!(language, RELEASE_PAGE_DOING),
            cancel: said!(language, PAGE_CANCEL),
            carrying_out: said!(language, RELEASE_PAGE_DOING),
            finished: said!(language, RELEASE_PAGE_DONE),
            cancelled: said!(language, PAGE_CANCELLED),
            stopped: said!(language, PAGE_STOPPED),
            failed: said!(language, RELEASE_PAGE_NOT_DONE),
            nothing: said!(language, RELEASE_PAGE_NOTHING),
        },
    }
}

fn row(label: &Message, value: Sentence, language: Language) -> Row {
    Row {
        label: label.said(language, &[]),
        value,
    }
}
