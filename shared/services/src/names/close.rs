//! Whose name comes close to one that nobody bears: a slip of the finger, a nickname, initials.
//!
//! Deliberately only for asking: what is close is never taken for what was meant.

use domain::customer::payee::Payee;
use domain::language::Language;

use super::words;
use crate::vocabulary::{self, is_in};

/// From this many letters on a word may have one slip.
const LETTERS_FOR_A_SLIP: usize = 3;

/// From this many on it may have two.
const LETTERS_FOR_TWO_SLIPS: usize = 8;

/// The payees whose names come close to what was typed.
pub fn close<'a>(payees: &'a [Payee], typed: &str, language: Language) -> Vec<&'a Payee> {
    let nicknames = vocabulary::of(language).reading.nicknames;
    let typed = words(typed);
    let typed: Vec<&str> = typed.split_whitespace().collect();
    let is_close = |payee: &&Payee| {
        let name = words(&payee.name);
        let name: Vec<&str> = name.split_whitespace().collect();
        is_typed_out(&typed) && fit(&typed, &name, nicknames) || are_initials(&typed, &name)
    };
    payees.iter().filter(is_close).collect()
}

/// Whether each typed word fits a word of the name, in their order.
fn fit(typed: &[&str], name: &[&str], nicknames: &[&str]) -> bool {
    let Some((first, more)) = typed.split_first() else {
        return true;
    };
    let is_fit = |word: &str| is_like(first, word, nicknames) || is_initial(first, word);
    let rests = (0..name.len()).filter_map(|place| name.get(place..)?.split_first());
    rests
        .into_iter()
        .any(|(word, rest)| is_fit(word) && fit(more, rest, nicknames))
}

fn is_initial(letter: &str, word: &str) -> bool {
    letter.chars().count() == 1 && word.starts_with(letter)
}

/// Whether at least one word was typed out: a letter alone says too little.
fn is_typed_out(typed: &[&str]) -> bool {
    typed.iter().any(|word| word.chars().count() > 1)
}

/// Whether what was typed is the initials of the whole name: "bc", "b c".
fn are_initials(typed: &[&str], name: &[&str]) -> bool {
    let initials: String = name.iter().filter_map(|word| word.chars().next()).collect();
    name.len() > 1 && typed.concat() == initials
}

fn is_like(typed: &str, word: &str, nicknames: &[&str]) -> bool {
    typed == word
        || is_nickname(typed, word, nicknames)
        || begins(typed, word)
        || is_slip(typed, word)
}

fn begins(typed: &str, word: &str) -> bool {
    typed.chars().count() >= LETTERS_FOR_A_SLIP && word.starts_with(typed)
}

fn is_nickname(typed: &str, word: &str, nicknames: &[&str]) -> bool {
    let same = |names: &&str| is_in(typed, names) && is_in(word, names);
    nicknames.iter().any(same)
}

fn is_slip(typed: &str, word: &str) -> bool {
    let most = match typed.chars().count().min(word.chars().count()) {
        letters if letters >= LETTERS_FOR_TWO_SLIPS => 2,
        letters if letters >= LETTERS_FOR_A_SLIP => 1,
        _ => 0,
    };
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    within(&typed, &word, most)
}

/// Whether so many slips at most lie between two words: a letter more, less, another, or two changed round.
fn within(one: &[char], other: &[char], most: usize) -> bool {
    let same = one
        .iter()
        .zip(other)
        .take_while(|(one, other)| one == other)
        .count();
    let (one, other) = (
        one.get(same..).unwrap_or_default(),
        other.get(same..).unwrap_or_default(),
    );
    if one.is_empty() && other.is_empty() {
        return true;
    }
    let Some(left) = most.checked_sub(1) else {
        return false;
    };
    let after = |of_one: usize, of_other: usize| match (one.get(of_one..), other.get(of_other..)) {
        (Some(one), Some(other)) => within(one, other, left),
        _ => false,
    };
    let is_swapped = matches!((one, other), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    after(1, 0) || after(0, 1) || after(1, 1) || is_swapped && after(2, 2)
}

#[cfg(test)]
mod tests {
    use domain::bank_details::BankDetails;
    use domain::id::PayeeId;
    use domain::time::UnixSeconds;

    use super::*;

    fn saved(name: &str) -> Payee {
        Payee {
            id: PayeeId(name.to_owned()),
            name: name.to_owned(),
            details: BankDetails::parse("uk 040075 40020101").unwrap(),
            customer: None,
            added_at: UnixSeconds(0),
        }
    }

    #[test]
    fn a_slip_a_nickname_and_initials_come_close_and_nobody_else_does() {
        let payees = [
            "Ben Carter",
            "City Power",
            "Elizabeth O'Brien",
            "José Álvarez",
        ]
        .map(saved);
        for (typed, name) in [
            ("bem", "Ben Carter"),
            ("Bne", "Ben Carter"),
            ("benn carter", "Ben Carter"),
            ("Benjamin", "Ben Carter"),
            ("Ben C", "Ben Carter"),
            ("B. Carter", "Ben Carter"),
            ("BC", "Ben Carter"),
            ("Citty Powr", "City Power"),
            ("Liz", "Elizabeth O'Brien"),
            ("elisabeth", "Elizabeth O'Brien"),
            ("Jos\u{e9}e", "José Álvarez"),
            ("alvares", "José Álvarez"),
        ] {
            let found: Vec<&str> = close(&payees, typed, Language::ENGLISH)
                .iter()
                .map(|payee| &*payee.name)
                .collect();
            assert_eq!(found, [name], "{typed}");
        }
        for typed in [
            "Zoe",
            "Carla",
            "b",
            "be",
            "",
            "my pension",
            "Dan Carter Jones",
        ] {
            assert!(
                close(&payees, typed, Language::ENGLISH).is_empty(),
                "{typed}"
            );
        }
    }
}
