//! What should not have been typed goes no further than this function's memory.

use serde_json::json;
use testkit::inbound::{ANA, text};
use wording::saying::Saying;

use crate::{Rig, in_words};

const TYPED: [(&str, &str); 5] = [
    ("my card is 4111 1111 1111 1111", "4111"),
    ("4111-1111-1111-1111", "4111"),
    ("my pin is 271828 ok", "271828"),
    ("pin 2718", "2718"),
    ("use 582 996 please", "996"),
];

#[tokio::test]
async fn a_card_number_a_pin_or_a_code_reaches_neither_watson_nor_a_table() {
    let rig = Rig::start().await;
    for (index, (typed, secret)) in TYPED.into_iter().enumerate() {
        rig.receive(&[text(ANA, &format!("wamid.{index}"), typed)])
            .await;
        assert_eq!(
            *rig.texts().last().unwrap(),
            in_words(&Saying::KeepItSecret),
            "{typed}"
        );
        for item in rig.bank.engine.items().await {
            let is_ours = item.table == "conversations" || item.table == "confirmations";
            assert!(!is_ours || !item.text.contains(typed), "{typed}");
        }
        for call in rig.bank.services.calls() {
            assert!(!call.input.to_string().contains(secret), "{typed}");
        }
    }
    assert!(!rig.watson_was_asked());
}

#[tokio::test]
async fn a_sentence_about_the_code_just_texted_is_taken_as_the_code() {
    let rig = Rig::start().await;
    let due = rig.bank.passcode_due("wamid.0").await;
    let answer = json!({ "outcome": "verified" });
    rig.bank.services.function_answers("passcode", answer);
    rig.receive(&[text(ANA, "wamid.1", "the code is 582 996")])
        .await;
    let asked = rig.bank.services.calls_of("Invoke");
    assert_eq!(asked[0]["Payload"]["code"], "582996");
    assert_eq!(asked[0]["Payload"]["confirmation_id"], due.id.0.as_str());
    rig.receive(&[text(ANA, "wamid.2", "my pin is 271828")])
        .await;
    assert_eq!(rig.bank.services.calls_of("Invoke").len(), 1);
    assert_eq!(rig.texts(), [in_words(&Saying::KeepItSecret)]);
}

#[tokio::test]
async fn the_banks_own_text_message_is_taken_as_the_code_however_it_is_pasted() {
    let sms =
        "ACME Bank: 582996 is your code to send £50.00 to Ben Carter ending 0101. Never share it.";
    for tail in [
        "",
        " Valid 5 minutes. We will not call for it.",
        " Valid 5 minutes. We will not call for it.\n@bank.example #582996",
        "\n\n@localhost #582996",
    ] {
        let rig = Rig::start().await;
        rig.bank.passcode_due("wamid.0").await;
        let answer = json!({ "outcome": "verified" });
        rig.bank.services.function_answers("passcode", answer);
        let pasted = format!("{sms}{tail}");
        rig.receive(&[text(ANA, "wamid.1", &pasted)]).await;
        let asked = rig.bank.services.calls_of("Invoke");
        assert_eq!(asked.len(), 1, "{tail}: {:?}", rig.texts());
        assert_eq!(asked[0]["Payload"]["code"], "582996");
    }
}

/// Whoever only speaks of a code, or of anything with six digits, loses no try, and money does not move.
#[tokio::test]
async fn a_code_among_other_words_is_not_used() {
    let rig = Rig::start().await;
    rig.bank.passcode_due("wamid.0").await;
    let typed = [
        "somebody called and wants 582996",
        "did not get asked for 582996",
        "582996 is this a scam?",
        "I will be there on 15-10-25",
        "15-10-25",
        "room 151025",
        "ACME Bank: 582996 is your code to send £60.00 to Ben Carter ending 0101. Never share it.",
    ];
    for (index, typed) in typed.into_iter().enumerate() {
        rig.receive(&[text(ANA, &format!("wamid.{index}"), typed)])
            .await;
    }
    assert!(rig.bank.services.calls_of("Invoke").is_empty());
    assert_eq!(rig.texts(), vec![in_words(&Saying::CodeAlone); typed.len()]);
    let disowned = "I did not ask for this, why did I get 582996?";
    rig.receive(&[text(ANA, "wamid.disowned", disowned)]).await;
    let asked = rig.said().pop().unwrap();
    assert!(asked.1.contains("block your cards"), "{asked:?}");
    assert!(rig.bank.services.calls_of("Invoke").is_empty());
    assert!(!rig.watson_was_asked());
}

/// Bank details are no secret, but Watson understands a text without their digits; where its words are read to
/// the last, it is not asked at all.
#[tokio::test]
async fn no_digit_of_an_account_reaches_watson() {
    let rig = Rig::start().await;
    let answer = json!({ "output": { "generic": [] }, "context": {} });
    rig.bank.services.assistant_answers(answer);
    for (index, typed) in [
        "could somebody put Dora Evans 04-00-75 40050101 among the people I pay",
        "dora has DE89 3704 0044 0532 0130 00 now",
        "her account is 40050101",
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("wamid.{index}");
        rig.receive(&[text(ANA, &id, typed)]).await;
        let asked = rig.bank.services.calls_of("WatsonAssistant").pop().unwrap();
        let asked = asked.to_string();
        assert!(asked.contains("0000"), "{typed}: {asked}");
        for digits in ["4005", "0075", "3704"] {
            assert!(!asked.contains(digits), "{typed}: {asked}");
        }
    }
    let before = rig.bank.services.count_of("WatsonAssistant");
    let whole = "send 1000000 to Ben";
    rig.receive(&[text(ANA, "wamid.whole", whole)]).await;
    assert_eq!(rig.bank.services.count_of("WatsonAssistant"), before);
}
