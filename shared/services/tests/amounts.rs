//! B15: of whatever somebody types for an amount, the exact value or a question; never a figure that leaves a typed
//! character unread.
//!
//! Both sides are told apart by what stands here alone: how an amount is written, which words there are, and that every
//! digit and letter counts. `ACME_PROOFS=full` makes 100,000 changes, without it a tenth.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "small numbers, and a test fails by panicking"
)]

use domain::language::Language;
use domain::money::{Currency, Money};
use fastrand::Rng;
use services::reading::amount;

/// Draws the amounts and the changes: the run can be had again.
const SEED: u64 = 20_261_130;

/// Digits of other scripts, each from zero.
const SCRIPTS: [char; 4] = ['0', '٠', '०', '０'];

/// What a typing error, another keyboard or a copied text brings into an amount.
const STRAY: &str =
    "0123456789٣०５ .,'’-+/%£$€kKmxOolIpP½²\u{200B}\u{202E}\u{A0}abcdefghinorstuvwy";

/// Words that belong to an amount: with any other letter it is none.
const WORDS: &str = "pound pounds quid pence p penny gbp sterling k grand thousand and a ok okay hi hey pls plz please";

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// What the bank would send in pounds, in pence; nothing where it asks.
fn read(text: &str) -> Option<i64> {
    let amount = amount::whole(text, Language::ENGLISH)?;
    amount.in_currency(Currency::Gbp).ok().map(Money::minor)
}

/// A number below a million in words.
fn spelt(number: u32) -> String {
    let word = |at: u32| ONES.get(usize::try_from(at).unwrap_or(99)).copied();
    let rest = |rest: u32, between: &str| match rest {
        0 => String::new(),
        rest => format!("{between}{}", spelt(rest)),
    };
    match number {
        0..20 => word(number).unwrap_or_default().to_owned(),
        20..100 => {
            let tens = usize::try_from(number / 10).unwrap_or_default();
            format!(
                "{}{}",
                TENS.get(tens).copied().unwrap_or_default(),
                rest(number % 10, "-")
            )
        }
        100..1_000 => format!(
            "{} hundred{}",
            spelt(number / 100),
            rest(number % 100, " and ")
        ),
        _ => {
            let last = number % 1_000;
            let between = if last < 100 { " and " } else { " " };
            format!("{} thousand{}", spelt(number / 1_000), rest(last, between))
        }
    }
}

/// With a comma before each three digits from the end.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let from_the_end = |at: usize| digits.len().saturating_sub(at);
    let comma = |at: usize| {
        if at > 0 && from_the_end(at).is_multiple_of(3) {
            ","
        } else {
            ""
        }
    };
    let pieces = digits
        .char_indices()
        .map(|(at, digit)| format!("{}{digit}", comma(at)));
    pieces.collect()
}

fn in_script(text: &str, zero: char) -> String {
    let digit = |letter: char| {
        let value = letter.to_digit(10)?;
        char::from_u32(u32::from(zero).checked_add(value)?)
    };
    text.chars()
        .map(|letter| digit(letter).unwrap_or(letter))
        .collect()
}

/// An amount in one of the ways people write it, and what it is in pence.
fn written(chance: &mut Rng) -> (String, i64) {
    let pounds = chance.u32(1..1_000_000);
    let pence = chance.u32(1..100);
    let round = pounds.div_ceil(1_000);
    let both = i64::from(pounds) * 100 + i64::from(pence);
    let whole = i64::from(pounds) * 100;
    let thousands = i64::from(round) * 100_000;
    let (text, minor) = match chance.u8(0..14) {
        0 => (format!("{pounds}"), whole),
        1 => (format!("£{pounds}.{pence:02}"), both),
        2 => (format!("{}.{pence:02}", grouped(pounds)), both),
        3 => (format!("£{}", grouped(pounds)), whole),
        4 => (format!("{pounds} pounds"), whole),
        5 => (format!("{pounds} pounds {pence} pence"), both),
        6 => (format!("£{pounds} and {pence}p"), both),
        7 => (format!("{pounds} quid please"), whole),
        8 => (format!("GBP {pounds}.{pence:02}"), both),
        9 => (format!("{round}k"), thousands),
        10 => (format!("{round} grand"), thousands),
        11 => (format!("{pence}p"), i64::from(pence)),
        12 => (format!("{} pounds", spelt(pounds)), whole),
        _ => (
            format!("{} pounds and {} pence", spelt(pounds), spelt(pence)),
            both,
        ),
    };
    let zero = chance.choice(SCRIPTS).unwrap_or('0');
    (in_script(&text, zero), minor)
}

