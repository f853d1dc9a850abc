//! Digits in a text, and what the words around them say of them.

use super::words;

/// Words and signs that make digits an amount.
const UNITS: [&str; 12] = [
    "pounds", "pound", "quid", "gbp", "eur", "euro", "euros", "usd", "dollars", "dollar", "brl",
    "reais",
];

/// Words right before digits that are an amount.
const SENDS: [&str; 8] = [
    "send", "sends", "pay", "transfer", "move", "give", "owe", "lend",
];

/// Words right before digits that number something else.
const OTHER_NUMBERS: [&str; 9] = [
    "invoice",
    "inv",
    "reference",
    "ref",
    "order",
    "booking",
    "policy",
    "account",
    "id",
];

/// Digits that stand together, perhaps in groups parted by one space, dash or dot each.
pub(super) struct Run<'a> {
    pub(super) digits: String,
    pub(super) source: &'a str,
    pub(super) start: usize,
}

impl Run<'_> {
    /// Whether it is the number of an invoice, an account, a bank: no code, whatever is waited for.
    pub(super) fn numbers_something_else(&self, text: &str) -> bool {
        let before: Vec<String> = words(text.get(..self.start).unwrap_or_default()).collect();
        match before.as_slice() {
            [.., sort, code] if sort == "sort" && code == "code" => true,
            [.., sort, code, is] if sort == "sort" && code == "code" && is == "is" => true,
            [.., word] => OTHER_NUMBERS.contains(&word.as_str()),
            [] => false,
        }
    }

    /// Whether a currency stands beside it, or it is written as an amount is.
    pub(super) fn is_amount(&self, text: &str) -> bool {
        let end = self.start.saturating_add(self.source.len());
        let before = text.get(..self.start).unwrap_or_default().trim_end();
        let after = text.get(end..).unwrap_or_default();
        let unit = after.split_whitespace().next().unwrap_or_default();
        let unit = unit.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let has_cents = self
            .source
            .rsplit_once('.')
            .is_some_and(|(_, cents)| cents.len() == 2);
        let word = words(before).last().unwrap_or_default();
        SENDS.contains(&word.as_str())
            || before.ends_with(['£', '$', '€'])
            || before.ends_with("R$")
            || after.starts_with([',', '.'])
                && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
            || UNITS.contains(&unit.to_lowercase().as_str())
            || has_cents
    }
}

/// Every one in a text.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut start = None;
    let mut end = 0;
    for (at, character) in text.char_indices() {
        if character.is_ascii_digit() {
            // One separator inside a run is bridged; anything wider ends it.
            if at > end.max(1) && start.is_some() && !bridges(text, end, at) {
                runs.extend(run(text, start.take(), end));
            }
            start.get_or_insert(at);
            end = at.saturating_add(1);
        }
    }
    runs.extend(run(text, start, end));
    runs
}

/// Whether what lies between two digits still belongs to one number.
fn bridges(text: &str, from: usize, to: usize) -> bool {
    matches!(
        text.get(from..to),
        Some("" | " " | "-" | "." | "\u{a0}" | "–" | " - " | "  ")
    )
}

fn run(text: &str, start: Option<usize>, end: usize) -> Option<Run<'_>> {
    let start = start?;
    let source = text.get(start..end)?;
    let digits = source.chars().filter(char::is_ascii_digit).collect();
    Some(Run {
        digits,
        source,
        start,
    })
}
