//! The adapters over real TLS on loopback: whom they believe, and how many connections they open.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws::connection::{Connection, MAX_ATTEMPTS};
use aws::secrets::{Secret, SecretError};
use aws::sms::Sms;
use aws::workflow::Workflow;
use domain::confirmation::order::Executor;
use domain::id::OrderId;
use https::trust::Trust;
use serde_json::Value;
use tempfile::NamedTempFile;
use testkit::services::{Fault, Services};
use testkit::tls::TlsFront;
use tokio::net::TcpListener;

/// AWS's services but DynamoDB, behind TLS.
struct Rig {
    services: Services,
    front: TlsFront,
}

impl Rig {
    async fn start() -> Self {
        let services = Services::start().await;
        let front = TlsFront::before(services.port).await.unwrap();
        Self { services, front }
    }

    /// Who trusts this server's authority and no other, as `AWS_CA_BUNDLE` would make it.
    fn trusting(&self) -> Connection {
        let mut bundle = NamedTempFile::new().unwrap();
        bundle.write_all(self.front.authority.as_bytes()).unwrap();
        let trust = Trust::bundle(bundle.path().to_str().unwrap()).unwrap();
        Connection::to_local_trusting(&self.front.url, "eu-west-2", trust)
    }
}

fn secret(connection: &Connection, id: &str) -> Secret<Value> {
    Secret::new(connection, id.to_owned())
}

#[tokio::test]
async fn a_server_that_amazon_does_not_vouch_for_is_refused() {
    let rig = Rig::start().await;
    let connection = Connection::to_local(&rig.front.url, "eu-west-2");
    let refused = secret(&connection, "keys").get().await;
    let (id, code) = ("keys".to_owned(), "no answer".to_owned());
    assert_eq!(refused, Err(SecretError::Unavailable { id, code }));
    assert_eq!((rig.front.handshakes(), rig.services.calls().len()), (0, 0));
}

#[tokio::test]
async fn a_server_that_the_bundle_vouches_for_is_believed() {
    let rig = Rig::start().await;
    assert!(secret(&rig.trusting(), "keys").get().await.is_ok());
    assert_eq!(rig.front.handshakes(), 1);
}

#[tokio::test]
async fn calls_of_every_service_share_one_handshake() {
    let rig = Rig::start().await;
    let connection = rig.trusting();
    for id in ["keys", "whatsapp", "watson"] {
        assert!(secret(&connection, id).get().await.is_ok());
    }
    let sms = Sms::new(&connection, "ACME".to_owned());
    assert!(sms.send("+447700900101", "hello").await.is_ok());
    let workflow = Workflow::new(&connection, "confirmation".to_owned());
    let order = OrderId::from_message("wamid.1");
    let started = workflow.start(&order, Executor::Transfers).await;
    assert!(started.is_ok());
    assert_eq!((rig.front.handshakes(), rig.services.calls().len()), (1, 5));
}

#[tokio::test]
async fn after_a_passing_failure_the_next_attempt_takes_another_connection() {
    let rig = Rig::start().await;
    let connection = rig.trusting();
    rig.services.fail_once("GetSecretValue", Fault::Status(500));
    assert!(secret(&connection, "keys").get().await.is_ok());
    assert_eq!((rig.front.handshakes(), rig.services.calls().len()), (2, 2));
}

#[tokio::test]
async fn a_call_whose_answer_was_lost_is_made_again() {
    let rig = Rig::start().await;
    let connection = rig.trusting();
    rig.services.fail_once("GetSecretValue", Fault::LostAnswer);
    assert!(secret(&connection, "keys").get().await.is_ok());
    assert_eq!(rig.services.calls().len(), 2);
}

#[tokio::test]
async fn a_server_that_hangs_up_is_asked_as_often_as_agreed_and_then_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let callers = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&callers);
    tokio::spawn(async move {
        while let Ok((caller, _)) = listener.accept().await {
            drop(caller);
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    let connection = Connection::to_local(&url, "eu-west-2");
    assert!(secret(&connection, "keys").get().await.is_err());
    assert_eq!(callers.load(Ordering::SeqCst), MAX_ATTEMPTS);
}
