//! Names in a row.

use crate::say;
use crate::sentence::{Sentence, name, own};

/// The most names listed in one sentence.
const MAX_NAMES: usize = 12;

/// Names with `between` between them; where there are very many, the first and, behind `last`, how many more.
#[must_use]
pub fn names(names: &[String], between: &'static str, last: &'static str) -> Sentence {
    let listed = names.iter().take(MAX_NAMES).map(|one| say![name(one)]);
    let listed = Sentence::joined(listed, between);
    match names.len().checked_sub(MAX_NAMES) {
        Some(more @ 1..) => say![listed, last, own(more), " more"],
        _ => listed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_names_the_first_are_listed_and_the_others_counted() {
        let listed = |count: usize| {
            let all: Vec<String> = (1..=count).map(|number| format!("P{number}")).collect();
            names(&all, ", ", " and ").chat()
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
