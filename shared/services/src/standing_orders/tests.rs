//! What is decided about standing orders, word for word; nothing is fetched and nothing is sent.

use domain::arrangement::{Change, Loosening, Tightening};
use domain::authority::{Evidence, Identification, Seal};
use domain::bank_details::BankDetails;
use domain::confirmation::order::Effect;
use domain::id::{AccountId, CustomerId, OrderId, PayeeId};
use domain::keyed_hash::Hash;
use domain::ledger::movement::Movement;
use domain::ledger::view::AccountUse;
use domain::money::{Currency, Money};
use domain::signature::SigningKey;
use domain::standing_order::schedule::{Rhythm, Schedule};
use domain::standing_order::{Due, Terms};
use domain::time::{Calendar, UnixSeconds};
use jiff::civil::date;
use wording::due;
use wording::sentence::Words;

use super::*;

/// Monday, 23 November 2026.
const NOW: UnixSeconds = UnixSeconds(1_795_435_200);

fn pounds(minor: i64) -> Money {
    Money::new(minor, Currency::Gbp)
}

fn account(id: &str, name: &str) -> AccountView {
    AccountView {
        id: AccountId(id.to_owned()),
        name: name.to_owned(),
        use_of: AccountUse::Everyday,
        posted: pounds(245_000),
        available: pounds(245_000),
    }
}

fn payee(name: &str, details: &str) -> Payee {
    Payee {
        id: PayeeId(details.to_owned()),
        name: name.to_owned(),
        details: BankDetails::parse(details).unwrap(),
        customer: None,
        added_at: UnixSeconds(0),
    }
}

/// A standing order of £50.00, due next on a day.
fn standing(id: &str, name: &str, rhythm: Rhythm, next: Date) -> StandingOrder {
    let (order, digest) = (OrderId(id.to_owned()), Hash::plain(&[b"order"]));
    let key = SigningKey::try_new(&[7; 32]).unwrap();
    let identified = Identification::sign(&key, &order, digest);
    StandingOrder {
        customer: CustomerId("ana-lima".to_owned()),
        language: Language::ENGLISH,
        terms: Terms {
            movement: Movement {
                amount: pounds(5_000),
                debit_account: AccountId("40010101".to_owned()),
                debit_name: "Current account".to_owned(),
                credit_account: AccountId("40020101".to_owned()),
                payer_name: "Ana Lima".to_owned(),
                payee_name: name.to_owned(),
                payee_customer: None,
                reference: None,
                bill: None,
            },
            schedule: Schedule::try_new(next, rhythm, None).unwrap(),
            replaces: None,
        },
        confirmed: Evidence {
            seal: Seal::sign(&key, identified, &order, digest),
            order: order.clone(),
            digest,
        },
        id: order,
        due: Due::on(next),
    }
}

fn facts(orders: Vec<StandingOrder>) -> <StandingOrderBook as Service>::Facts {
    let accounts = vec![
        account("40010101", "Current account"),
        account("40010102", "Savings account"),
    ];
    let payees = vec![
        payee("Ben Carter", "uk 040075 40020101"),
        payee("Dora Evans", "uk 040075 40050101"),
        payee("Anna Berg", "iban DE89370400440532013000"),
    ];
    (
        IsLocked(false),
        (Accounts(accounts), Payees(payees)),
        StandingOrders(orders),
    )
}

/// A wish while it is talked about.
struct Talk {
    draft: Option<Draft>,
    facts: <StandingOrderBook as Service>::Facts,
}

impl Talk {
    fn with(orders: Vec<StandingOrder>) -> Self {
        Self {
            draft: None,
            facts: facts(orders),
        }
    }

    fn says(&mut self, text: &str) -> String {
        self.hears(&Heard {
            text,
            is_answer: self.draft.is_some(),
            ..Heard::default()
        })
    }

    fn taps(&mut self, means: &str) -> String {
        self.hears(&Heard {
            tapped: Some(means),
            ..Heard::default()
        })
    }

