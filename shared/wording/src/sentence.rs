//! A sentence as a value: the bank's own words, and between them amounts, names and accounts.
//!
//! It is put together once, in a language, and rendered where it leaves the bank: with WhatsApp's marks in
//! the chat, without them on the page and in a text message, in pieces for a voice. What came from people is
//! never taken for the bank's own words: only rendering decides how it is shown.

use std::borrow::Cow;

use domain::money::Money;

use crate::neutral::neutralise;

/// Something the bank can say, before it is said in a language.
pub trait Words {
    /// The sentence in `language`.
    fn words(&self, language: domain::language::Language) -> Sentence;
}

/// What the bank says. Prints as `Sentence(..)`: it may hold names and balances.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sentence(Vec<Piece>);

/// A part of a sentence.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    what: What,
    is_strong: bool,
}

#[derive(Clone, PartialEq, Eq)]
enum What {
    Own(Cow<'static, str>),
    Money(Money),
    Foreign(String),
}

/// A part of something spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// Words.
    Text(String),
    /// An amount, which a voice reads as one.
    Money(Money),
}

/// A text that came from people: a name, an account's name, what was typed.
#[must_use]
pub fn name(text: impl Into<String>) -> Piece {
    What::Foreign(text.into()).into()
}

/// The bank's own words that are only known while it runs: a number, a code, an address of its own.
#[must_use]
pub fn own(text: impl std::fmt::Display) -> Piece {
    What::Own(Cow::Owned(text.to_string())).into()
}

/// The same, in bold type where there is any.
#[must_use]
pub fn strong(piece: impl Into<Piece>) -> Piece {
    let is_strong = true;
    Piece {
        is_strong,
        ..piece.into()
    }
}

/// Puts a sentence together: `say!["You sent ", strong(amount), " to ", name(payee), "."]`. In the bank's own
/// words `*…*` marks bold type, as WhatsApp writes it.
#[macro_export]
macro_rules! say {
    ($($piece:expr),* $(,)?) => {
        $crate::sentence::Sentence::new([$($crate::sentence::Part::from($piece)),*])
    };
}

/// What may stand in [`say!`]: one piece, or a whole sentence.
pub struct Part(Vec<Piece>);

impl Sentence {
    /// The parts, one after the other.
    #[must_use]
    pub fn new(parts: impl IntoIterator<Item = Part>) -> Self {
        Self(parts.into_iter().flat_map(|part| part.0).collect())
    }

    /// Several sentences, `between` between them.
    #[must_use]
    pub fn joined(sentences: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        let mut all = Vec::new();
        for sentence in sentences {
            if !all.is_empty() {
                all.push(Piece::from(between));
            }
            all.extend(sentence.0);
        }
        Self(all)
    }

    /// Whether nothing is said.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// With a capital letter, where the bank's own words begin it.
    #[must_use]
    pub fn capitalised(self) -> Self {
        self.begin_with(|first| first.to_uppercase().collect())
    }

    /// Without one, to go on after a colon.
    #[must_use]
    pub fn uncapitalised(self) -> Self {
        self.begin_with(|first| first.to_lowercase().collect())
    }

    fn begin_with(mut self, change: impl Fn(char) -> String) -> Self {
        if let Some(Piece {
            what: What::Own(text),
            ..
        }) = self.0.first_mut()
        {
            let mut letters = text.chars();
            let first = letters.next().map(change).unwrap_or_default();
            *text = Cow::Owned(first + letters.as_str());
        }
        self
    }

    /// For the chat: bold type by WhatsApp's marks, and what came from people without any power of its own.
    #[must_use]
    pub fn chat(&self) -> String {
        let render = |piece: &Piece| {
            let text = match &piece.what {
                What::Own(text) => text.clone().into_owned(),
                What::Money(money) => money.to_string(),
                What::Foreign(text) => neutralise(text),
            };
            if piece.is_strong {
                format!("*{text}*")
            } else {
                text
            }
        };
        self.0.iter().map(render).collect()
    }

    /// For the page, a template or a log of the bank's own: no marks.
    #[must_use]
    pub fn plain(&self) -> String {
        let render = |piece: &Piece| match &piece.what {
            What::Own(text) => unmarked(text),
            What::Money(money) => money.to_string(),
            What::Foreign(text) => text.clone(),
        };
        self.0.iter().map(render).collect()
    }

