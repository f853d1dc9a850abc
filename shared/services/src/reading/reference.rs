//! What a payment is for: "for lunch", "with reference rent".

use domain::language::Language;
use domain::ledger::reference::Reference;

use super::amount;
use super::token::{Kind, Text, Token};
use crate::vocabulary::{self, Reading};

/// Some tokens as a reference, if every word of them is one that payments are for and that can mean nothing else: a
/// list of what is doubtful would never be complete.
pub fn read(
    text: &Text,
    tokens: &[Token],
    words: &Reading,
    names_somebody: impl Fn(&Token) -> bool,
) -> Option<Reference> {
    let is_mark = |token: &&Token| token.is_in(". !");
    let said: Vec<_> = tokens.iter().filter(|token| !is_mark(token)).collect();
    let is_thing = |token: &Token| token.is_in(words.in_a_reference);
    let is_harmless = |token: &Token| is_thing(token) || token.is_in(words.around_a_reference);
    let is_reference = said.iter().all(|token| is_harmless(token))
        && said.iter().any(|token| is_thing(token))
        && !tokens.iter().any(names_somebody);
    let typed = said
        .iter()
        .map(|token| text.typed(std::slice::from_ref(*token)));
    let reference = Reference::parse(&typed.collect::<Vec<_>>().join(" "));
    reference.filter(|_| is_reference)
}

/// Most words of a purpose that is asked about.
const LONGEST: usize = 4;

/// What some words nobody knows may be for, behind the word that says so: "for sushi". To be asked about and never
/// taken: nothing here could mean a time, an account, an amount or a no.
#[must_use]
pub fn proposed(unread: &str, language: Language) -> Option<String> {
    let text = Text::new(unread);
    let words = &vocabulary::of(language).reading;
    let (first, rest) = text.tokens().split_first()?;
    let means_more = [
        words.refuses,
        words.not,
        words.drops,
        words.verbs,
        words.times,
        words.another_time,
        words.accounts,
        words.no_reference,
    ];
    let is_plain = |token: &Token| {
        token.kind == Kind::Word && !means_more.iter().any(|words| token.is_in(words))
    };
    let begins_an_amount = |place: usize| {
        let rest = rest.get(place..).unwrap_or_default();
        amount::at_start(rest, language).is_some()
    };
    let is_purpose = first.is_in(words.purpose)
        && (1..=LONGEST).contains(&rest.len())
        && !(0..rest.len()).any(begins_an_amount);
    let typed = Reference::parse(text.typed(rest)).filter(|_| is_purpose);
    typed
        .filter(|_| rest.iter().all(is_plain))
        .map(|kept| String::from(&kept))
}

/// The same behind the word that announces it, to the last token. What is called a reference may be any words but those
/// that could mean something else.
pub fn announced(
    text: &Text,
    tokens: &[Token],
    words: &Reading,
    names_somebody: impl Fn(&Token) -> bool,
) -> Option<Reference> {
    let folded: Vec<&str> = tokens.iter().map(|token| token.folded.as_str()).collect();
    if let Some(taken) = vocabulary::at_start(&folded, words.before_a_reference) {
        let rest = tokens.get(taken..).unwrap_or_default();
        let colons = rest.iter().take_while(|token| token.is(":")).count();
        let rest = rest.get(colons..).unwrap_or_default();
        let is_doubtful = |token: &Token| {
            token.kind == Kind::Mark
                || token.is_in(words.refuses)
                || token.is_in(words.another_time)
                || token.is_in(words.no_reference)
        };
        let is_plain = !rest.iter().any(is_doubtful);
        return Reference::parse(text.typed(rest)).filter(|_| is_plain);
    }
    let (first, rest) = tokens.split_first()?;
    let is_purpose = first.is_in(words.purpose);
    is_purpose.then(|| read(text, rest, words, names_somebody))?
}
