//! What a payment is for, as the payer wrote it.

/// A payment's reference: "lunch". Both sides see it, and it is sealed with the order. 1 to 35 characters: Latin
/// letters, spaces and a few marks. Deliberately no digit and no dot: in a notice of the bank's own a reference must
/// not be able to name a telephone number or a page.
///
/// The limit is `Max35Text` of ISO 20022, which payment schemes give a creditor's reference.
#[derive(Clone, PartialEq, Eq)]
pub struct Reference(String);

/// Most characters.
const MAX_CHARACTERS: usize = 35;

impl Reference {
    /// Takes what was typed, without the space around it.
    ///
    /// `None` if it is empty, too long or holds another character.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let is_latin = |character: char| character.is_alphabetic() && character <= '\u{24f}';
        let is_fine = |character: char| is_latin(character) || " '-&,".contains(character);
        let length = typed.chars().count();
        let is_fit = (1..=MAX_CHARACTERS).contains(&length) && typed.chars().all(is_fine);
        is_fit.then(|| Self(typed.to_owned()))
    }

    /// What a digest takes in for it: never mistaken for the field of something else.
    pub(crate) fn fields(&self) -> [&[u8]; 2] {
        [b"reference", self.0.as_bytes()]
    }

    /// As it is shown.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl From<&Reference> for String {
    fn from(reference: &Reference) -> Self {
        reference.0.clone()
    }
}

/// Confidential, as names are.
impl std::fmt::Debug for Reference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Reference(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_CHARACTERS, Reference};

    #[test]
    fn a_reference_is_short_and_no_address() {
        let parsed =
            |typed: &str| Reference::parse(typed).map(|reference| reference.text().to_owned());
        assert_eq!(parsed(" lunch "), Some("lunch".to_owned()));
        assert_eq!(parsed("Zoë's gift"), Some("Zoë's gift".to_owned()));
        let longest = "x".repeat(MAX_CHARACTERS);
        assert_eq!(parsed(&longest), Some(longest.clone()));
        let too_long = format!("{longest}x");
        for typed in [
            "",
            "  ",
            &too_long,
            "evil.example",
            "a\nb",
            "*bold*",
            "call 07700 900123",
            "\u{3164}",
            "\u{202e}hcnul",
            "https://x",
        ] {
            assert_eq!(parsed(typed), None, "{typed:?}");
        }
    }
}
