//! A request for cash, read to its last word: "withdraw 60", "could you get me £40 in cash from savings".
//!
//! Deliberately no grammar of its own: what says that it is cash is taken out of the text, and the rest is read as
//! every request to move money is. What names somebody is none for cash.

use domain::language::Language;
use domain::text::folded;

use crate::names;
use crate::reading::amount::Amount;
use crate::reading::request::{self, Request};
use crate::reading::token::{Text, Token};
use crate::vocabulary::{self, is_in};

/// What somebody wants in cash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// How much.
    pub amount: Option<Amount>,
    /// From which account, as typed.
    pub source: Option<String>,
    /// Whether it says that it goes without a card.
    pub by_code: bool,
    /// The first stretch that was not understood, as typed.
    pub unread: Option<String>,
}

/// Reads a request; nothing if the text does not plainly ask for cash.
pub fn read(text: &str, language: Language) -> Option<Wanted> {
    let text = Text::new(text);
    let plain = Plain::of(&text, language);
    let is_account = |typed: &str| names::is_everyday_word(typed, language);
    let request = request::read(&plain.request()?, language, is_account)?;
    let wanted = Wanted {
        unread: unread(&request),
        amount: request.amount,
        source: request.source.filter(|typed| is_named(typed, language)),
        by_code: plain.by_code,
    };
    // Without a verb every word has to be understood: "cash" stands in many sentences.
    (plain.has_verb || wanted.unread.is_none()).then_some(wanted)
}

/// What of a request has no place in one for cash: cash goes to nobody and is for nothing.
fn unread(request: &Request) -> Option<String> {
    let target = request
        .target
        .as_ref()
        .map(|target| target.typed().to_owned());
    let reference = request.reference.as_ref().map(String::from);
    request.unread.clone().or(target).or(reference)
}

/// Whether an account is named: "my account" is whichever cash comes from anyway.
fn is_named(typed: &str, language: Language) -> bool {
    let around = vocabulary::of(language).reading.around_accounts;
    let mut words = typed.split_whitespace();
    !words.all(|word| is_in(&folded(word), around))
}

/// A text without what says that it is cash.
struct Plain<'a> {
    /// What is left, each piece with whether it is glued to the one before.
    kept: Vec<(&'a str, bool)>,
    instead: &'static str,
    has_verb: bool,
    says_cash: bool,
    by_code: bool,
}

impl<'a> Plain<'a> {
    fn of(text: &'a Text, language: Language) -> Self {
        let words = &vocabulary::of(language).withdrawal;
        let mut plain = Self {
            kept: Vec::new(),
            instead: words.instead_of_them,
            has_verb: false,
            says_cash: false,
            by_code: false,
        };
        let rest = plain.without_cash(text, words.in_cash, words.by_code);
        // "I want to withdraw" wants to withdraw: the plainer verb counts.
        let asks = (0..rest.len()).any(|at| {
            let from = rest.iter().skip(at).copied();
            at_start(from, words.asks).is_some()
        });
        let verbs = match (asks, plain.says_cash) {
            (true, _) => words.asks,
            (false, true) => words.gets,
            (false, false) => &[],
        };
        plain.keep(text, &rest, verbs);
        plain
    }

    /// The tokens that say something else than that it is cash.
    fn without_cash(
        &mut self,
        text: &'a Text,
        in_cash: &[&str],
        by_code: &[&str],
    ) -> Vec<&'a Token> {
        let (mut left, mut rest) = (text.tokens(), Vec::new());
        while let Some((first, more)) = left.split_first() {
            let code = at_start(left.iter(), by_code);
            let taken = code.or_else(|| at_start(left.iter(), in_cash));
            self.by_code |= code.is_some();
            self.says_cash |= taken.is_some();
            left = if let Some(taken) = taken {
                left.get(taken..).unwrap_or_default()
            } else {
                rest.push(first);
                more
            };
        }
        rest
    }

    /// Keeps these, with the first of the verbs replaced.
    fn keep(&mut self, text: &'a Text, rest: &[&'a Token], verbs: &[&str]) {
        let mut left = rest;
        while let Some((first, more)) = left.split_first() {
            let verb = at_start(left.iter().copied(), verbs);
            left = if let Some(taken) = verb.filter(|_| !self.has_verb) {
                self.has_verb = true;
                self.kept.push((self.instead, false));
                left.get(taken..).unwrap_or_default()
            } else {
                let typed = text.typed(std::slice::from_ref(first));
                self.kept.push((typed, first.is_glued));
                more
            };
        }
    }

    /// What is left, as a request; nothing if it speaks of no cash.
    fn request(&self) -> Option<String> {
        let verb = match (self.has_verb, self.says_cash) {
            (true, _) => None,
            (false, true) => Some((self.instead, false)),
            (false, false) => return None,
        };
        let mut request = String::new();
        for (piece, is_glued) in verb.into_iter().chain(self.kept.iter().copied()) {
            if !is_glued && !request.is_empty() {
                request.push(' ');
            }
            request.push_str(piece);
        }
        Some(request)
    }
}

