//! A frame with slots, said and heard: the simulator's own, since the bank's skill asks for nothing itself.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod support;

use jiff::civil::date;
use watson_simulator::Chat;

/// Plays a transcript: pairs of what is said and what is heard.
fn play(lines: &[(&str, &str)]) {
    let monday = date(2026, 11, 23).at(9, 30, 0, 0).in_tz("UTC").unwrap();
    let mut chat = Chat::new(support::taxi_skill(), monday);
    for (said, expected) in lines {
        let mut heard = chat.say(said);
        let actions = chat.actions().into_iter();
        heard.extend(actions.map(|(name, parameters)| format!("{name}{parameters}")));
        assert_eq!(heard.join(" / "), *expected, "after {said:?}");
    }
}

const WHERE_TO: &str = "Where to?";
const HOW_MANY: &str = "How many of you?";
const BOOKED: &str = r#"book{"people":4,"place":"airport"}"#;

#[test]
fn one_sentence_can_fill_every_slot() {
    play(&[("a cab to the airport for 4 people", BOOKED)]);
}

#[test]
fn what_is_missing_is_asked_for_one_by_one() {
    play(&[
        ("book a taxi", WHERE_TO),
        ("the airport", HOW_MANY),
        ("four", BOOKED),
        ("a cab to the terminal", HOW_MANY),
        ("4", BOOKED),
    ]);
}

#[test]
fn an_answer_that_fits_no_slot_is_asked_for_in_other_words() {
    play(&[
        ("book a taxi", WHERE_TO),
        ("Timbuktu", "I go to the station and the airport. Where to?"),
        ("airport", HOW_MANY),
        ("lots", "A number, please. How many of you?"),
        ("4", BOOKED),
    ]);
}

#[test]
fn a_digression_comes_back_to_the_question() {
    play(&[
        ("book a taxi", WHERE_TO),
        ("what does it cost", "Ten pounds. / Where to?"),
        ("airport", HOW_MANY),
        ("how much is it", "Ten pounds. / How many of you?"),
        ("4", BOOKED),
    ]);
}

#[test]
fn a_handler_repeats_the_question_or_leaves_every_slot() {
    play(&[
        ("book a taxi", WHERE_TO),
        ("what did you say", WHERE_TO),
        ("never mind", "No taxi, then."),
        ("4", "I only do taxis."),
    ]);
}
