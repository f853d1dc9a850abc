//! One account is one value, kept in one form; what cannot be an account is none.

use super::*;

fn uk(sort_code: &str, account_number: &str) -> Result<BankDetails, DetailsError> {
    BankDetails::uk(
        SortCode::parse(sort_code).unwrap(),
        AccountNumber::parse(account_number).unwrap(),
    )
}

fn iban(text: &str) -> Result<BankDetails, DetailsError> {
    BankDetails::iban(Iban::parse(text)?)
}

#[test]
fn details_are_shown_as_people_write_them_and_named_by_their_last_four() {
    let ours = uk("202959", "63748472").unwrap();
    assert_eq!(ours.shown(), "20-29-59 63748472");
    assert_eq!(ours.ending(), "8472");
    let german = iban("de89370400440532013000").unwrap();
    assert_eq!(german.shown(), "DE89 3704 0044 0532 0130 00");
    assert_eq!(german.ending(), "3000");
}

#[test]
fn what_is_stored_is_read_back() {
    for (details, text) in [
        (uk("202959", "63748472"), "uk 202959 63748472"),
        (uk("04-00-75", "40020101"), "uk 040075 40020101"),
        (
            iban("DE89370400440532013000"),
            "iban DE89370400440532013000",
        ),
    ] {
        let details = details.unwrap();
        assert_eq!(details.to_text(), text);
        assert_eq!(BankDetails::parse(text), Ok(details));
    }
}

#[test]
fn what_is_not_the_stored_form_is_refused() {
    for (text, error) in [
        ("", DetailsError::StoredForm),
        ("202959 63748472", DetailsError::StoredForm),
        ("uk 202959 63748472 1", DetailsError::StoredForm),
        ("uk 20295 63748472", DetailsError::SortCode { digits: 5 }),
        (
            "uk 202959 637484721",
            DetailsError::AccountNumber { digits: 9 },
        ),
        ("iban DE89370400440532013001", DetailsError::IbanCheckDigits),
    ] {
        assert_eq!(BankDetails::parse(text), Err(error), "{text}");
    }
}

#[test]
fn an_iban_of_the_united_kingdom_is_its_sort_code_and_account_number() {
    let typed = iban("GB29 NWBK 6016 1331 9268 19").unwrap();
    assert_eq!(typed, uk("60-16-13", "31926819").unwrap());
    assert_eq!(typed.to_text(), "uk 601613 31926819");
    assert!(matches!(
        iban("IE29 AIBK 9311 5212 3456 78"),
        Ok(BankDetails::Iban(_))
    ));
}

#[test]
fn what_does_not_belong_together_is_refused_in_either_form() {
    assert_eq!(uk("089999", "66374959"), Err(DetailsError::NotTogether));
    // The check digits are right; the account number is that of the line above.
    assert_eq!(
        iban("GB28 TEST 0899 9966 3749 59"),
        Err(DetailsError::NotTogether)
    );
}

#[test]
fn an_account_at_this_bank_is_the_ledgers() {
    let ben = Some(AccountId("40020101".to_owned()));
    assert_eq!(uk("04-00-75", "40020101").unwrap().home(), ben);
    assert_eq!(uk("04-00-74", "40020118").unwrap().home(), None);
    assert_eq!(iban("DE89370400440532013000").unwrap().home(), None);
}

#[test]
fn an_iban_of_this_bank_names_the_ledgers_account_too() {
    let typed = iban("GB11 ACME 0400 7540 0201 01").unwrap();
    assert_eq!(typed.home(), Some(AccountId("40020101".to_owned())));
}
