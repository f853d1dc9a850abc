//! A change of payees in every form a sentence may need.

use domain::arrangement::{Change, Loosening, NewPayee, Removal, Renaming, Tightening};
use domain::bank_details::BankDetails;
use domain::customer::payee_check::PayeeCheck;
use domain::language::Language;
use wording::message::{Filling, Message, ending};
use wording::sentence::{Sentence, name, own};
use wording::summary::{Forms, PageWords, Row, Summary};
use wording::{said, say};

wording::sentences!("payee-changes");

/// The change; nothing of one that is about no payee.
pub fn of(change: Change<'_>, language: Language) -> Option<Summary> {
    Some(match change {
        Change::Loosen(Loosening::AddPayee(new)) => add(new, language),
        Change::Loosen(Loosening::RenamePayee(renaming)) => rename(renaming, language),
        Change::Tighten(Tightening::RemovePayee(removal)) => remove(removal, language),
        Change::Loosen(Loosening::StandingOrder(_))
        | Change::Tighten(Tightening::SkipPayment(_) | Tightening::StopStandingOrder(_)) => {
            return None;
        }
    })
}

fn add(new: &NewPayee, language: Language) -> Summary {
    let called = || name(&new.name);
    let payee = || {
        said!(
            language,
            PAYEE,
            name = called(),
            account = last(&new.details)
        )
    };
    let checked = || checked(&new.check, language);
    let mut rows = vec![row(&ROW_NAME, say![called()], language)];
    rows.extend(account(&new.details, language));
    rows.push(row(&ROW_NAME_CHECK, checked(), language));
    Summary {
        headline: say![called()],
        subject: say![called()],
        rows,
        forms: Forms {
            about_to: said!(
                language,
                ADD_ABOUT_TO,
                name = called(),
                account = own(new.details.shown()),
                check = checked()
            ),
            to_do: said!(language, ADD_TO_DO, payee = payee()),
            doing: said!(language, ADD_DOING, payee = payee()),
            noun: said!(language, ADD_NOUN, payee = payee()),
            not_done: said!(language, ADD_NOT_DONE, payee = payee()),
            done: said!(
                language,
                ADD_DONE,
                name = called(),
                account = last(&new.details)
            ),
            nothing: said!(language, UNCHANGED),
            nothing_held: said!(language, UNCHANGED),
            nothing_more: said!(language, ADD_NOT_DONE, payee = payee()),
            again: said!(language, ADD_AGAIN),
        },
        page: PageWords {
            doing: said!(language, ADD_PAGE_DOING),
            done: said!(language, ADD_PAGE_DONE),
            not_done: said!(language, ADD_PAGE_NOT_DONE),
            go: said!(language, ADD_PAGE_GO),
            cancel: said!(language, ADD_PAGE_CANCEL),
            carrying_out: said!(language, ADD_PAGE_CARRYING_OUT),
            finished: said!(language, ADD_PAGE_FINISHED),
            cancelled: said!(language, PAGE_CANCELLED),
            stopped: said!(language, PAGE_STOPPED),
            failed: said!(language, ADD_PAGE_FAILED),
            nothing: said!(language, PAGE_NOTHING),
        },
    }
}

