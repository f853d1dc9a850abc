//! What is said of bills.

use domain::bill::payment::BillPayment;
use domain::bill::reference::ReferenceError;
use domain::language::Language;
use domain::ledger::movement::Movement;
use jiff::civil::Date;
use wording::message::ending;
use wording::sentence::{Sentence, Words, amount, name, own};
use wording::summary::{Forms, PageWords, Summary};
use wording::{dates, lists, said, say, saying, shown};

use super::says::{Line, Says};
use crate::unclear::words::{self as unclear, Manner};

wording::sentences!("bills");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::MenuTitle => said!(language, MENU_TITLE),
            Self::MenuDescription => said!(language, MENU_DESCRIPTION),
            Self::WhichAreDue => said!(language, WHICH_ARE_DUE),
            Self::Help => said!(language, HELP),
            Self::Pursuit => said!(language, PURSUIT),
            Self::AnotherBill => said!(language, ANOTHER_BILL),
            Self::WhichBiller => said!(language, WHICH_BILLER),
            Self::WhichAgain => said!(language, WHICH_AGAIN),
            Self::NothingDue => said!(language, NOTHING_DUE),
            Self::Due(bills) => said!(language, DUE, bills = numbered(bills, language)),
            Self::These(bills) => said!(language, THESE, bills = plain(bills, language)),
            Self::Which(bills) => said!(language, WHICH, bills = numbered(bills, language)),
            Self::OneAtATime(bills) => {
                said!(language, ONE_AT_A_TIME, bills = numbered(bills, language))
            }
            Self::NoSuchBill(typed, bills) => no_such_bill(typed, bills, language),
            Self::Choice(biller, None) => say![name(biller)],
            Self::Choice(biller, Some(day)) => {
                say![name(biller), ", ", dates::short(*day, language)]
            }
            Self::PayWhole(amount) => said!(language, PAY_WHOLE, amount = *amount),
            Self::AccountName(account) => say![name(account)],
            Self::Unchanged => said!(language, UNCHANGED),
            Self::NotLater => said!(language, NOT_LATER),
            Self::NoAccount => said!(language, NO_ACCOUNT),
            Self::Unclear(why) => unclear::words(why, manner(language), language),
            Self::Locked => saying::locked(language),
            Self::NoSuchAccount { typed, accounts } => {
                let accounts = lists::names(accounts, language);
                said!(
                    language,
                    NO_SUCH_ACCOUNT,
                    typed = name(typed),
                    accounts = accounts
                )
            }
            Self::AlreadyPaid { biller, amount, on } => said!(
                language,
                ALREADY_PAID,
                biller = name(biller),
                amount = *amount,
                day = dates::long(*on, language)
            ),
            Self::WholeOnly { biller, amount } => {
                said!(
                    language,
                    WHOLE_ONLY,
                    biller = name(biller),
                    amount = *amount
                )
            }
            Self::NotEnough { .. } | Self::FromWhichAccount { .. } => not_enough(self, language),
            Self::NoneDueFrom(biller) => said!(language, NONE_DUE_FROM, biller = name(biller)),
            Self::WhichReference(biller) => said!(language, WHICH_REFERENCE, biller = name(biller)),
            Self::WrongReference {
                biller,
                typed,
                error,
            } => wrong_reference(biller, typed, *error, language),
            Self::HowMuch(biller) => said!(language, HOW_MUCH, biller = name(biller)),
            Self::HowMuchAgain(biller) => said!(language, HOW_MUCH_AGAIN, biller = name(biller)),
            Self::HowMuchMore { biller, on } => {
                let day = dates::long(*on, language);
                said!(language, HOW_MUCH_MORE, biller = name(biller), day = day)
            }
        }
    }
}

/// How paying is spoken of.
fn manner(language: Language) -> Manner {
    Manner {
        verb: said!(language, MANNER_VERB),
        done: said!(language, MANNER_DONE),
        example: said!(language, MANNER_EXAMPLE),
    }
}

fn line(line: &Line, language: Language) -> Sentence {
    let day = |day: Date| dates::short(day, language);
    let due = if line.is_overdue {
        said!(language, WAS_DUE, day = day(line.due_on))
    } else {
        said!(language, IS_DUE, day = day(line.due_on))
    };
    let (biller, amount) = (name(&line.biller), line.amount);
    said!(language, LINE, biller = biller, amount = amount, due = due)
}