    fn hears(&mut self, heard: &Heard<'_>) -> String {
        let id = CustomerId("ana-lima".to_owned());
        let asking = Asking {
            asker: Asker {
                id: &id,
                name: "Ana Lima",
                hears_receipts: false,
            },
            now: NOW,
            calendar: &Calendar::utc(),
            language: Language::ENGLISH,
        };
        let draft = StandingOrderBook::hear(heard, self.draft.take());
        match StandingOrderBook::decide(draft, &self.facts, &asking) {
            Step::Ask {
                draft, question, ..
            } => {
                // As it is kept between two messages.
                let kept = serde_json::to_string(&draft).unwrap();
                self.draft = serde_json::from_str(&kept).unwrap();
                question.words(Language::ENGLISH).chat()
            }
            Step::Offer { says, .. } | Step::Show(says) | Step::Refuse(says) => {
                says.words(Language::ENGLISH).chat()
            }
            Step::Seal(effect) => format!("[seal {}]", told(&effect)),
            Step::AtOnce(effect) => format!("[at once {}]", told(&effect)),
            Step::NotMine => "[not mine]".to_owned(),
            Step::Prefer(_) | Step::Stop(_) => "[something else]".to_owned(),
        }
    }
}

fn told(effect: &Effect) -> String {
    match effect.change().unwrap() {
        Change::Loosen(Loosening::StandingOrder(terms)) => {
            let movement = &terms.movement;
            let replaces = terms
                .replaces
                .as_ref()
                .map(|order| format!(" for {}", order.0));
            format!(
                "{} to {} from {} {}{}",
                movement.amount.minor(),
                movement.payee_name,
                movement.debit_account.0,
                due::schedule(&terms.schedule, Language::ENGLISH).plain(),
                replaces.unwrap_or_default()
            )
        }
        Change::Tighten(Tightening::SkipPayment(skip)) => {
            format!("skip {} on {}", skip.which.order.0, skip.due)
        }
        Change::Tighten(Tightening::StopStandingOrder(which)) => format!("stop {}", which.order.0),
        _ => "about no standing order".to_owned(),
    }
}

fn once(text: &str) -> String {
    Talk::with(Vec::new()).says(text)
}

fn two() -> Vec<StandingOrder> {
    vec![
        standing("rent", "Dora Evans", Rhythm::Monthly(1), date(2026, 12, 1)),
        standing("pocket", "Ben Carter", Rhythm::Weekly, date(2026, 11, 27)),
    ]
}

#[test]
fn what_is_said_in_one_sentence_is_sealed() {
    for (text, sealed) in [
        (
            "pay Ben 50 every month on the 1st",
            "[seal 5000 to Ben Carter from 40010101 every month on day 1, from 1 December 2026]",
        ),
        (
            "pay Ben 50 on Friday",
            "[seal 5000 to Ben Carter from 40010101 on 27 November 2026]",
        ),
        (
            "send Dora £12.50 from savings every Friday until 31 December",
            "[seal 1250 to Dora Evans from 40010102 every Friday, from 27 November 2026 until 31 December 2026]",
        ),
        (
            "set up a standing order of 20 to Ben on the 31st of every month",
            "[seal 2000 to Ben Carter from 40010101 every month on the last day, from 30 November 2026]",
        ),
    ] {
        assert_eq!(once(text), sealed, "{text}");
    }
}

#[test]
fn what_is_missing_is_asked_for_one_thing_at_a_time() {
    let mut talk = Talk::with(Vec::new());
    assert_eq!(talk.says("set up a standing order"), "Who should be paid?");
    assert_eq!(talk.says("Ben"), "How much shall I pay each time?");
    assert!(talk.says("50").starts_with("When, and how often?"));
    let which = talk.says("every month");
    assert!(which.starts_with("On which day of the month?"), "{which}");
    assert_eq!(
        talk.says("on the 15th"),
        "[seal 5000 to Ben Carter from 40010101 every month on day 15, from 15 December 2026]"
    );
}

