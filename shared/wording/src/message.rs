//! A sentence before it is said: its text in every language, and the places where something is filled in.
//!
//! Written by the build from Fluent files, so that nothing is parsed when a function starts. [`said!`](crate::said)
//! fills it in; a message that is not there and an argument too many or too few do not compile.

use domain::language::Language;
use domain::money::Money;

use crate::sentence::{Piece, Sentence};

/// What one room says, from its files: `sentences!("greeting")` gives a static for each message of
/// `greeting/said.en.ftl`.
#[macro_export]
macro_rules! sentences {
    ($room:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $room, ".rs"));
    };
}

/// Says a message: `said!(language, HOW_MUCH)`, `said!(language, SENT, amount = amount, payee = name(payee))`.
#[macro_export]
macro_rules! said {
    ($language:expr, $message:path $(, $name:ident = $value:expr)* $(,)?) => {{
        const { $message.takes(&[$(stringify!($name)),*]) };
        $message.said($language, &[$((
            const { $message.place(stringify!($name)) },
            $crate::message::Filling::from($value),
        )),*])
    }};
}

/// A text for each language, in the languages' order.
type Texts = [&'static [Bit]; Language::ALL.len()];

/// A sentence before it is said.
#[derive(Debug)]
pub struct Message {
    arguments: &'static [&'static str],
    texts: Texts,
}

/// A part of a text.
#[derive(Debug)]
pub enum Bit {
    /// The bank's own words.
    Own(&'static str),
    /// What is filled in at this place.
    Fill(u8),
    /// By the number at this place: the first case that has it, or the last.
    Count(u8, &'static [Case]),
}

/// What is said for some numbers.
#[derive(Debug)]
pub struct Case {
    /// From the first to the last.
    pub numbers: &'static [(u8, u8)],
    /// The text.
    pub text: &'static [Bit],
}

/// What is filled in.
pub enum Filling {
    /// A name, or something of the bank's own.
    Piece(Piece),
    /// A sentence or a part of one.
    Sentence(Sentence),
    /// An amount, written as the language writes it.
    Money(Money),
    /// A number that chooses the form of a word.
    Number(usize),
    /// The last digits of an account's number.
    Ending(String),
}

/// The last digits of an account's number: `••0101`, or in words where dots are not understood.
#[must_use]
pub fn ending(digits: impl Into<String>) -> Filling {
    Filling::Ending(digits.into())
}

impl Message {
    /// For the build only.
    #[must_use]
    pub const fn new(arguments: &'static [&'static str], texts: Texts) -> Self {
        Self { arguments, texts }
    }

    /// Whether these are its arguments: stops the build if they are not.
    ///
    /// # Panics
    /// Only while the bank is built.
    pub const fn takes(&self, given: &[&str]) {
        assert!(
            given.len() == self.arguments.len(),
            "the message takes other arguments"
        );
    }

    /// The place of an argument: stops the build if there is none of that name.
    ///
    /// # Panics
    /// Only while the bank is built.
    #[must_use]
    pub const fn place(&self, name: &str) -> u8 {
        let mut place: u8 = 0;
        while (place as usize) < self.arguments.len() {
            if is_same(self.arguments[place as usize], name) {
                return place;
            }
            place = place.saturating_add(1);
        }
        panic!("the message takes no such argument")
    }

    /// The sentence in a language. `fillings` each with its place.
    #[must_use]
    pub fn said(&self, language: Language, fillings: &[(u8, Filling)]) -> Sentence {
        let text = self.texts.get(language.index()).copied();
        let saying = Saying { language, fillings };
        Sentence::of(saying.pieces(text.unwrap_or_default()))
    }

    /// Its text, with `{name}` where something of that name is filled in: for the page, which fills in by itself.
    #[must_use]
    pub fn pattern(&self, language: Language) -> String {
        let text = self.texts.get(language.index()).copied();
        let part = |bit: &Bit| match bit {
            Bit::Own(text) => (*text).to_owned(),
            Bit::Fill(place) | Bit::Count(place, _) => {
                let name = self.arguments.get(usize::from(*place));
                format!("{{{}}}", name.copied().unwrap_or_default())
            }
        };
        text.unwrap_or_default().iter().map(part).collect()
    }

    /// Its own words where nothing is filled in: a label.
    #[must_use]
    pub const fn label(&self, language: Language) -> &'static str {
        match self.texts[language.index()] {
            [Bit::Own(text)] => text,
            _ => "",
        }
    }
}