fn plain(bills: &[Line], language: Language) -> Sentence {
    Sentence::joined(bills.iter().map(|bill| line(bill, language)), "\n")
}

fn numbered(bills: &[Line], language: Language) -> Sentence {
    let bills = (1_u32..).zip(bills);
    let lines = bills.map(|(place, bill)| {
        let place = own(format_args!("{place}. "));
        say![place, line(bill, language)]
    });
    Sentence::joined(lines, "\n")
}

fn no_such_bill(typed: &str, bills: &[Line], language: Language) -> Sentence {
    if bills.is_empty() {
        return said!(language, NO_SUCH_BILL_NOR_ANY, typed = name(typed));
    }
    let bills = numbered(bills, language);
    said!(language, NO_SUCH_BILL, typed = name(typed), bills = bills)
}

fn not_enough(says: &Says, language: Language) -> Sentence {
    match says {
        Says::NotEnough {
            account,
            ending: digits,
            biller,
            amount,
        } => said!(
            language,
            NOT_ENOUGH,
            account = name(account.to_lowercase()),
            ending = ending(digits),
            biller = name(biller),
            amount = *amount
        ),
        Says::FromWhichAccount {
            account,
            ending: digits,
            biller,
            amount,
        } => said!(
            language,
            FROM_WHICH_ACCOUNT,
            account = name(account.to_lowercase()),
            ending = ending(digits),
            biller = name(biller),
            amount = *amount
        ),
        _ => Sentence::default(),
    }
}

fn wrong_reference(
    biller: &str,
    typed: &str,
    error: ReferenceError,
    language: Language,
) -> Sentence {
    let (biller, typed) = (name(biller), name(typed));
    match error {
        ReferenceError::CheckDigits => {
            said!(language, WRONG_CHECK_DIGITS, biller = biller, typed = typed)
        }
        ReferenceError::Character => {
            said!(language, WRONG_CHARACTER, biller = biller, typed = typed)
        }
        ReferenceError::Length {
            characters,
            fewest,
            most,
        } if fewest == most => said!(
            language,
            WRONG_LENGTH,
            biller = biller,
            typed = typed,
            characters = own(characters),
            most = own(most)
        ),
        ReferenceError::Length {
            characters,
            fewest,
            most,
        } => said!(
            language,
            WRONG_LENGTHS,
            biller = biller,
            typed = typed,
            characters = own(characters),
            fewest = own(fewest),
            most = own(most)
        ),
    }
}

/// The payment, in every form a sentence may need.
pub fn summary(movement: &Movement, paid: &BillPayment, language: Language) -> Summary {
    Summary {
        headline: amount(movement.amount, language),
        subject: say![name(&movement.payee_name)],
        rows: shown::rows(movement, language),
        forms: forms(movement, paid, language),
        page: page(movement, language),
    }
}

fn forms(movement: &Movement, paid: &BillPayment, language: Language) -> Forms {
    let (amount, biller) = (movement.amount, || name(&movement.payee_name));
    let what = || said!(language, WHAT, amount = amount, biller = biller());
    let to = || ending(movement.credit_account.ending());
    let reference = || own(&paid.reference);
    Forms {
        about_to: said!(
            language,
            ABOUT_TO,
            amount = amount,
            biller = biller(),
            from = name(movement.debit_name.to_lowercase()),
            debit = ending(movement.debit_account.ending()),
            reference = reference()
        ),
        to_do: said!(
            language,
            TO_DO,
            what = what(),
            to = to(),
            reference = reference()
        ),
        doing: said!(language, DOING, what = what()),
        noun: said!(language, NOUN, what = what()),
        not_done: said!(language, NOT_DONE, what = what()),
        done: said!(
            language,
            DONE,
            amount = amount,
            biller = biller(),
            to = to(),
            reference = reference()
        ),
        nothing: said!(language, NOTHING),
        nothing_held: said!(language, NOTHING_HELD),
        nothing_more: said!(language, NOTHING_MORE, biller = biller()),
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
