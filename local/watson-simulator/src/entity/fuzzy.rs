//! Near misses: a different ending, or a letter or two wrong.
//!
//! Stem and spelling are not mixed: IBM allows only one of the two at a time.

#![expect(clippy::float_arithmetic, reason = "a confidence is a fraction")]

/// Shortest word in which a wrong letter is forgiven.
const MIN_LENGTH_FOR_ONE: usize = 5;

/// Shortest word in which two wrong letters are forgiven.
const MIN_LENGTH_FOR_TWO: usize = 9;

/// Confidence of a match by stem.
const STEM_CONFIDENCE: f64 = 0.9;

/// How sure one can be that `typed` means `word`; `None` if it does not.
pub fn likeness(word: &str, typed: &str) -> Option<f64> {
    if stem(word) == stem(typed) {
        return Some(STEM_CONFIDENCE);
    }
    let length = word.chars().count();
    let allowed = match length {
        0..MIN_LENGTH_FOR_ONE => return None,
        MIN_LENGTH_FOR_ONE..MIN_LENGTH_FOR_TWO => 1,
        _ => 2,
    };
    let distance = distance(word, typed, allowed)?;
    let (distance, length) = (u32::try_from(distance).ok()?, u32::try_from(length).ok()?);
    Some(1.0 - f64::from(distance) / f64::from(length))
}

/// The word without its commonest English endings; short words stay whole.
fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 4] = ["ing", "es", "ed", "s"];
    const MIN_STEM: usize = 4;
    ENDINGS
        .iter()
        .find_map(|ending| {
            word.strip_suffix(ending)
                .filter(|stem| stem.len() >= MIN_STEM)
        })
        .unwrap_or(word)
}

/// Edits between two words, swapped neighbours counting once; `None` above `allowed`.
pub fn distance(one: &str, other: &str, allowed: usize) -> Option<usize> {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > allowed {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut current = vec![row.saturating_add(1)];
        for (column, wanted) in other.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
            let replaced = at(&last, column).saturating_add(usize::from(letter != wanted));
            let removed = at(&last, column.saturating_add(1)).saturating_add(1);
            let added = at(&current, column).saturating_add(1);
            let swapped = row
                .checked_sub(1)
                .zip(column.checked_sub(1))
                .filter(|(up, left)| {
                    one.get(*up) == Some(wanted) && other.get(*left) == Some(letter)
                });
            let swapped =
                swapped.map_or(usize::MAX, |(_, left)| at(&before, left).saturating_add(1));
            current.push(replaced.min(removed).min(added).min(swapped));
        }
        before = std::mem::replace(&mut last, current);
    }
    last.last().copied().filter(|distance| *distance <= allowed)
}