/// One character lost, doubled, put in, replaced, or changed with the next.
fn changed(text: &str, chance: &mut Rng) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let stray: Vec<char> = STRAY.chars().collect();
    let stray = chance.choice(stray).unwrap_or(' ');
    let at = chance.usize(0..letters.len());
    match chance.u8(0..5) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, stray),
        2 => letters
            .iter_mut()
            .skip(at)
            .take(1)
            .for_each(|letter| *letter = stray),
        3 => letters.extend_from_within(at..),
        _ => letters.swap(at, chance.usize(0..text.chars().count())),
    }
    letters.into_iter().collect()
}

/// The text as a person sees it: without what is invisible, and with the digits of every keyboard.
fn seen(text: &str) -> String {
    let digit = |letter: char| {
        let zero = SCRIPTS
            .into_iter()
            .find(|zero| (*zero..).take(10).any(|digit| digit == letter))?;
        char::from_digit(u32::from(letter).checked_sub(u32::from(zero))?, 10)
    };
    let is_seen = |letter: &char| !matches!(letter, '\u{200B}' | '\u{202E}');
    let seen = text.chars().filter(is_seen);
    seen.map(|letter| digit(letter).unwrap_or(letter))
        .collect::<String>()
        .to_lowercase()
}

/// Whether all that was typed can stand for this many pence: in figures every digit, in words every word.
fn accounts_for(text: &str, minor: i64) -> bool {
    let seen = seen(text);
    let split = |letter: char| !letter.is_alphabetic();
    let words: Vec<&str> = seen.split(split).filter(|word| !word.is_empty()).collect();
    let is_digit = |letter: char| letter.is_ascii_digit();
    let is_figures = seen.contains(is_digit);
    let is_known = |word: &&str| WORDS.split(' ').any(|known| known == *word);
    let odd = |letter: char| !letter.is_alphanumeric() && !" .,'’-£½\u{A0}".contains(letter);
    // A plus in front changes nothing.
    let unsigned = match seen.split_once('+') {
        Some((before, rest)) if !before.contains(is_digit) => format!("{before}{rest}"),
        _ => seen.clone(),
    };
    if is_figures && words.iter().all(is_known) && !unsigned.contains(odd) {
        return has_its_digits(&seen, minor);
    }
    !is_figures && is_spelt(&words, minor)
}

/// The digits in their order, but for zeros: at either end, where the point or a thousand stands, and between pounds
/// and fewer than ten pence.
fn has_its_digits(seen: &str, minor: i64) -> bool {
    let halved = seen.replace('½', "5");
    let typed: String = halved.chars().filter(char::is_ascii_digit).collect();
    let in_two = seen.contains('p');
    let bare = |digits: &str| {
        if in_two {
            digits.replace('0', "")
        } else {
            digits.trim_matches('0').to_owned()
        }
    };
    bare(&typed) == bare(&minor.to_string())
}

/// The same words as the bank would use, whatever stands between them.
fn is_spelt(words: &[&str], minor: i64) -> bool {
    let (pounds, pence) = (minor / 100, minor % 100);
    let spelt = |number: i64| spelt(u32::try_from(number).unwrap_or_default());
    let whole = format!(
        "{} {}",
        if pounds > 0 {
            spelt(pounds)
        } else {
            String::new()
        },
        if pence > 0 {
            spelt(pence)
        } else {
            String::new()
        }
    );
    let is_number =
        |word: &&str| !matches!(*word, "and" | "pounds" | "pound" | "pence" | "p" | "penny");
    let said: Vec<&str> = words.iter().copied().filter(is_number).collect();
    let meant: Vec<&str> = whole
        .split([' ', '-'])
        .filter(|word| !word.is_empty())
        .filter(is_number)
        .collect();
    said == meant
}

#[test]
fn every_way_to_write_an_amount_is_its_exact_value() {
    let mut chance = Rng::with_seed(SEED);
    for _ in 0..20_000 {
        let (text, minor) = written(&mut chance);
        assert_eq!(read(&text), Some(minor), "{text:?}");
        assert!(accounts_for(&text, minor), "the test misjudges {text:?}");
    }
}

#[test]
fn no_change_of_an_amount_leaves_a_typed_character_unread() {
    let changes = if std::env::var_os("ACME_PROOFS").is_some() {
        100_000
    } else {
        10_000
    };
    let mut chance = Rng::with_seed(SEED);
    let mut amounts = 0;
    for _ in 0..changes {
        let text = changed(&written(&mut chance).0, &mut chance);
        if let Some(minor) = read(&text) {
            amounts += 1;
            let accounts = accounts_for(&text, minor);
            assert!(accounts, "{text:?} was read as {minor} pence");
        }
    }
    println!(
        "{changes} changes: {amounts} are amounts, each of all that was typed; the rest is asked about"
    );
    assert!(
        amounts > changes / 5,
        "{amounts} of {changes} were read: too few to tell"
    );
}
