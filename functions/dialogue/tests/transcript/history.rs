//! What happened before a conversation: what Ana paid and was paid, when her phone was linked.

use aws::executions::Done;
use domain::arrangement::Step;
use domain::bank_details::BankDetails;
use domain::bill::payment::BillPayment;
use domain::confirmation::order::{Effect, Order, SealedOrder};
use domain::confirmation::{Confirmation, Ending};
use domain::customer::payee::Payee;
use domain::disclosure::Disclosure;
use domain::id::{AccountId, CustomerId, OrderId, PayeeId};
use domain::language::Language;
use domain::ledger::movement::Movement;
use domain::ledger::transfer::Transfer;
use domain::money::{Currency, Money};
use domain::standing_order::Due;
use domain::standing_order::schedule::{Rhythm, Schedule};
use domain::time::Calendar;
use testkit::bank::{Bank, authority, instruction};
use testkit::clock;

/// Days between two bookings.
const PAUSE: i64 = 7;

/// Her bookings, the oldest first: pence, whether she is paid, and who is on the other side.
const BOOKINGS: [(i64, bool, &str); 12] = [
    (8000, false, "City Power"),
    (2500, true, "Ben Carter"),
    (1200, false, "Ben Carter"),
    (8000, false, "City Power"),
    (700, false, "Ben Carter"),
    (6000, true, "Ben Carter"),
    (8100, false, "City Power"),
    (1500, false, "Ben Carter"),
    (900, true, "Ben Carter"),
    (7900, false, "City Power"),
    (3000, false, "Ben Carter"),
    (500, true, "Ben Carter"),
];

/// Books what Ana pays and is paid, and lets the time pass that it takes.
pub async fn of_ana(bank: &Bank) {
    for (number, booking) in BOOKINGS.iter().enumerate() {
        clock::pass(PAUSE * 86_400);
        let id = OrderId::from_message(&format!("booking {number}"));
        let mut instruction = instruction(id.clone(), movement(*booking));
        if booking.1 {
            instruction.customer = CustomerId("ben-carter".to_owned());
        }
        let authority = authority(&id, instruction.order);
        let transfer = Transfer::try_new(instruction, clock::now(), &Calendar::utc()).unwrap();
        let ledger = bank.engine.ledger();
        ledger.reserve(&transfer).await.unwrap();
        ledger.post(&id, &authority, clock::now()).await.unwrap();
    }
}

/// What Ana asked for last is confirmed and carried out.
pub async fn done(bank: &Bank) {
    let (confirmations, ana) = (
        bank.engine.confirmations(),
        CustomerId("ana-lima".to_owned()),
    );
    let latest = confirmations.latest_of(&ana).await.unwrap().unwrap();
    let step = |before: Confirmation| Ok(before.conclude(Ending::Done));
    confirmations.advance(latest.id(), step).await.unwrap();
}

/// Ana has another phone since this moment, on which nobody has proved anything.
pub async fn linked_now(bank: &Bank) {
    clock::pass(1);
    let (channels, ana) = (bank.engine.channels(), CustomerId("ana-lima".to_owned()));
    let phone = channels.of(&ana).await.unwrap().unwrap().address;
    assert_eq!(channels.bind(&ana, &phone, clock::now()).await, Ok(true));
}

/// Ana has paid one of her bills: the demo's first is for electricity, its second for water.
pub async fn paid(bank: &Bank, place: usize) {
    let bill = testkit::demo::bills::bills(clock::now()).remove(place);
    let biller = testkit::demo::bills::billers().remove(place);
    let movement = Movement {
        bill: Some(BillPayment {
            biller: bill.biller,
            bill: Some(bill.id),
            reference: bill.reference,
        }),
        credit_account: biller.account,
        payee_name: biller.name,
        ..movement((bill.amount.minor(), false, "City Power"))
    };
    book(bank, &format!("bill {place}"), movement).await;
}

/// So much has gone from one of Ana's accounts to Ben.
pub async fn spent(bank: &Bank, account_id: &str, minor: i64) {
    let movement = Movement {
        debit_account: account(account_id),
        ..movement((minor, false, "Ben Carter"))
    };
    book(bank, account_id, movement).await;
}

async fn book(bank: &Bank, name: &str, movement: Movement) {
    let instruction = instruction(OrderId::from_message(name), movement);
    let authority = authority(&instruction.id, instruction.order);
    let transfer = Transfer::try_new(instruction, clock::now(), &Calendar::utc()).unwrap();
    let ledger = bank.engine.ledger();
    ledger.reserve(&transfer).await.unwrap();
    let posted = ledger.post(&transfer.id, &authority, clock::now()).await;
    posted.unwrap();
}

fn movement((minor, is_paid, other): (i64, bool, &str)) -> Movement {
    let ana = (account("40010101"), "Ana Lima".to_owned());
    let others = if other == "City Power" {
        account("40090001")
    } else {
        account("40020101")
    };
    let others = (others, other.to_owned());
    let (debited, credited) = if is_paid {
        (others, ana)
    } else {
        (ana, others)
    };
    Movement {
        amount: Money::new(minor, Currency::Gbp),
        debit_account: debited.0,
        debit_name: "Current account".to_owned(),
        credit_account: credited.0,
        payer_name: debited.1,
        payee_name: credited.1,
        payee_customer: None,
        reference: None,
        bill: None,
    }
}

fn account(id: &str) -> AccountId {
    AccountId(id.to_owned())
}

/// Ana has saved somebody more: a name, and bank details in their stored form.
pub async fn saved(bank: &Bank, name: &str, details: &str) {
    let payee = Payee {
        id: PayeeId(name.to_lowercase().replace(' ', "-")),
        name: name.to_owned(),
        details: BankDetails::parse(details).unwrap(),
        customer: None,
        added_at: clock::now(),
    };
    let arrangements = bank.engine.arrangements();
    let ana = CustomerId("ana-lima".to_owned());
    arrangements.put_payee(&ana, &payee).await.unwrap();
}

/// Ana pays Ben £50 on the 1st of every month, the next time in a week.
pub async fn standing(bank: &Bank) {
    let (first, rhythm) = ("2026-12-01".parse().unwrap(), Rhythm::Monthly(1));
    let schedule = Schedule::try_new(first, rhythm, None).unwrap();
    let order = SealedOrder::seal(testkit::orders::standing("wamid.rent", schedule, None));
    let confirmed = authority(order.id(), order.digest());
    let done = Done {
        order: &order,
        authority: Some(&confirmed),
        made: None,
        now: clock::now(),
    };
    let step = Step::Instruct {
        due: Due::on(first),
        replaces: None,
    };
    let arrangements = bank.engine.arrangements();
    arrangements.done(&done, &step).await.unwrap();
}

/// Ana has saved nobody.
pub async fn unsaved(bank: &Bank) {
    let arrangements = bank.engine.arrangements();
    let ana = CustomerId("ana-lima".to_owned());
    for payee in arrangements.payees(&ana).await.unwrap() {
        let order = SealedOrder::seal(Order {
            id: OrderId::from_message(&payee.id.0),
            customer: ana.clone(),
            customer_name: "Ana Lima".to_owned(),
            service: "payees".to_owned(),
            language: Language::ENGLISH,
            effect: Effect::Disclose(Disclosure::Balances),
        });
        let done = Done {
            order: &order,
            authority: None,
            made: None,
            now: clock::now(),
        };
        arrangements
            .done(&done, &Step::Remove(payee))
            .await
            .unwrap();
    }
}
