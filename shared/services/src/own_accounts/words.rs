//! What is said of a move between own accounts.

use domain::language::Language;
use domain::ledger::movement::Movement;
use wording::message::ending;
use wording::sentence::{Sentence, Words, amount, name};
use wording::summary::{Forms, PageWords, Summary};
use wording::{lists, said, say, saying, shown};

use super::says::Says;
use crate::unclear::words::{self as unclear, Manner};

wording::sentences!("own_accounts");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::MenuTitle => said!(language, MENU_TITLE),
            Self::Pursuit => said!(language, PURSUIT),
            Self::MenuDescription => said!(language, MENU_DESCRIPTION),
            Self::Help => said!(language, HELP),
            Self::HowMuch => said!(language, HOW_MUCH),
            Self::HowMuchAgain => said!(language, HOW_MUCH_AGAIN),
            Self::WhereTo => said!(language, WHERE_TO),
            Self::WhereToAgain => said!(language, WHERE_TO_AGAIN),
            Self::WhereFrom => said!(language, WHERE_FROM),
            Self::WhereFromAgain => said!(language, WHERE_FROM_AGAIN),
            Self::Name(account) => say![name(account)],
            Self::Unclear(why) => unclear::words(why, manner(language), language),
            Self::SameAccount => said!(language, SAME_ACCOUNT),
            Self::OtherCurrency => said!(language, OTHER_CURRENCIES),
            Self::OneAccount => said!(language, ONE_ACCOUNT),
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

/// How moving is spoken of.
fn manner(language: Language) -> Manner {
    Manner {
        verb: said!(language, MANNER_VERB),
        done: said!(language, MANNER_DONE),
        example: said!(language, MANNER_EXAMPLE),
    }
}

/// The move, in every form a sentence may need.
pub fn summary(movement: &Movement, language: Language) -> Summary {
    Summary {
        headline: amount(movement.amount, language),
        subject: say![name(&movement.payee_name)],
        rows: shown::rows(movement, language),
        forms: forms(movement, language),
        page: page(movement, language),
    }
}

fn forms(movement: &Movement, language: Language) -> Forms {
    let amount = movement.amount;
    let to = || name(movement.payee_name.to_lowercase());
    let what = || said!(language, WHAT, amount = amount, to = to());
    let account = || ending(movement.credit_account.ending());
    Forms {
        about_to: said!(
            language,
            ABOUT_TO,
            amount = amount,
            from = name(movement.debit_name.to_lowercase()),
            debit = ending(movement.debit_account.ending()),
            to = to(),
            credit = account(),
            reference = shown::reference(movement.reference.as_ref(), language)
        ),
        to_do: said!(language, TO_DO, what = what(), account = account()),
        doing: said!(language, DOING, what = what()),
        noun: said!(language, NOUN, what = what()),
        not_done: said!(language, NOT_DONE, what = what()),
        done: said!(
            language,
            DONE,
            amount = amount,
            to = to(),
            account = account()
        ),
        nothing: said!(language, NOTHING),
        nothing_held: said!(language, NOTHING_HELD),
        nothing_more: said!(language, NOTHING_MORE, to = to()),
        again: said!(language, AGAIN),
    }
}

fn page(movement: &Movement, language: Language) -> PageWords {
    PageWords {
        doing: said!(language, PAGE_DOING),
        done: said!(language, PAGE_DONE),
        not_done: said!(language, PAGE_NOT_DONE),
        go: said!(language, PAGE_GO, amount = movement.amount),
        cancel: said!(language, PAGE_CANCEL),
        carrying_out: said!(language, PAGE_CARRYING_OUT),
        finished: said!(language, PAGE_FINISHED),
        cancelled: said!(language, PAGE_CANCELLED),
        stopped: said!(language, PAGE_STOPPED),
        failed: said!(language, PAGE_FAILED),
        nothing: said!(language, PAGE_NOTHING),
    }
}
