//! Saving somebody: every way in, every answer of the check, and everything that can be wrong.

use super::*;

const CARLA: &str = "[add Carla Dias 04-00-75 40030101, match, carla-dias]";
const ALMOST: &str = "That is almost the name: the account is held by *Carla Dias*. Under which name shall I save it?";

#[test]
fn a_whole_sentence_is_sealed_however_it_is_written() {
    for text in [
        "add Carla Dias 04-00-75 40030101",
        "add a payee Carla Dias 040075 40030101",
        "new payee: Carla Dias, sort code 04-00-75, account number 40030101",
        "Please add 04-00-75 40030101 Carla Dias as a payee",
        "could you add Carla Dias 04 00 75 4003 0101 to my payees?",
        "I'd like to add carla dias's account 40030101 sort code 04-00-75 thanks",
        "save Ms Carla Dias GB59 ACME 0400 7540 0301 01",
    ] {
        let said = once(text).replace("carla dias", "Carla Dias");
        let said = said.replace("Ms Carla", "Carla");
        assert_eq!(said, CARLA, "{text}");
    }
}

#[test]
fn what_is_missing_is_asked_for_one_at_a_time() {
    let mut talk = Talk::begin();
    let asked = talk.says("new payee");
    assert_eq!(
        asked,
        "Which account shall I save? Send me a sort code and an account number, like 04-00-75 40020101, or an \
         IBAN."
    );
    assert_eq!(
        talk.says("04-00-75"),
        "The sort code is 04-00-75. And the account number? It has eight digits."
    );
    assert_eq!(
        talk.says("40030101"),
        "Whose account is it? Please give me the full name of its holder."
    );
    assert_eq!(talk.says("it's Carla Dias"), CARLA);

    let mut talk = Talk::begin();
    let asked = talk.says("add Carla Dias as a payee");
    assert!(
        asked.starts_with("Which account does Carla Dias have?"),
        "{asked}"
    );
    assert_eq!(
        talk.says("account 40030101"),
        "The account number is 40030101. And the sort code? Please write it with dashes, like 04-00-75."
    );
    assert_eq!(talk.says("04-00-75"), CARLA);
}

#[test]
fn what_is_wrong_with_an_account_is_named_before_anything_is_sealed() {
    for (account, why) in [
        (
            "20-29-59 637484721",
            "An account number has eight digits, and that one has 9.",
        ),
        (
            "2029 63748472",
            "A sort code has six digits, and that one has 4.",
        ),
        (
            "08-99-99 66374959",
            "That sort code and that account number don't belong together",
        ),
        ("DE89 3704 0044 0532 0130 01", "That IBAN can't be right"),
        ("DE89 3704 0044 0532 0130 0", "That IBAN has 21 characters"),
        (
            "ZZ89 3704 0044 0532 0130 00",
            "An IBAN begins with the two letters of its country",
        ),
        ("2O-29-59 63748472", "I can't tell those numbers apart."),
        (
            "04-00-75 40030199",
            "There is no account 04-00-75 40030199 at ACME Bank",
        ),
    ] {
        let mut talk = Talk::begin();
        let said = talk.says(&format!("add Carla Dias {account}"));
        assert!(said.starts_with(why), "{account}: {said}");
        assert_eq!(
            talk.says("Carla Dias 04-00-75 40030101"),
            CARLA,
            "{account}"
        );
    }
}

#[test]
fn an_account_that_is_not_there_is_named_before_its_name_is_asked_for() {
    let mut talk = Talk::begin();
    talk.says("new payee");
    let said = talk.says("04-00-75 40030199");
    assert!(
        said.starts_with("There is no account 04-00-75 40030199"),
        "{said}"
    );
    let said = talk.says("04-00-75 40010101");
    assert!(said.starts_with("That is your own account."), "{said}");
}

#[test]
fn the_name_that_was_given_first_is_kept_when_the_account_is_corrected() {
    let mut talk = Talk::begin();
    talk.says("add Carla Dias 04-00-75 40030199");
    assert_eq!(talk.says("04-00-75 40030101"), CARLA);
}

#[test]
fn almost_the_name_offers_the_registered_one() {
    let mut talk = Talk::begin();
    assert_eq!(talk.says("add Carla Diaz 04-00-75 40030101"), ALMOST);
    assert_eq!(talk.taps(0), CARLA);

    let mut talk = Talk::begin();
    talk.says("add C Dias 04-00-75 40030101");
    assert_eq!(talk.says("yes, use that"), CARLA);

    let mut talk = Talk::begin();
    talk.says("add C Dias 04-00-75 40030101");
    assert_eq!(
        talk.taps(1),
        "[add C Dias 04-00-75 40030101, close, carla-dias]"
    );

    let mut talk = Talk::begin();
    talk.says("add C Dias 04-00-75 40030101");
    assert_eq!(talk.taps(2), "All right, I've saved nothing.");
}

#[test]
fn another_name_warns_and_names_nobody() {
    let mut talk = Talk::begin();
    let warned = talk.says("add Dora Evans 04-00-75 40030101");
    assert!(
        warned.starts_with("Careful: *Dora Evans* is not the name of the account's holder."),
        "{warned}"
    );
    assert!(!warned.contains("Carla"), "{warned}");
    assert_eq!(talk.says("hmm"), warned);
    assert_eq!(
        talk.says("add anyway"),
        "[add Dora Evans 04-00-75 40030101, no_match, carla-dias]"
    );

    let mut talk = Talk::begin();
    talk.says("add Dora Evans 04-00-75 40030101");
    let asked = talk.taps(1);
    assert!(asked.starts_with("Which account shall I save?"), "{asked}");

    let mut talk = Talk::begin();
    talk.says("add Dora Evans 04-00-75 40030101");
    assert_eq!(talk.says("no"), "All right, I've saved nothing.");
}

