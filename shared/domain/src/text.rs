//! One normaliser for what people type, used wherever two texts are compared: names, amounts, codes, secrets.
//!
//! Two ways to write the same letter are the same letter here. Deliberately keeps what could mean something
//! else: a raised ² is no 2, and a mark that turns the reading direction is not taken away but made visible.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Stands where the text could not be read as it is shown.
pub const UNREADABLE: char = '\u{FFFD}';

/// The zero of each script whose decimal digits customers may type; its nine others follow it (The Unicode
/// Standard, general category Nd).
const ZEROS: [char; 28] = [
    '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}', '\u{0B66}',
    '\u{0BE6}', '\u{0C66}', '\u{0CE6}', '\u{0D66}', '\u{0DE6}', '\u{0E50}', '\u{0ED0}', '\u{0F20}',
    '\u{1040}', '\u{1090}', '\u{17E0}', '\u{1810}', '\u{1946}', '\u{19D0}', '\u{1A80}', '\u{1B50}',
    '\u{1BB0}', '\u{A620}', '\u{A8D0}', '\u{FF10}',
];

/// The text as it is meant: composed letters, ASCII digits, plain quotes, dashes and spaces, nothing
/// invisible. Case and accents stay.
#[must_use]
pub fn cleaned(text: &str) -> String {
    // ASCII is composed already, and most of what is typed is ASCII.
    if text.is_ascii() {
        return text.chars().filter_map(plain).collect();
    }
    text.nfc().filter_map(plain).collect()
}

/// The same for comparing: without case and accents, one space between words. `José`, in either form, is
/// `jose`; `Łukasz` is `lukasz`.
#[must_use]
pub fn folded(text: &str) -> String {
    let letters = cleaned(text).to_lowercase();
    let folded = if letters.is_ascii() {
        letters
    } else {
        without_accents(&letters)
    };
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_accents(letters: &str) -> String {
    let bare = letters.nfd().filter(|letter| !is_combining_mark(*letter));
    bare.flat_map(without_stroke).collect()
}

/// The same for finding what must not be shown: a letter in whatever form is the letter, so that digits in circles,
/// in bold or raised hide nothing (Unicode Standard Annex 15, NFKC).
#[must_use]
pub fn unmasked(text: &str) -> String {
    cleaned(&text.nfkc().collect::<String>())
}

fn plain(letter: char) -> Option<char> {
    Some(match letter {
        '\u{21}'..='\u{5F}' | '\u{61}'..='\u{7E}' => letter,
        _ if is_invisible(letter) => return None,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => UNREADABLE,
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' | '\u{02BC}' | '`'
        | '\u{00B4}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        _ if letter.is_whitespace() || letter.is_control() => ' ',
        // Full-width forms of ASCII.
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(letter).wrapping_sub(0xFEE0)).unwrap_or(letter)
        }
        _ => digit(letter).unwrap_or(letter),
    })
}

/// What shows nothing: zero-width characters, variation selectors, the frame of a keycap emoji, tags.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206A}'..='\u{206F}'
            | '\u{20E3}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

fn digit(letter: char) -> Option<char> {
    let code = u32::from(letter);
    let value = ZEROS.iter().find_map(|zero| {
        let above = code.checked_sub(u32::from(*zero))?;
        (above < 10).then_some(above)
    })?;
    char::from_digit(value, 10)
}

/// Letters whose stroke or joint is no accent that could be taken off.
fn without_stroke(letter: char) -> impl Iterator<Item = char> {
    let plain = match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        _ => "",
    };
    let kept = plain.is_empty().then_some(letter);
    kept.into_iter().chain(plain.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_write_a_letter_are_one() {
        for (one, other) in [
            ("José", "Jose\u{301}"),
            ("O’Brien", "O'Brien"),
            ("Łukasz", "LUKASZ"),
            ("Škoda  &\u{A0}Sons", "skoda & sons"),
            ("Straße", "STRASSE"),
            ("Ana\u{200B} Lima", "ana lima"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("Ben"), folded("Bem"));
    }

    #[test]
    fn digits_of_other_scripts_are_digits_and_what_only_looks_like_one_is_not() {
        for text in [
            "٥٠",
            "۵۰",
            "५०",
            "５０",
            "5\u{FE0F}\u{20E3}0\u{FE0F}\u{20E3}",
            "5\u{200B}0",
        ] {
            assert_eq!(cleaned(text), "50", "{text}");
        }
        for text in ["5²", "½", "⑤", "5O"] {
            assert_eq!(cleaned(text), text);
        }
    }

    #[test]
    fn a_mark_that_turns_the_direction_is_made_visible() {
        assert_eq!(
            cleaned("send \u{202E}05\u{202C}"),
            "send \u{FFFD}05\u{FFFD}"
        );
    }

    #[test]
    fn cleaning_twice_is_cleaning_once() {
        for text in ["Jose\u{301} ´x`", "\u{FF0D}５\t٥\u{202E}", "ẞ ﬁ Å"] {
            let once = cleaned(text);
            assert_eq!(cleaned(&once), once);
            let once = folded(text);
            assert_eq!(folded(&once), once);
        }
    }
}
