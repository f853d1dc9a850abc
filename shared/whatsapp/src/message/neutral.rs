//! Taking the power out of a text which somebody else wrote, before it stands in a message of ours.
//!
//! Deliberately replaces and never inserts: the result has at most as many UTF-16 units, so that
//! what fitted a limit still fits.

/// Makes a foreign text (a payee's name, a reference) safe to stand inside one line of ours.
///
/// `WhatsApp` renders `*bold*`, `_italic_`, `~strike~`, `` `code` `` and `> quotes`: each mark
/// becomes its look-alike. Line breaks and other control characters become one space, so that a
/// name cannot add a line of its own to a receipt. Characters which turn the reading direction or
/// are invisible are dropped, so that it cannot turn an amount around either.
#[must_use]
pub fn neutralise(text: &str) -> String {
    let visible = text.chars().filter(|character| !is_invisible(*character));
    let plain: String = visible.map(replacement).collect();
    plain
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn replacement(character: char) -> char {
    match character {
        '*' => '\u{2217}',
        '_' => '\u{FF3F}',
        '~' => '\u{223C}',
        '`' => '\u{2018}',
        '>' => '\u{203A}',
        '\u{2028}' | '\u{2029}' => ' ',
        control if control.is_control() => ' ',
        other => other,
    }
}

/// Direction marks, overrides and isolates; zero-width characters; the byte order mark; tags.
///
/// The zero-width joiner and non-joiner stay: emoji and several scripts are spelt with them.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}'
    )
}
