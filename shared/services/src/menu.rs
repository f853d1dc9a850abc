//! The menu, in two levels: topics, and what there is under each. WhatsApp shows ten rows at most, so twenty
//! services fit only so. A topic with a single row is left out: the row stands in its place.

mod english;

use domain::language::Language;
use wording::sentence::{Sentence, Words};

use crate::choice::reply_id;
use crate::service::Asker;

/// What a row of the menu is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Balances and statements.
    Accounts,
    /// Money that goes somewhere.
    Payments,
    /// How the bank speaks and what it does for the customer.
    Settings,
    /// Knowing the bank.
    Safety,
    /// What must never be two taps away.
    Front,
}

/// What can be said of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The button that opens the list.
    Button,
    /// A topic's row.
    Title(Topic),
    /// What stands below it.
    Description(Topic),
    /// Above the rows of a topic.
    Choose(Topic),
    /// The row for help.
    HelpTitle,
    /// What stands below it.
    HelpDescription,
    /// The row that leads back.
    BackTitle,
    /// What stands below it.
    BackDescription,
    /// The button that opens the answers to a question.
    ChoicesButton,
}

/// A row that a service has in the menu.
pub struct Entry<W> {
    /// Under which topic.
    pub topic: Topic,
    /// What it means, as [`crate::choice::Choice::means`].
    pub means: &'static str,
    /// The row's title, at most 24 characters.
    pub title: W,
    /// What stands below it, at most 72 characters.
    pub description: W,
}

/// A row, ready to be shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// Under which topic.
    pub topic: Topic,
    /// What comes back.
    pub id: String,
    /// The title.
    pub title: Sentence,
    /// What stands below it.
    pub description: Sentence,
}

impl Topic {
    /// Every topic, in the order of the menu.
    pub const ALL: [Self; 5] = [
        Self::Accounts,
        Self::Payments,
        Self::Settings,
        Self::Safety,
        Self::Front,
    ];

    /// The stable name, in reply ids.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Payments => "payments",
            Self::Settings => "settings",
            Self::Safety => "safety",
            Self::Front => "front",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }
}

impl<W: Words> Entry<W> {
    pub(crate) fn row(&self, service: &str, language: Language) -> Row {
        Row {
            topic: self.topic,
            id: reply_id(service, self.means),
            title: self.title.words(language),
            description: self.description.words(language),
        }
    }
}

/// The rows of the first level, or of what is under one topic.
#[must_use]
pub fn level(topic: Option<Topic>, asker: &Asker<'_>, language: Language) -> Vec<Row> {
    let rows = crate::rows(asker, language);
    match topic {
        Some(topic) => under(topic, rows, language),
        None => first(&rows, language),
    }
}

fn under(topic: Topic, rows: Vec<Row>, language: Language) -> Vec<Row> {
    let back = own(
        "menu",
        "",
        [Says::BackTitle, Says::BackDescription],
        language,
    );
    let its = rows.into_iter().filter(|row| row.topic == topic);
    its.chain([back]).collect()
}

fn first(rows: &[Row], language: Language) -> Vec<Row> {
    let mut level = Vec::new();
    for topic in Topic::ALL {
        let its: Vec<&Row> = rows.iter().filter(|row| row.topic == topic).collect();
        if topic == Topic::Front {
            level.push(own(
                "help",
                "",
                [Says::HelpTitle, Says::HelpDescription],
                language,
            ));
        }
        match its.as_slice() {
            [] => {}
            [_, _, ..] if topic != Topic::Front => {
                let words = [Says::Title(topic), Says::Description(topic)];
                level.push(own("menu", topic.name(), words, language));
            }
            direct => level.extend(direct.iter().map(|row| (*row).clone())),
        }
    }
    level
}

fn own(name: &str, means: &str, [title, description]: [Says; 2], language: Language) -> Row {
    Row {
        topic: Topic::Front,
        id: reply_id(name, means),
        title: title.words(language),
        description: description.words(language),
    }
}

impl Words for Says {
    fn words(&self, _language: Language) -> Sentence {
        english::words(*self)
    }
}

#[cfg(test)]
mod tests {
    use domain::id::CustomerId;

    use super::*;

    fn titles(topic: Option<Topic>) -> Vec<String> {
        let id = CustomerId("ana-lima".to_owned());
        let asker = Asker {
            id: &id,
            name: "Ana Lima",
            hears_receipts: false,
        };
        let rows = level(topic, &asker, Language::ENGLISH);
        rows.iter().map(|row| row.title.plain()).collect()
    }

    /// WhatsApp's limits: ten rows, 24 characters, 72 characters, ids that differ.
    #[test]
    fn every_level_fits_a_list_and_every_row_is_reached() {
        let id = CustomerId("ana-lima".to_owned());
        let mut reached = std::collections::BTreeSet::new();
        for hears_receipts in [false, true] {
            let asker = Asker {
                id: &id,
                name: "Ana Lima",
                hears_receipts,
            };
            let levels = std::iter::once(None).chain(Topic::ALL.map(Some));
            for rows in levels.map(|topic| level(topic, &asker, Language::ENGLISH)) {
                assert!((1..=10).contains(&rows.len()));
                for row in &rows {
                    assert!(
                        row.title.plain().chars().count() <= 24,
                        "{}",
                        row.title.plain()
                    );
                    assert!(row.description.plain().chars().count() <= 72);
                }
                let ids: std::collections::BTreeSet<_> =
                    rows.iter().map(|row| row.id.clone()).collect();
                assert_eq!(ids.len(), rows.len());
                reached.extend(ids);
            }
            for row in crate::rows(&asker, Language::ENGLISH) {
                assert!(reached.contains(&row.id), "{}", row.id);
            }
        }
    }

    #[test]
    fn stopping_everything_and_help_are_one_tap_away() {
        let first = titles(None);
        assert!(
            first.contains(&"Block".to_owned()) && first.contains(&"Help".to_owned()),
            "{first:?}"
        );
    }
}
