//! A payee's name, as somebody types it.

use domain::bank_details::reader::{self, Problem};
use domain::customer::payee::MAX_NAME_CHARACTERS;
use domain::language::Language;
use domain::text::{UNREADABLE, cleaned, folded};

use crate::vocabulary::{self, is_in};

/// The name that a text gives; nothing if there is none, if it is too long, or if it holds an account's digits.
pub fn read(text: &str, language: Language) -> Option<String> {
    let known = &vocabulary::of(language).payees;
    let text = cleaned(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_before = |word: &&&str| is_in(&folded(word), known.before_an_answer);
    let before = words.iter().take_while(is_before).count();
    let name = words.get(before..).unwrap_or_default().join(" ");
    let name = without_requests(&name, language);
    let name = name.trim_matches(|letter: char| " ,;:-.!?\"()".contains(letter));
    let name = name.strip_suffix("'s").unwrap_or(name);
    let is_one = name.chars().any(char::is_alphabetic)
        && name.chars().count() <= MAX_NAME_CHARACTERS
        && !name.contains(UNREADABLE)
        && !is_a_sentence(name, known.never_in_a_name)
        && matches!(reader::read(name), Err(Problem::Nothing | Problem::Unclear));
    is_one.then(|| name.to_owned())
}

/// "Lucky number is 7" says something, and names nobody.
fn is_a_sentence(name: &str, never_in_a_name: &str) -> bool {
    let name = folded(name);
    let mut words = name.split(' ');
    words.any(|word| is_in(word, never_in_a_name))
}

/// Without "as a payee" and "my mate", which belong to the request, and without pronouns at the end.
fn without_requests(name: &str, language: Language) -> String {
    let all = vocabulary::of(language);
    let known = &all.payees;
    let mut name = format!(" {name} ");
    for said in known.after_added {
        if let Some(at) = place_of(&name, said) {
            let end = at.saturating_add(said.len()).saturating_add(1);
            let (before, after) = (name.get(..at), name.get(end..));
            name = [before.unwrap_or_default(), after.unwrap_or_default()].concat();
        }
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let relations = words
        .iter()
        .take_while(|word| is_in(&folded(word), all.reading.relations))
        .count();
    let pronouns = words
        .iter()
        .rev()
        .take_while(|word| is_in(&folded(word.trim_end_matches(',')), known.behind_a_name))
        .count();
    let end = words.len().saturating_sub(pronouns);
    let is_somebodys = words
        .first()
        .is_some_and(|first| is_in(&folded(first), known.somebodys));
    // A payee may be called "Landlord" and nothing else.
    let relations = if is_somebodys && relations < end {
        relations
    } else {
        0
    };
    words.get(relations..end).unwrap_or_default().join(" ")
}

/// Where a phrase stands between other words; a mark may follow it.
fn place_of(name: &str, said: &str) -> Option<usize> {
    let name = name.to_ascii_lowercase().replace(',', " ");
    name.find(&format!(" {said} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_out_of_an_answer_and_kept_as_it_is_spelt() {
        for (typed, name) in [
            ("Ben Carter", "Ben Carter"),
            ("it's Ben Carter.", "Ben Carter"),
            ("the name is José O’Brien", "José O'Brien"),
            ("Smith & Sons Ltd.", "Smith & Sons Ltd"),
            ("Studio 54", "Studio 54"),
            ("Carla's", "Carla"),
            ("Ben\nCarter", "Ben Carter"),
            ("Dora Evans as a payee, her", "Dora Evans"),
            ("Dora Evans to my payees", "Dora Evans"),
            ("my mate Dave", "Dave"),
            ("Landlord", "Landlord"),
            ("my landlord", "my landlord"),
        ] {
            assert_eq!(
                read(typed, Language::ENGLISH).as_deref(),
                Some(name),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_names_nobody_or_holds_an_account_is_no_name() {
        for typed in [
            "",
            "...",
            "54",
            "it's",
            "Ben 40020101",
            "Ben 04-00-75 40020101",
            "Ben \u{202E}Carter",
            "An endlessly long name that nobody could show in a text message",
        ] {
            assert_eq!(read(typed, Language::ENGLISH), None, "{typed}");
        }
    }
}
