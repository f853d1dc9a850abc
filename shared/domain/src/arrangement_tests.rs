//! Which change fits which payees.

use super::*;
use crate::bank_details::uk::{AccountNumber, SortCode};

const NOW: UnixSeconds = UnixSeconds(1_795_392_000);

fn details(account: &str) -> BankDetails {
    let sort_code = SortCode::parse("04-00-75").unwrap();
    BankDetails::uk(sort_code, AccountNumber::parse(account).unwrap()).unwrap()
}

fn payee(id: &str, name: &str, account: &str) -> Payee {
    Payee {
        id: PayeeId(id.to_owned()),
        name: name.to_owned(),
        details: details(account),
        customer: None,
        added_at: NOW,
    }
}

fn adding(name: &str, account: &str) -> Loosening {
    Loosening::AddPayee(NewPayee {
        name: name.to_owned(),
        details: details(account),
        holder: Some(CustomerId("ben-carter".to_owned())),
        check: PayeeCheck::Match,
    })
}

fn renaming(id: &str, to: &str) -> Loosening {
    Loosening::RenamePayee(Renaming {
        payee: PayeeId(id.to_owned()),
        from: "Ben Carter".to_owned(),
        to: to.to_owned(),
        details: details("40020101"),
    })
}

const fn arranged(payees: &[Payee]) -> Arranged<'_> {
    Arranged {
        payees,
        standing_orders: &[],
        today: jiff::civil::date(2026, 11, 23),
    }
}

fn loosen(loosening: &Loosening, payees: &[Payee]) -> Result<Step, Misfit> {
    Change::Loosen(loosening).step(arranged(payees), &OrderId("6f1c".to_owned()), NOW)
}

#[test]
fn a_payee_is_named_by_the_order_that_adds_it_and_knows_since_when() {
    let added = loosen(&adding("Ben Carter", "40020101"), &[]);
    let wanted = Payee {
        customer: Some(CustomerId("ben-carter".to_owned())),
        ..payee("6f1c", "Ben Carter", "40020101")
    };
    assert_eq!(added, Ok(Step::Add(wanted)));
}

#[test]
fn one_name_may_stand_for_two_accounts_and_one_account_for_two_names_but_not_both() {
    let saved = [payee("1", "Ben Carter", "40020101")];
    assert!(loosen(&adding("Ben Carter", "40020102"), &saved).is_ok());
    assert!(loosen(&adding("Rent", "40020101"), &saved).is_ok());
    for same in ["Ben Carter", "BEN CARTER", "Bén  Carter"] {
        let twice = loosen(&adding(same, "40020101"), &saved);
        assert_eq!(twice, Err(Misfit::AlreadyThere), "{same}");
    }
}

#[test]
fn there_is_an_end_to_how_many_can_be_saved() {
    let full: Vec<Payee> = (0..MAX_PAYEES)
        .map(|number| payee(&number.to_string(), &number.to_string(), "40020101"))
        .collect();
    let one_more = loosen(&adding("Ben Carter", "40020101"), &full);
    assert_eq!(one_more, Err(Misfit::Full));
    assert!(loosen(&adding("Ben Carter", "40020101"), &full[1..]).is_ok());
}

#[test]
fn a_name_is_changed_where_the_payee_is_still_there_and_no_other_has_it() {
    let saved = [
        payee("1", "Ben Carter", "40020101"),
        payee("2", "Benny", "40020101"),
    ];
    let after = payee("1", "Ben C", "40020101");
    let before = saved[0].clone();
    assert_eq!(
        loosen(&renaming("1", "Ben C"), &saved),
        Ok(Step::Replace { before, after })
    );
    assert_eq!(
        loosen(&renaming("1", "Benny"), &saved),
        Err(Misfit::AlreadyThere)
    );
    assert_eq!(
        loosen(&renaming("1", "Ben Carter"), &saved),
        Ok(Step::Nothing)
    );
    assert!(matches!(
        loosen(&renaming("1", "BEN CARTER"), &saved),
        Ok(Step::Replace { .. })
    ));
    assert_eq!(loosen(&renaming("3", "Ben C"), &saved), Err(Misfit::Gone));
}

#[test]
fn removing_goes_by_the_id_and_never_fails() {
    let saved = [payee("1", "Benny", "40020101")];
    let removal = |id: &str| {
        Tightening::RemovePayee(Removal {
            payee: PayeeId(id.to_owned()),
            name: "Ben Carter".to_owned(),
            details: details("40020101"),
        })
    };
    let order = OrderId("6f1c".to_owned());
    let step = |id: &str| Change::Tighten(&removal(id)).step(arranged(&saved), &order, NOW);
    assert_eq!(step("1"), Ok(Step::Remove(saved[0].clone())));
    assert_eq!(step("2"), Ok(Step::Nothing));
}

#[test]
fn nothing_of_a_change_is_printed() {
    let printed = format!(
        "{:?} {:?}",
        adding("Ben Carter", "40020101"),
        payee("1", "Ben Carter", "40020101")
    );
    assert!(
        !printed.contains("Ben") && !printed.contains("4002"),
        "{printed}"
    );
}
