//! The client for everything that is not AWS, against a server under an authority that nobody knows.

use testkit::services::Services;
use testkit::tls::TlsFront;

use crate::bundle;

async fn front(services: &Services) -> TlsFront {
    TlsFront::before(services.port).await.unwrap()
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_is_refused() {
    let services = Services::start().await;
    let front = front(&services).await;
    let client = https::web::client(None).unwrap();
    assert!(client.get(&front.url).send().await.is_err());
    assert_eq!((front.handshakes(), services.calls().len()), (0, 0));
}

#[tokio::test]
async fn a_server_that_the_bundle_vouches_for_is_believed_with_one_handshake_for_all_calls() {
    let services = Services::start().await;
    let front = front(&services).await;
    let client = https::web::client(Some(bundle(&front.authority).unwrap())).unwrap();
    for _ in 0..3 {
        let answer = client.get(&front.url).send().await.unwrap();
        answer.bytes().await.unwrap();
    }
    assert_eq!(front.handshakes(), 1);
}
