//! What a withdrawal decides, word for word; nothing is fetched and nothing is sent.

use domain::id::{CustomerId, OrderId};
use domain::ledger::view::AccountUse;
use domain::money::Currency;
use domain::time::{Calendar, UnixSeconds};
use wording::sentence::Words;

use super::*;

fn account(id: &str, name: &str, currency: Currency) -> AccountView {
    let balance = Money::new(100_000, currency);
    AccountView {
        id: AccountId(id.to_owned()),
        name: name.to_owned(),
        use_of: AccountUse::Everyday,
        posted: balance,
        available: balance,
    }
}

/// A withdrawal while it is talked about: each line is heard as the answer to the one before.
struct Talk {
    accounts: Vec<AccountView>,
    draft: Option<Draft>,
}

impl Talk {
    fn new() -> Self {
        Self {
            accounts: vec![
                account("40010101", "Current account", Currency::Gbp),
                account("40010102", "Savings account", Currency::Gbp),
            ],
            draft: None,
        }
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
            language: Language::ENGLISH,
        };
        let notes = Notes::parse("GBP=10,20").unwrap();
        let facts = (
            IsLocked(false),
            Accounts(self.accounts.clone()),
            MachineNotes(notes),
        );
        let draft = Withdrawal::hear(heard, self.draft.take());
        match Withdrawal::decide(draft, &facts, &asking) {
            Step::Ask {
                draft, question, ..
            } => {
                let kept = serde_json::to_string(&draft).unwrap();
                self.draft = Some(serde_json::from_str(&kept).unwrap());
                question.words(Language::ENGLISH).chat()
            }
            Step::Show(says) | Step::Refuse(says) => says.words(Language::ENGLISH).chat(),
            Step::Seal(Effect::Hold(held)) => {
                assert_eq!(held.credit_account, AccountId::cash(Currency::Gbp));
                format!("[{} from {}]", held.amount, held.debit_name)
            }
            Step::NotMine => "[not mine]".to_owned(),
            _ => "[something else]".to_owned(),
        }
    }

    fn says(&mut self, text: &str) -> String {
        let is_answer = self.draft.is_some();
        self.hears(&Heard {
            text,
            is_answer,
            ..Heard::default()
        })
    }

    fn taps(&mut self, means: &str) -> String {
        self.hears(&Heard {
            tapped: Some(means),
            ..Heard::default()
        })
    }
}

fn once(text: &str) -> String {
    Talk::new().says(text)
}

#[test]
fn it_says_how_it_goes_before_anything_is_sealed() {
    for text in ["withdraw 60", "get me 60 in cash", "take out 60"] {
        let mut talk = Talk::new();
        let asked = talk.says(text);
        assert!(
            asked.contains("£60.00") && asked.contains("code"),
            "{asked}"
        );
        assert_eq!(talk.says("yes"), "[£60.00 from Current account]", "{text}");
        for (answer, sealed) in [
            ("yes, from savings", "[£60.00 from Savings account]"),
            ("yes, 40", "[£40.00 from Current account]"),
        ] {
            let mut talk = Talk::new();
            talk.says(text);
            assert_eq!(talk.says(answer), sealed, "{text}, {answer}");
        }
        let mut talk = Talk::new();
        talk.says(text);
        assert!(talk.says("no").contains("nothing is held"), "{text}");
    }
    assert_eq!(
        once("withdraw 60 from savings without my card"),
        "[£60.00 from Savings account]"
    );
}

#[test]
fn who_is_asked_how_much_has_read_how_it_goes() {
    for answer in ["60", "£60 please", "make it 60"] {
        let mut talk = Talk::new();
        let asked = talk.says("I want to withdraw cash");
        assert!(
            asked.contains("with a code") && asked.contains("£300.00"),
            "{asked}"
        );
        let sealed = talk.says(answer);
        assert_eq!(sealed, "[£60.00 from Current account]", "{answer}");
    }
    let mut talk = Talk::new();
    talk.taps("");
    assert_eq!(talk.taps("amount=5000"), "[£50.00 from Current account]");
}

#[test]
fn what_the_notes_cannot_make_names_the_nearest_amounts() {
    let mut talk = Talk::new();
    let asked = talk.says("withdraw 45 without my card");
    assert!(asked.contains("£40.00 or £50.00"), "{asked}");
    assert_eq!(talk.taps("amount=4000"), "[£40.00 from Current account]");
    let mut talk = Talk::new();
    talk.says("withdraw 45");
    assert!(talk.taps("amount=5000").contains("Shall I?"));
    assert!(once("withdraw 5").contains("Would £10.00 do?"));
    let most = "£300.00 at most";
    assert!(
        once("withdraw 310").contains(most),
        "{}",
        once("withdraw 310")
    );
    assert!(once("withdraw 5,000,000").contains(most));
}

#[test]
fn nothing_is_held_on_a_part_of_what_was_typed() {
    for text in [
        "withdraw 60 tomorrow",
        "withdraw 60 to Ben",
        "withdraw 60 and 20",
        "withdraw 60 every week",
        "don't withdraw 60",
        "withdraw 6O without my card",
        "withdraw 60 euros without my card",
        "withdraw -60 without my card",
        "withdraw 60.50.10 without my card",
    ] {
        assert!(!once(text).starts_with('['), "{text}: {}", once(text));
    }
}

#[test]
fn a_correction_makes_another_withdrawal() {
    let order = Order {
        id: OrderId("6f1c".to_owned()),
        customer: CustomerId("ana-lima".to_owned()),
        customer_name: "Ana Lima".to_owned(),
        service: Withdrawal::NAME.to_owned(),
        language: Language::ENGLISH,
        effect: Effect::Hold(Movement {
            amount: Money::new(6_000, Currency::Gbp),
            debit_account: AccountId("40010101".to_owned()),
            debit_name: "Current account".to_owned(),
            credit_account: AccountId::cash(Currency::Gbp),
            payer_name: "Ana Lima".to_owned(),
            payee_name: "Cash machine".to_owned(),
            payee_customer: None,
            reference: None,
            bill: None,
        }),
    };
    for (text, sealed) in [
        ("no, make it 40", "[£40.00 from Current account]"),
        ("from savings", "[£60.00 from Savings account]"),
        ("to Ben", "[not mine]"),
    ] {
        let mut talk = Talk::new();
        talk.draft = Withdrawal::draft_of(&order);
        let corrected = talk.hears(&Heard {
            text,
            corrects: true,
            ..Heard::default()
        });
        assert_eq!(corrected, sealed, "{text}");
    }
    let back = Withdrawal::takes_back(&order);
    let release = Release {
        hold: order.id.clone(),
        amount: Money::new(6_000, Currency::Gbp),
    };
    assert_eq!(back, Some(Effect::Release(release)));
}

#[test]
fn cash_comes_from_accounts_in_the_machines_currency_only() {
    let mut talk = Talk::new();
    talk.accounts = vec![account("40010101", "Euro account", Currency::Eur)];
    assert!(talk.says("withdraw 60").contains("None of your accounts"));
    let unknown = once("withdraw 60 from pension");
    assert!(unknown.contains("no account called pension"), "{unknown}");
}
