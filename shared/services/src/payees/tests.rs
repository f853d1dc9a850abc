//! What the room for payees decides, word for word; nothing is fetched and nothing is sent.

mod adding;
mod changing;
mod summaries;

use domain::bank_details::BankDetails;
use domain::confirmation::order::Effect;
use domain::customer::payee::Payee;
use domain::customer::payee_check::{AccountCheck, compare};
use domain::id::{CustomerId, PayeeId};
use domain::time::{Calendar, UnixSeconds};
use wording::sentence::Words;

use super::*;

fn payee(name: &str, details: &str) -> Payee {
    Payee {
        id: PayeeId(details.to_owned()),
        name: name.to_owned(),
        details: BankDetails::parse(details).unwrap(),
        customer: None,
        added_at: UnixSeconds(0),
    }
}

/// Whose accounts there are at this bank.
const HOLDERS: [(&str, &str, &str); 3] = [
    ("40010101", "ana-lima", "Ana Lima"),
    ("40020101", "ben-carter", "Ben Carter"),
    ("40030101", "carla-dias", "Carla Dias"),
];

fn look_up(details: &BankDetails, name: &str) -> AccountCheck {
    let Some(account) = details.home() else {
        return AccountCheck::ELSEWHERE;
    };
    let found = HOLDERS.iter().find(|(number, _, _)| *number == account.0);
    found.map_or(AccountCheck::NoSuchAccount, |(_, holder, registered)| {
        AccountCheck::Found {
            check: compare(name, registered),
            holder: Some(CustomerId((*holder).to_owned())),
        }
    })
}

/// A wish while it is talked about: each line is heard as the answer to the one before.
struct Talk {
    payees: Vec<Payee>,
    is_locked: bool,
    draft: Option<Draft>,
    offered: Vec<String>,
}

impl Talk {
    fn begin() -> Self {
        Self {
            payees: vec![
                payee("Ben Carter", "uk 040075 40020101"),
                payee("City Power", "uk 040075 40090001"),
            ],
            is_locked: false,
            draft: None,
            offered: Vec::new(),
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

    /// Taps the button that was offered at this place.
    fn taps(&mut self, place: usize) -> String {
        let means = self.offered[place].clone();
        self.hears(&Heard {
            tapped: Some(&means),
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
            language: Language::ENGLISH,
        };
        let draft = PayeeBook::hear(heard, self.draft.take());
        let check = draft.to_check(&self.payees, Language::ENGLISH);
        let known = Known {
            payees: self.payees.clone(),
            is_locked: self.is_locked,
            check: check.map(|(details, name)| look_up(&details, &name)),
        };
        self.told(PayeeBook::decide(draft, &known, &asking))
    }

    fn told(&mut self, step: Step<Draft, Says>) -> String {
        match step {
            Step::Ask {
                draft,
                question,
                choices,
            } => {
                self.offered = choices.into_iter().map(|choice| choice.means).collect();
                // As it is between two messages: written down, and read again.
                let kept = serde_json::to_string(&draft).unwrap();
                self.draft = Some(serde_json::from_str(&kept).unwrap());
                question.words(Language::ENGLISH).chat()
            }
            Step::Offer { says, choices, .. } => {
                self.offered = choices.into_iter().map(|choice| choice.means).collect();
                says.words(Language::ENGLISH).chat()
            }
            Step::Show(says) | Step::Refuse(says) => says.words(Language::ENGLISH).chat(),
            Step::Seal(effect) | Step::AtOnce(effect) => format!("[{}]", sealed(&effect)),
            _ => "[something else]".to_owned(),
        }
    }
}

fn sealed(effect: &Effect) -> String {
    use domain::arrangement::{Change, Loosening, Tightening};
    match effect.change().unwrap() {
        Change::Loosen(Loosening::AddPayee(new)) => {
            let holder = new.holder.as_ref().map_or("nobody's", |holder| &*holder.0);
            let account = new.details.shown();
            format!("add {} {account}, {:?}, {holder}", new.name, new.check)
        }
        Change::Loosen(Loosening::RenamePayee(renaming)) => {
            format!("rename {} to {}", renaming.from, renaming.to)
        }
        Change::Tighten(Tightening::RemovePayee(removal)) => {
            format!("remove {} {}", removal.name, removal.details)
        }
        _ => "about no payee".to_owned(),
    }
}

fn once(text: &str) -> String {
    Talk::begin().says(text)
}
