//! Whom a customer may send money to, and which of them a typed name means.

use crate::id::{AccountId, CustomerId};

/// Somebody a customer may send money to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// Full name, as the customer saved it.
    pub name: String,
    /// The account to credit.
    pub account: AccountId,
    /// The payee's own customer id, if it banks here and so can be told of the credit.
    pub customer: Option<CustomerId>,
}

/// What a typed name may mean among the saved payees.
#[derive(Debug, PartialEq, Eq)]
pub enum PayeeMatch<'a> {
    /// Exactly one payee is meant.
    One(&'a Payee),
    /// Several could be meant; the customer must say which.
    Several(Vec<&'a Payee>),
    /// Nobody saved has that name.
    Nobody,
}

/// Finds the payee meant by `typed`: the full name, else a first or any word of it.
#[must_use]
pub fn find_payee<'a>(payees: &'a [Payee], typed: &str) -> PayeeMatch<'a> {
    let typed = normalise(typed);
    if typed.is_empty() {
        return PayeeMatch::Nobody;
    }
    let exact = payees
        .iter()
        .filter(|payee| normalise(&payee.name) == typed)
        .collect::<Vec<_>>();
    let found = if exact.is_empty() {
        payees
            .iter()
            .filter(|payee| is_part_of(&typed, &normalise(&payee.name)))
            .collect()
    } else {
        exact
    };
    match found.as_slice() {
        [] => PayeeMatch::Nobody,
        [one] => PayeeMatch::One(one),
        _ => PayeeMatch::Several(found),
    }
}

/// Whether the words of `typed` stand together in `name`.
fn is_part_of(typed: &str, name: &str) -> bool {
    format!(" {name} ").contains(&format!(" {typed} "))
}

fn normalise(name: &str) -> String {
    let letters = |character: char| character.is_alphanumeric() || character == '\'';
    let words = name
        .split(|character| !letters(character))
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::AccountId;

    fn payee(name: &str) -> Payee {
        Payee {
            name: name.to_owned(),
            account: AccountId(name.to_owned()),
            customer: None,
        }
    }

    #[test]
    fn a_first_name_finds_the_one_payee_who_bears_it() {
        let payees = [payee("Ben Carter"), payee("City Power")];
        for typed in ["Ben", "ben carter", "BEN CARTER!", "carter"] {
            assert_eq!(
                find_payee(&payees, typed),
                PayeeMatch::One(&payees[0]),
                "{typed}"
            );
        }
        for typed in ["Be", "", "Benjamin", "..."] {
            assert_eq!(find_payee(&payees, typed), PayeeMatch::Nobody, "{typed}");
        }
    }

    #[test]
    fn a_name_two_payees_share_is_never_guessed_but_a_full_name_settles_it() {
        let payees = [payee("Ben Carter"), payee("Ben")];
        assert_eq!(find_payee(&payees, "ben"), PayeeMatch::One(&payees[1]));
        let payees = [payee("Ben Carter"), payee("Ben Stone")];
        assert_eq!(
            find_payee(&payees, "ben"),
            PayeeMatch::Several(vec![&payees[0], &payees[1]])
        );
    }
}
