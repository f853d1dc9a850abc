//! Words of a text with their place, lower-cased.

/// One word: a run of letters and digits, with apostrophes inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word in lower case.
    pub word: String,
    /// Where it starts, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// The words of `text`.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (position, character) in ends {
        let inside = character.is_alphanumeric() || (character == '\'' && start.is_some());
        match (inside, start) {
            (true, None) => start = Some(position),
            (false, Some(first)) => {
                tokens.push(token(text, first, position));
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

fn token(text: &str, start: usize, end: usize) -> Token {
    let word = text
        .get(start..end)
        .unwrap_or_default()
        .trim_end_matches('\'');
    let end = start.saturating_add(word.len());
    Token {
        word: word.to_lowercase(),
        start,
        end,
    }
}
