//! What a move between own accounts decides, word for word; nothing is fetched and nothing is sent.

use domain::id::AccountId;
use domain::ledger::view::AccountUse;
use domain::money::{Currency, Money};
use domain::time::{Calendar, UnixSeconds};
use wording::sentence::Words;

use super::*;

fn account(id: &str, name: &str) -> AccountView {
    let balance = Money::new(100_000, Currency::Gbp);
    AccountView {
        id: AccountId(id.to_owned()),
        name: name.to_owned(),
        use_of: AccountUse::Everyday,
        posted: balance,
        available: balance,
    }
}

fn two() -> Vec<AccountView> {
    vec![
        account("40010101", "Current account"),
        account("40010102", "Savings account"),
    ]
}

/// A move while it is talked about: each line is heard as the answer to the one before.
struct Talk {
    accounts: Vec<AccountView>,
    draft: Option<Draft>,
}

impl Talk {
    fn hears(&mut self, heard: &Heard<'_>) -> String {
        let id = domain::id::CustomerId("ana-lima".to_owned());
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
        let facts = (IsLocked(false), Accounts(self.accounts.clone()));
        let draft = OwnAccounts::hear(heard, self.draft.take());
        match OwnAccounts::decide(draft, &facts, &asking) {
            Step::Ask {
                draft, question, ..
            } => {
                let kept = serde_json::to_string(&draft).unwrap();
                self.draft = Some(serde_json::from_str(&kept).unwrap());
                question.words(Language::ENGLISH).chat()
            }
            Step::Show(says) | Step::Refuse(says) => says.words(Language::ENGLISH).chat(),
            Step::Seal(Effect::Move(moved)) => {
                format!(
                    "[{} {} → {}]",
                    moved.amount, moved.debit_name, moved.payee_name
                )
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
}

fn once(text: &str) -> String {
    Talk {
        accounts: two(),
        draft: None,
    }
    .says(text)
}

#[test]
fn of_two_accounts_one_names_the_other() {
    for (text, sealed) in [
        (
            "move 100 to my savings",
            "[£100.00 Current account → Savings account]",
        ),
        (
            "100 from savings to current",
            "[£100.00 Savings account → Current account]",
        ),
        (
            "put £20 in my savings",
            "[£20.00 Current account → Savings account]",
        ),
        (
            "transfer 5 quid from my savings account",
            "[£5.00 Savings account → Current account]",
        ),
        (
            "move 7 into ••0102",
            "[£7.00 Current account → Savings account]",
        ),
        (
            "shift 300 quid into my savings account",
            "[£300.00 Current account → Savings account]",
        ),
    ] {
        assert_eq!(once(text), sealed, "{text}");
    }
}

#[test]
fn what_is_missing_is_asked_for_one_at_a_time() {
    assert_eq!(
        once("from savings to current"),
        "How much would you like to move?"
    );
    let mut talk = Talk {
        accounts: two(),
        draft: None,
    };
    let asked = talk.says("move some money between my accounts");
    assert_eq!(asked, "Which of your accounts should it go to?");
    assert_eq!(talk.says("savings"), "How much would you like to move?");
    assert_eq!(
        talk.says("60"),
        "[£60.00 Current account → Savings account]"
    );
}

#[test]
fn of_three_accounts_none_is_guessed() {
    let mut accounts = two();
    accounts.push(account("40010103", "Holiday fund"));
    let mut talk = Talk {
        accounts,
        draft: None,
    };
    let asked = talk.says("move 40 to holiday fund");
    assert_eq!(asked, "Which of your accounts should it come from?");
    let tapped = Heard {
        tapped: Some("from=40010102"),
        ..Heard::default()
    };
    assert_eq!(
        talk.hears(&tapped),
        "[£40.00 Savings account → Holiday fund]"
    );
}

#[test]
fn somebody_elses_name_is_left_to_others() {
    assert_eq!(once("send 50 to Ben"), "[not mine]");
}

#[test]
fn nothing_is_moved_on_a_part_of_what_was_typed() {
    for text in [
        "move 100 to savings tomorrow",
        "move 100 to savings and 50 to current",
        "move 100 to savings every month",
        "don't move 100 to savings",
        "move 5O to savings",
    ] {
        assert!(!once(text).starts_with("[£"), "{text}: {}", once(text));
    }
    assert!(
        once("move 100 from savings to savings").starts_with("That is one and the same account.")
    );
}

#[test]
fn with_one_account_there_is_nothing_to_move() {
    let mut talk = Talk {
        accounts: vec![account("40010101", "Current account")],
        draft: None,
    };
    assert!(
        talk.says("move 100 to savings")
            .starts_with("You have only one account")
    );
}
