//! Characters: composed and decomposed, three scripts, and those the typeface lacks.

use paper::error::PaperError;
use paper::statement::{Statement, print};

use crate::reader::open;
use crate::sample::statement;

const NOTE: &str = "□ stands for a character";

fn of(text: &str, reference: &str) -> Statement<'static> {
    let mut statement = statement(1);
    text.clone_into(&mut statement.lines[0].text);
    reference.clone_into(&mut statement.lines[0].reference);
    statement
}

#[test]
fn names_read_the_same_however_their_accents_were_typed() {
    for (typed, read) in [
        ("Jose\u{301}", "José"),
        ("José", "José"),
        ("S\u{30c}koda", "Škoda"),
        ("Łukasz Ḩaḑramawt", "Łukasz Ḩaḑramawt"),
        ("Ẹ\u{300}bùn", "Ẹ\u{300}bùn"),
        ("Майʼя O’Neill", "Майʼя O’Neill"),
        ("Άννα Ἀλέξανδρος", "Άννα Ἀλέξανδρος"),
        ("Ђорђе Їжакевич", "Ђорђе Їжакевич"),
        ("O’Brien & Söhne <\"x\">", "O’Brien & Söhne <\"x\">"),
        ("Two\nlines,\tno  less", "Two lines, no less"),
    ] {
        let Some(printed) = open(&of(typed, "")) else {
            return;
        };
        let page = &printed.pages()[0];
        assert!(
            page.contains(&format!("{read}\n")) || page.contains(&format!("{read} ")),
            "{page}"
        );
        assert!(!page.contains(NOTE));
    }
}

#[test]
fn a_character_the_typeface_lacks_is_shown_as_a_box_explained_and_kept_as_text() {
    for (text, reference) in [
        ("山田 Ana", ""),
        ("Ana", "thanks 🎉"),
        ("नमस्ते Ana", "👩🏽 Ana"),
    ] {
        let Some(printed) = open(&of(text, reference)) else {
            return;
        };
        let page = &printed.pages()[0];
        assert!(page.contains(NOTE), "{page}");
        for put_in in [text, reference] {
            assert!(page.contains(put_in), "{put_in} is not in {page}");
        }
    }
}

/// Readers disagree on how such text is copied; what counts is that the line stays in order.
#[test]
fn text_that_runs_the_other_way_is_boxed_and_turns_nothing_around() {
    let Some(printed) = open(&of("Ana שלום", "مرحبا 12")) else {
        return;
    };
    let page = &printed.pages()[0];
    assert!(page.contains(NOTE) && page.contains("\nAna "), "{page}");
    assert!(page.contains("1,309.74 8,156.86\n"), "{page}");
}

#[test]
fn only_the_page_that_shows_a_box_explains_it() {
    let mut statement = statement(60);
    statement.lines[59].text.push('漢');
    let Some(printed) = open(&statement) else {
        return;
    };
    let explained = printed
        .pages()
        .iter()
        .map(|page| page.contains(NOTE))
        .collect::<Vec<_>>();
    assert_eq!(explained, [false, false, true]);
}

#[test]
fn characters_without_a_meaning_or_that_turn_the_line_are_not_carried() {
    let Some(printed) = open(&of("Ana\u{202e}azuoS\u{0}\u{e000}", "\u{fffe}\u{feff}")) else {
        return;
    };
    let page = &printed.pages()[0];
    assert!(page.contains("AnaazuoS \u{fffd}\n\u{fffd}\n"), "{page}");
}

#[test]
fn what_the_bank_vouches_for_is_printed_whole_or_not_at_all() {
    let character = '漢';
    let refused = Err(PaperError::Unprintable { character });
    let spoiled: [fn(&mut Statement); 5] = [
        |statement| statement.holder.push('漢'),
        |statement| statement.account_name.push('漢'),
        |statement| statement.account_number.push('漢'),
        |statement| statement.bank = "漢",
        |statement| {
            let mut words = *statement.words;
            words.opening = "漢";
            statement.words = Box::leak(Box::new(words));
        },
    ];
    for spoil in spoiled {
        let mut statement = statement(1);
        spoil(&mut statement);
        assert_eq!(print(&statement), refused);
    }
}
