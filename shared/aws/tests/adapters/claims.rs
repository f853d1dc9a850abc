//! Message claims: one effect per message id.

use aws::conversations::{CLAIM_LEASE_SECONDS, Claim, Conversation};
use domain::customer::channel::ChannelAddress;
use testkit::engine::{Engine, NOW};

#[tokio::test]
async fn a_message_is_ours_once_busy_meanwhile_and_done_for_ever() {
    let conversations = Engine::start().await;
    let conversations = (conversations.conversations(), conversations);
    let (store, _engine) = &conversations;
    assert_eq!(store.claim("wamid.1", false, NOW).await, Ok(Claim::Ours));
    assert_eq!(store.claim("wamid.1", false, NOW).await, Ok(Claim::Busy));
    store.finish("wamid.1", NOW).await.unwrap();
    let much_later = NOW.plus(CLAIM_LEASE_SECONDS * 1_000);
    assert_eq!(
        store.claim("wamid.1", false, much_later).await,
        Ok(Claim::Done)
    );
}

#[tokio::test]
async fn a_crashed_holder_is_succeeded_after_the_lease() {
    let engine = Engine::start().await;
    let store = engine.conversations();
    store.claim("wamid.1", false, NOW).await.unwrap();
    let later = NOW.plus(CLAIM_LEASE_SECONDS + 1);
    assert_eq!(store.claim("wamid.1", false, later).await, Ok(Claim::Ours));
    store.release("wamid.1").await.unwrap();
    assert_eq!(store.claim("wamid.1", false, later).await, Ok(Claim::Ours));
}

#[tokio::test]
async fn a_conversation_is_remembered_per_channel() {
    let engine = Engine::start().await;
    let store = engine.conversations();
    let address = |id: &str| ChannelAddress::try_new(None, Some(id.to_owned())).unwrap();
    let said = Conversation {
        late: Some("what came late".to_owned()),
        watson_context: Some("{}".to_owned()),
        watson_language: Some("en".to_owned()),
        draft: Some(r#"{"service":"transfer"}"#.to_owned()),
        question: Some("Who should it go to?".to_owned()),
        asked_at: Some(NOW),
        failures: 1,
        unsettled_at: Some(NOW),
    };
    store.put(&address("1"), &said, NOW).await.unwrap();
    assert_eq!(store.get(&address("1")).await, Ok(said));
    assert_eq!(store.get(&address("2")).await, Ok(Conversation::default()));
}
