//! Whether the name a customer gives a payee is the name of the account's holder, as far as a bank may say.
//!
//! The answers are those of verification of payee (Regulation (EU) 2024/886, article 5c) and of the United
//! Kingdom's confirmation of payee: a close match shows the registered name, no match never does. Deliberately
//! slow to call anything close: whoever only guesses must not be told a name.

use strsim::damerau_levenshtein;

use crate::id::CustomerId;
use crate::text::folded;

/// What the check of a payee's name says. A customer may go on after each.
#[derive(Clone, PartialEq, Eq)]
pub enum PayeeCheck {
    /// It is the holder's name.
    Match,
    /// It is almost the holder's name, which may be shown.
    Close {
        /// The name the account is held in.
        registered: String,
    },
    /// It is another name. The holder's stays untold.
    NoMatch,
    /// Nobody could say: it is no answer about the name.
    NotPossible,
}

/// What is known of an account that somebody wants to save as a payee's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountCheck {
    /// It would be one of this bank, and there is none that money could be paid into.
    NoSuchAccount,
    /// It is there, or it is another bank's to know.
    Found {
        /// What the check of the name says.
        check: PayeeCheck,
        /// Whose it is, if it is one of this bank.
        holder: Option<CustomerId>,
    },
}

impl AccountCheck {
    /// Another bank's account: nobody can be asked yet.
    pub const ELSEWHERE: Self = Self::Found {
        check: PayeeCheck::NotPossible,
        holder: None,
    };
}