#[test]
fn what_is_wrong_with_a_day_is_named_and_asked_again() {
    for (text, said) in [
        ("pay Ben 50 on 31 February", "There is no such day"),
        (
            "pay Ben 50 on 5 March 2020",
            "That day is today or has passed",
        ),
        (
            "pay Ben 50 monthly from 1 June 2027 until 1 May 2027",
            "That ends before it begins",
        ),
    ] {
        let mut talk = Talk::with(Vec::new());
        let answer = talk.says(text);
        assert!(answer.starts_with(said), "{text}: {answer}");
        let sealed = talk.says("on Friday");
        let is_once = !text.contains("monthly");
        assert_eq!(sealed.starts_with("[seal"), is_once, "{text}: {sealed}");
    }
}

#[test]
fn who_cannot_be_paid_is_refused_before_anything_is_sealed() {
    let other_bank = once("pay Anna 50 every Friday");
    assert!(other_bank.contains("other banks"), "{other_bank}");
    let nobody = once("pay Zoe 50 every Friday");
    assert!(nobody.contains("no payee called Zoe"), "{nobody}");
    let too_much = once("pay Ben 50000 every Friday");
    assert!(too_much.contains("10,000"), "{too_much}");
}

#[test]
fn they_are_listed_with_the_day_that_comes_next() {
    assert!(once("my standing orders").starts_with("You have no standing orders"));
    let list = Talk::with(two()).says("show my standing orders");
    assert!(
        list.contains("£50.00 to Dora Evans, every month on day 1, next on 1 December 2026"),
        "{list}"
    );
}

#[test]
fn stopping_and_leaving_out_are_done_at_once() {
    let mut talk = Talk::with(two());
    assert_eq!(
        talk.says("cancel my standing order to Ben"),
        "[at once stop pocket]"
    );
    assert_eq!(
        talk.says("skip the next payment to Dora"),
        "[at once skip rent on 2026-12-01]"
    );
    assert_eq!(
        talk.says("stop my standing order"),
        "Which one do you mean?"
    );
    assert_eq!(talk.taps("stop=rent"), "[at once stop rent]");
    assert_eq!(talk.says("skip a payment"), "Which one do you mean?");
    assert_eq!(talk.says("Ben"), "[at once skip pocket on 2026-11-27]");
}

#[test]
fn a_change_takes_the_place_of_what_it_changes() {
    let mut talk = Talk::with(two());
    assert_eq!(
        talk.says("change my standing order to Dora to 80"),
        "[seal 8000 to Dora Evans from 40010101 every month on day 1, from 1 December 2026 for rent]"
    );
    assert_eq!(
        talk.says("change my standing order to Dora to the 5th of every month"),
        "[seal 5000 to Dora Evans from 40010101 every month on day 5, from 5 December 2026 for rent]"
    );
    let what = talk.says("change my standing order to Ben");
    assert!(what.starts_with("What shall change?"), "{what}");
    assert_eq!(
        talk.says("60"),
        "[seal 6000 to Ben Carter from 40010101 every Friday, from 27 November 2026 for pocket]"
    );
}

#[test]
fn what_is_due_today_is_paid_as_it_was_confirmed() {
    let today = vec![standing(
        "rent",
        "Ben Carter",
        Rhythm::Monthly(23),
        date(2026, 11, 23),
    )];
    let said = Talk::with(today).says("change my standing order to 80");
    assert!(said.starts_with("Its payment is due today"), "{said}");
}

#[test]
fn who_is_locked_may_stop_and_not_begin() {
    let mut talk = Talk::with(two());
    talk.facts.0 = IsLocked(true);
    assert!(!talk.says("pay Ben 50 every Friday").starts_with("[seal"));
    assert_eq!(
        talk.says("stop my standing order to Ben"),
        "[at once stop pocket]"
    );
}

#[test]
fn a_text_is_read_where_it_can_mean_nothing_else() {
    for text in [
        "my standing orders",
        "set up a standing order",
        "pay Ben 50 every month on the 1st",
        "every Friday send Ben 20",
        "stop my standing order to Ben",
        "skip the next payment",
    ] {
        assert!(StandingOrderBook::reads(text, Language::ENGLISH), "{text}");
    }
    for text in [
        "pay Ben 50",
        "send 50 to Ben now",
        "my payees",
        "stop my card",
        "cancel",
        "move 100 to savings every month",
        "what did I spend on Friday",
    ] {
        assert!(!StandingOrderBook::reads(text, Language::ENGLISH), "{text}");
    }
}
