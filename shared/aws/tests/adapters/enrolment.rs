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
    let (customers, code) = (engine.customers(), Hash::plain(&[b"code"]));
    customers
        .put_activation(&code, &carla(), NOW.plus(ACTIVATION_SECONDS))
        .await
        .unwrap();
    assert_eq!(customers.at(&address()).await, Ok(None));
    assert_eq!(
        customers.activate(&code, &address(), NOW).await,
        Ok(Some(carla()))
    );
    assert_eq!(customers.activate(&code, &address(), NOW).await, Ok(None));
    for alone in [
        ChannelAddress::try_new(Some("GB.1".to_owned()), None),
        ChannelAddress::try_new(None, Some("447700900103".to_owned())),
    ] {
        assert_eq!(customers.at(&alone.unwrap()).await, Ok(Some(carla())));
    }
}

#[tokio::test]
async fn an_expired_or_invented_code_binds_nobody() {
    let engine = Engine::with_demo_customers().await;
    let (customers, code) = (engine.customers(), Hash::plain(&[b"code"]));
    customers
        .put_activation(&code, &carla(), NOW)
        .await
        .unwrap();
    assert_eq!(customers.activate(&code, &address(), NOW).await, Ok(None));
    let invented = Hash::plain(&[b"invented"]);
    assert_eq!(
        customers.activate(&invented, &address(), NOW).await,
        Ok(None)
    );
}

#[tokio::test]
async fn a_revoked_channel_speaks_for_nobody() {
    let engine = Engine::with_demo_customers().await;
    let customers = engine.customers();
    let ana = CustomerId("ana-lima".to_owned());
    let phone = ChannelAddress::try_new(None, Some("447700900101".to_owned())).unwrap();
    assert_eq!(customers.at(&phone).await, Ok(Some(ana.clone())));
    assert_eq!(customers.revoke(&ana).await, Ok(1));
    assert_eq!(customers.at(&phone).await, Ok(None));
    assert!(
        customers
            .get(&ana)
            .await
            .unwrap()
            .unwrap()
            .address
            .is_none()
    );
}

#[tokio::test]
async fn a_user_id_is_added_once_and_only_to_the_phone_on_file() {
    let engine = Engine::with_demo_customers().await;
    let customers = engine.customers();
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
        customers.learn_user_id(&ana, &seen, NOW).await.unwrap();
        let profile = customers.get(&ana).await.unwrap().unwrap();
        assert_eq!(profile.address.unwrap().user_id(), known, "{user_id}");
    }
    let alone = |user_id: &str| ChannelAddress::try_new(Some(user_id.to_owned()), None).unwrap();
    assert_eq!(customers.at(&alone("GB.1")).await, Ok(Some(ana.clone())));
    assert_eq!(customers.at(&alone("GB.2")).await, Ok(None));
    assert_eq!(customers.revoke(&ana).await, Ok(2));
    assert_eq!(customers.at(&alone("GB.1")).await, Ok(None));
}
