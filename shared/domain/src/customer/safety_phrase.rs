//! The phrase a customer chose in the branch or in internet banking, shown on the bank's own page so
//! that a copy of the page gives itself away. Never said in the chat.

/// Fewest and most characters.
const CHARACTERS: std::ops::RangeInclusive<usize> = 4..=40;

/// A phrase such as `purple otter on a bicycle`. Prints as `[redacted]`.
#[derive(Clone, PartialEq, Eq)]
pub struct SafetyPhrase(String);

/// The phrase cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a safety phrase is 4 to 40 letters and spaces")]
pub struct UnusablePhrase;

impl SafetyPhrase {
    /// Takes letters, spaces, hyphens and apostrophes. No digits: nobody shall put a PIN here.
    pub fn parse(text: &str) -> Result<Self, UnusablePhrase> {
        let phrase = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let allowed = |letter: char| letter.is_alphabetic() || matches!(letter, ' ' | '-' | '\'');
        let is_usable = CHARACTERS.contains(&phrase.chars().count()) && phrase.chars().all(allowed);
        is_usable.then_some(Self(phrase)).ok_or(UnusablePhrase)
    }

    /// What the page shows. Nowhere else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for SafetyPhrase {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SafetyPhrase([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_and_digits_markup_and_essays_are_not() {
        let phrase = SafetyPhrase::parse("  purple  otter ").unwrap();
        assert_eq!(phrase.expose(), "purple otter");
        assert_eq!(format!("{phrase:?}"), "SafetyPhrase([redacted])");
        for refused in [
            "",
            "abc",
            "my pin is 271828",
            "<b>otter</b>",
            &"x".repeat(41),
        ] {
            assert_eq!(
                SafetyPhrase::parse(refused),
                Err(UnusablePhrase),
                "{refused}"
            );
        }
    }
}
