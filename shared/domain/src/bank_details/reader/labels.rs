//! The words by which people name the parts of bank details, and what is left without them.
//!
//! Deliberately takes a label away only beside a number: in `Number One Ltd` it is a name.

use crate::bank_details::reader::words::core;

/// A part of bank details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The sort code.
    SortCode,
    /// The account number.
    AccountNumber,
}

const SORT_CODE: Option<Part> = Some(Part::SortCode);
const ACCOUNT: Option<Part> = Some(Part::AccountNumber);

/// What may stand before a number, and which part it says follows; the longer before what it ends with.
const BEFORE: [(&[&str], Option<Part>); 29] = [
    (&["sort", "code", "number"], SORT_CODE),
    (&["sort", "code"], SORT_CODE),
    (&["sortcode"], SORT_CODE),
    (&["sort-code"], SORT_CODE),
    (&["sort"], SORT_CODE),
    (&["s/c"], SORT_CODE),
    (&["sc"], SORT_CODE),
    (&["account", "number"], ACCOUNT),
    (&["account", "num"], ACCOUNT),
    (&["account", "no"], ACCOUNT),
    (&["acct", "number"], ACCOUNT),
    (&["acct", "no"], ACCOUNT),
    (&["acc", "number"], ACCOUNT),
    (&["acc", "num"], ACCOUNT),
    (&["acc", "no"], ACCOUNT),
    (&["a/c", "number"], ACCOUNT),
    (&["a/c", "no"], ACCOUNT),
    (&["account"], ACCOUNT),
    (&["acct"], ACCOUNT),
    (&["acc"], ACCOUNT),
    (&["a/c"], ACCOUNT),
    (&["ac"], ACCOUNT),
    (&["iban", "number"], None),
    (&["iban"], None),
    (&["bank", "details"], None),
    (&["details"], None),
    (&["and"], None),
    (&["with"], None),
    (&["is"], None),
];

/// What may stand between a number and a name.
const AFTER: [&str; 7] = ["and", "is", "for", "with", "name", "payee", "called"];

/// What may stand before a name at the beginning.
const FIRST: [&str; 3] = ["name", "payee", "is"];

/// The words before a number without its label, and the part that the label names, if it names one.
pub fn before_number<'a, 'w>(mut words: &'w [&'a str]) -> (&'w [&'a str], Option<Part>) {
    let mut named = Vec::new();
    while let Some((phrase, part)) = BEFORE.iter().find(|(phrase, _)| ends_with(words, phrase)) {
        let left = words.len().saturating_sub(phrase.len());
        words = words.get(..left).unwrap_or_default();
        named.extend(*part);
    }
    match named.as_slice() {
        [only] => (words, Some(*only)),
        _ => (words, None),
    }
}

/// The words after a number without what joins them to it; nothing, if they are all labels.
pub fn after_number<'a, 'w>(words: &'w [&'a str]) -> &'w [&'a str] {
    if before_number(words).0.is_empty() {
        return &[];
    }
    without_first(words, &AFTER)
}

/// The words as a name.
pub fn name(words: &[&str]) -> String {
    let name = without_first(words, &FIRST).join(" ");
    name.trim_matches(|letter: char| " ,;:-=()[]".contains(letter))
        .to_owned()
}

fn without_first<'a, 'w>(mut words: &'w [&'a str], taken: &[&str]) -> &'w [&'a str] {
    while let Some((first, rest)) = words.split_first()
        && taken.iter().any(|word| is(first, word))
    {
        words = rest;
    }
    words
}

fn ends_with(words: &[&str], phrase: &[&str]) -> bool {
    let from = words.len().checked_sub(phrase.len());
    let end = from.and_then(|from| words.get(from..));
    end.is_some_and(|end| end.iter().zip(phrase).all(|(word, label)| is(word, label)))
}

fn is(word: &str, label: &str) -> bool {
    core(word).eq_ignore_ascii_case(label)
}
