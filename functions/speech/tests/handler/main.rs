//! Speech through its handler: what Watson is asked, what is stored, what is tried again.

mod start;

use aws::bucket::Bucket;
use aws::secrets::Secret;
use calls::speech::{SpeechAnswer, SpeechPiece, SpeechQuestion};
use domain::failure::Failure;
use speech::Speech;
use testkit::services::{Fault, Services, VOICE_NOTE};

struct Rig {
    services: Services,
    speech: Speech,
}

impl Rig {
    async fn start() -> Self {
        let services = Services::start().await;
        let connection = &services.connection;
        let speech = Speech {
            http: reqwest::Client::new(),
            watson: Secret::new(connection, "bank/watson".to_owned()),
            voice: "en-GB_KateV3Voice".to_owned(),
            audio: Bucket::new(connection, "audio".to_owned(), "audio"),
        };
        Self { services, speech }
    }

    async fn say(&self, pieces: Vec<SpeechPiece>) -> Result<SpeechAnswer, Failure> {
        self.say_in("en", pieces).await
    }

    async fn say_in(
        &self,
        language: &str,
        pieces: Vec<SpeechPiece>,
    ) -> Result<SpeechAnswer, Failure> {
        let language = language.to_owned();
        let question = SpeechQuestion { pieces, language };
        self.speech.handle(question).await
    }
}

fn text(words: &str) -> SpeechPiece {
    SpeechPiece::Text(words.to_owned())
}

fn money(currency: &str, amount: &str) -> SpeechPiece {
    SpeechPiece::Money {
        currency: currency.to_owned(),
        amount: amount.to_owned(),
    }
}

#[tokio::test]
async fn amounts_are_marked_as_money_and_names_cannot_become_markup() {
    let rig = Rig::start().await;
    let payee = text(" to <break/> & Sons.");
    rig.say(vec![text("You sent "), money("GBP", "50.00"), payee])
        .await
        .unwrap();
    let asked = rig.services.calls_of("WatsonSpeech");
    let ssml = asked[0]["text"].as_str().unwrap();
    assert!(
        ssml.contains("You sent ") && ssml.contains("50.00"),
        "{ssml}"
    );
    assert!(
        !ssml.contains("<break") && ssml.contains("&lt;break") && ssml.contains("&amp; Sons."),
        "{ssml}"
    );
}

#[tokio::test]
async fn the_voice_note_is_stored_under_a_name_that_tells_nothing() {
    let rig = Rig::start().await;
    let pieces = vec![
        text("You sent "),
        money("GBP", "50.00"),
        text(" to Ben Carter."),
    ];
    let key = rig.say(pieces.clone()).await.unwrap().key;
    assert_eq!(key.strip_suffix(".ogg").map(str::len), Some(64), "{key}");
    let objects = rig.services.objects();
    let stored = &objects[&format!("audio/{key}")];
    assert!(
        stored
            .windows(VOICE_NOTE.len())
            .any(|window| window == VOICE_NOTE)
    );
    let put = rig.services.calls_of("PutObject");
    assert_eq!(put[0]["ContentType"], "audio/ogg; codecs=opus");
    assert_eq!(
        rig.say(pieces).await.unwrap().key,
        key,
        "the same words, the same object"
    );
    let other = rig
        .say(vec![text("You sent "), money("GBP", "50.01")])
        .await
        .unwrap()
        .key;
    assert_ne!(other, key);
}

#[tokio::test]
async fn another_language_is_another_voice_and_another_object() {
    let rig = Rig::start().await;
    let amount = || vec![money("GBP", "50.00")];
    let english = rig.say_in("en", amount()).await.unwrap().key;
    assert_eq!(rig.say_in("", amount()).await.unwrap().key, english);
    let portuguese = rig.say_in("pt-BR", amount()).await.unwrap().key;
    assert_ne!(portuguese, english);
}

#[tokio::test]
async fn watsons_outages_are_retried_and_its_refusals_are_not() {
    let rig = Rig::start().await;
    for (status, again) in [
        (500, true),
        (503, true),
        (429, true),
        (408, true),
        (401, true),
        (400, false),
        (404, false),
    ] {
        rig.services
            .fail_once("WatsonSpeech", Fault::Status(status));
        let answer = rig.say(vec![text("hello")]).await;
        assert_eq!(
            matches!(answer, Err(Failure::Retry(_))),
            again,
            "{status}: {answer:?}"
        );
        assert_eq!(
            matches!(answer, Err(Failure::Fail(_))),
            !again,
            "{status}: {answer:?}"
        );
    }
    assert!(rig.services.objects().is_empty());
}

#[tokio::test]
async fn a_refused_key_is_read_afresh_before_the_next_try() {
    let rig = Rig::start().await;
    rig.say(vec![text("one")]).await.unwrap();
    rig.services.fail_once("WatsonSpeech", Fault::Status(401));
    rig.say(vec![text("two")]).await.unwrap_err();
    rig.say(vec![text("three")]).await.unwrap();
    assert_eq!(rig.services.calls_of("GetSecretValue").len(), 2);
}

#[tokio::test]
async fn a_bucket_that_does_not_take_it_is_tried_again() {
    let rig = Rig::start().await;
    rig.services
        .fail_once("PutObject", Fault::Error("AccessDenied"));
    assert!(matches!(
        rig.say(vec![text("hello")]).await,
        Err(Failure::Retry(_))
    ));
    rig.say(vec![text("hello")]).await.unwrap();
    assert_eq!(rig.services.objects().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_spoken_fails_before_watson_is_asked() {
    let rig = Rig::start().await;
    for pieces in [
        vec![text(&"x".repeat(6_000))],
        vec![money("not a code", "50.00")],
        vec![money("GBP", "fifty")],
    ] {
        let answer = rig.say(pieces).await;
        assert!(matches!(answer, Err(Failure::Fail(_))), "{answer:?}");
    }
    assert!(rig.services.calls_of("WatsonSpeech").is_empty());
}
