//! What a transfer decides, word for word; nothing is fetched and nothing is sent.

use domain::bank_details::BankDetails;
use domain::customer::payee::Payee;
use domain::id::{AccountId, CustomerId, PayeeId};
use domain::ledger::view::{AccountUse, AccountView};
use domain::money::{Currency, Money};
use domain::time::{Calendar, UnixSeconds};
use wording::sentence::Words;

use super::*;

mod portuguese;

fn account(id: &str, name: &str, minor: i64) -> AccountView {
    let balance = Money::new(minor, Currency::Gbp);
    AccountView {
        id: AccountId(id.to_owned()),
        name: name.to_owned(),
        use_of: AccountUse::Everyday,
        posted: balance,
        available: balance,
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

fn facts() -> <Transfer as Service>::Facts {
    let accounts = vec![
        account("40010101", "Current account", 245_000),
        account("40010102", "Savings account", 800_000),
    ];
    (IsLocked(false), Accounts(accounts), Payees(payees()))
}

pub fn payees() -> Vec<Payee> {
    vec![
        payee("Ben Carter", "uk 040075 40020101"),
        payee("City Power", "uk 040075 40090001"),
        payee("Dora Evans", "uk 040075 40050101"),
        payee("Dora Evans", "uk 040075 40050202"),
        payee("Anna Berg", "iban DE89370400440532013000"),
    ]
}

/// A transfer while it is talked about: each line is heard as the answer to the one before.
struct Talk(Option<Draft>, Language);

impl Talk {
    fn says(&mut self, text: &str) -> String {
        self.hears(&Heard {
            text,
            language: self.1,
            is_answer: self.0.is_some(),
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
        let calendar = Calendar::utc();
        let asking = Asking {
            asker: Asker {
                id: &id,
                name: "Ana Lima",
                hears_receipts: false,
            },
            now: UnixSeconds(1_795_392_000),
            calendar: &calendar,
            language: self.1,
        };
        let draft = Transfer::hear(heard, self.0.take());
        match Transfer::decide(draft, &facts(), &asking) {
            Step::Ask {
                draft, question, ..
            } => {
                // As it is between two messages: written down, and read again.
                let kept = serde_json::to_string(&draft).unwrap();
                self.0 = Some(serde_json::from_str(&kept).unwrap());
                question.words(Language::ENGLISH).chat()
            }
            Step::Show(says) | Step::Refuse(says) => says.words(Language::ENGLISH).chat(),
            Step::Seal(Effect::Move(movement)) => format!(
                "[{} from {} to {}]",
                movement.amount, movement.debit_name, movement.payee_name
            ),
            Step::NotMine => "[not mine]".to_owned(),
            _ => "[something else]".to_owned(),
        }
    }
}

fn once(text: &str) -> String {
    Talk(None, Language::ENGLISH).says(text)
}

#[test]
fn a_whole_request_is_sealed_and_nothing_less_than_a_whole_one() {
    for (text, sealed) in [
        (
            "send 50 to Ben",
            "[£50.00 from Current account to Ben Carter]",
        ),
        (
            "pay City Power £12.50 from savings",
            "[£12.50 from Savings account to City Power]",
        ),
        (
            "send 50 from ••0102 to Ben",
            "[£50.00 from Savings account to Ben Carter]",
        ),
        (
            "send 2 grand to Bén",
            "[£2,000.00 from Current account to Ben Carter]",
        ),
    ] {
        assert_eq!(once(text), sealed, "{text}");
    }
    assert_eq!(once("send 50 to Ben tomorrow"), "[not mine]");
    for text in ["did I send 50 to Ben?", "send 50% to Ben", "send 5O to Ben"] {
        let said = once(text);
        assert!(!said.starts_with('['), "{text}: {said}");
    }
}

#[test]
fn what_is_missing_is_asked_for_one_at_a_time() {
    let mut talk = Talk(None, Language::ENGLISH);
    assert_eq!(
        talk.says("I want to send money"),
        "How much would you like to send?"
    );
    assert_eq!(
        talk.says("lots and lots"),
        "I need an amount, such as 50 or £12.50. How much would you like to send?"
    );
    assert_eq!(talk.says("fifty"), "Who should it go to?");
    assert!(
        talk.says("hmm, dunno yet")
            .starts_with("Who should the money go to?")
    );
    assert!(
        talk.says("Zoe")
            .starts_with("You have no payee called Zoe.")
    );
    assert_eq!(
        talk.says("it's for Ben please"),
        "[£50.00 from Current account to Ben Carter]"
    );
}

#[test]
fn a_payee_can_be_tapped_and_a_new_request_replaces_an_old_one() {
    let mut talk = Talk(None, Language::ENGLISH);
    assert_eq!(talk.says("send 20"), "Who should it go to?");
    assert_eq!(
        talk.taps("payee=40090001"),
        "[£20.00 from Current account to City Power]"
    );
    let mut talk = Talk(None, Language::ENGLISH);
    talk.says("send 40");
    assert_eq!(
        talk.says("send 25 to Ben"),
        "[£25.00 from Current account to Ben Carter]"
    );
}

#[test]
fn a_button_says_yes_to_the_purpose_it_stood_under_and_to_no_other() {
    let mut talk = Talk(None, Language::ENGLISH);
    talk.says("send 20 to City Power for candles");
    let older = "purpose=20:uk 040075 40090001:candles";
    let question = "Send £30.00 to Ben Carter, with the reference “sushi”: is that right?";
    assert_eq!(talk.says("send 30 to Ben for sushi"), question);
    for other in [
        older,
        "purpose=31:uk 040075 40020101:sushi",
        "no-purpose=",
        "purpose=",
    ] {
        assert_eq!(talk.taps(other), question, "{other}");
    }
    assert_eq!(
        talk.taps("purpose=30:uk 040075 40020101:sushi"),
        "[£30.00 from Current account to Ben Carter]"
    );
}

#[test]
fn of_two_payees_of_one_name_the_account_says_which() {
    let mut talk = Talk(None, Language::ENGLISH);
    let asked = talk.says("send 20 to Dora");
    assert_eq!(
        asked,
        "Whom do you mean: Dora Evans ••0101 or Dora Evans ••0202? Please type the full name."
    );
    assert_eq!(
        talk.says("Dora Evans ••0202"),
        "[£20.00 from Current account to Dora Evans ••0202]"
    );
    talk.says("send 20 to Dora Evans");
    assert_eq!(
        talk.taps("payee=uk 040075 40050101"),
        "[£20.00 from Current account to Dora Evans ••0101]"
    );
    assert_eq!(
        once("send 20 to Dora Evans ••0202"),
        "[£20.00 from Current account to Dora Evans ••0202]"
    );
}

#[test]
fn nothing_is_sent_to_another_bank_yet() {
    assert_eq!(
        once("send 20 to Anna"),
        "I can't send money to other banks yet, and the account of Anna Berg is with another one. Nothing \
         was sent."
    );
}

#[test]
fn an_amount_that_cannot_be_sent_is_asked_for_again() {
    for (amount, why) in [
        ("0", "I can't send nothing."),
        ("-5", "I can only send amounts above zero."),
        ("50.005", "That amount has too many decimals"),
        (
            "$50",
            "I can only send money in your account's own currency.",
        ),
        ("10,000.01", "£10,000.01 is more than I can send in one go"),
    ] {
        let mut talk = Talk(None, Language::ENGLISH);
        let said = talk.says(&format!("send {amount} to Ben"));
        assert!(said.starts_with(why), "{amount}: {said}");
        assert_eq!(
            talk.says("50"),
            "[£50.00 from Current account to Ben Carter]"
        );
    }
}

#[test]
fn an_account_nobody_has_is_not_replaced_by_another() {
    let said = once("send 50 to Ben from my pension");
    assert_eq!(
        said,
        "You have no account called pension to send from. You can send from: Current account, \
         Savings account."
    );
}
