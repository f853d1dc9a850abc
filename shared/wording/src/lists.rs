//! Names in a row.

use domain::language::Language;
use domain::money::Money;

use crate::sentence::{Sentence, amount, name};
use crate::{said, say};

crate::sentences!("lists");

/// The most names listed in one sentence.
const MAX_NAMES: usize = 12;

/// Names in a row: "Ben, Liz"; where there are very many, the first and how many more.
#[must_use]
pub fn names(names: &[String], language: Language) -> Sentence {
    let (listed, more) = listed(names, BETWEEN.label(language));
    match more {
        0 => listed,
        more => said!(language, AND_MORE, names = listed, count = more),
    }
}

/// Names of which one is meant: "Ben or Liz"; where there are very many, the first and how many more.
#[must_use]
pub fn alternatives(names: &[String], language: Language) -> Sentence {
    let (listed, more) = listed(names, BETWEEN_ALTERNATIVES.label(language));
    match more {
        0 => listed,
        more => said!(language, OR_ONE_OF_MORE, names = listed, count = more),
    }
}

/// Amounts of which one is meant: "£40.00 or £50.00".
#[must_use]
pub fn amounts(amounts: &[Money], language: Language) -> Sentence {
    let said = amounts.iter().map(|one| say![amount(*one, language)]);
    Sentence::joined(said, BETWEEN_ALTERNATIVES.label(language))
}

/// The first, and how many there are besides.
fn listed(names: &[String], between: &'static str) -> (Sentence, usize) {
    let first = names.iter().take(MAX_NAMES).map(|one| say![name(one)]);
    let more = names.len().saturating_sub(MAX_NAMES);
    (Sentence::joined(first, between), more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_names_the_first_are_listed_and_the_others_counted() {
        let listed = |count: usize| {
            let all: Vec<String> = (1..=count).map(|number| format!("P{number}")).collect();
            names(&all, Language::ENGLISH).chat()
        };
        assert_eq!(listed(0), "");
        assert!(listed(12).ends_with("P11, P12"), "{}", listed(12));
        assert!(
            listed(100).ends_with("P11, P12 and 88 more"),
            "{}",
            listed(100)
        );
    }
}
