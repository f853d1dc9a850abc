//! Java's `SimpleDateFormat` letters, as `reformatDateTime` takes them. English names only.

use jiff::civil::DateTime;

/// Writes `moment` in Java's pattern, such as `EEE, MMM d, yyyy`.
pub(super) fn format(moment: DateTime, pattern: &str) -> String {
    let mut text = String::new();
    let mut characters = pattern.chars().peekable();
    while let Some(letter) = characters.next() {
        if letter == '\'' {
            text.extend(
                characters
                    .by_ref()
                    .take_while(|&character| character != '\''),
            );
            continue;
        }
        let mut count = 1_usize;
        while letter.is_ascii_alphabetic() && characters.next_if_eq(&letter).is_some() {
            count = count.saturating_add(1);
        }
        text.push_str(&field(moment, letter, count));
    }
    text
}

/// One run of the same letter. What is no field stands for itself.
fn field(moment: DateTime, letter: char, count: usize) -> String {
    let directive = match (letter, count) {
        ('y', 2) => "%y",
        ('y', _) => "%Y",
        ('M', 1) => "%-m",
        ('M', 2) => "%m",
        ('M', 3) => "%b",
        ('M', _) => "%B",
        ('d', 1) => "%-d",
        ('d', _) => "%d",
        ('E', 1..=3) => "%a",
        ('E', _) => "%A",
        ('H', 1) => "%-H",
        ('H', _) => "%H",
        ('h', 1) => "%-I",
        ('h', _) => "%I",
        ('m', 1) => "%-M",
        ('m', _) => "%M",
        ('s', 1) => "%-S",
        ('s', _) => "%S",
        ('a', _) => "%p",
        _ => return letter.to_string().repeat(count),
    };
    moment.strftime(directive).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn java_patterns_are_written_as_java_writes_them() {
        let moment = date(2026, 11, 3).at(14, 5, 9, 0);
        for (pattern, text) in [
            ("EEE, MMM d, yyyy", "Tue, Nov 3, 2026"),
            ("yyyy-MM-dd", "2026-11-03"),
            ("h:mm a", "2:05 PM"),
            ("EEEE 'the' dd. MMMM yy", "Tuesday the 03. November 26"),
        ] {
            assert_eq!(format(moment, pattern), text);
        }
    }
}
