//! Cuts an expression into tokens. Knows the shorthands `#intent`, `@entity:value` and `$variable`.
//!
//! Decides nothing about meaning: that is the parser's work.

use serde_json::Number;

use super::ExpressionError;

/// One piece of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// A number, as written: 7 is whole, 7.0 is a double.
    Number(Number),
    /// A quoted text.
    Text(String),
    /// A name: `input`, `now`, `true`.
    Name(String),
    /// `#intent`.
    Intent(String),
    /// `@entity` or `@entity:value`.
    Entity(String, Option<String>),
    /// `$variable` or `$variable:value`.
    Context(String, Option<String>),
    /// An operator or bracket.
    Symbol(&'static str),
}

/// All operators, longest first so that `.?[` is not read as `.`.
const SYMBOLS: [&str; 34] = [
    ".?[", ".![", ".^[", ".$[", "?.", "?:", "&&", "||", "==", "!=", "<=", ">=", "(", ")", "[", "]",
    "{", "}", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", ",", ".", "=", "^", "|", "&",
];

/// Cuts `text` into tokens, each with its position in characters.
pub fn tokens(text: &str) -> Result<Vec<(usize, Token)>, ExpressionError> {
    let mut reader = Reader {
        characters: text.chars().collect(),
        position: 0,
    };
    let mut tokens = Vec::new();
    loop {
        reader.skip_while(char::is_whitespace);
        let start = reader.position;
        match reader.token()? {
            Some(token) => tokens.push((start, token)),
            None => return Ok(tokens),
        }
    }
}

