//! "Send 50 to Ben", from the first word to both receipts.

use dialogue::BatchAnswer;
use domain::confirmation::Stage;
use domain::id::{CustomerId, OrderId};
use domain::language::Language;
use lambda_http::{Body, Response};
use serde_json::{Value, json};
use testkit::bank::{ANAS_BIRTH_DATE, ANAS_PIN};
use testkit::clock;
use testkit::inbound::{self, ANA, text};
use testkit::services::Fault;
use transfers::Answer;
use wording::saying::Saying;
use wording::sentence::Words;

use crate::house::House;

/// The message that asks. Meta's ids hold the sender's phone in base64, and so does this one.
pub const ASKED: &str = "wamid.HBgMNDQ3NzAwOTAwMTAxFQIAEhgU";

/// After how many seconds the queue hands a message over again.
const QUEUE_VISIBILITY_SECONDS: i64 = 180;

/// A PIN that is not Ana's.
pub const WRONG_PIN: &str = "135790";

/// What only the customer ever holds.
pub struct Secrets {
    pub link: String,
    pub session: String,
    pub code: String,
}

pub fn id() -> OrderId {
    OrderId::from_message(ASKED)
}

/// Asks, opens the link, gives a wrong and the right PIN, and has the code texted.
pub async fn up_to_the_code(house: &House) -> Secrets {
    house.hears(text(ANA, ASKED, "send 50 to Ben")).await;
    assert_eq!(house.transfer("prepare", &id()).await, Ok(Answer::Prepared));
    house.tell("link", &id()).await.unwrap();
    let link = house.link();
    let opened = house.post("open", &json!({ "token": link }), "").await;
    let cookie = cookie(&opened);
    let fact = answer_to(&opened);
    house
        .post(
            "credentials",
            &json!({ "pin": WRONG_PIN, "fact": fact }),
            &cookie,
        )
        .await;
    let right = json!({ "pin": ANAS_PIN, "fact": fact });
    assert_eq!(
        view(&house.post("credentials", &right, &cookie).await)["step"],
        "sending"
    );
    house.issue(&id()).await.unwrap();
    Secrets {
        link,
        session: cookie,
        code: house.code(),
    }
}

/// Ana's answer to the question on the page.
pub fn answer_to(opened: &Response<Body>) -> &'static str {
    match view(opened)["question"]["kind"].as_str() {
        Some("birth_date") => ANAS_BIRTH_DATE,
        _ => "4321",
    }
}

pub fn view(response: &Response<Body>) -> Value {
    assert_eq!(response.status(), 200);
    serde_json::from_slice(response.body()).unwrap()
}

pub fn cookie(opened: &Response<Body>) -> String {
    let cookie = opened.headers()["set-cookie"].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

fn texts(house: &House) -> Vec<String> {
    let sent = house.bank.services.calls_of("WhatsApp").into_iter();
    sent.filter_map(|message| message["text"]["body"].as_str().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn fifty_pounds_reach_ben_after_pin_and_code_and_both_hear_of_it() {
    let house = House::open().await;
    let secrets = up_to_the_code(&house).await;
    let answer = house
        .post(
            "passcode",
            &json!({ "code": secrets.code }),
            &secrets.session,
        )
        .await;
    assert_eq!(view(&answer)["step"], "sending");
    assert_eq!(house.bank.services.calls_of("SendTaskSuccess").len(), 2);
    assert_eq!(house.transfer("commit", &id()).await, Ok(Answer::Committed));
    house.tell("receipt", &id()).await.unwrap();
    house.tell("credit_notice", &id()).await.unwrap();
    assert_eq!(house.bank.balance("ana-lima").await, (240_000, 240_000));
    assert_eq!(house.bank.balance("ben-carter").await, (36_055, 36_055));
    let said = texts(&house);
    let [.., receipt, notice] = said.as_slice() else {
        panic!("{said:?}")
    };
    assert!(receipt.contains("*£50.00* to *Ben Carter*") && receipt.contains("*£2,400.00*"));
    assert!(notice.contains("*Ana Lima* sent you *£50.00*") && notice.contains("*£360.55*"));
    let done = house.post("status", &json!({}), &secrets.session).await;
    assert_eq!(view(&done)["step"], "done");
}

#[tokio::test]
async fn the_code_may_also_be_typed_in_the_chat() {
    let house = House::open().await;
    let secrets = up_to_the_code(&house).await;
    house.hears(text(ANA, "wamid.2", &secrets.code)).await;
    assert_eq!(house.transfer("commit", &id()).await, Ok(Answer::Committed));
    assert!(
        house.bank.services.calls_of("WatsonAssistant").len() == 1,
        "only for the first words"
    );
}

/// Meta's passing refusals: something went wrong, and too many messages in all.
const PASSING: [i64; 2] = [131_000, 130_429];

#[tokio::test]
async fn a_wrong_code_whose_answer_whatsapp_refuses_for_a_while_is_one_try() {
    for refusal in PASSING {
        let house = House::open().await;
        let secrets = up_to_the_code(&house).await;
        let before = failures(&house).await;
        let wrong = if secrets.code == "000000" {
            "000001"
        } else {
            "000000"
        };
        let body = inbound::webhook(&[text(ANA, "wamid.2", wrong)], &[]);
        house.bank.services.fail("WhatsApp", Fault::Meta(refusal));
        let unanswered = house.takes_in(&body).await;
        assert_ne!(
            unanswered,
            BatchAnswer::default(),
            "{refusal}: it comes again"
        );
        house.bank.services.mend("WhatsApp");
        clock::pass(QUEUE_VISIBILITY_SECONDS);
        let said = texts(&house).len();
        assert_eq!(house.takes_in(&body).await, BatchAnswer::default());
        assert_eq!(
            texts(&house).get(said..),
            Some(
                [Saying::PasscodeWrong { tries_left: 2 }
                    .words(Language::ENGLISH)
                    .chat()]
                .as_slice()
            )
        );
        let stage = house.bank.stage(&id()).await;
        assert!(
            matches!(stage, Stage::PasscodeDue { attempts: 1, .. }),
            "{refusal}: {stage:?}"
        );
        assert_eq!(
            failures(&house).await,
            before.saturating_add(1),
            "{refusal}"
        );
    }
}

/// Failures in a row that count against Ana.
async fn failures(house: &House) -> u8 {
    let ana = CustomerId("ana-lima".to_owned());
    house
        .bank
        .engine
        .standings()
        .of(&ana)
        .await
        .unwrap()
        .failures()
}

#[tokio::test]
async fn a_cancellation_at_any_moment_before_the_code_moves_nothing() {
    let house = House::open().await;
    let secrets = up_to_the_code(&house).await;
    house
        .hears(inbound::button_reply(ANA, "wamid.2", "cancel"))
        .await;
    let late = house
        .post(
            "passcode",
            &json!({ "code": secrets.code }),
            &secrets.session,
        )
        .await;
    assert_eq!(view(&late)["step"], "cancelled");
    assert!(house.transfer("commit", &id()).await.is_err());
    assert_eq!(
        house.transfer("abandon", &id()).await,
        Ok(Answer::Abandoned)
    );
    assert_eq!(house.bank.balance("ana-lima").await, (245_000, 245_000));
}
