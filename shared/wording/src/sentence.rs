//! A sentence as a value: the bank's own words, and between them amounts, names and accounts.
//!
//! It is put together once, in a language, and rendered where it leaves the bank: with WhatsApp's marks in
//! the chat, without them on the page and in a text message, in pieces for a voice. What came from people is
//! never taken for the bank's own words: only rendering decides how it is shown.
//!
//! In the bank's own words `*…*` marks bold type, as WhatsApp writes it, also around what is filled in.

use std::borrow::Cow;

use domain::language::Language;
use domain::money::Money;

use crate::neutral::neutralise;
use crate::said;

crate::sentences!("sentence");

/// Something the bank can say, before it is said in a language.
pub trait Words {
    /// The sentence in `language`.
    fn words(&self, language: Language) -> Sentence;
}

/// What the bank says. Prints as `Sentence(..)`: it may hold names and balances.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sentence(Vec<Piece>);

/// A part of a sentence.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece(What);

#[derive(Clone, PartialEq, Eq)]
enum What {
    Own(Cow<'static, str>),
    Money(Money, Language),
    Ending(String, Language),
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
    Piece(What::Foreign(text.into()))
}

/// The bank's own words that are only known while it runs: a number, a code, an address of its own.
#[must_use]
pub fn own(text: impl std::fmt::Display) -> Piece {
    Piece(What::Own(Cow::Owned(text.to_string())))
}

/// An amount and nothing else.
#[must_use]
pub fn amount(money: Money, language: Language) -> Sentence {
    Sentence(vec![Piece::money(money, language)])
}

/// Puts together what no language says in its own way: `say!["• ", name(payee), " – ", own(account)]`. What a
/// language says in its own way is a message, and said with [`said!`].
#[macro_export]
macro_rules! say {
    ($($piece:expr),* $(,)?) => {
        $crate::sentence::Sentence::new([$($crate::sentence::Part::from($piece)),*])
    };
}

/// What may stand in [`say!`]: one piece, or a whole sentence.
pub struct Part(Vec<Piece>);

impl Sentence {
    /// The pieces, one after the other.
    pub(crate) const fn of(pieces: Vec<Piece>) -> Self {
        Self(pieces)
    }

    pub(crate) fn pieces(self) -> Vec<Piece> {
        self.0
    }

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
        if let Some(Piece(What::Own(text))) = self.0.first_mut() {
            let mut letters = text.chars();
            let first = letters.next().map(change).unwrap_or_default();
            *text = Cow::Owned(first + letters.as_str());
        }
        self
    }

    /// For the chat: bold type by WhatsApp's marks, and what came from people without any power of its own.
    #[must_use]
    pub fn chat(&self) -> String {
        let render = |piece: &Piece| match &piece.0 {
            What::Own(text) => text.clone().into_owned(),
            What::Foreign(text) => neutralise(text),
            other => other.shown(),
        };
        self.0.iter().map(render).collect()
    }

    /// For the page, a template or a log of the bank's own: no marks.
    #[must_use]
    pub fn plain(&self) -> String {
        let render = |piece: &Piece| match &piece.0 {
            What::Own(text) => unmarked(text),
            What::Foreign(text) => text.clone(),
            other => other.shown(),
        };
        self.0.iter().map(render).collect()
    }

    /// For a text message: no marks, no dots, and what came from people as `foreign` writes it.
    #[must_use]
    pub fn texted(&self, foreign: impl Fn(&str) -> String) -> String {
        let render = |piece: &Piece| match &piece.0 {
            What::Own(text) => unmarked(text),
            What::Foreign(text) => foreign(text),
            other => other.in_words(),
        };
        self.0.iter().map(render).collect()
    }

    /// For a voice: amounts stay amounts, and nobody hears dots.
    #[must_use]
    pub fn spoken(&self) -> Vec<Spoken> {
        let mut said: Vec<Spoken> = Vec::new();
        for piece in &self.0 {
            let text = match &piece.0 {
                What::Money(money, _) => {
                    said.push(Spoken::Money(*money));
                    continue;
                }
                What::Own(text) => unmarked(text),
                What::Foreign(text) => text.clone(),
                ending @ What::Ending(..) => ending.in_words(),
            };
            match said.last_mut() {
                Some(Spoken::Text(before)) => before.push_str(&text),
                _ => said.push(Spoken::Text(text)),
            }
        }
        said
    }
}

impl Piece {
    pub(crate) const fn money(money: Money, language: Language) -> Self {
        Self(What::Money(money, language))
    }

    pub(crate) const fn ending(digits: String, language: Language) -> Self {
        Self(What::Ending(digits, language))
    }
}

impl What {
    fn shown(&self) -> String {
        match self {
            Self::Money(money, language) => money.written(*language),
            Self::Ending(digits, _) => format!("••{digits}"),
            Self::Own(text) => text.clone().into_owned(),
            Self::Foreign(text) => text.clone(),
        }
    }

    /// The same where dots cannot be written or are not understood.
    fn in_words(&self) -> String {
        match self {
            Self::Ending(digits, language) => {
                said!(*language, ENDING, digits = own(digits)).plain()
            }
            other => other.shown(),
        }
    }
}

fn unmarked(text: &str) -> String {
    text.replace('*', "")
}

impl From<&'static str> for Piece {
    fn from(text: &'static str) -> Self {
        Self(What::Own(Cow::Borrowed(text)))
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
        let amount = amount(Money::new(5_000, Currency::Gbp), Language::ENGLISH);
        say![
            "you sent *",
            amount,
            "* to *",
            name("Ben *Boss* Carter"),
            "*. Say *menu*."
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
    fn only_an_accounts_own_dots_become_a_word_where_dots_are_not_understood() {
        let ending = Piece::ending("0101".to_owned(), Language::ENGLISH);
        let account = say![name("Ben ••9999"), " ", ending];
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
