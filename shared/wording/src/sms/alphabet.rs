//! GSM-7's letters, and how a Latin letter it lacks is written in it.
//!
//! Deliberately transliterates no other script: a Chinese or an Arabic name in Latin letters is not the name
//! its owner knows.

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization;

/// Whether GSM-7 has the character, in its basic table or in the extension (3GPP TS 23.038 §6.2.1).
#[must_use]
pub const fn is_gsm7(character: char) -> bool {
    is_basic(character) || is_extension(character)
}

/// Length in GSM-7: what stands in the extension takes an escape as well.
#[must_use]
pub fn septets(text: &str) -> usize {
    let extension = text.chars().filter(|character| is_extension(*character));
    text.chars().count().saturating_add(extension.count())
}

/// The text in one form, each Latin letter and sign that GSM-7 lacks in letters that it has. What belongs to
/// another script stays as it is.
#[must_use]
pub fn latin(text: &str) -> String {
    let mut plain = String::new();
    for character in text.nfkc() {
        match in_plain_letters(character) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(character),
        }
    }
    plain
}

fn in_plain_letters(character: char) -> Option<&'static str> {
    let letters = match character {
        known if is_gsm7(known) || !is_latin_or_sign(known) => None,
        '`' => Some("'"),
        missing => deunicode_char(missing),
    };
    letters.filter(|letters| letters.chars().all(is_gsm7))
}

/// By blocks of Unicode: Latin with its supplements and extensions, phonetic letters, general punctuation,
/// currency signs. Combining marks of Latin letters that have no composed form are signs as well.
const fn is_latin_or_sign(character: char) -> bool {
    matches!(character,
        '\0'..='\u{036F}' | '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{1EFF}'
        | '\u{2000}'..='\u{206F}' | '\u{20A0}'..='\u{20CF}' | '\u{2C60}'..='\u{2C7F}'
        | '\u{A720}'..='\u{A7FF}')
}

const fn is_basic(character: char) -> bool {
    matches!(character,
        'A'..='Z' | 'a'..='z' | '0'..='9' | ' ' | '\n'
        | '@' | '£' | '$' | '¥' | 'è' | 'é' | 'ù' | 'ì' | 'ò' | 'Ç' | 'Ø' | 'ø' | 'Å' | 'å'
        | '_' | 'Æ' | 'æ' | 'ß' | 'É' | '!' | '"' | '#' | '¤' | '%' | '&' | '\'' | '(' | ')'
        | '*' | '+' | ',' | '-' | '.' | '/' | ':' | ';' | '<' | '=' | '>' | '?' | '¡' | 'Ä' | 'Ö'
        | 'Ñ' | 'Ü' | '§' | '¿' | 'ä' | 'ö' | 'ñ' | 'ü' | 'à')
}

const fn is_extension(character: char) -> bool {
    matches!(
        character,
        '€' | '^' | '{' | '}' | '\\' | '[' | '~' | ']' | '|'
    )
}
