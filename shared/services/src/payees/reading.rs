//! What a whole text asks about payees: to list, to add, to rename or to remove them.
//!
//! Deliberately takes a text for certain only where it cannot mean anything else: it names payees, holds bank
//! details, or says what somebody is to be called.

use domain::bank_details::reader::{self, Problem};
use domain::language::Language;

use crate::reading::request::ended;
use crate::reading::token::{Kind, Text, Token};
use crate::reading::{is_one_of, is_polite};
use crate::vocabulary::{self, Payees, is_in};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Who can be sent money to.
    List,
    /// Somebody is to be added: what stands behind the verb, perhaps nothing.
    Add(String),
    /// Somebody is to be removed: the name as typed, perhaps empty.
    Remove(String),
    /// Somebody is to be called otherwise: both names as typed, perhaps empty.
    Rename(String, String),
}

/// What a phrase asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Add,
    Remove,
    Rename,
}

/// What was read, and whether it is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub request: Request,
    pub is_certain: bool,
    /// Whether it is only asked whether it can be done: "can I remove Carla?", "remove Carla?"
    pub is_question: bool,
    /// Whether it says that payees are spoken of: no name begins so.
    pub names_payees: bool,
}

/// Reads a whole text; nothing, if it does not begin as such a request does.
pub fn read(text: &str, language: Language) -> Option<Read> {
    let known = &vocabulary::of(language).payees;
    if is_one_of(text, known.lists, language) {
        return Some(Read {
            request: Request::List,
            is_certain: true,
            is_question: false,
            names_payees: true,
        });
    }
    let text = Text::new(text);
    let asked = ended(text.tokens(), language);
    let is_question = asked.last().is_some_and(|last| last.is("?"))
        || known
            .asks_whether
            .iter()
            .any(|opening| begins(asked, opening));
    let tokens = after_opening(without_question(asked, language), language);
    let (phrase, verb) = beginning(tokens, known)?;
    let rest = tokens.get(words_of(phrase)..).unwrap_or_default();
    let (rest, is_behind) = without_ending(rest, verb, known);
    let rest = after_label(rest, known);
    let names_payees = is_behind || phrase.split(' ').any(|word| is_in(word, known.payee));
    let (request, is_certain) = request(verb, &text, rest, names_payees, known);
    Some(Read {
        request,
        is_certain,
        is_question,
        names_payees,
    })
}

/// What somebody answers to what the check of the name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The registered name.
    UseIt,
    /// The name as it was given.
    Keep,
    /// Another name or account.
    Change,
    /// Not at all.
    Stop,
}

/// Reads an answer, to its last word.
pub fn answer(text: &str, language: Language) -> Option<Answer> {
    let known = &vocabulary::of(language).payees;
    let answers = [
        (known.use_it, Answer::UseIt),
        (known.keep, Answer::Keep),
        (known.anyway, Answer::Keep),
        (known.change, Answer::Change),
        (known.stop, Answer::Stop),
    ];
    let mut answers = answers.into_iter();
    let found = answers.find(|(phrases, _)| is_one_of(text, phrases, language));
    found.map(|(_, answer)| answer)
}

/// What is asked, and whether that is certain.
fn request(
    verb: Verb,
    text: &Text,
    rest: &[Token],
    names_payees: bool,
    known: &Payees,
) -> (Request, bool) {
    let typed = text.typed(rest).to_owned();
    match verb {
        Verb::Add => {
            let is_certain = names_payees || holds_details(&typed);
            (Request::Add(typed), is_certain)
        }
        Verb::Remove => (
            Request::Remove(typed),
            names_payees || is_a_name(rest, known),
        ),
        Verb::Rename => {
            let at = rest.iter().position(|token| token.is_in(known.to));
            let (from, to) = rest.split_at(at.unwrap_or(rest.len()));
            let to = to.get(1..).unwrap_or_default();
            let names = (text.typed(from).to_owned(), text.typed(to).to_owned());
            (Request::Rename(names.0, names.1), true)
        }
    }
}

/// The longest phrase that begins a request, and what it asks.
fn beginning(tokens: &[Token], known: &Payees) -> Option<(&'static str, Verb)> {
    let phrases = [
        (known.add, Verb::Add),
        (known.remove, Verb::Remove),
        (known.rename, Verb::Rename),
    ];
    let all = phrases
        .into_iter()
        .flat_map(|(phrases, verb)| phrases.iter().map(move |phrase| (*phrase, verb)));
    let found = all.filter(|(phrase, _)| begins(tokens, phrase));
    found.max_by_key(|(phrase, _)| words_of(phrase))
}

fn without_question(tokens: &[Token], language: Language) -> &[Token] {
    match tokens.split_last() {
        Some((last, before)) if last.is("?") => without_question(ended(before, language), language),
        _ => tokens,
    }
}

/// Without politeness and "I'd like to".
fn after_opening(mut tokens: &[Token], language: Language) -> &[Token] {
    let known = &vocabulary::of(language).payees;
    loop {
        let mut openings = known.openings.iter();
        let opening = openings.find(|opening| begins(tokens, opening));
        let taken = match (tokens.first(), opening) {
            (_, Some(opening)) => words_of(opening),
            (Some(first), None) if is_polite(&first.folded, language) || first.is_in(", .") => 1,
            _ => return tokens,
        };
        tokens = tokens.get(taken..).unwrap_or_default();
    }
}

/// Without "as a payee" at the end, and whether it stood there.
fn without_ending<'a>(rest: &'a [Token], verb: Verb, known: &Payees) -> (&'a [Token], bool) {
    let endings = match verb {
        Verb::Add => known.after_added,
        Verb::Remove => known.after_removed,
        Verb::Rename => return (rest, false),
    };
    let found = endings.iter().find_map(|ending| {
        let at = rest.len().checked_sub(words_of(ending))?;
        let (before, last) = rest.split_at(at);
        (begins(last, ending)).then_some(before)
    });
    found.map_or((rest, false), |before| (before, true))
}

/// Without "called" and a colon.
fn after_label<'a>(rest: &'a [Token], known: &Payees) -> &'a [Token] {
    match rest.split_first() {
        Some((first, after)) if first.is_in(known.before_a_name) => after_label(after, known),
        _ => rest,
    }
}

/// Whether it holds a whole account, or one that is plainly meant and cannot be right.
fn holds_details(typed: &str) -> bool {
    matches!(reader::read(typed), Ok(_) | Err(Problem::Wrong(_)))
}

/// Whether it may be somebody: a few words, and none that is something of the bank's.
fn is_a_name(rest: &[Token], known: &Payees) -> bool {
    let is_fit = |token: &Token| {
        token.kind != Kind::Mark && !token.is_in(known.nobody) || token.is_in("- & . •")
    };
    (1..=6).contains(&rest.len()) && rest.iter().all(is_fit)
}

fn begins(tokens: &[Token], phrase: &str) -> bool {
    let mut words = phrase.split(' ').zip(tokens);
    tokens.len() >= words_of(phrase) && words.all(|(word, token)| token.is(word))
}

fn words_of(phrase: &str) -> usize {
    phrase.split(' ').count()
}
