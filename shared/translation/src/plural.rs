//! Which numbers take which form of a word.

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::Error;

/// The numbers from the first to the last.
pub type Range = (u8, u8);

/// The numbers a form is for, by the name that Fluent knows it by: `one`, `other`, or a number. Numbers up to 255:
/// what the bank counts are tries, digits and names.
pub fn numbers(tag: &str, form: &str) -> Result<Vec<Range>, Error> {
    if let Ok(exactly) = form.parse() {
        return Ok(vec![(exactly, exactly)]);
    }
    let failed = || Error::Tag(tag.to_owned());
    let locale: Locale = tag.parse().map_err(|_| failed())?;
    let rules = PluralRules::try_new_cardinal(locale.into()).map_err(|_| failed())?;
    let its = |number: &u8| name(rules.category_for(*number)) == form;
    Ok(ranges((0..=u8::MAX).filter(its)))
}

const fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

fn ranges(numbers: impl Iterator<Item = u8>) -> Vec<Range> {
    let mut ranges: Vec<Range> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_counts_in_its_own_way() {
        let numbers = |tag, form| numbers(tag, form).unwrap();
        assert_eq!(numbers("en", "one"), [(1, 1)]);
        assert_eq!(numbers("en", "other"), [(0, 0), (2, 255)]);
        assert_eq!(numbers("pt-BR", "one"), [(0, 1)]);
        assert_eq!(numbers("es", "one"), [(1, 1)]);
        assert_eq!(numbers("cy", "two"), [(2, 2)]);
        assert_eq!(numbers("en", "0"), [(0, 0)]);
        assert_eq!(numbers("en", "few"), []);
    }

    #[test]
    fn a_folder_that_is_no_language_is_refused() {
        assert!(matches!(numbers("not a tag", "one"), Err(Error::Tag(_))));
    }
}
