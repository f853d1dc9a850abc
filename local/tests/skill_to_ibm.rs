//! A skill's way to Watson and back: uploaded and exported over HTTP, against the simulator.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use domain::language::Language;
use local::skill;
use local::skill::ibm::{Ibm, Wanted};
use serde_json::{Value, json};
use watson_simulator::{AssistantOptions, Chat, Skill, assistant_router};

const KEY: &str = "k-upload";
const SKILL: &str = "5c1ad0e2-6f0b-4f3e-9d57-2b8c1f9e4a70";
const ASSISTANT: &str = "0f3b6c1e-2a52-4a5d-9a1c-6f0c1f6a7b8c";

/// What is there before anything is uploaded.
fn empty_skill() -> Skill {
    let json = json!({ "name": "empty", "language": "en", "dialog_nodes": [] });
    Skill::parse(&json.to_string()).unwrap()
}

async fn start() -> String {
    let router = assistant_router(empty_skill(), AssistantOptions::new(KEY));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/instances/i1", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

fn reach(url: &str, key: &str, wanted: Wanted) -> Ibm {
    let variable = |name: &str| {
        let value = match name {
            "WATSON_URL" => url,
            "WATSON_API_KEY" => key,
            "WATSON_SKILL_ID" => SKILL,
            "WATSON_ASSISTANT_ID" => ASSISTANT,
            _ => return None,
        };
        Some(value.to_owned())
    };
    let ibm = Ibm::configured(wanted, Language::ENGLISH, &variable).unwrap();
    ibm.waiting(Duration::from_millis(10), 3)
}

/// What a skill answers to a question about money, as actions.
fn asked(skill: &Value) -> Vec<String> {
    let now = jiff::Timestamp::UNIX_EPOCH.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let mut chat = Chat::new(Skill::parse(&skill.to_string()).unwrap(), now);
    chat.say("what's my balance?");
    chat.actions().into_iter().map(|(name, _)| name).collect()
}

#[tokio::test]
async fn the_banks_skill_comes_back_as_it_was_sent_by_either_api() {
    let skill = skill::build(Language::ENGLISH).unwrap();
    for wanted in [Wanted::V1, Wanted::V2] {
        let ibm = reach(&start().await, KEY, wanted);
        assert_eq!(asked(&ibm.export().await.unwrap()), Vec::<String>::new());
        assert_eq!(ibm.upload(&skill).await.unwrap(), SKILL);
        let back = ibm.export().await.unwrap();
        for part in ["intents", "dialog_nodes", "counterexamples", "name"] {
            assert_eq!(back[part], skill[part], "{part} by {wanted:?}");
        }
        assert!(back["workspace_id"].is_null() && back["status"].is_null());
        assert_eq!(asked(&back), ["balance"], "{wanted:?}");
    }
}

#[tokio::test]
async fn a_new_skill_gets_an_id_and_leaves_the_others_alone() {
    let url = start().await;
    let skill = skill::build(Language::ENGLISH).unwrap();
    let id = reach(&url, KEY, Wanted::New).upload(&skill).await.unwrap();
    assert_ne!(id, SKILL);
    let old = reach(&url, KEY, Wanted::V1).export().await.unwrap();
    assert_eq!(old["name"], "empty");
}

#[tokio::test]
async fn what_watson_refuses_is_told_and_the_key_never_is() {
    let url = start().await;
    let refused = reach(&url, "k-wrong", Wanted::V1).upload(&json!({})).await;
    let message = format!("{:#}", refused.unwrap_err());
    assert_eq!(message, "Watson answered 401: Unauthorized");

    let no_skill = json!({ "dialog_nodes": "none" });
    let refused = reach(&url, KEY, Wanted::V1).upload(&no_skill).await;
    let message = format!("{:#}", refused.unwrap_err());
    assert!(
        message.starts_with("Watson answered 400: not a dialog skill"),
        "{message}"
    );
    assert!(!message.contains(KEY));
}

#[test]
fn what_is_not_configured_stops_and_is_named() {
    let all = [
        "WATSON_URL",
        "WATSON_API_KEY",
        "WATSON_SKILL_ID",
        "WATSON_ASSISTANT_ID",
    ];
    for missing in all {
        for value in [None, Some(" ".to_owned())] {
            let variable = |name: &str| {
                let is_missing = name == missing;
                if is_missing {
                    value.clone()
                } else {
                    Some("set".to_owned())
                }
            };
            let refused = Ibm::configured(Wanted::V2, Language::ENGLISH, &variable)
                .err()
                .unwrap();
            assert_eq!(refused.to_string(), format!("{missing} is not set"));
        }
    }
    let only = |name: &str| (!name.ends_with("_ID")).then(|| "set".to_owned());
    assert!(Ibm::configured(Wanted::New, Language::ENGLISH, &only).is_ok());
}
