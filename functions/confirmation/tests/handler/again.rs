//! The same request again, under the key the page sent it with.

use domain::confirmation::Stage;
use domain::customer::standing::Standing;
use domain::id::CustomerId;
use serde_json::{Value, json};
use testkit::bank::{ANAS_BIRTH_DATE, ANAS_PIN};
use testkit::{clock, comparisons};

use crate::{Rig, cookie};

const KEY: &str = "0123456789abcdef0123456789abcdef";
const OTHER_KEY: &str = "fedcba9876543210fedcba9876543210";

fn given(pin: &str, key: &str) -> Value {
    json!({ "pin": pin, "fact": ANAS_BIRTH_DATE, "key": key })
}

async fn standing(rig: &Rig) -> Standing {
    let ana = CustomerId("ana-lima".to_owned());
    rig.bank.engine.standings().of(&ana).await.unwrap()
}

#[tokio::test]
async fn the_page_that_opened_the_link_gets_in_again_and_nobody_else() {
    let rig = Rig::start().await;
    let sent = rig.bank.link_sent("wamid.1").await;
    let open = |key| json!({ "token": sent.link.expose(), "key": key });
    // The answer, and the cookie with it, never arrive.
    let lost = rig.post("open", &open(KEY), None).await;
    let lost = lost.cookie.unwrap();
    let again = rig.post("open", &open(KEY), None).await;
    assert_eq!(again.step(), "credentials");
    let session = again.cookie.unwrap();
    let session = session.split(';').next().unwrap();
    let status = rig.post("status", &json!({}), Some(session)).await;
    assert_eq!(status.step(), "credentials");
    let lost = lost.split(';').next().unwrap();
    assert_eq!(rig.post("status", &json!({}), Some(lost)).await.status, 410);
    assert_eq!(rig.post("open", &open(OTHER_KEY), None).await.status, 410);
    assert_eq!(rig.open(sent.link.expose()).await.status, 410, "no key");
    clock::pass(domain::confirmation::link::SESSION_SECONDS);
    assert_eq!(rig.post("open", &open(KEY), None).await.status, 410, "late");
}

#[tokio::test]
async fn the_same_pin_and_fact_under_the_same_key_are_one_try_with_one_answer() {
    comparisons::listen();
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.again").await;
    let cookie = cookie(&opened);
    let wrong = given("000000", KEY);
    let first = rig.post("credentials", &wrong, Some(&cookie)).await;
    for _ in 0..5 {
        let again = rig.post("credentials", &wrong, Some(&cookie)).await;
        assert_eq!(again.text, first.text);
    }
    assert_eq!(standing(&rig).await.failures(), 1);
    assert_eq!(comparisons::of(&opened.id), 1);
    // Another guess under that key is a try like any other; so is the same guess under another key.
    let other = rig
        .post("credentials", &given("000001", KEY), Some(&cookie))
        .await;
    assert_eq!(other.view()["tries_left"], 1);
    let last = given("000000", OTHER_KEY);
    let last = rig.post("credentials", &last, Some(&cookie)).await;
    assert_eq!(last.step(), "rejected");
    assert_eq!(comparisons::of(&opened.id), 3);
}

#[tokio::test]
async fn the_right_pin_and_fact_sent_twice_at_once_are_right_both_times() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    let cookie = cookie(&opened);
    let right = given(ANAS_PIN, KEY);
    let post = || rig.post("credentials", &right, Some(&cookie));
    let (one, twin) = tokio::join!(post(), post());
    assert_eq!(
        (one.step(), twin.step()),
        ("sending".to_owned(), "sending".to_owned())
    );
    assert_eq!(rig.bank.stage(&opened.id).await, Stage::Identified);
    assert_eq!(standing(&rig).await, Standing::default());
}

#[tokio::test]
async fn no_name_of_a_try_is_found_from_what_is_stored() {
    let rig = Rig::start().await;
    let opened = rig.bank.identifying("wamid.1").await;
    rig.post("credentials", &given(ANAS_PIN, KEY), Some(&cookie(&opened)))
        .await;
    let again = rig.bank.identifying("wamid.2").await;
    let wrong = given("000000", KEY);
    rig.post("credentials", &wrong, Some(&cookie(&again))).await;
    let name = again.session.try_name(KEY, "000000", ANAS_BIRTH_DATE).hex();
    let without_session = domain::confirmation::link::Token::received("");
    let guessed = without_session
        .try_name(KEY, "000000", ANAS_BIRTH_DATE)
        .hex();
    let items = rig.bank.engine.items().await;
    assert!(items.iter().any(|item| item.text.contains(&name)));
    for item in &items {
        assert!(!item.text.contains(again.session.expose()), "{}", item.pk);
        assert!(!item.text.contains(&guessed) && !item.text.contains(KEY));
    }
}