/// A button of an earlier question decides nothing about a later one.
#[test]
fn a_warning_is_passed_over_only_for_what_it_was_about() {
    let mut talk = Talk::begin();
    talk.says("add Dora Evans 04-00-75 40030101");
    let earlier = talk.offered[0].clone();
    let warned = talk.says("add Eve Stone 04-00-75 40030101");
    assert!(warned.starts_with("Careful: *Eve Stone*"), "{warned}");
    talk.offered[0] = earlier;
    assert_eq!(talk.taps(0), warned);

    let mut talk = Talk::begin();
    talk.says("add Dora Evans 04-00-75 40030101");
    let earlier = talk.offered[0].clone();
    talk.draft = None;
    talk.offered[0] = earlier;
    assert!(talk.taps(0).starts_with("I can add, rename or remove"));
}

#[test]
fn another_banks_account_cannot_be_checked_and_is_sealed_as_such() {
    assert_eq!(
        once("add Anna Berg DE89 3704 0044 0532 0130 00"),
        "[add Anna Berg DE89 3704 0044 0532 0130 00, not_possible, nobody's]"
    );
    assert_eq!(
        once("add Carla 20-29-59 63748472"),
        "[add Carla 20-29-59 63748472, not_possible, nobody's]"
    );
}

#[test]
fn who_is_there_already_and_ones_own_account_are_not_saved() {
    assert_eq!(
        once("add ben CARTER 04-00-75 40020101"),
        "You have saved Ben Carter with that account already, so there is nothing to do."
    );
    let said = once("add Ana Lima 04-00-75 40010101");
    assert!(said.starts_with("That is your own account."), "{said}");
    let mut full = Talk::begin();
    let many = |number| payee(&format!("Payee {number}"), "uk 040075 40020101");
    full.payees = (0..domain::customer::payee::MAX_PAYEES).map(many).collect();
    let said = full.says("new payee");
    assert!(
        said.starts_with("You have as many payees as I can keep."),
        "{said}"
    );
    let mut locked = Talk::begin();
    locked.is_locked = true;
    let said = locked.says("add Carla Dias 04-00-75 40030101");
    assert!(said.contains("locked"), "{said}");
}

#[test]
fn a_namesake_with_another_account_is_somebody_else() {
    let mut talk = Talk::begin();
    talk.payees.push(payee("Carla Dias", "uk 202959 63748472"));
    assert_eq!(talk.says("add Carla Dias 04-00-75 40030101"), CARLA);
}

#[test]
fn what_names_nobody_is_asked_for_again() {
    let mut talk = Talk::begin();
    talk.says("new payee 04-00-75 40030101");
    for typed in ["54", "???", &"a".repeat(41)] {
        let said = talk.says(typed);
        assert!(
            said.starts_with("I need a name of at most 40"),
            "{typed}: {said}"
        );
    }
    assert_eq!(talk.says("Carla Dias"), CARLA);
}

#[test]
fn a_name_may_begin_as_a_request_does() {
    let account = "new payee DE89 3704 0044 0532 0130 00";
    for name in ["Save the Children", "Remove Ltd"] {
        let mut talk = Talk::begin();
        talk.says(account);
        let sealed = talk.says(name);
        assert!(sealed.starts_with(&format!("[add {name} ")), "{sealed}");
    }
    let mut talk = Talk::begin();
    talk.says("new payee");
    let sealed = talk.says("Save the Children DE89 3704 0044 0532 0130 00");
    assert!(sealed.starts_with("[add Save the Children "), "{sealed}");
    let mut talk = Talk::begin();
    talk.says("rename Ben");
    let sealed = talk.says("Save the Children");
    assert_eq!(sealed, "[rename Ben Carter to Save the Children]");
}

#[test]
fn only_what_is_certain_is_read_without_asking_anybody() {
    for text in [
        "new payee",
        "Add a payee, please",
        "add Ben Carter 04-00-75 40020101",
        "add Ben as a payee",
        "add Ben Carter 08-99-99 66374959",
        "my payees",
        "remove Ben",
        "delete payee Ben Carter",
        "rename Ben to Benny",
    ] {
        assert!(PayeeBook::reads(text, Language::ENGLISH), "{text}");
    }
    for text in [
        "add 100 to my savings",
        "add money",
        "add Ben",
        "remove my card",
        "delete all my messages from this chat please",
        "remove the limit",
        "send 50 to Ben",
        "address",
        "saved",
        "",
    ] {
        assert!(!PayeeBook::reads(text, Language::ENGLISH), "{text}");
    }
}

#[test]
fn an_account_is_the_answer_where_one_was_asked_for_and_nowhere_else() {
    let mut talk = Talk::begin();
    talk.says("new payee");
    let asked = talk.draft.unwrap();
    for text in [
        "04-00-75",
        "04-00-75 40030101",
        "DE89 3704 0044 0532 0130 01",
    ] {
        assert!(
            PayeeBook::answers(&asked, text, Language::ENGLISH),
            "{text}"
        );
        assert!(
            !PayeeBook::answers(&Draft::List(0), text, Language::ENGLISH),
            "{text}"
        );
    }
    for text in ["what is a sort code?", "balance", "cancel"] {
        assert!(
            !PayeeBook::answers(&asked, text, Language::ENGLISH),
            "{text}"
        );
    }
}