/// A registered name is confidential.
impl std::fmt::Debug for PayeeCheck {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Most words of a name that are compared: a longer one is a list of guesses.
const MAX_WORDS: usize = 8;

/// Most words that a registered name may have and the given one lacks: a middle name, two family names.
const MAX_LEFT_OUT: usize = 3;

/// Most words that the given name may have and the registered one lacks.
const MAX_ADDED: usize = 1;

/// Fewest letters of a word in which one slip of the finger is forgiven. Shorter names differ by one letter.
const ONE_SLIP: usize = 4;

/// Fewest letters of a word in which two are.
const TWO_SLIPS: usize = 9;

/// Fewest letters of a short form that its long form begins with: Ben and Benjamin.
const SHORT_FORM: usize = 3;

/// Parts of many surnames, and what firms call themselves.
const COMMON: &str = "van der den ter de la le les du da do dos das di del della von zu al el bin ibn y e and sons son \
                      brothers co company ltd limited plc llp llc inc gmbh group the of for";

/// What people put in front of a name and registers leave out.
const TITLES: &str =
    "mr mrs ms miss mx master dr prof professor sir dame lord lady rev reverend fr sr hon";

/// Words that are written in two ways, each with the shorter.
const SPELLINGS: [(&str, &str); 6] = [
    ("limited", "ltd"),
    ("company", "co"),
    ("incorporated", "inc"),
    ("corporation", "corp"),
    ("brothers", "bros"),
    ("saint", "st"),
];

/// Short forms that the long form does not begin with, each with it.
const SHORT_FORMS: [(&str, &str); 28] = [
    ("bob", "robert"),
    ("rob", "robert"),
    ("bobby", "robert"),
    ("bill", "william"),
    ("billy", "william"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("ted", "edward"),
    ("ned", "edward"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("jack", "john"),
    ("jon", "john"),
    ("harry", "henry"),
    ("hank", "henry"),
    ("tony", "anthony"),
    ("andy", "andrew"),
    ("drew", "andrew"),
    ("mike", "michael"),
    ("dave", "david"),
    ("steve", "stephen"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("betty", "elizabeth"),
    ("peggy", "margaret"),
    ("kate", "katherine"),
    ("kate", "catherine"),
    ("sandy", "alexander"),
];

impl PayeeCheck {
    /// The stable name: on the wire, in sealed orders and in logs.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Close { .. } => "close",
            Self::NoMatch => "no_match",
            Self::NotPossible => "not_possible",
        }
    }

    /// Reads it back: a close match needs the registered name, and nothing else may have one.
    #[must_use]
    pub fn read(name: &str, registered: Option<String>) -> Option<Self> {
        Some(match (name, registered) {
            ("match", None) => Self::Match,
            ("close", Some(registered)) => Self::Close { registered },
            ("no_match", None) => Self::NoMatch,
            ("not_possible", None) => Self::NotPossible,
            _ => return None,
        })
    }

    /// The registered name, where it may be shown.
    #[must_use]
    pub fn registered(&self) -> Option<&str> {
        match self {
            Self::Close { registered } => Some(registered),
            Self::Match | Self::NoMatch | Self::NotPossible => None,
        }
    }
}

/// Compares the name that was given with the holder's.
#[must_use]
pub fn compare(given: &str, registered: &str) -> PayeeCheck {
    let (asked, held) = (words(given), words(registered));
    if asked.is_empty() || held.is_empty() {
        return PayeeCheck::NoMatch;
    }
    if is_same(&asked, &held) {
        return PayeeCheck::Match;
    }
    if asked.len() <= MAX_WORDS && is_close(&asked, &held) {
        return PayeeCheck::Close {
            registered: registered.to_owned(),
        };
    }
    PayeeCheck::NoMatch
}

/// The same words in any order, or the same letters: `O Brien` and `O'Brien`.
fn is_same(asked: &[String], held: &[String]) -> bool {
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    sorted(asked) == sorted(held) || asked.concat() == held.concat()
}

/// One whole word is right, each other resembles one, and what is over is a middle name.
fn is_close(asked: &[String], held: &[String]) -> bool {
    if let ([asked], [held]) = (asked, held) {
        return is_slip(asked, held);
    }
    let (asked, held, mut exact) = without_exact(asked, held);
    exact.retain(|word| !is_common(word));
    let (added, left_out, near) = without_near(&asked, &held);
    let one_side = added == 0 || left_out == 0;
    let pairs = exact.len().saturating_add(near);
    one_side
        && exact.iter().any(|word| word.chars().count() > 1)
        && pairs >= 2
        && added <= MAX_ADDED
        && left_out <= MAX_LEFT_OUT
}

/// Whether a word stands in so many names that knowing it is knowing nothing.
fn is_common(word: &str) -> bool {
    COMMON.split_whitespace().any(|common| common == word)
}

/// What is left of both without the words they share, and those.
fn without_exact(asked: &[String], held: &[String]) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (mut over, mut exact, mut held) = (Vec::new(), Vec::new(), held.to_vec());
    for word in asked {
        if let Some(place) = held.iter().position(|other| other == word) {
            exact.push(held.remove(place));
        } else {
            over.push(word.clone());
        }
    }
    (over, held, exact)
}

/// How many words are left on either side without those that resemble one another, and how many pairs do. One
/// pair at most by a slip or a short form; initials resemble as often as they stand.
fn without_near(asked: &[String], held: &[String]) -> (usize, usize, usize) {
    let (mut added, mut near, mut held) = (0_usize, 0_usize, held.to_vec());
    let mut is_forgiven = false;
    for word in asked {
        let resembles = |other: &String| {
            is_initial(word, other)
                || !is_forgiven && (is_slip(word, other) || is_short_form(word, other))
        };
        let Some(place) = held.iter().position(resembles) else {
            added = added.saturating_add(1);
            continue;
        };
        let other = held.remove(place);
        is_forgiven |= !is_initial(word, &other);
        near = near.saturating_add(1);
    }
    (added, held.len(), near)
}

fn is_initial(one: &str, other: &str) -> bool {
    let (one, other) = in_order(one, other);
    one.chars().count() == 1 && other.starts_with(one)
}

fn is_short_form(one: &str, other: &str) -> bool {
    let (short, long) = in_order(one, other);
    let is_stump = short.chars().count() >= SHORT_FORM && long.starts_with(short);
    is_stump || SHORT_FORMS.contains(&(short, long))
}

/// Never where a figure is in it: `Studio 54` is another than `Studio 55`.
fn is_slip(one: &str, other: &str) -> bool {
    let letters = one.chars().count().min(other.chars().count());
    let forgiven = match letters {
        TWO_SLIPS.. => 2,
        ONE_SLIP.. => 1,
        _ => return false,
    };
    let has_figure = |word: &str| word.chars().any(char::is_numeric);
    !has_figure(one) && !has_figure(other) && damerau_levenshtein(one, other) <= forgiven
}

fn in_order<'a>(one: &'a str, other: &'a str) -> (&'a str, &'a str) {
    if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    }
}

/// The words of a name for comparing: without case, accents, marks and titles.
fn words(name: &str) -> Vec<String> {
    let name = folded(name).replace('\'', "").replace('&', " and ");
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let titles = words
        .iter()
        .take_while(|word| TITLES.split(' ').any(|title| title == **word));
    // One who is called Dean or Lord keeps a name.
    let titles = titles.count().min(words.len().saturating_sub(2));
    let bare = words.into_iter().skip(titles);
    bare.map(spelling).collect()
}

fn spelling(word: &str) -> String {
    let short = SPELLINGS.iter().find(|(long, _)| *long == word);
    short.map_or(word, |(_, short)| short).to_owned()
}

#[cfg(test)]
#[path = "payee_check_tests.rs"]
mod tests;
