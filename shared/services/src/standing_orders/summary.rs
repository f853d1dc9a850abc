//! What is arranged with a standing order, in every form a sentence may need.

use domain::arrangement::{Change, Loosening, Tightening};
use domain::language::Language;
use domain::standing_order::{Skip, Terms, Which};
use wording::message::{Message, ending};
use wording::sentence::{Sentence, amount, name};
use wording::summary::{Forms, PageWords, Row, Summary};
use wording::{dates, due, said, say, shown};

wording::sentences!("standing-changes");

/// The change; nothing of one that is about no standing order.
pub fn of(change: Change<'_>, language: Language) -> Option<Summary> {
    Some(match change {
        Change::Loosen(Loosening::StandingOrder(terms)) if terms.replaces.is_some() => {
            changed(terms, language)
        }
        Change::Loosen(Loosening::StandingOrder(terms)) => made(terms, language),
        Change::Tighten(Tightening::SkipPayment(skip)) => skipped(skip, language),
        Change::Tighten(Tightening::StopStandingOrder(which)) => stopped(which, language),
        Change::Loosen(Loosening::AddPayee(_) | Loosening::RenamePayee(_))
        | Change::Tighten(Tightening::RemovePayee(_)) => return None,
    })
}

/// "£50.00 to Ben Carter".
fn what(terms: &Terms, language: Language) -> Sentence {
    let movement = &terms.movement;
    let payee = name(&movement.payee_name);
    said!(language, PAYMENT, amount = movement.amount, payee = payee)
}

fn short(which: &Which, language: Language) -> Sentence {
    let payee = name(&which.payee_name);
    said!(language, PAYMENT, amount = which.amount, payee = payee)
}

/// What is shown of both: where from and to, how often, until when.
fn rows(terms: &Terms, language: Language) -> Vec<Row> {
    let schedule = &terms.schedule;
    let mut rows = shown::rows(&terms.movement, language);
    let often = due::rhythm(schedule, language).capitalised();
    if schedule.repeats() {
        rows.push(row(&ROW_HOW_OFTEN, often, language));
    }
    let first = dates::long(schedule.first(), language);
    let label = if schedule.repeats() {
        &ROW_FIRST
    } else {
        &ROW_ON
    };
    rows.push(row(label, first, language));
    if schedule.repeats() {
        let last = schedule.last().map(|last| dates::long(last, language));
        let last = last.unwrap_or_else(|| said!(language, NO_END));
        rows.push(row(&ROW_UNTIL, last, language));
    }
    rows
}

fn row(label: &Message, value: Sentence, language: Language) -> Row {
    Row {
        label: label.said(language, &[]),
        value,
    }
}

fn made(terms: &Terms, language: Language) -> Summary {
    let movement = &terms.movement;
    let what = || what(terms, language);
    let often = || due::rhythm(&terms.schedule, language);
    let days = || due::schedule(&terms.schedule, language);
    let from = || name(movement.debit_name.to_lowercase());
    let debit = || ending(movement.debit_account.ending());
    let to = || ending(movement.credit_account.ending());
    Summary {
        headline: say![amount(movement.amount, language)],
        subject: say![name(&movement.payee_name)],
        rows: rows(terms, language),
        forms: Forms {
            about_to: said!(
                language,
                MAKE_ABOUT_TO,
                what = what(),
                days = days(),
                from = from(),
                debit = debit()
            ),
            to_do: said!(
                language,
                MAKE_TO_DO,
                what = what(),
                to = to(),
                often = often()
            ),
            doing: said!(language, MAKE_DOING, what = what()),
            noun: said!(language, MAKE_NOUN, what = what()),
            not_done: said!(language, MAKE_NOT_DONE, what = what()),
            done: said!(language, MAKE_DONE, what = what(), days = days()),
            nothing: said!(language, UNCHANGED),
            nothing_held: said!(language, UNCHANGED),
            nothing_more: said!(language, MAKE_NOT_DONE, what = what()),
            again: said!(language, MAKE_AGAIN),
        },
        page: PageWords {
            doing: said!(language, MAKE_PAGE_DOING),
            done: said!(language, MAKE_PAGE_DONE),
            not_done: said!(language, MAKE_PAGE_NOT_DONE),
            go: said!(language, MAKE_PAGE_GO),
            cancel: said!(language, MAKE_PAGE_CANCEL),
            carrying_out: said!(language, PAGE_CARRYING_OUT),
            finished: said!(language, MAKE_PAGE_FINISHED),
            cancelled: said!(language, PAGE_CANCELLED),
            stopped: said!(language, PAGE_STOPPED),
            failed: said!(language, MAKE_PAGE_FAILED),
            nothing: said!(language, PAGE_NOTHING),
        },
    }
}

