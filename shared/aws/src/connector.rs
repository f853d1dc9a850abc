//! The one HTTP client of every SDK in a process: one pool of connections, one trust store.
//!
//! Deliberately not the SDK's own, which reads the system's certificates, builds a connector for each service
//! only to validate it, and carries HTTP/2: 3.3 ms and 0.7 MB of a function, for nothing that is used here.
//! What that client does for retries is done here too: errors are sorted, and a connection that failed is
//! given up. It has no time-outs: an attempt's own ends whatever hangs, connecting included.

use std::error::Error as StdError;

use aws_smithy_runtime_api::client::connection::{CaptureSmithyConnection, ConnectionMetadata};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::ErrorKind;
use http::Request;
use https::trust::Trust;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use crate::once::NotConnected;
use crate::route::Route;

/// Hands every SDK client the same connections.
#[derive(Clone, Debug)]
pub(crate) struct OneConnector(SharedHttpConnector);

impl OneConnector {
    /// Connects to whoever `trust` vouches for, and to plain HTTP where an endpoint's address says so.
    pub(crate) fn new(trust: Trust) -> Self {
        let tls = HttpsConnectorBuilder::new()
            .with_tls_config(trust.config())
            .https_or_http()
            .enable_http1();
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .build(tls.wrap_connector(Route::from_environment()));
        Self(SharedHttpConnector::new(Pool(client)))
    }
}

impl HttpClient for OneConnector {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.0.clone()
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        Some(ConnectorMetadata::new("hyper", Some("1.x".into())))
    }
}

/// The connections, kept open between calls.
#[derive(Debug)]
struct Pool(Client<HttpsConnector<Route>, SdkBody>);

impl HttpConnector for Pool {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut request = match request.try_into_http1x() {
            Ok(request) => request,
            Err(error) => {
                return HttpConnectorFuture::ready(Err(ConnectorError::user(error.into())));
            }
        };
        remember_connection(&mut request);
        let answer = self.0.request(request);
        HttpConnectorFuture::new(async move {
            let answer = answer.await.map_err(sorted)?;
            HttpResponse::try_from(answer.map(SdkBody::from_body_1_x))
                .map_err(|error| ConnectorError::other(error.into(), None))
        })
    }
}

/// Lets the SDK give up the connection after a passing failure, so that the next attempt takes another.
fn remember_connection(request: &mut Request<SdkBody>) {
    let connection = capture_connection(request);
    if let Some(asked) = request.extensions().get::<CaptureSmithyConnection>() {
        asked.set_connection_retriever(move || Some(described(connection.clone())));
    }
}

fn described(connection: CaptureConnection) -> ConnectionMetadata {
    let give_up = move || {
        if let Some(connection) = connection.connection_metadata().as_ref() {
            connection.poison();
        }
    };
    ConnectionMetadata::builder()
        .proxied(false)
        .poison_fn(give_up)
        .build()
}

/// Sorts a failure as the SDK's retries understand it: what the network did is tried again, a request that
/// cannot be sent is not.
fn sorted(error: Error) -> ConnectorError {
    if error.is_connect() {
        return ConnectorError::io(NotConnected(error.into()).into()).never_connected();
    }
    match cause::<hyper::Error>(&error) {
        Some(hyper) if hyper.is_user() => ConnectorError::user(error.into()),
        // The server hung up in the middle of an answer.
        Some(hyper) if hyper.is_incomplete_message() => {
            ConnectorError::other(error.into(), Some(ErrorKind::TransientError))
        }
        Some(hyper) if hyper.is_closed() || hyper.is_canceled() => ConnectorError::io(error.into()),
        _ if cause::<std::io::Error>(&error).is_some() => ConnectorError::io(error.into()),
        _ => ConnectorError::other(error.into(), None),
    }
}

/// The first `E` among an error's causes.
fn cause<E: StdError + 'static>(error: &Error) -> Option<&E> {
    let first: Option<&(dyn StdError + 'static)> = Some(error);
    std::iter::successors(first, |&error| error.source()).find_map(|error| error.downcast_ref())
}
