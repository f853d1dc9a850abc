//! Transcripts of the bank's own skill: the customer says, the skill answers.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod support;

use jiff::civil::date;
use watson_simulator::Chat;

/// A Monday morning.
fn chat() -> Chat {
    Chat::new(
        support::bank_skill(),
        date(2026, 11, 23).at(9, 30, 0, 0).in_tz("UTC").unwrap(),
    )
}

/// Says `text`; returns texts and actions on one line.
fn heard(chat: &mut Chat, text: &str) -> String {
    let mut parts = chat.say(text);
    for (name, parameters) in chat.actions() {
        let parameters = parameters.as_object().unwrap().values();
        let parameters: Vec<String> = parameters
            .map(|value| {
                value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned)
            })
            .collect();
        parts.push(format!("{name}({})", parameters.join(",")));
    }
    parts.join(" / ")
}

/// Plays a transcript: pairs of what is said and what is heard.
fn play(lines: &[(&str, &str)]) {
    let mut chat = chat();
    for (said, expected) in lines {
        assert_eq!(heard(&mut chat, said), *expected, "after {said:?}");
    }
}

const HOW_MUCH: &str = "How much would you like to send?";
const WHO: &str = "Who should it go to?";

#[test]
fn the_skill_uses_nothing_the_simulator_lacks() {
    let summary = support::bank_skill().check();
    assert_eq!(summary.unsupported, Vec::<String>::new());
    assert!(
        summary.intents >= 20 && summary.dialog_nodes >= 50,
        "{summary:?}"
    );
}

#[test]
fn the_skill_asks_for_the_agreed_actions_and_no_others() {
    let actions = support::bank_skill().client_actions();
    let contract: Vec<String> = actions
        .iter()
        .map(|action| format!("{}({})", action.name, action.parameters.join(", ")))
        .collect();
    assert_eq!(
        contract,
        [
            "cancel()",
            "freeze()",
            "set_voice(enabled)",
            "show_balances()",
            "show_bank_check()",
            "show_help()",
            "show_menu()",
            "start_transfer(amount, amount_value, currency, payee)",
        ]
    );
}

#[test]
fn one_sentence_is_enough_for_a_transfer() {
    for (said, amount, words, currency, payee) in [
        ("send 50 to Ben", "50", "", "", "Ben"),
        ("send Ben 50", "50", "", "", "Ben"),
        ("pay ben carter £12.50", "£12.50", "", "GBP", "ben carter"),
        (
            "transfer fifty pounds to my mum",
            "fifty pounds",
            "50",
            "GBP",
            "my mum",
        ),
        ("send to Ben 50 pounds", "50 pounds", "", "GBP", "Ben"),
        (
            "send £1,200.00 to my landlord for rent",
            "£1,200.00",
            "",
            "GBP",
            "my landlord",
        ),
        (
            "can you send 20 to Studio 54 please",
            "20",
            "",
            "",
            "Studio 54",
        ),
        ("i wanna pay back dave 20 quid", "20 quid", "", "", "dave"),
        ("move 100 from savings to current", "100", "", "", "current"),
        (
            "give my sister two hundred and fifty pounds",
            "two hundred and fifty pounds",
            "250",
            "GBP",
            "my sister",
        ),
    ] {
        let expected = format!("start_transfer({amount},{words},{currency},{payee})");
        assert_eq!(heard(&mut chat(), said), expected, "{said}");
    }
}

#[test]
fn what_is_missing_is_asked_for_one_by_one() {
    play(&[
        ("I want to send money", HOW_MUCH),
        ("50", WHO),
        ("Ben", "start_transfer(50,,,Ben)"),
        ("send some money to Ana", HOW_MUCH),
        ("fifty", "start_transfer(fifty,50,,Ana)"),
        ("send 20", WHO),
        ("it's for Ana Lima please", "start_transfer(20,,,Ana Lima)"),
    ]);
}

#[test]
fn odd_amounts_reach_the_bank_as_typed() {
    for amount in ["-5", "0", "0.00", "50.005", "99999", "1k", "1.200,50", "£0"] {
        let heard = heard(&mut chat(), &format!("send {amount} to Ben"));
        assert!(
            heard.starts_with(&format!("start_transfer({amount},,")),
            "{heard}"
        );
    }
    for amount in ["-5", "0", "50.005"] {
        play(&[
            ("send money to Ben", HOW_MUCH),
            (amount, &format!("start_transfer({amount},,,Ben)")),
        ]);
    }
}

#[test]
fn a_balance_in_the_middle_comes_back_to_the_question() {
    play(&[
        ("send money", HOW_MUCH),
        (
            "what's my balance?",
            "How much would you like to send? / show_balances()",
        ),
        ("30", WHO),
        (
            "how much have I got",
            "Who should it go to? / show_balances()",
        ),
        ("thanks", "You're welcome. / Who should it go to?"),
        ("Ben", "start_transfer(30,,,Ben)"),
    ]);
}

#[test]
fn cancelling_forgets_everything() {
    play(&[
        ("send 40", WHO),
        ("actually forget it", "cancel()"),
        ("send money", HOW_MUCH),
        ("cancel", "cancel()"),
        ("cancel", "cancel()"),
    ]);
}

#[test]
fn corrections_replace_what_was_said() {
    play(&[
        ("send 40", WHO),
        ("no, 110", WHO),
        ("make it 120 please", WHO),
        ("Ana Lima", "start_transfer(120,,,Ana Lima)"),
        ("send 40", WHO),
        ("send 25 to Ben", "start_transfer(25,,,Ben)"),
    ]);
}

#[test]
fn an_unclear_answer_is_asked_again_in_other_words() {
    play(&[
        ("transfer", HOW_MUCH),
        (
            "lots and lots",
            "I need an amount, such as 50 or £12.50. How much would you like to send?",
        ),
        ("12.50", WHO),
        (
            "hmm, dunno yet",
            "Who should the money go to? Type the name of one of your payees, such as Ben Carter.",
        ),
        ("City Power", "start_transfer(12.50,,,City Power)"),
    ]);
}

#[test]
fn a_bare_number_or_name_starts_nothing() {
    for said in [
        "50",
        "£20",
        "what's the weather like",
        "asdfgh",
        "🙂",
        "Ben",
    ] {
        let heard = heard(&mut chat(), said);
        assert!(
            heard.starts_with("I'm sorry, I didn't understand that."),
            "{said}: {heard}"
        );
    }
}

#[test]
fn repeat_says_the_question_again() {
    play(&[
        ("send money", HOW_MUCH),
        ("what did you say", HOW_MUCH),
        ("9", WHO),
        ("sorry, what?", WHO),
    ]);
}

#[test]
fn voice_and_help_and_menu_are_actions() {
    play(&[
        ("hello there", "show_menu()"),
        ("menu", "show_menu()"),
        ("what can you do", "show_help()"),
        ("please turn on voice replies", "set_voice(true)"),
        ("turn the voice off", "set_voice(false)"),
    ]);
}
