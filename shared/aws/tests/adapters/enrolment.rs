//! Binding a channel to a customer, and releasing it.

use domain::customer::activation::ACTIVATION_SECONDS;
use domain::customer::channel::ChannelAddress;
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use testkit::engine::{Engine, NOW};

fn carla() -> CustomerId {
    CustomerId("carla-dias".to_owned())
}

fn address() -> ChannelAddress {
    ChannelAddress::try_new(Some("GB.1".to_owned()), Some("447700900103".to_owned())).unwrap()
}

#[tokio::test]
async fn an_activation_code_binds_both_ids_once() {
    let engine = Engine::with_demo_customers().await;
    let (channels, code) = (engine.channels(), Hash::plain(&[b"code"]));
    channels
        .put_activation(&code, &carla(), NOW, NOW.plus(ACTIVATION_SECONDS))
        .await
        .unwrap();
    assert_eq!(channels.at(&address()).await, Ok(None));
    assert_eq!(
        channels.activate(&code, &address(), NOW).await,
        Ok(Some(carla()))
    );
    assert_eq!(channels.activate(&code, &address(), NOW).await, Ok(None));
    for alone in [
        ChannelAddress::try_new(Some("GB.1".to_owned()), None),
        ChannelAddress::try_new(None, Some("447700900103".to_owned())),
    ] {
        assert_eq!(channels.at(&alone.unwrap()).await, Ok(Some(carla())));
    }
}

#[tokio::test]
async fn an_expired_or_invented_code_binds_nobody() {
    let engine = Engine::with_demo_customers().await;
    let (channels, code) = (engine.channels(), Hash::plain(&[b"code"]));
    channels
        .put_activation(&code, &carla(), NOW, NOW)
        .await
        .unwrap();
    assert_eq!(channels.activate(&code, &address(), NOW).await, Ok(None));
    let invented = Hash::plain(&[b"invented"]);
    assert_eq!(
        channels.activate(&invented, &address(), NOW).await,
        Ok(None)
    );
}

#[tokio::test]
async fn a_revoked_channel_speaks_for_nobody() {
    let engine = Engine::with_demo_customers().await;
    let channels = engine.channels();
    let ana = CustomerId("ana-lima".to_owned());
    let phone = ChannelAddress::try_new(None, Some("447700900101".to_owned())).unwrap();
    assert_eq!(channels.at(&phone).await, Ok(Some(ana.clone())));
    assert_eq!(channels.revoke(&ana, NOW).await, Ok(1));
    assert_eq!(channels.at(&phone).await, Ok(None));
    assert_eq!(channels.of(&ana).await, Ok(None));
}

#[tokio::test]
async fn a_user_id_is_added_once_and_only_to_the_phone_on_file() {
    let engine = Engine::with_demo_customers().await;
    let channels = engine.channels();
    let ana = CustomerId("ana-lima".to_owned());
    let phone = |user_id: &str, wa_id: &str| {
        ChannelAddress::try_new(Some(user_id.to_owned()), Some(wa_id.to_owned())).unwrap()
    };
    for (user_id, wa_id, known) in [
        ("GB.1", "447700900199", None),
        ("GB.1", "447700900101", Some("GB.1")),
        ("GB.2", "447700900101", Some("GB.1")),
    ] {
        let seen = phone(user_id, wa_id);
        channels.learn_user_id(&ana, &seen, NOW).await.unwrap();
        let linked = channels.of(&ana).await.unwrap().unwrap();
        assert_eq!(linked.address.user_id(), known, "{user_id}");
    }
    let alone = |user_id: &str| ChannelAddress::try_new(Some(user_id.to_owned()), None).unwrap();
    assert_eq!(channels.at(&alone("GB.1")).await, Ok(Some(ana.clone())));
    assert_eq!(channels.at(&alone("GB.2")).await, Ok(None));
    assert_eq!(channels.revoke(&ana, NOW).await, Ok(2));
    assert_eq!(channels.at(&alone("GB.1")).await, Ok(None));
}

#[tokio::test]
async fn a_revocation_voids_the_codes_issued_until_then_and_no_later_one() {
    let engine = Engine::with_demo_customers().await;
    let (channels, ana) = (engine.channels(), CustomerId("ana-lima".to_owned()));
    let code = |name: &str| Hash::plain(&[name.as_bytes()]);
    for (name, at) in [
        ("before", NOW.plus(-1)),
        ("same second", NOW),
        ("after", NOW.plus(1)),
    ] {
        let until = at.plus(ACTIVATION_SECONDS);
        channels
            .put_activation(&code(name), &ana, at, until)
            .await
            .unwrap();
    }
    channels.revoke(&ana, NOW).await.unwrap();
    let later = NOW.plus(2);
    for name in ["before", "same second"] {
        let activated = channels.activate(&code(name), &address(), later).await;
        assert_eq!(activated, Ok(None), "{name}");
    }
    let activated = channels.activate(&code("after"), &address(), later).await;
    assert_eq!(activated, Ok(Some(ana)));
}

/// One of two phones wins, and speaks alone: never both, never neither.
#[tokio::test]
async fn of_two_codes_used_at_once_one_phone_speaks_in_the_end() {
    let engine = Engine::with_demo_customers().await;
    let channels = engine.channels();
    let phone =
        |last: u32| ChannelAddress::try_new(None, Some(format!("44770090{last:04}"))).unwrap();
    let (one, other) = (Hash::plain(&[b"one"]), Hash::plain(&[b"other"]));
    for code in [&one, &other] {
        let until = NOW.plus(ACTIVATION_SECONDS);
        channels
            .put_activation(code, &carla(), NOW, until)
            .await
            .unwrap();
    }
    let (phones, now) = ([phone(301), phone(302)], NOW.plus(1));
    let (first, second) = tokio::join!(
        channels.activate(&one, &phones[0], now),
        channels.activate(&other, &phones[1], now),
    );
    assert!(first.unwrap().is_some() || second.unwrap().is_some());
    let linked = channels.of(&carla()).await.unwrap().unwrap().address;
    for phone in &phones {
        let speaks = channels.at(phone).await.unwrap().is_some();
        assert_eq!(speaks, *phone == linked);
    }
}
