//! What is said of a transfer.

use domain::language::Language;
use domain::ledger::movement::Movement;
use wording::message::ending;
use wording::sentence::{Sentence, Words, amount, name, own};
use wording::summary::{Forms, PageWords, Summary};
use wording::{lists, said, say, saying, shown};

use super::says::Says;
use crate::unclear::words::{self as unclear, Manner};

wording::sentences!("transfer");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::MenuTitle => said!(language, MENU_TITLE),
            Self::MenuDescription => said!(language, MENU_DESCRIPTION),
            Self::Help => said!(language, HELP),
            Self::HowToSend => said!(language, HOW_TO_SEND),
            Self::HowMuch => said!(language, HOW_MUCH),
            Self::HowMuchAgain => said!(language, HOW_MUCH_AGAIN),
            Self::Who => said!(language, WHO),
            Self::WhoAgain => said!(language, WHO_AGAIN),
            Self::Pursuit(amount, payee) => pursuit(amount.as_deref(), payee.as_deref(), language),
            Self::DidYouMean { typed, close } => {
                let close = lists::alternatives(close, language);
                said!(language, DID_YOU_MEAN, typed = name(typed), close = close)
            }
            Self::YouMean(some) => {
                said!(
                    language,
                    YOU_MEAN,
                    some = lists::alternatives(some, language)
                )
            }
            Self::IsItFor {
                amount,
                payee,
                purpose,
            } => said!(
                language,
                IS_IT_FOR,
                amount = *amount,
                payee = name(payee),
                purpose = name(purpose)
            ),
            Self::NotFor => said!(language, NOT_FOR),
            Self::ItIs => said!(language, IT_IS),
            Self::ItIsNot => said!(language, IT_IS_NOT),
            Self::Unchanged => said!(language, UNCHANGED),
            Self::SomebodyElse => said!(language, SOMEBODY_ELSE),
            Self::NoPayees => said!(language, NO_PAYEES),
            Self::Name(payee) => say![name(payee)],
            Self::Unclear(why) => unclear::words(why, manner(language), language),
            Self::NoAccountToSendFrom => said!(language, NO_ACCOUNT_TO_SEND_FROM),
            Self::NoSuchAccount { typed, accounts } => {
                let accounts = lists::names(accounts, language);
                said!(
                    language,
                    NO_SUCH_ACCOUNT,
                    typed = name(typed),
                    accounts = accounts
                )
            }
            Self::NoSuchPayee { typed, saved } => {
                let saved = lists::names(saved, language);
                said!(language, NO_SUCH_PAYEE, typed = name(typed), saved = saved)
            }
            Self::WhichPayee(some) => {
                said!(
                    language,
                    WHICH_PAYEE,
                    some = lists::alternatives(some, language)
                )
            }
            Self::OtherBank(payee) => said!(language, OTHER_BANK, payee = name(payee)),
            Self::Locked => saying::locked(language),
        }
    }
}

/// How sending is spoken of.
fn manner(language: Language) -> Manner {
    Manner {
        verb: said!(language, MANNER_VERB),
        done: said!(language, MANNER_DONE),
        example: said!(language, MANNER_EXAMPLE),
    }
}

/// "Send 50 to Ben", as far as it is known.
fn pursuit(amount: Option<&str>, payee: Option<&str>, language: Language) -> Sentence {
    match (amount.map(own), payee.map(name)) {
        (Some(amount), Some(payee)) => {
            said!(language, PURSUIT_BOTH, amount = amount, payee = payee)
        }
        (Some(amount), None) => said!(language, PURSUIT_AMOUNT, amount = amount),
        (None, Some(payee)) => said!(language, PURSUIT_PAYEE, payee = payee),
        (None, None) => said!(language, PURSUIT),
    }
}

/// The transfer, in every form a sentence may need.
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
    let (amount, payee) = (movement.amount, || name(&movement.payee_name));
    let what = || said!(language, WHAT, amount = amount, payee = payee());
    let to = || ending(movement.credit_account.ending());
    Forms {
        about_to: said!(
            language,
            ABOUT_TO,
            amount = amount,
            payee = payee(),
            from = name(movement.debit_name.to_lowercase()),
            debit = ending(movement.debit_account.ending()),
            reference = shown::reference(movement.reference.as_ref(), language)
        ),
        to_do: said!(language, TO_DO, what = what(), to = to()),
        doing: said!(language, DOING, what = what()),
        noun: said!(language, NOUN, what = what()),
        not_done: said!(language, NOT_DONE, what = what()),
        done: said!(language, DONE, amount = amount, payee = payee(), to = to()),
        nothing: said!(language, NOTHING),
        nothing_held: said!(language, NOTHING_HELD),
        nothing_more: said!(language, NOTHING_MORE, payee = payee()),
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
