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
    one_line(&text.chars().map(look_alike).collect::<String>())
}

/// The text on one line, without what is invisible or turns the reading direction.
#[must_use]
pub fn one_line(text: &str) -> String {
    let visible = text.chars().filter(|character| !is_invisible(*character));
    let plain: String = visible.map(on_its_line).collect();
    plain
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

const fn look_alike(character: char) -> char {
    match character {
        '*' => '\u{2217}',
        '_' => '\u{FF3F}',
        '~' => '\u{223C}',
        '`' => '\u{2018}',
        '>' => '\u{203A}',
        other => other,
    }
}

fn on_its_line(character: char) -> char {
    match character {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_loses_its_marks_its_lines_and_its_direction() {
        let cases = [
            ("Ben Carter", "Ben Carter"),
            ("*bold* _it_ ~no~ `code`", "∗bold∗ ＿it＿ ∼no∼ ‘code‘"),
            ("> quoted", "› quoted"),
            ("Ben\n\nYou received £500", "Ben You received £500"),
            ("  many \t spaces ", "many spaces"),
            ("a\u{202E}05£\u{2066}b\u{200B}c\u{FEFF}", "a05£bc"),
            ("a\u{2028}b\u{0}c", "a b c"),
            ("João 👩‍👧", "João 👩‍👧"),
        ];
        for (foreign, harmless) in cases {
            assert_eq!(neutralise(foreign), harmless);
        }
    }

    #[test]
    fn making_harmless_never_lengthens_and_twice_is_once() {
        const ALPHABET: &str = "ab *_~`>\n\r\t\u{202E}\u{2066}\u{200B}\u{2028}\u{FEFF}é😀\u{E0041}";
        let alphabet: Vec<char> = ALPHABET.chars().collect();
        let mut random = fastrand::Rng::with_seed(0xACE5_0002);
        for round in 0..5_000 {
            let letters = (0..random.usize(..30)).map(|_| alphabet[random.usize(..alphabet.len())]);
            let text: String = letters.collect();
            let once = neutralise(&text);
            assert_eq!(neutralise(&once), once, "round {round}");
            assert!(once.encode_utf16().count() <= text.encode_utf16().count());
            assert!(!once.contains(['*', '_', '~', '`', '>', '\n', '\r', '\u{202E}', '\u{2066}']));
        }
    }
}