fn changed(terms: &Terms, language: Language) -> Summary {
    let what = || what(terms, language);
    let often = || due::rhythm(&terms.schedule, language);
    let days = || due::schedule(&terms.schedule, language);
    let payee = || name(&terms.movement.payee_name);
    let to = || ending(terms.movement.credit_account.ending());
    let made = made(terms, language);
    Summary {
        forms: Forms {
            about_to: said!(
                language,
                CHANGE_ABOUT_TO,
                payee = payee(),
                what = what(),
                days = days()
            ),
            to_do: said!(
                language,
                CHANGE_TO_DO,
                what = what(),
                to = to(),
                often = often()
            ),
            doing: said!(language, CHANGE_DOING, payee = payee()),
            noun: said!(language, CHANGE_NOUN, payee = payee()),
            not_done: said!(language, CHANGE_NOT_DONE, payee = payee()),
            done: said!(language, CHANGE_DONE, what = what(), days = days()),
            nothing_more: said!(language, CHANGE_NOT_DONE, payee = payee()),
            again: said!(language, CHANGE_AGAIN),
            ..made.forms
        },
        page: PageWords {
            doing: said!(language, CHANGE_PAGE_DOING),
            done: said!(language, CHANGE_PAGE_DONE),
            not_done: said!(language, CHANGE_PAGE_NOT_DONE),
            go: said!(language, CHANGE_PAGE_GO),
            cancel: said!(language, CHANGE_PAGE_CANCEL),
            finished: said!(language, CHANGE_PAGE_DONE),
            failed: said!(language, CHANGE_PAGE_FAILED),
            ..made.page
        },
        ..made
    }
}

/// Never asked to be confirmed, so link and page are never shown; the receipt is.
fn skipped(skip: &Skip, language: Language) -> Summary {
    let what = || short(&skip.which, language);
    let day = || dates::long(skip.due, language);
    let rows = vec![row(&ROW_ON, day(), language)];
    let forms = Forms {
        about_to: said!(language, SKIP_ABOUT_TO, what = what(), day = day()),
        to_do: said!(language, SKIP_TO_DO, what = what(), day = day()),
        doing: said!(language, SKIP_DOING, what = what(), day = day()),
        noun: said!(language, SKIP_NOUN, what = what(), day = day()),
        not_done: said!(language, SKIP_NOT_DONE, what = what(), day = day()),
        done: said!(language, SKIP_DONE, what = what(), day = day()),
        nothing: said!(language, UNCHANGED),
        nothing_held: said!(language, UNCHANGED),
        nothing_more: said!(language, UNCHANGED),
        again: said!(language, SKIP_AGAIN),
    };
    tightened(&skip.which, rows, forms, language)
}

fn stopped(which: &Which, language: Language) -> Summary {
    let what = || short(which, language);
    let payee = say![name(&which.payee_name)];
    let rows = vec![row(&ROW_TO, payee, language)];
    let forms = Forms {
        about_to: said!(language, STOP_ABOUT_TO, what = what()),
        to_do: said!(language, STOP_TO_DO, what = what()),
        doing: said!(language, STOP_DOING, what = what()),
        noun: said!(language, STOP_NOUN, what = what()),
        not_done: said!(language, STOP_NOT_DONE, what = what()),
        done: said!(language, STOP_DONE, what = what()),
        nothing: said!(language, UNCHANGED),
        nothing_held: said!(language, UNCHANGED),
        nothing_more: said!(language, UNCHANGED),
        again: said!(language, STOP_AGAIN),
    };
    tightened(which, rows, forms, language)
}

fn tightened(which: &Which, rows: Vec<Row>, forms: Forms, language: Language) -> Summary {
    Summary {
        headline: say![amount(which.amount, language)],
        subject: say![name(&which.payee_name)],
        rows,
        forms,
        page: PageWords {
            doing: said!(language, CHANGE_PAGE_DOING),
            done: said!(language, CHANGE_PAGE_DONE),
            not_done: said!(language, CHANGE_PAGE_NOT_DONE),
            go: said!(language, CHANGE_PAGE_GO),
            cancel: said!(language, CHANGE_PAGE_CANCEL),
            carrying_out: said!(language, PAGE_CARRYING_OUT),
            finished: said!(language, CHANGE_PAGE_DONE),
            cancelled: said!(language, PAGE_CANCELLED),
            stopped: said!(language, PAGE_STOPPED),
            failed: said!(language, CHANGE_PAGE_FAILED),
            nothing: said!(language, PAGE_NOTHING),
        },
    }
}
