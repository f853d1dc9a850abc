//! The passcode SMS: code, amount and payee, in one GSM-7 part.

use domain::money::Money;

/// Characters of one part (3GPP TS 23.038: 140 bytes hold 160 seven-bit characters).
pub const MAX_SEPTETS: usize = 160;

/// Longest payee shown; a longer name is cut, so that the text stays one part.
const MAX_PAYEE_CHARACTERS: usize = 40;

/// The text that carries a passcode (PSD2 RTS article 5: the payer is made aware of amount and payee).
#[must_use]
pub fn passcode(code: &str, amount: Money, payee: &str) -> String {
    let amount = to_gsm7(&amount.to_string());
    let payee: String = to_gsm7(payee).chars().take(MAX_PAYEE_CHARACTERS).collect();
    format!(
        "ACME Bank: {code} is your code to send {amount} to {payee}. \
         Valid 5 minutes. Never share it: we will not call for it."
    )
}

/// The receipt, where the chat could not carry it. No balance: an SMS lies open on a locked phone.
#[must_use]
pub fn receipt(amount: Money, payee: &str) -> String {
    let amount = to_gsm7(&amount.to_string());
    let payee: String = to_gsm7(payee).chars().take(MAX_PAYEE_CHARACTERS).collect();
    format!(
        "ACME Bank: you sent {amount} to {payee}. We could not reach you on WhatsApp. \
         Not you? Call the bank."
    )
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

#[cfg(test)]
mod tests {
    use domain::money::Currency;

    use super::*;

    #[test]
    fn every_text_is_one_part_and_names_amount_and_payee() {
        for payee in [
            "Ben Carter",
            "José Antônio da Conceição",
            "株式会社",
            &"Long ".repeat(50),
        ] {
            for currency in Currency::ALL {
                let amount = Money::new(i64::from(u32::MAX), currency);
                let text = passcode("123456", amount, payee);
                assert!(text.chars().all(is_gsm7), "{text}");
                assert!(
                    text.chars().count() <= MAX_SEPTETS,
                    "{} {text}",
                    text.chars().count()
                );
                assert!(text.contains("123456"));
                let receipt = receipt(amount, payee);
                assert!(receipt.chars().all(is_gsm7), "{receipt}");
                assert!(receipt.chars().count() <= MAX_SEPTETS, "{receipt}");
                assert!(text.contains(&to_gsm7(&amount.to_string())));
            }
        }
        let text = passcode("123456", Money::new(5_000, Currency::Gbp), "Ben Carter");
        assert!(text.contains("£50.00 to Ben Carter"), "{text}");
    }
}