/// How many tokens one of these phrases takes at the beginning of some.
fn at_start<'a>(tokens: impl Iterator<Item = &'a Token>, phrases: &[&str]) -> Option<usize> {
    let words: Vec<&str> = tokens.map(|token| token.folded.as_str()).collect();
    vocabulary::at_start(&words, phrases)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_in(text: &str, language: Language) -> Option<String> {
        let wanted = read(text, language)?;
        let amount = wanted
            .amount
            .map(|amount| amount.in_currency(domain::money::Currency::Gbp));
        let amount = amount
            .map(|amount| amount.map_or_else(|_| "?".to_owned(), |amount| amount.to_string()));
        let parts = [
            amount,
            wanted.source.map(|source| format!("from {source}")),
            wanted.by_code.then(|| "by code".to_owned()),
            wanted.unread.map(|unread| format!("not read: {unread}")),
        ];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn cash_is_asked_for_in_many_words() {
        for (text, wanted) in [
            ("withdraw 60", "£60.00"),
            ("withdraw £60", "£60.00"),
            ("Withdraw 100 pounds", "£100.00"),
            ("please withdraw sixty quid", "£60.00"),
            ("I want to withdraw cash", ""),
            ("can you get me 40 in cash?", "£40.00"),
            ("i need 80 in cash from savings", "£80.00, from savings"),
            ("take 50 out in cash", "£50.00"),
            ("take out 20 from my savings", "£20.00, from my savings"),
            ("cardless cash please", "by code"),
            (
                "get 30 from a cash machine without my card",
                "£30.00, by code",
            ),
            ("cash withdrawal of 90", "£90.00"),
            ("50 in cash", "£50.00"),
            ("withdraw 60 from my account", "£60.00"),
            ("take 40 out in cash at the machine", "£40.00"),
        ] {
            assert_eq!(
                read_in(text, Language::ENGLISH).as_deref(),
                Some(wanted),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_left_over_is_told_and_what_asks_for_nothing_is_not_read() {
        for (text, unread) in [
            ("withdraw 50 to Ben", "not read: Ben"),
            ("withdraw 50 tomorrow", "tomorrow"),
            ("withdraw 5O", "not read"),
            ("withdraw 40-50", "not read"),
            ("withdraw 40 and 50", "not read"),
        ] {
            let read = read_in(text, Language::ENGLISH).unwrap_or_default();
            assert!(
                read.contains("not read") && read.contains(unread),
                "{text}: {read}"
            );
        }
        for text in [
            "don't withdraw 50",
            "I didn't withdraw 50",
            "did I withdraw 60 yesterday",
            "is there a fee for cash withdrawals",
            "how much cash have I got left",
            "send 50 to Cash Back Ltd",
            "a withdrawal I did not make",
            "send 50 to Ben",
            "cash a cheque",
            "",
        ] {
            assert_eq!(read_in(text, Language::ENGLISH), None, "{text}");
        }
    }

    #[test]
    fn cash_is_asked_for_in_portuguese() {
        let portuguese = Language::parse("pt-BR").unwrap();
        for (text, wanted) in [
            ("sacar 100", "£100.00"),
            ("quero sacar 50 libras", "£50.00"),
            ("saque de 60 sem cartão", "£60.00, by code"),
            ("preciso de 40 em dinheiro", "£40.00"),
        ] {
            assert_eq!(read_in(text, portuguese).as_deref(), Some(wanted), "{text}");
        }
    }
}
