//! What a skill may say beside plain text: always an answer, whatever its author thought of.

use serde_json::{Value, json};
use testkit::inbound::{ANA, text};
use testkit::logs::Logs;

use crate::{Rig, said_menu};

/// What Ana is told when the skill answers with these.
async fn told(generic: Value) -> Vec<String> {
    let rig = Box::pin(Rig::start()).await;
    let answer = json!({ "output": { "generic": generic }, "context": {} });
    rig.bank.services.assistant_answers(answer);
    let asked = text(ANA, "wamid.1", "is the branch open?");
    assert!(
        Box::pin(rig.receive(&[asked])).await.is_empty(),
        "{generic}"
    );
    assert!(rig.bank.services.calls_of("SendMessage").is_empty());
    rig.texts()
}

#[tokio::test]
async fn choices_and_the_word_for_an_absent_agent_are_said() {
    let choice = |label: &str| json!({ "label": label, "value": { "input": { "text": label } } });
    let told = told(json!([
        { "response_type": "suggestion", "title": "Did you mean:",
          "suggestions": [choice("Opening hours"), choice("Find a branch")] },
        { "response_type": "connect_to_agent",
          "agent_unavailable": { "message": "Nobody is here at night." } },
    ]))
    .await;
    let expected = "Did you mean:\n• Opening hours\n• Find a branch\n\nNobody is here at night.";
    assert_eq!(told, [expected]);
}

#[tokio::test]
async fn where_a_skill_says_nothing_this_channel_can_show_the_menu_does() {
    let nothing = [
        json!([]),
        json!([{ "response_type": "text", "text": "  " }]),
        json!([{ "response_type": "pause", "time": 500 }]),
        json!([{ "response_type": "user_defined", "user_defined": { "x": 1 } }]),
        json!([{ "response_type": "video", "source": "https://bank.example/film" }]),
    ];
    for generic in nothing {
        assert_eq!(told(generic).await, [said_menu("Ana")]);
    }
}

#[tokio::test]
async fn an_answer_longer_than_a_message_comes_in_two_and_none_of_it_is_lost() {
    let paragraphs = vec!["word ".repeat(300).trim().to_owned(); 4];
    let text = paragraphs.join("\n\n");
    let told = told(json!([{ "response_type": "text", "text": text }])).await;
    assert_eq!(told.len(), 2);
    assert_eq!(told.join("\n\n"), text);
}

#[tokio::test]
async fn intent_and_confidence_are_logged_each_turn_and_no_word_of_the_customers() {
    let logs = Logs::listen();
    let rig = Rig::start().await;
    let answers = [
        json!([{ "intent": "branch_hours", "confidence": 0.625 }]),
        json!([]),
    ];
    for (turn, intents) in answers.into_iter().enumerate() {
        let generic = json!([{ "response_type": "text", "text": "From nine." }]);
        let output = json!({ "generic": generic, "intents": intents });
        let answer = json!({ "output": output, "context": {} });
        rig.bank.services.assistant_answers(answer);
        let asked = text(
            ANA,
            &format!("wamid.{turn}"),
            "when does the zebra branch open?",
        );
        assert!(rig.receive(&[asked]).await.is_empty());
    }
    let [sure, unsure] = &logs.with("message", "understood")[..] else {
        panic!("two lines: {}", logs.text());
    };
    assert_eq!(sure["watson.intent"], "branch_hours");
    assert_eq!(sure["watson.confidence"], 0.625);
    assert_eq!(sure["watson.actions"], "");
    assert!(unsure["watson.intent"].is_null() && unsure["watson.confidence"].is_null());
    for words in ["zebra", "From nine", ANA] {
        assert!(!logs.text().contains(words), "{words}");
    }
}
