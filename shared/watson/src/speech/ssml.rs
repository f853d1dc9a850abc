//! Text made safe for Watson, which reads everything as SSML and answers 400 to a stray `&` or `/`.
//!
//! Offers only what the bank says: sentences and amounts of money.

use std::fmt;

/// Longest text Watson speaks at once, in bytes, markup included.
pub const MAX_BYTES: usize = 5 * 1024;

/// Most decimals Watson reads in an amount.
const MAX_DECIMALS: usize = 2;

/// Text ready to be spoken.
#[derive(Clone, PartialEq, Eq)]
pub struct Ssml(String);

/// Why a text cannot be spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SsmlError {
    /// More than [`MAX_BYTES`].
    #[error("text is too long to be spoken")]
    TooLong,
    /// Not an ISO 4217 code with a plain decimal number of at most two decimals.
    #[error("not an amount of money that can be spoken")]
    NotMoney,
}

impl Ssml {
    /// Starts with a plain text.
    pub fn escape(text: &str) -> Result<Self, SsmlError> {
        Self(String::new()).text(text)
    }

    /// Adds a plain text.
    pub fn text(self, text: &str) -> Result<Self, SsmlError> {
        self.push(&escaped(text))
    }

    /// Adds an amount, read aloud as money: `money("GBP", "45.30")`.
    pub fn money(self, currency_code: &str, amount: &str) -> Result<Self, SsmlError> {
        if !is_currency(currency_code) || !is_amount(amount) {
            return Err(SsmlError::NotMoney);
        }
        // Plain "currency" is refused with 400: Watson knows it only under VoiceXML's name.
        self.push(&format!(
            r#"<say-as interpret-as="vxml:currency">{currency_code}{amount}</say-as>"#
        ))
    }

    /// The text as Watson wants it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn push(mut self, piece: &str) -> Result<Self, SsmlError> {
        if self.0.len().saturating_add(piece.len()) > MAX_BYTES {
            return Err(SsmlError::TooLong);
        }
        self.0.push_str(piece);
        Ok(self)
    }
}

impl fmt::Debug for Ssml {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Ssml({} bytes)", self.0.len())
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '/' => safe.push_str("&#47;"),
            // XML 1.0 has no place for them, escaped or not.
            control if control.is_control() => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => safe.push(' '),
            plain => safe.push(plain),
        }
    }
    safe
}

fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase())
}

fn is_amount(amount: &str) -> bool {
    let (units, decimals) = amount.split_once('.').unwrap_or((amount, "0"));
    let is_number =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number(units) && is_number(decimals) && decimals.len() <= MAX_DECIMALS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_watson_chokes_on_is_escaped() {
        let ssml = Ssml::escape("\"Tom's\" <b> & co, 24/7\u{7}").unwrap();
        assert_eq!(
            ssml.as_str(),
            "&quot;Tom&apos;s&quot; &lt;b&gt; &amp; co, 24&#47;7 "
        );
    }

    #[test]
    fn money_is_spoken_as_money() {
        let ssml = Ssml::escape("You have ")
            .unwrap()
            .money("GBP", "45.30")
            .unwrap()
            .text(".")
            .unwrap();
        let expected = r#"You have <say-as interpret-as="vxml:currency">GBP45.30</say-as>."#;
        assert_eq!(ssml.as_str(), expected);
    }

    #[test]
    fn what_is_not_money_cannot_be_slipped_into_the_markup() {
        for (code, amount) in [
            ("gbp", "1"),
            ("GB", "1"),
            ("GBP", ""),
            ("GBP", "1.005"),
            ("GBP", "1."),
            ("GBP", "1</say-as>"),
            ("GBP", "-1"),
        ] {
            let result = Ssml::escape("").unwrap().money(code, amount);
            assert_eq!(result, Err(SsmlError::NotMoney), "{code} {amount}");
        }
    }

    #[test]
    fn five_kilobytes_are_spoken_and_one_byte_more_is_not() {
        assert!(Ssml::escape(&"a".repeat(MAX_BYTES)).is_ok());
        assert_eq!(
            Ssml::escape(&"a".repeat(MAX_BYTES - 4)).unwrap().text("&"),
            Err(SsmlError::TooLong)
        );
    }
}
