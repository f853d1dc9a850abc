//! Which payee or account a typed name means. Whole names only: never a stump of one.

mod account;
mod close;

use domain::customer::payee::Payee;
use domain::language::Language;
use domain::text::folded;

use crate::reading::{borrowed, plain_words};
use crate::vocabulary::{self, fits, is_in};

pub use account::{is_account, is_everyday_word, is_payable, unknown_account};
pub use close::close;

/// What a typed name may mean.
#[derive(Debug, PartialEq, Eq)]
pub enum Match<'a> {
    /// Exactly one payee.
    One(&'a Payee),
    /// Several could be meant; the customer must say which.
    Several(Vec<&'a Payee>),
    /// Nobody saved has that name.
    Nobody,
}

/// The payee meant by `typed`: by the full name, else by words of it that stand together. The account, or its ending,
/// may stand behind either or alone: "Ben Carter ••0101", "ben ending 0101", "the one ending 0101", "Ben 04-00-75
/// 40020101".
pub fn payee<'a>(payees: &'a [Payee], typed: &str, language: Language) -> Match<'a> {
    let typed = words(typed);
    if typed.is_empty() {
        return Match::Nobody;
    }
    let by = |fits: &dyn Fn(&str, &str) -> bool| -> Vec<&'a Payee> {
        payees
            .iter()
            .filter(|payee| is_called(payee, &typed, language, fits))
            .collect()
    };
    let exact = by(&|name, typed| name == typed);
    let found = if exact.is_empty() {
        by(&|name, typed| format!(" {name} ").contains(&format!(" {typed} ")))
    } else {
        exact
    };
    match found.as_slice() {
        [] => Match::Nobody,
        [one] => Match::One(one),
        _ => Match::Several(found),
    }
}

/// Where somebody stands among those who were shown, from zero: "the second one", "2".
#[must_use]
pub fn place(text: &str, language: Language) -> Option<usize> {
    let words = plain_words(text, language);
    let words = borrowed(&words);
    let mut places = vocabulary::of(language).reading.places.iter();
    places.position(|place| fits(&words, place))
}

/// Whether the typed words, with or without the account's ending, fit a payee's name.
fn is_called(
    payee: &Payee,
    typed: &str,
    language: Language,
    fits: &dyn Fn(&str, &str) -> bool,
) -> bool {
    let around = vocabulary::of(language).reading.before_an_ending;
    let name = words(&payee.name);
    let accounts = [
        folded(&payee.details.ending()),
        words(&payee.details.shown()),
    ];
    fits(&name, typed)
        || accounts.iter().any(|account| {
            let before = typed.strip_suffix(account.as_str());
            let before = before.filter(|before| before.is_empty() || before.ends_with(' '));
            before.is_some_and(|before| {
                let bare = without(before, around);
                bare.is_empty() || fits(&name, &bare)
            })
        })
}

fn without(text: &str, words: &str) -> String {
    let kept = text.split_whitespace().filter(|word| !is_in(word, words));
    kept.collect::<Vec<_>>().join(" ")
}

/// What a payee is called where several are: its name, and whatever of its account tells it from the others of
/// that name.
pub fn called(payee: &Payee, payees: &[Payee]) -> String {
    let others = payees.iter().filter(|other| other.id != payee.id);
    let namesakes: Vec<&Payee> = others
        .filter(|other| words(&other.name) == words(&payee.name))
        .collect();
    let ending = payee.details.ending();
    if namesakes.is_empty() {
        payee.name.clone()
    } else if namesakes
        .iter()
        .all(|other| other.details.ending() != ending)
    {
        format!("{} ••{ending}", payee.name)
    } else {
        format!("{} {}", payee.name, payee.details.shown())
    }
}

/// Whether `typed` names one of these payees, or several.
pub fn is_payee(payees: &[Payee], typed: &str, language: Language) -> bool {
    payee(payees, typed, language) != Match::Nobody
}

