//! Listing, removing, renaming: each about one payee that is certain.

use super::*;

fn with_twins() -> Talk {
    let mut talk = Talk::begin();
    talk.payees.push(payee("Ben Carter", "uk 040075 40050202"));
    talk
}

#[test]
fn the_list_shows_each_account_in_full_and_what_can_be_done() {
    let mut talk = Talk::begin();
    assert_eq!(
        talk.says("show me my payees"),
        "You can send money to:\n• Ben Carter – 04-00-75 40020101\n• City Power – 04-00-75 40090001"
    );
    assert_eq!(talk.taps(2), "Which payee shall I remove?");
    assert_eq!(talk.taps(1), "[remove City Power 04-00-75 40090001]");
    let mut nobody = Talk::begin();
    nobody.payees.clear();
    let none = "You have no saved payees yet. To add one, say *new payee*.";
    for text in ["my payees", "remove Ben", "rename Ben to Benny"] {
        assert_eq!(nobody.says(text), none, "{text}");
    }
}

#[test]
fn a_hundred_are_listed_page_by_page() {
    let mut talk = Talk::begin();
    let many = |number| {
        payee(
            &format!("Payee number {number}"),
            "iban DE89370400440532013000",
        )
    };
    talk.payees = (0..100).map(many).collect();
    let pages = [talk.says("my payees"), talk.taps(0), talk.taps(0)];
    for (page, last) in pages.iter().zip([39, 79, 99]) {
        let line = format!("\n• Payee number {last} – ");
        assert!(page.contains(&line), "{page}");
        assert!(page.chars().count() < 4_096);
    }
    // Behind the last page comes what can be done.
    assert!(talk.taps(0).starts_with("You have as many payees"));
}

#[test]
fn a_payee_is_removed_at_a_word() {
    for text in [
        "remove Ben",
        "delete payee Ben Carter",
        "please remove ben carter from my payees",
        "can you delete Ben Carter ••0101",
    ] {
        assert_eq!(
            once(text),
            "[remove Ben Carter 04-00-75 40020101]",
            "{text}"
        );
    }
    let mut locked = Talk::begin();
    locked.is_locked = true;
    assert_eq!(
        locked.says("remove Ben"),
        "[remove Ben Carter 04-00-75 40020101]"
    );
}

#[test]
fn a_new_name_is_sealed_and_asked_for_where_it_is_missing() {
    for text in [
        "rename Ben to Benny",
        "rename payee Ben Carter to Benny",
        "change the name of Ben to Benny, please",
    ] {
        assert_eq!(once(text), "[rename Ben Carter to Benny]", "{text}");
    }
    let mut talk = Talk::begin();
    assert_eq!(talk.says("rename a payee"), "Which payee shall I rename?");
    assert_eq!(
        talk.says("Ben"),
        "What shall I call Ben Carter from now on?"
    );
    assert!(talk.says("54").starts_with("I need a name of at most 40"));
    assert_eq!(talk.says("Benny"), "[rename Ben Carter to Benny]");
    let mut locked = Talk::begin();
    locked.is_locked = true;
    assert!(locked.says("rename Ben to Benny").contains("locked"));
}

#[test]
fn of_two_namesakes_none_is_guessed() {
    let which = "Whom do you mean: Ben Carter ••0101 or Ben Carter ••0202?";
    let mut talk = with_twins();
    assert_eq!(talk.says("remove Ben"), which);
    assert_eq!(talk.taps(1), "[remove Ben Carter 04-00-75 40050202]");
    let mut talk = with_twins();
    assert_eq!(talk.says("remove Ben Carter"), which);
    assert_eq!(
        talk.says("Ben Carter ••0101"),
        "[remove Ben Carter 04-00-75 40020101]"
    );
    assert_eq!(
        with_twins().says("remove Ben Carter ••0202"),
        "[remove Ben Carter 04-00-75 40050202]"
    );
    let mut talk = with_twins();
    assert_eq!(talk.says("rename Ben to Benny"), which);
    assert_eq!(talk.taps(0), "[rename Ben Carter to Benny]");
}

#[test]
fn nobody_known_is_asked_for_again() {
    let mut talk = Talk::begin();
    assert_eq!(
        talk.says("remove Zoe"),
        "You have no payee called Zoe. Your payees are: Ben Carter, City Power. Which one do you mean?"
    );
    assert_eq!(
        talk.says("city power"),
        "[remove City Power 04-00-75 40090001]"
    );
    let mut talk = Talk::begin();
    talk.says("remove a payee");
    talk.offered[0] = "remove=invented".to_owned();
    assert_eq!(talk.taps(0), "Which payee shall I remove?");
}

#[test]
fn a_name_that_is_taken_or_the_same_is_not_sealed() {
    let mut talk = Talk::begin();
    talk.payees.push(payee("Benny", "uk 040075 40020101"));
    talk.payees[2].id = PayeeId("twin".to_owned());
    let said = talk.says("rename Benny to BEN CARTER");
    assert!(
        said.starts_with("You have saved Ben Carter with that account already"),
        "{said}"
    );
    assert_eq!(
        once("rename Ben to Ben Carter"),
        "That is what Ben Carter is called already."
    );
    assert_eq!(
        once("rename Ben to BEN CARTER"),
        "[rename Ben Carter to BEN CARTER]"
    );
}

#[test]
fn whoever_asks_whether_a_payee_can_be_removed_is_asked_back() {
    for text in [
        "can I remove Ben?",
        "Could I delete Ben Carter?",
        "can I remove ben",
        "remove Ben?",
    ] {
        let mut talk = Talk::begin();
        assert_eq!(
            talk.says(text),
            "Shall I remove Ben Carter from your payees?",
            "{text}"
        );
        let mut other = Talk::begin();
        other.says(text);
        assert_eq!(other.taps(1), "All right, I've saved nothing.");
        assert_eq!(talk.taps(0), "[remove Ben Carter 04-00-75 40020101]");
    }
}
