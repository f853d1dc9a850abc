//! What is asked for in tests: orders, and what the ledger is told by them.

use domain::arrangement::Loosening;
use domain::bill::payment::BillPayment;
use domain::bill::reference::BillReference;
use domain::confirmation::order::{Effect, Order};
use domain::disclosure::Disclosure;
use domain::id::{AccountId, BillId, BillerId, CustomerId, OrderId};
use domain::keyed_hash::Hash;
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::ledger::transfer::Instruction;
use domain::money::{Currency, Money};
use domain::standing_order::Terms;
use domain::standing_order::schedule::Schedule;

/// What an order is made of.
pub trait Asked {
    /// The order.
    fn order(self) -> Order;
}

/// A message in which Ana asks for £50.00 to be sent to Ben.
impl Asked for &str {
    fn order(self) -> Order {
        order(self)
    }
}

impl Asked for &String {
    fn order(self) -> Order {
        order(self)
    }
}

impl Asked for Order {
    fn order(self) -> Order {
        self
    }
}

/// "Send £50.00 to Ben" from Ana, asked for in `message`.
#[must_use]
pub fn order(message: &str) -> Order {
    Order {
        id: OrderId::from_message(message),
        customer: CustomerId("ana-lima".to_owned()),
        customer_name: "Ana Lima".to_owned(),
        service: "transfer".to_owned(),
        language: Language::ENGLISH,
        effect: Effect::Move(fifty_to_ben()),
    }
}

/// Something that Ana asks to be told in `message`.
#[must_use]
pub fn disclosure(message: &str, disclosure: Disclosure) -> Order {
    Order {
        service: match disclosure {
            Disclosure::Balances => "balance",
            Disclosure::Statement(_) => "statement",
        }
        .to_owned(),
        effect: Effect::Disclose(disclosure),
        ..order(message)
    }
}

/// "Pay Ben £50.00" on the days of a schedule, asked for in `message`; in place of another standing order, if it changes
/// one.
#[must_use]
pub fn standing(message: &str, schedule: Schedule, replaces: Option<&OrderId>) -> Order {
    let terms = Terms {
        movement: fifty_to_ben(),
        schedule,
        replaces: replaces.cloned(),
    };
    Order {
        service: "standing_orders".to_owned(),
        effect: Effect::Loosen(Loosening::StandingOrder(Box::new(terms))),
        ..order(message)
    }
}

/// £50.00 from Ana to Ben.
#[must_use]
pub fn fifty_to_ben() -> Movement {
    Movement {
        amount: Money::new(5_000, Currency::Gbp),
        debit_account: AccountId("40010101".to_owned()),
        debit_name: "Current account".to_owned(),
        credit_account: AccountId("40020101".to_owned()),
        payer_name: "Ana Lima".to_owned(),
        payee_name: "Ben Carter".to_owned(),
        payee_customer: Some(CustomerId("ben-carter".to_owned())),
        reference: None,
        bill: None,
    }
}

/// What the ledger is told to move by an order of Ana's that is asked for in `message`; its digest is as good
/// as that of sealed bytes.
#[must_use]
pub fn instruction(id: OrderId, movement: Movement) -> Instruction {
    Instruction {
        order: Hash::plain(&[b"order of", id.0.as_bytes()]),
        id,
        customer: CustomerId("ana-lima".to_owned()),
        movement,
    }
}

/// An instruction as a withdrawal from a cash machine.
#[must_use]
pub fn withdrawing(asked: Instruction) -> Instruction {
    let movement = Movement {
        credit_account: AccountId::cash(asked.movement.amount.currency()),
        payee_name: "Cash machine".to_owned(),
        payee_customer: None,
        ..asked.movement
    };
    Instruction { movement, ..asked }
}

/// An instruction as the payment of one of its customer's bills.
///
/// # Panics
/// Never: the reference is one.
#[must_use]
#[expect(clippy::expect_used, reason = "the reference is one")]
pub fn paying(bill: &str, asked: Instruction) -> Instruction {
    let movement = Movement {
        bill: Some(BillPayment {
            biller: BillerId("city-power".to_owned()),
            bill: Some(BillId(bill.to_owned())),
            reference: BillReference::parse("RF18539007547034").expect("a reference"),
        }),
        ..asked.movement
    };
    Instruction { movement, ..asked }
}
