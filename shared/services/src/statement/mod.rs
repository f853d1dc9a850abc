//! What came into and went out of an account: in the chat, or as a PDF.
//!
//! Deliberately reads nothing it may not tell yet: what is older than 90 days, and everything after 180 days
//! without a proof, becomes an order. A PDF always is one: it is made by the function that carries it out.

mod draft;
mod facts;
mod reading;
mod says;
mod words;

use domain::confirmation::order::{Effect, Order};
use domain::disclosure::{Disclosure, Extent, Form, Statement};
use domain::language::Language;
use wording::summary::Summary;

use crate::choice::Choice;
use crate::facts::Bookings;
use crate::menu::{Entry, Topic};
use crate::names;
use crate::service::{Asker, Asking, Heard, Service, Step};

pub use draft::Draft;
use facts::Known;
use says::{Says, Shown};

/// The service; other rooms have a statement of their own.
pub struct AccountStatement;

impl Service for AccountStatement {
    const NAME: &'static str = "statement";
    type Draft = Draft;
    type Facts = Known;
    type Says = Says;

    fn hear(heard: &Heard<'_>, so_far: Option<Draft>) -> Draft {
        Draft::hear(heard, so_far.unwrap_or_default())
    }

    fn decide(draft: Draft, known: &Known, asking: &Asking<'_>) -> Step<Draft, Says> {
        let is_first = !draft.wants_more();
        let draft = match draft.read(&known.accounts, asking) {
            Ok(draft) => draft,
            Err(says) => return Step::Refuse(says),
        };
        let disclosure = match draft.disclosure(&known.accounts, asking.language) {
            Ok(Some(disclosure)) => disclosure,
            Ok(None) => return ask_for_days(draft),
            Err(says) => return Step::Refuse(says),
        };
        match (&disclosure, &known.page) {
            (Disclosure::Statement(statement), _) if is_to_come(statement, asking) => {
                Step::Refuse(Says::NotYet)
            }
            (Disclosure::Statement(statement), Some(page)) => {
                show(draft, statement, page, asking, is_first)
            }
            _ if !known.must_prove(&disclosure, asking) => {
                Step::AtOnce(Effect::Disclose(disclosure))
            }
            _ if known.is_locked => Step::Refuse(Says::Locked),
            _ => Step::Seal(Effect::Disclose(disclosure)),
        }
    }

    fn reads(text: &str, language: Language) -> bool {
        // Which days are meant depends on today; whether some are does not.
        let calendar = domain::time::Calendar::utc();
        let today = reading::Today {
            now: domain::time::UnixSeconds(i64::from(i32::MAX)),
            calendar: &calendar,
            language,
        };
        let is_account = |typed: &str| names::is_everyday_word(typed, language);
        let read = reading::read(text, today, is_account);
        read.names_it && read.unread.is_none()
    }

    fn answers(draft: &Draft, text: &str, language: Language) -> bool {
        draft.cursor.is_some() && draft::asks_for_more(text, language)
    }

    fn summary(order: &Order) -> Option<Summary> {
        let Disclosure::Statement(statement) = order.effect.disclosure()? else {
            return None;
        };
        Some(words::summary(statement, order.language))
    }

    fn meanings() -> Vec<(&'static str, Says)> {
        vec![("statement", Says::MenuTitle)]
    }

    fn menu(_: &Asker<'_>) -> Vec<Entry<Says>> {
        vec![Entry {
            topic: Topic::Accounts,
            means: "",
            title: Says::MenuTitle,
            description: Says::MenuDescription,
        }]
    }

    fn help() -> Option<Says> {
        Some(Says::Help)
    }
}

impl Known {
    fn must_prove(&self, disclosure: &Disclosure, asking: &Asking<'_>) -> bool {
        !disclosure.is_exempt(self.proved_at, asking.now, asking.calendar)
    }
}

fn is_to_come(statement: &Statement, asking: &Asking<'_>) -> bool {
    match statement.extent {
        Extent::Period(period) => period.first() > asking.calendar.date(asking.now),
        Extent::Newest(_) => false,
    }
}

fn ask_for_days(draft: Draft) -> Step<Draft, Says> {
    let choice = |means: &str, label| Choice {
        means: means.to_owned(),
        label,
    };
    Step::Ask {
        draft,
        question: Says::WhichDays,
        choices: vec![
            choice("pdf-this-month", Says::ThisMonth),
            choice("pdf-last-month", Says::LastMonth),
            choice("pdf-last-3-months", Says::ThreeMonths),
        ],
    }
}

/// A page, and what else can be had.
fn show(
    draft: Draft,
    statement: &Statement,
    page: &Bookings,
    asking: &Asking<'_>,
    is_first: bool,
) -> Step<Draft, Says> {
    let says = Says::Page(Box::new(Shown {
        statement: statement.clone(),
        entries: page.entries.clone(),
        is_first,
        now: asking.now,
        calendar: asking.calendar.clone(),
    }));
    if page.entries.is_empty() {
        return Step::Show(says);
    }
    let next = page.next.clone().filter(|_| !draft.is_counted());
    let more = next.as_ref().map(|_| Choice {
        means: "more".to_owned(),
        label: Says::More,
    });
    let document = (statement.form == Form::Message).then(|| Choice {
        means: "pdf".to_owned(),
        label: Says::AsDocument,
    });
    Step::Offer {
        draft: draft.ending_at(next),
        says,
        choices: more.into_iter().chain(document).collect(),
    }
}

#[cfg(test)]
mod tests;
