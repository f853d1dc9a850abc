//! A text in tokens: figures, words and marks, each where it stands.

use domain::text::{cleaned, folded};

/// A text that was taken apart. Keeps the text, so that a name can be said back as it was typed.
pub struct Text {
    text: String,
    tokens: Vec<Token>,
}

/// Small pictures that say nothing about what is asked for, and the shades of their skin. One that could mean no, or
/// another time, is none of them.
const ORNAMENTS: &str =
    "🙏🙂😊😀😃😄😁😉😍🥰😘😅🥳🤗❤💙💚💛💜🧡👍👌🙌👋💸💰💷💡🎉🎂🎁🍕🍻☕🏠✨🏻🏼🏽🏾🏿";

/// One piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// In lower case, without accents.
    pub folded: String,
    /// Whether nothing stands between it and the token before.
    pub is_glued: bool,
    /// Whether it is spelt with a capital letter.
    pub is_capital: bool,
    from: usize,
    until: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Figures, with the points, commas, quotes between them: `1,200.50`.
    Figures,
    /// Letters, with an apostrophe or an ampersand inside: `don't`, `H&R`.
    Word,
    /// Anything else, one at a time.
    Mark,
}

impl Text {
    /// Takes a text apart.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text = cleaned(text);
        let tokens = tokens(&text);
        Self { text, tokens }
    }

    /// All of its tokens.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// What stands from the first to the last of some tokens, as it was typed.
    #[must_use]
    pub fn typed(&self, tokens: &[Token]) -> &str {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return "";
        };
        self.text.get(first.from..last.until).unwrap_or_default()
    }
}

impl Token {
    /// Whether it is this word.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        self.folded == word
    }

    /// Whether it is one of these words, which stand in a row.
    #[must_use]
    pub fn is_in(&self, words: &str) -> bool {
        words.split(' ').any(|word| self.is(word))
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some((from, first)) = letters.get(at).copied() {
        if first.is_whitespace() || ORNAMENTS.contains(first) {
            at = at.saturating_add(1);
            continue;
        }
        let kind = kind(
            first,
            letters.get(at.saturating_add(1)).map(|(_, next)| *next),
        );
        let rest = letters.get(at..).unwrap_or_default();
        let length = length(kind, rest);
        at = at.saturating_add(length);
        let until = letters.get(at).map_or(text.len(), |(place, _)| *place);
        let typed = text.get(from..until).unwrap_or_default();
        tokens.push(Token {
            kind,
            folded: folded(typed),
            is_glued: tokens.last().is_some_and(|before| before.until == from),
            is_capital: first.is_uppercase(),
            from,
            until,
        });
    }
    tokens
}

/// A point or a comma in front of figures belongs to them.
fn kind(first: char, next: Option<char>) -> Kind {
    match first {
        _ if first.is_ascii_digit() => Kind::Figures,
        '.' | ',' if next.is_some_and(|next| next.is_ascii_digit()) => Kind::Figures,
        _ if first.is_alphabetic() => Kind::Word,
        _ => Kind::Mark,
    }
}

fn length(kind: Kind, letters: &[(usize, char)]) -> usize {
    let belongs = |place: usize| {
        let letter = |at: usize| letters.get(at).map(|(_, letter)| *letter);
        let (this, next) = (letter(place), letter(place.saturating_add(1)));
        match (kind, this) {
            (Kind::Figures, Some(this)) => {
                this.is_ascii_digit()
                    || matches!(this, '.' | ',' | '\'')
                        && next.is_some_and(|next| next.is_ascii_digit())
            }
            (Kind::Word, Some(this)) => {
                this.is_alphabetic()
                    || matches!(this, '\'' | '&') && next.is_some_and(char::is_alphabetic)
            }
            _ => false,
        }
    };
    let mut length = 1;
    while belongs(length) {
        length = length.saturating_add(1);
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let text = Text::new(text);
        text.tokens()
            .iter()
            .map(|token| text.typed(std::slice::from_ref(token)).to_owned())
            .collect()
    }

    #[test]
    fn figures_words_and_marks_are_told_apart() {
        for (text, expected) in [
            (
                "send £12.50 to Ben",
                vec!["send", "£", "12.50", "to", "Ben"],
            ),
            ("50p", vec!["50", "p"]),
            ("5OO", vec!["5", "OO"]),
            ("1,200.50, please.", vec!["1,200.50", ",", "please", "."]),
            ("1'000 don’t H&R", vec!["1'000", "don't", "H&R"]),
            (".5 ,50 5.", vec![".5", ",50", "5", "."]),
            (
                "50-60 12:50 5²",
                vec!["50", "-", "60", "12", ":", "50", "5", "²"],
            ),
            ("Jean-Luc", vec!["Jean", "-", "Luc"]),
            ("", vec![]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn what_was_typed_can_be_said_back() {
        let text = Text::new("pay  City   Power £20");
        assert_eq!(text.typed(&text.tokens()[1..3]), "City   Power");
        assert!(text.tokens()[1].is_capital && !text.tokens()[0].is_capital);
    }
}