/// The words of a name, for comparing.
fn words(text: &str) -> String {
    let text = folded(text);
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use domain::bank_details::BankDetails;
    use domain::id::PayeeId;
    use domain::time::UnixSeconds;

    use super::*;

    fn saved(name: &str) -> Payee {
        at(name, "uk 040075 40020101")
    }

    fn at(name: &str, details: &str) -> Payee {
        Payee {
            id: PayeeId(format!("{name} {details}")),
            name: name.to_owned(),
            details: BankDetails::parse(details).unwrap(),
            customer: None,
            added_at: UnixSeconds(0),
        }
    }

    #[test]
    fn a_first_name_finds_the_one_payee_who_bears_it_however_it_is_spelt() {
        let payees = [
            saved("Ben Carter"),
            saved("City Power"),
            saved("José O’Brien"),
        ];
        for (typed, place) in [
            ("Ben", 0),
            ("ben carter", 0),
            ("BEN CARTER!", 0),
            ("Bén", 0),
            ("carter", 0),
            ("Jose\u{301} O'Brien", 2),
            ("jose", 2),
        ] {
            assert_eq!(
                payee(&payees, typed, Language::ENGLISH),
                Match::One(&payees[place]),
                "{typed}"
            );
        }
        for typed in ["Be", "", "Benjamin", "...", "Ben Power"] {
            assert_eq!(
                payee(&payees, typed, Language::ENGLISH),
                Match::Nobody,
                "{typed}"
            );
        }
    }

    #[test]
    fn a_name_two_payees_share_is_never_guessed_but_a_full_name_settles_it() {
        let payees = [saved("Ben Carter"), saved("Ben")];
        assert_eq!(
            payee(&payees, "ben", Language::ENGLISH),
            Match::One(&payees[1])
        );
        let payees = [saved("Ben Carter"), saved("Ben Stone")];
        assert_eq!(
            payee(&payees, "ben", Language::ENGLISH),
            Match::Several(vec![&payees[0], &payees[1]])
        );
    }

    #[test]
    fn namesakes_are_told_apart_by_their_accounts_and_found_by_what_they_are_called() {
        let payees = [
            at("Ben Carter", "uk 040075 40020101"),
            at("Ben Carter", "iban DE89370400440532013000"),
            at("Dora Evans", "uk 040075 40020101"),
        ];
        let calls = payees.each_ref().map(|payee| called(payee, &payees));
        assert_eq!(
            calls,
            ["Ben Carter ••0101", "Ben Carter ••3000", "Dora Evans"]
        );
        for (call, wanted) in calls.iter().zip(&payees) {
            assert_eq!(
                payee(&payees, call, Language::ENGLISH),
                Match::One(wanted),
                "{call}"
            );
        }
        for typed in ["••3000", "3000", "the one ending 3000", "ending in 3000"] {
            assert_eq!(
                payee(&payees, typed, Language::ENGLISH),
                Match::One(&payees[1]),
                "{typed}"
            );
        }
        for typed in ["ben 0101", "Ben ending 0101", "ben carter - 0101"] {
            assert_eq!(
                payee(&payees, typed, Language::ENGLISH),
                Match::One(&payees[0]),
                "{typed}"
            );
        }
        assert_eq!(
            payee(&payees, "ben", Language::ENGLISH),
            Match::Several(vec![&payees[0], &payees[1]])
        );
        assert_eq!(payee(&payees, "ben 0102", Language::ENGLISH), Match::Nobody);
        let alike = [
            at("Ben", "uk 040075 40020101"),
            at("BEN", "uk 202959 40020101"),
        ];
        assert_eq!(called(&alike[1], &alike), "BEN 20-29-59 40020101");
        for typed in [
            "BEN 20-29-59 40020101",
            "20-29-59 40020101",
            "ben 202959 40020101",
        ] {
            let found = payee(&alike, typed, Language::ENGLISH);
            assert_eq!(
                found == Match::One(&alike[1]),
                typed != "ben 202959 40020101",
                "{typed}"
            );
        }
    }
}