    /// For a text message: no marks, no dots, and what came from people as `foreign` writes it.
    #[must_use]
    pub fn texted(&self, foreign: impl Fn(&str) -> String) -> String {
        let render = |piece: &Piece| match &piece.what {
            What::Own(text) => undotted(&unmarked(text)),
            What::Money(money) => money.to_string(),
            What::Foreign(text) => foreign(text),
        };
        self.0.iter().map(render).collect()
    }

    /// For a voice: amounts stay amounts, and nobody hears dots.
    #[must_use]
    pub fn spoken(&self) -> Vec<Spoken> {
        let mut said: Vec<Spoken> = Vec::new();
        for piece in &self.0 {
            match (&piece.what, said.last_mut()) {
                (What::Money(money), _) => said.push(Spoken::Money(*money)),
                (What::Own(text), Some(Spoken::Text(before))) => {
                    before.push_str(&undotted(&unmarked(text)));
                }
                (What::Foreign(text), Some(Spoken::Text(before))) => before.push_str(text),
                (What::Own(text), _) => said.push(Spoken::Text(undotted(&unmarked(text)))),
                (What::Foreign(text), _) => said.push(Spoken::Text(text.clone())),
            }
        }
        said
    }
}

/// The ending of an account's number, where dots cannot be written or are not understood.
fn undotted(text: &str) -> String {
    text.replace("••", "ending ")
}

fn unmarked(text: &str) -> String {
    text.replace('*', "")
}

impl From<What> for Piece {
    fn from(what: What) -> Self {
        Self {
            what,
            is_strong: false,
        }
    }
}

impl From<&'static str> for Piece {
    fn from(text: &'static str) -> Self {
        What::Own(Cow::Borrowed(text)).into()
    }
}

impl From<Money> for Piece {
    fn from(money: Money) -> Self {
        What::Money(money).into()
    }
}

impl<P: Into<Piece>> From<P> for Part {
    fn from(piece: P) -> Self {
        Self(vec![piece.into()])
    }
}

impl From<Sentence> for Part {
    fn from(sentence: Sentence) -> Self {
        Self(sentence.0)
    }
}

impl std::fmt::Debug for Sentence {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Sentence(..)")
    }
}

#[cfg(test)]
mod tests {
    use domain::money::Currency;

    use super::*;

    fn sentence() -> Sentence {
        let amount = Money::new(5_000, Currency::Gbp);
        say![
            "you sent ",
            strong(amount),
            " to ",
            strong(name("Ben *Boss* Carter")),
            ". Say *menu*."
        ]
    }

    #[test]
    fn each_way_out_has_its_own_marks_and_a_name_has_none_of_its_own() {
        assert_eq!(
            sentence().chat(),
            "you sent *£50.00* to *Ben ∗Boss∗ Carter*. Say *menu*."
        );
        assert_eq!(
            sentence().plain(),
            "you sent £50.00 to Ben *Boss* Carter. Say menu."
        );
        let upper = sentence().texted(str::to_uppercase);
        assert_eq!(upper, "you sent £50.00 to BEN *BOSS* CARTER. Say menu.");
    }

    #[test]
    fn only_the_banks_own_dots_become_a_word_where_dots_are_not_understood() {
        let account = say![name("Ben ••9999"), own(" ••0101")];
        assert_eq!(account.texted(str::to_owned), "Ben ••9999 ending 0101");
        assert_eq!(account.plain(), "Ben ••9999 ••0101");
        let spoken = Spoken::Text("Ben ••9999 ending 0101".to_owned());
        assert_eq!(account.spoken(), [spoken]);
    }

    #[test]
    fn a_voice_gets_amounts_as_amounts_and_words_in_one_piece() {
        let amount = Money::new(5_000, Currency::Gbp);
        assert_eq!(
            sentence().spoken(),
            [
                Spoken::Text("you sent ".to_owned()),
                Spoken::Money(amount),
                Spoken::Text(" to Ben *Boss* Carter. Say menu.".to_owned()),
            ]
        );
    }

    #[test]
    fn only_the_banks_own_words_are_capitalised_and_nothing_is_printed() {
        assert!(sentence().capitalised().plain().starts_with("You sent"));
        assert_eq!(say![name("ben")].capitalised().plain(), "ben");
        assert_eq!(format!("{:?}", sentence()), "Sentence(..)");
    }

    #[test]
    fn sentences_are_joined_with_something_between_them() {
        let joined = Sentence::joined([say!["a"], say!["b", "c"]], "\n");
        assert_eq!(joined.chat(), "a\nbc");
        assert!(Sentence::joined([], "\n").is_empty());
    }
}
