//! Digits in a text, and what the words around them say of them.

use super::words;

/// Words and signs that make digits an amount.
const UNITS: [&str; 14] = [
    "pounds", "pound", "quid", "gbp", "eur", "euro", "euros", "usd", "dollars", "dollar", "brl",
    "reais", "libras", "libra",
];

/// Words right before digits that are an amount.
const SENDS: [&str; 14] = [
    "send",
    "sends",
    "pay",
    "transfer",
    "move",
    "give",
    "owe",
    "lend",
    "manda",
    "mandar",
    "enviar",
    "transferir",
    "pagar",
    "passar",
];

/// Digits that stand together, perhaps in groups parted by one space, dash or dot each.
pub(super) struct Run<'a> {
    pub(super) digits: String,
    pub(super) source: &'a str,
    pub(super) start: usize,
}

impl Run<'_> {
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
            || has_cents_behind_a_comma(self.source)
    }
}

/// `1.234,56` and `1234,56`, as Portuguese and Spanish write an amount.
fn has_cents_behind_a_comma(source: &str) -> bool {
    let Some((whole, cents)) = source.rsplit_once(',') else {
        return false;
    };
    let mut groups = whole.split('.').skip(1);
    let is_number = whole.chars().all(|one| one.is_ascii_digit() || one == '.');
    cents.len() == 2 && is_number && groups.all(|group| group.len() == 3)
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

/// Whether what lies between two digits still belongs to one number: one mark, with or without spaces.
fn bridges(text: &str, from: usize, to: usize) -> bool {
    let between = text.get(from..to).unwrap_or_default();
    let mark = between.trim();
    let is_mark = |mark: char| !mark.is_alphanumeric() && !"£$€¥₹%+=".contains(mark);
    between.chars().count() <= 3 && mark.chars().count() <= 1 && mark.chars().all(is_mark)
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
