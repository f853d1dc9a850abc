//! The demo's billers, each with another rule for its references, and the bills that are due.

use aws::bills::Bills;
use aws::store::StoreError;
use domain::bill::reference::{BillReference, ReferenceRule};
use domain::bill::{Bill, Biller, Kind};
use domain::id::{AccountId, BillId, BillerId, CustomerId};
use domain::money::{Currency, Money};
use domain::time::{Calendar, UnixSeconds};

/// Identifier, name, kind, account and rule.
const BILLERS: [(&str, &str, Kind, &str, &str); 3] = [
    (
        "city-power",
        "City Power",
        Kind::Electricity,
        "40090001",
        "rf",
    ),
    (
        "clear-water",
        "Clear Water",
        Kind::Water,
        "40090002",
        "luhn:10",
    ),
    (
        "swift-net",
        "Swift Net",
        Kind::Internet,
        "40090003",
        "mod11:8,7,6,5,4,3,2",
    ),
];

/// Customer, bill, biller, reference, pence, and in how many days it is due.
const BILLS: [(&str, &str, &str, &str, i64, i64); 3] = [
    (
        "ana-lima",
        "power-1",
        "city-power",
        "RF18539007547034",
        8_420,
        4,
    ),
    (
        "ana-lima",
        "water-1",
        "clear-water",
        "4417123454",
        3_175,
        11,
    ),
    (
        "ben-carter",
        "power-2",
        "city-power",
        "RF471234567890",
        5_610,
        4,
    ),
];

const SECONDS_PER_DAY: i64 = 86_400;

/// The billers.
#[must_use]
pub fn billers() -> Vec<Biller> {
    let biller = |(id, name, kind, account, rule): (&str, &str, Kind, &str, &str)| Biller {
        id: BillerId(id.to_owned()),
        name: name.to_owned(),
        kinds: vec![kind],
        account: AccountId(account.to_owned()),
        rule: self::rule(rule),
    };
    BILLERS.map(biller).into()
}

/// The bills as they are on the day of the seeding.
#[must_use]
pub fn bills(now: UnixSeconds) -> Vec<Bill> {
    let bill =
        |(customer, id, biller, reference, minor, days): (&str, &str, &str, &str, _, i64)| Bill {
            id: BillId(id.to_owned()),
            customer: CustomerId(customer.to_owned()),
            biller: BillerId(biller.to_owned()),
            reference: self::reference(reference),
            amount: Money::new(minor, Currency::Gbp),
            due_on: Calendar::utc().date(now.plus(days.saturating_mul(SECONDS_PER_DAY))),
        };
    BILLS.map(bill).into()
}

/// Writes them. What is there already is written anew: a demo's bill is due some days after each seeding.
pub(super) async fn write(table: &Bills, now: UnixSeconds) -> Result<(), StoreError> {
    for biller in billers() {
        table.put_biller(&biller).await?;
    }
    for bill in bills(now) {
        table.put_bill(&bill).await?;
    }
    Ok(())
}

#[expect(clippy::expect_used, reason = "the demo's rules are rules")]
fn rule(text: &str) -> ReferenceRule {
    ReferenceRule::parse(text).expect("a rule")
}

#[expect(clippy::expect_used, reason = "the demo's references are references")]
fn reference(text: &str) -> BillReference {
    BillReference::parse(text).expect("a reference")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_demo_bill_has_a_reference_that_its_biller_would_give_out() {
        for bill in bills(UnixSeconds(0)) {
            let billers = billers();
            let biller = billers.iter().find(|one| one.id == bill.biller).unwrap();
            let read = biller.rule.read(bill.reference.text());
            assert_eq!(read.as_ref(), Ok(&bill.reference), "{:?}", bill.id);
        }
    }
}