struct Reader {
    characters: Vec<char>,
    position: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters
            .get(self.position.saturating_add(ahead))
            .copied()
    }

    fn advance(&mut self, count: usize) {
        self.position = self
            .position
            .saturating_add(count)
            .min(self.characters.len());
    }

    fn skip_while(&mut self, keep: impl Fn(char) -> bool) {
        while self.peek(0).is_some_and(&keep) {
            self.advance(1);
        }
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let start = self.position;
        self.skip_while(keep);
        self.characters
            .get(start..self.position)
            .unwrap_or_default()
            .iter()
            .collect()
    }

    fn fail<T>(&self, problem: &str) -> Result<T, ExpressionError> {
        Err(ExpressionError::Syntax {
            position: self.position,
            problem: problem.to_owned(),
        })
    }

    fn token(&mut self) -> Result<Option<Token>, ExpressionError> {
        let Some(character) = self.peek(0) else {
            return Ok(None);
        };
        let token = match character {
            '0'..='9' => self.number()?,
            '\'' | '"' => self.quoted(character)?,
            '#' => self.intent()?,
            '@' => self.entity()?,
            '$' => self.context()?,
            letter if is_name_start(letter) => Token::Name(self.take_while(is_name)),
            _ => self.symbol()?,
        };
        Ok(Some(token))
    }

    fn number(&mut self) -> Result<Token, ExpressionError> {
        let mut digits = self.take_while(|character| character.is_ascii_digit());
        let mut is_double = false;
        if self.peek(0) == Some('.') && self.peek(1).is_some_and(|next| next.is_ascii_digit()) {
            self.advance(1);
            is_double = true;
            digits.push('.');
            digits.push_str(&self.take_while(|character| character.is_ascii_digit()));
        }
        // Java's suffixes: a long is a whole number like any other here.
        if let Some(suffix) = self.peek(0).filter(|suffix| "LlFfDd".contains(*suffix))
            && !self.peek(1).is_some_and(is_name)
        {
            is_double |= !"Ll".contains(suffix);
            self.advance(1);
        }
        let whole = digits.parse::<i64>().ok().filter(|_| !is_double);
        let double = || digits.parse().ok().and_then(Number::from_f64);
        match whole.map(Number::from).or_else(double) {
            Some(number) => Ok(Token::Number(number)),
            None => self.fail("not a number"),
        }
    }

    /// SpEL writes a quote inside a text twice; skills also use a backslash. Other backslashes stay,
    /// because texts are often regular expressions.
    fn quoted(&mut self, quote: char) -> Result<Token, ExpressionError> {
        self.advance(1);
        let mut text = String::new();
        while let Some(character) = self.peek(0) {
            let next = self.peek(1);
            match (character == quote, character == '\\', next == Some(quote)) {
                (true, _, true) | (_, true, true) => {
                    text.push(quote);
                    self.advance(2);
                }
                (true, _, false) => {
                    self.advance(1);
                    return Ok(Token::Text(text));
                }
                _ => {
                    text.push(character);
                    self.advance(1);
                }
            }
        }
        self.fail("a text is not closed")
    }

    fn intent(&mut self) -> Result<Token, ExpressionError> {
        self.advance(1);
        let name = self.take_while(|character| is_artifact_name(character) || character == '.');
        if name.is_empty() {
            self.fail("an intent has no name")
        } else {
            Ok(Token::Intent(name))
        }
    }

    fn entity(&mut self) -> Result<Token, ExpressionError> {
        self.advance(1);
        let name = self.take_while(is_artifact_name);
        if name.is_empty() {
            return self.fail("an entity has no name");
        }
        Ok(Token::Entity(name, self.wanted_value()?))
    }

    fn context(&mut self) -> Result<Token, ExpressionError> {
        self.advance(1);
        let name = match self.peek(0) {
            Some('(') => self.bracketed(')')?,
            Some('{') => self.bracketed('}')?,
            _ => self.take_while(is_name),
        };
        if name.is_empty() {
            return self.fail("a variable has no name");
        }
        Ok(Token::Context(name, self.wanted_value()?))
    }

    /// The `:value` or `:(value with spaces)` right behind a shorthand.
    fn wanted_value(&mut self) -> Result<Option<String>, ExpressionError> {
        if self.peek(0) != Some(':') {
            return Ok(None);
        }
        match self.peek(1) {
            Some('(') => {
                self.advance(1);
                self.bracketed(')').map(Some)
            }
            Some(next) if is_artifact_name(next) => {
                self.advance(1);
                Ok(Some(self.take_while(is_artifact_name)))
            }
            _ => Ok(None),
        }
    }

    fn bracketed(&mut self, close: char) -> Result<String, ExpressionError> {
        self.advance(1);
        let inside = self.take_while(|character| character != close);
        if self.peek(0).is_none() {
            return self.fail("a bracket is not closed");
        }
        self.advance(1);
        Ok(inside)
    }

    fn symbol(&mut self) -> Result<Token, ExpressionError> {
        let found = SYMBOLS.into_iter().find(|symbol| {
            symbol
                .chars()
                .enumerate()
                .all(|(ahead, wanted)| self.peek(ahead) == Some(wanted))
        });
        match found {
            Some(symbol) => {
                self.advance(symbol.len());
                Ok(Token::Symbol(symbol))
            }
            None => self.fail("this character has no meaning here"),
        }
    }
}

/// Letters and the underscore begin a name.
#[must_use]
pub fn is_name_start(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

/// What a name goes on with.
#[must_use]
pub fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Intents, entities and their values may hold hyphens too.
#[must_use]
pub fn is_artifact_name(character: char) -> bool {
    is_name(character) || character == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Token> {
        tokens(text)
            .unwrap()
            .into_iter()
            .map(|(_, token)| token)
            .collect()
    }

    #[test]
    fn shorthands_carry_their_value() {
        assert_eq!(
            kinds("@city:(New York) $plan:gold #Help-Agent @sys-number"),
            [
                Token::Entity("city".into(), Some("New York".into())),
                Token::Context("plan".into(), Some("gold".into())),
                Token::Intent("Help-Agent".into()),
                Token::Entity("sys-number".into(), None),
            ]
        );
    }

    #[test]
    fn a_regular_expression_keeps_its_backslashes() {
        assert_eq!(kinds(r"'\d+ it''s'"), [Token::Text(r"\d+ it's".into())]);
    }

    #[test]
    fn what_is_cut_short_is_an_error() {
        for text in ["'open", "@", "#", "$", "$(x", "@a:(b", "~"] {
            assert!(tokens(text).is_err(), "{text}");
        }
    }
}
