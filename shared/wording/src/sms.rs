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

    #[test]
    fn ten_thousand_generated_texts_name_amount_and_payee_in_one_part() {
        const LETTERS: [char; 12] = [
            'a', 'é', 'Ñ', 'ł', '漢', '🙂', '\'', '*', '~', ' ', 'Z', 'ß',
        ];
        let mut state = 20_261_123_u64;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(state >> 33).unwrap()
        };
        for number in 0..10_000 {
            let length = 1 + next() % 60;
            let payee: String = (0..length)
                .map(|_| LETTERS[next() % LETTERS.len()])
                .collect();
            let currency = Currency::ALL[next() % Currency::ALL.len()];
            let amount = Money::new(i64::try_from(next() % 1_000_001).unwrap(), currency);
            let code = format!("{:06}", next() % 1_000_000);
            let text = passcode(&code, amount, &payee);
            assert!(text.chars().all(is_gsm7), "{number}: {text}");
            assert!(text.chars().count() <= MAX_SEPTETS, "{number}: {text}");
            let shown: String = to_gsm7(&payee).chars().take(MAX_PAYEE_CHARACTERS).collect();
            for part in [&code, &to_gsm7(&amount.to_string()), &shown] {
                assert!(text.contains(part.as_str()), "{number}: {text}");
            }
        }
    }
}