/// A message that is being said.
struct Saying<'a> {
    language: Language,
    fillings: &'a [(u8, Filling)],
}

impl Saying<'_> {
    fn pieces(&self, text: &[Bit]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for bit in text {
            match bit {
                Bit::Own(text) => pieces.push(Piece::from(*text)),
                Bit::Fill(place) => pieces.extend(self.filled(*place)),
                Bit::Count(place, cases) => pieces.extend(self.pieces(self.form(*place, cases))),
            }
        }
        pieces
    }

    fn filled(&self, place: u8) -> Vec<Piece> {
        let Some(filling) = self.filling(place) else {
            return Vec::new();
        };
        match filling {
            Filling::Piece(piece) => vec![piece.clone()],
            Filling::Sentence(sentence) => sentence.clone().pieces(),
            Filling::Money(money) => vec![Piece::money(*money, self.language)],
            Filling::Number(number) => vec![crate::sentence::own(number)],
            Filling::Ending(digits) => vec![Piece::ending(digits.clone(), self.language)],
        }
    }

    /// What is said for the number at a place. Deliberately only up to 255: the bank counts tries, digits, names.
    fn form(&self, place: u8, cases: &'static [Case]) -> &'static [Bit] {
        let number = match self.filling(place) {
            Some(Filling::Number(number)) => u8::try_from(*number).unwrap_or(u8::MAX),
            _ => u8::MAX,
        };
        let is_for = |(first, last): &(u8, u8)| (*first..=*last).contains(&number);
        let is_its = |case: &&Case| case.numbers.iter().any(is_for);
        let case = cases.iter().find(is_its).or(cases.last());
        case.map_or(&[], |case| case.text)
    }

    fn filling(&self, place: u8) -> Option<&Filling> {
        let its = |(its, _): &&(u8, Filling)| *its == place;
        self.fillings.iter().find(its).map(|(_, filling)| filling)
    }
}

impl From<Piece> for Filling {
    fn from(piece: Piece) -> Self {
        Self::Piece(piece)
    }
}

impl From<Sentence> for Filling {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(sentence)
    }
}

impl From<Money> for Filling {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<u8> for Filling {
    fn from(number: u8) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Filling {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return false;
        }
        at = at.saturating_add(1);
    }
    one.len() == other.len()
}

#[cfg(test)]
mod tests {
    use domain::money::Currency;

    use super::*;
    use crate::sentence::name;

    const ENGLISH: &[Bit] = &[
        Bit::Own("You sent *"),
        Bit::Fill(0),
        Bit::Own("* to "),
        Bit::Fill(2),
        Bit::Own(", "),
        Bit::Fill(1),
        Bit::Count(1, &[ONE, TIMES]),
    ];
    const ONE: Case = Case {
        numbers: &[(1, 1)],
        text: &[Bit::Own(" time.")],
    };
    const TIMES: Case = Case {
        numbers: &[],
        text: &[Bit::Own(" times.")],
    };

    static SENT: Message = Message::new(
        &["amount", "count", "payee"],
        [ENGLISH; Language::ALL.len()],
    );

    fn sent(tag: &str, count: usize) -> String {
        let language = Language::parse(tag).unwrap_or_default();
        let amount = Money::new(123_450, Currency::Gbp);
        let payee = name("Ben *B* Carter");
        said!(
            language,
            SENT,
            payee = payee,
            amount = amount,
            count = count
        )
        .chat()
    }

    #[test]
    fn what_is_filled_in_stands_at_its_name_and_a_name_has_no_marks_of_its_own() {
        assert_eq!(
            sent("en", 1),
            "You sent *£1,234.50* to Ben ∗B∗ Carter, 1 time."
        );
    }

    #[test]
    fn an_amount_is_written_as_the_language_writes_it() {
        assert!(sent("pt-BR", 2).starts_with("You sent *£\u{a0}1.234,50* to"));
    }

    #[test]
    fn a_number_chooses_its_form_however_large_it_is() {
        for (count, form) in [(0, "0 times."), (1, "1 time."), (257, "257 times.")] {
            assert!(sent("en", count).ends_with(form));
        }
    }

    #[test]
    fn a_label_is_nothing_but_own_words() {
        static LABEL: Message = Message::new(&[], [&[Bit::Own("Choose")]; Language::ALL.len()]);
        assert_eq!(LABEL.label(Language::ENGLISH), "Choose");
        assert_eq!(SENT.label(Language::ENGLISH), "");
    }
}
