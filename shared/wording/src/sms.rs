//! Sentences as text messages: in one GSM-7 part.

use crate::sentence::Sentence;

/// Characters of one part (3GPP TS 23.038: 140 bytes hold 160 seven-bit characters).
pub const MAX_SEPTETS: usize = 160;

/// Longest name shown; a longer one is cut, so that the text stays one part.
pub const MAX_FOREIGN_CHARACTERS: usize = 40;

/// A sentence as a text message of one part: what came from people is cut where it is too long.
#[must_use]
pub fn text(sentence: &Sentence) -> String {
    to_gsm7(&sentence.brief(MAX_FOREIGN_CHARACTERS))
}

/// Writes a text in GSM-7's basic alphabet: accents it lacks are taken off, the rest becomes a dot.
#[must_use]
pub fn to_gsm7(text: &str) -> String {
    text.chars()
        .map(|character| {
            if is_gsm7(character) {
                character
            } else {
                plain(character)
            }
        })
        .collect()
}

/// Whether a character takes one septet in GSM-7's basic alphabet.
#[must_use]
pub fn is_gsm7(character: char) -> bool {
    matches!(character,
        'A'..='Z' | 'a'..='z' | '0'..='9' | ' ' | '\n'
        | '@' | '£' | '$' | '¥' | 'è' | 'é' | 'ù' | 'ì' | 'ò' | 'Ç' | 'Ø' | 'ø' | 'Å' | 'å'
        | '_' | 'Æ' | 'æ' | 'ß' | 'É' | '!' | '"' | '#' | '¤' | '%' | '&' | '\'' | '(' | ')'
        | '*' | '+' | ',' | '-' | '.' | '/' | ':' | ';' | '<' | '=' | '>' | '?' | '¡' | 'Ä' | 'Ö'
        | 'Ñ' | 'Ü' | '§' | '¿' | 'ä' | 'ö' | 'ñ' | 'ü' | 'à')
}

const fn plain(character: char) -> char {
    match character {
        'á' | 'â' | 'ã' => 'a',
        'Á' | 'À' | 'Â' | 'Ã' => 'A',
        'ç' | 'ć' | 'č' => 'c',
        'ê' | 'ë' => 'e',
        'È' | 'Ê' | 'Ë' | '€' => 'E',
        'í' | 'î' | 'ï' => 'i',
        'Í' | 'Î' | 'Ï' => 'I',
        'ó' | 'ô' | 'õ' => 'o',
        'Ó' | 'Ò' | 'Ô' | 'Õ' => 'O',
        'ú' | 'û' => 'u',
        'Ú' | 'Ù' | 'Û' => 'U',
        'š' => 's',
        'ž' => 'z',
        '’' | '‘' => '\'',
        _ => '.',
    }
}