fn rename(renaming: &Renaming, language: Language) -> Summary {
    let (from, to) = (|| name(&renaming.from), || name(&renaming.to));
    let payee = || last(&renaming.details);
    let mut rows = vec![
        row(&ROW_NEW_NAME, say![to()], language),
        row(&ROW_NAME_UNTIL_NOW, say![from()], language),
    ];
    rows.extend(account(&renaming.details, language));
    Summary {
        headline: say![to()],
        subject: say![to()],
        rows,
        forms: Forms {
            about_to: said!(
                language,
                RENAME_ABOUT_TO,
                from = from(),
                account = payee(),
                to = to()
            ),
            to_do: said!(language, RENAME_TO_DO, account = payee(), to = to()),
            doing: said!(language, RENAME_DOING, account = payee(), to = to()),
            noun: said!(language, RENAME_NOUN, account = payee()),
            not_done: said!(language, RENAME_NOT_DONE, account = payee()),
            done: said!(language, RENAME_DONE, account = payee(), to = to()),
            nothing: said!(language, UNCHANGED),
            nothing_held: said!(language, UNCHANGED),
            nothing_more: said!(language, RENAME_NOT_DONE, account = payee()),
            again: said!(language, RENAME_AGAIN),
        },
        page: PageWords {
            doing: said!(language, RENAME_PAGE_DOING),
            done: said!(language, RENAME_PAGE_DONE),
            not_done: said!(language, RENAME_PAGE_NOT_DONE),
            go: said!(language, RENAME_PAGE_GO),
            cancel: said!(language, RENAME_PAGE_CANCEL),
            carrying_out: said!(language, RENAME_PAGE_CARRYING_OUT),
            finished: said!(language, RENAME_PAGE_FINISHED),
            cancelled: said!(language, PAGE_CANCELLED),
            stopped: said!(language, PAGE_STOPPED),
            failed: said!(language, RENAME_PAGE_FAILED),
            nothing: said!(language, PAGE_NOTHING),
        },
    }
}

/// Never asked to be confirmed, so link and page are never shown; the receipt is.
fn remove(removal: &Removal, language: Language) -> Summary {
    let called = || name(&removal.name);
    let payee = || {
        said!(
            language,
            PAYEE,
            name = called(),
            account = last(&removal.details)
        )
    };
    let mut rows = vec![row(&ROW_NAME, say![called()], language)];
    rows.extend(account(&removal.details, language));
    Summary {
        headline: say![called()],
        subject: say![called()],
        rows,
        forms: Forms {
            about_to: said!(language, REMOVE_ABOUT_TO, payee = payee()),
            to_do: said!(language, REMOVE_TO_DO, payee = payee()),
            doing: said!(language, REMOVE_DOING, payee = payee()),
            noun: said!(language, REMOVE_NOUN, payee = payee()),
            not_done: said!(language, REMOVE_NOT_DONE, payee = payee()),
            done: said!(
                language,
                REMOVE_DONE,
                name = called(),
                account = last(&removal.details)
            ),
            nothing: said!(language, UNCHANGED),
            nothing_held: said!(language, UNCHANGED),
            nothing_more: said!(language, REMOVE_NOT_DONE, payee = payee()),
            again: said!(language, REMOVE_AGAIN),
        },
        page: PageWords {
            doing: said!(language, REMOVE_PAGE_DOING),
            done: said!(language, REMOVE_PAGE_DONE),
            not_done: said!(language, REMOVE_PAGE_NOT_DONE),
            go: said!(language, REMOVE_PAGE_GO),
            cancel: said!(language, REMOVE_PAGE_CANCEL),
            carrying_out: said!(language, REMOVE_PAGE_CARRYING_OUT),
            finished: said!(language, REMOVE_PAGE_FINISHED),
            cancelled: said!(language, PAGE_CANCELLED),
            stopped: said!(language, PAGE_STOPPED),
            failed: said!(language, REMOVE_PAGE_FAILED),
            nothing: said!(language, PAGE_NOTHING),
        },
    }
}

fn checked(check: &PayeeCheck, language: Language) -> Sentence {
    match check {
        PayeeCheck::Match => said!(language, CHECK_MATCH),
        PayeeCheck::Close { registered } => {
            said!(language, CHECK_CLOSE, registered = name(registered))
        }
        PayeeCheck::NoMatch => said!(language, CHECK_NO_MATCH),
        PayeeCheck::NotPossible => said!(language, CHECK_NOT_POSSIBLE),
    }
}

/// The account in full, each part as people know it.
fn account(details: &BankDetails, language: Language) -> Vec<Row> {
    match details {
        BankDetails::Uk(sort_code, number) => vec![
            row(&ROW_SORT_CODE, say![own(sort_code)], language),
            row(&ROW_ACCOUNT_NUMBER, say![own(number)], language),
        ],
        BankDetails::Iban(iban) => vec![row(&ROW_IBAN, say![own(iban)], language)],
    }
}

fn row(label: &Message, value: Sentence, language: Language) -> Row {
    Row {
        label: label.said(language, &[]),
        value,
    }
}

fn last(details: &BankDetails) -> Filling {
    ending(details.ending())
}
