//! What is said of standing orders.

use domain::language::Language;
use domain::standing_order::Terms;
use jiff::civil::Date;
use wording::sentence::{Sentence, Words, amount, name};
use wording::{dates, due, lists, said, say, saying};

use super::says::Says;
use crate::reading::plan::Wrong;
use crate::unclear::words::{self as unclear, Manner};

wording::sentences!("standing_orders");

impl Words for Says {
    fn words(&self, language: Language) -> Sentence {
        match self {
            Self::Orders => said!(language, ORDERS),
            Self::MenuDescription => said!(language, MENU_DESCRIPTION),
            Self::Help => said!(language, HELP),
            Self::Pursuit => said!(language, PURSUIT),
            Self::What => said!(language, WHAT),
            Self::MakeOne => said!(language, MAKE_ONE),
            Self::SkipOne => said!(language, SKIP_ONE),
            Self::StopOne => said!(language, STOP_ONE),
            Self::List { some, more } => list(some, *more, language),
            Self::NoOrders => said!(language, NO_ORDERS),
            Self::NoPayees => said!(language, NO_PAYEES),
            Self::NoAccount => said!(language, NO_ACCOUNT),
            Self::OtherBank(payee) => said!(language, OTHER_BANK, payee = name(payee)),
            Self::Full => said!(language, FULL),
            Self::Who => said!(language, WHO),
            Self::WhichPayee(some) => said!(
                language,
                WHICH_PAYEE,
                some = lists::alternatives(some, language)
            ),
            Self::NoSuchPayee { typed, saved } => said!(
                language,
                NO_SUCH_PAYEE,
                typed = name(typed),
                saved = lists::names(saved, language)
            ),
            Self::Name(payee) => say![name(payee)],
            Self::HowMuch => said!(language, HOW_MUCH),
            Self::When => said!(language, WHEN),
            Self::WhichWeekday => said!(language, WHICH_WEEKDAY),
            Self::WhichDayOfMonth => said!(language, WHICH_DAY_OF_MONTH),
            Self::Wrong(wrong) => self::wrong(*wrong, language),
            Self::Unclear(why) => unclear::words(why, manner(language), language),
            Self::WhichOrder => said!(language, WHICH_ORDER),
            Self::NoSuchOrder(typed) => said!(language, NO_SUCH_ORDER, typed = name(typed)),
            Self::Label(which) => {
                say![amount(which.amount, language), " ", name(&which.payee_name)]
            }
            Self::ChangeWhat => said!(language, CHANGE_WHAT),
            Self::Unchanged => said!(language, UNCHANGED),
            Self::DueNow => said!(language, DUE_NOW),
            Self::Locked => saying::locked(language),
        }
    }
}

fn wrong(wrong: Wrong, language: Language) -> Sentence {
    match wrong {
        Wrong::NoSuchDay => said!(language, NO_SUCH_DAY),
        Wrong::Past => said!(language, PAST),
        Wrong::EndsBeforeItBegins => said!(language, ENDS_BEFORE_IT_BEGINS),
        Wrong::TooFar => said!(language, TOO_FAR),
        Wrong::WhichDay => said!(language, WHEN),
    }
}

fn list(some: &[(Terms, Date)], more: usize, language: Language) -> Sentence {
    let line = |(terms, next): &(Terms, Date)| {
        said!(
            language,
            LINE,
            amount = terms.movement.amount,
            payee = name(&terms.movement.payee_name),
            rhythm = due::rhythm(&terms.schedule, language),
            next = dates::long(*next, language)
        )
    };
    let head = said!(language, LIST_HEAD);
    let more = (more > 0).then(|| said!(language, MORE, count = more));
    let lines = some.iter().map(line);
    Sentence::joined(std::iter::once(head).chain(lines).chain(more), "\n")
}

fn manner(language: Language) -> Manner {
    Manner {
        verb: said!(language, MANNER_VERB),
        done: said!(language, MANNER_DONE),
        example: said!(language, MANNER_EXAMPLE),
    }
}
