//! Which own account a typed name means.

use domain::language::Language;
use domain::ledger::view::{AccountUse, AccountView};
use domain::text::folded;

use super::{without, words};
use crate::unclear::said_back;
use crate::vocabulary::{self, is_in};

/// Whether money can be paid from an account.
pub fn is_payable(account: &AccountView) -> bool {
    account.use_of == AccountUse::Everyday
}

/// Whether `typed` names this account: "my savings", "the savings account", "••0102", "0102".
pub fn is_account(account: &AccountView, typed: &str, language: Language) -> bool {
    let known = &vocabulary::of(language).reading;
    let typed = words(typed);
    let bare = without(&typed, known.around_a_name);
    let name = words(&account.name);
    let banks_own = vocabulary::of(Language::default()).reading.around_a_name;
    let bare_name = without(&without(&name, banks_own), known.around_a_name);
    let is_named = bare == bare_name || in_the_banks_words(&bare, known.account_names) == bare_name;
    !bare.is_empty() && (is_named || bare == account.id.ending() || typed == name)
}

/// What a customer calls an account, in the words of the name that the bank keeps.
fn in_the_banks_words(typed: &str, names: &[(&str, &str)]) -> String {
    let word = |word: &str| {
        let known = names.iter().find(|(known, _)| *known == word);
        known.map_or(word, |(_, name)| name).to_owned()
    };
    typed.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Whether `typed` speaks of an own account by what it is for, whatever it is called: "my savings".
pub fn is_everyday_word(typed: &str, language: Language) -> bool {
    let known = &vocabulary::of(language).reading;
    let words = words(typed);
    let named = words
        .split(' ')
        .filter(|word| !is_in(word, known.around_accounts));
    let mut named = named.peekable();
    named.peek().is_some() && named.all(|word| is_in(word, known.accounts))
}

/// What no account is called, to be said back: "my pension account" is asked for as "pension".
pub fn unknown_account(typed: &str, language: Language) -> String {
    let around = vocabulary::of(language).reading.around_accounts;
    let is_around = |word: &&str| is_in(&folded(word), around);
    let mut words: Vec<&str> = typed.split_whitespace().skip_while(is_around).collect();
    while words.last().is_some_and(is_around) {
        words.pop();
    }
    if words.is_empty() {
        return said_back(typed);
    }
    said_back(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use domain::id::AccountId;
    use domain::money::{Currency, Money};

    use super::*;

    #[test]
    fn an_account_is_named_by_its_name_or_its_ending() {
        let zero = Money::new(0, Currency::Gbp);
        let account = AccountView {
            id: AccountId("40010102".to_owned()),
            name: "Savings account".to_owned(),
            use_of: AccountUse::Everyday,
            posted: zero,
            available: zero,
        };
        for typed in [
            "savings",
            "my savings",
            "the Savings Account",
            "••0102",
            "ending 0102",
            "my savings account",
        ] {
            assert!(is_account(&account, typed, Language::ENGLISH), "{typed}");
        }
        for typed in ["", "my", "account", "current", "102", "savings of Ben"] {
            assert!(!is_account(&account, typed, Language::ENGLISH), "{typed}");
        }
    }

    #[test]
    fn what_no_account_is_called_is_said_back_without_the_words_around_it() {
        for (typed, said) in [
            ("my pension", "pension"),
            ("the Holiday  account", "Holiday"),
            ("My account", "My account"),
        ] {
            assert_eq!(unknown_account(typed, Language::ENGLISH), said);
        }
    }
}
