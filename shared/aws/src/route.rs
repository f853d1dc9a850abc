//! The way to a host: straight, or through the proxy that `HTTPS_PROXY` and `NO_PROXY` name.
//!
//! Deliberately only for HTTPS, as a tunnel the proxy cannot look into: plain HTTP goes to an emulator on this
//! machine.

use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

/// Opens TCP connections.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    tcp: HttpConnector,
    proxies: Arc<Matcher>,
}

type Opened = Result<TokioIo<TcpStream>, Box<dyn Error + Send + Sync>>;

impl Route {
    /// By the variables curl and the AWS SDKs go by. None set: straight.
    pub(crate) fn from_environment() -> Self {
        Self::through(Matcher::from_env())
    }

    fn through(proxies: Matcher) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        // A request must not wait for the acknowledgement of the one before.
        tcp.set_nodelay(true);
        Self {
            tcp,
            proxies: Arc::new(proxies),
        }
    }

    fn tunnel(&self, proxy: &Intercept) -> Tunnel<HttpConnector> {
        let tunnel = Tunnel::new(proxy.uri().clone(), self.tcp.clone());
        match proxy.basic_auth() {
            Some(login) => tunnel.with_auth(login.clone()),
            None => tunnel,
        }
    }
}

impl Service<Uri> for Route {
    type Response = TokioIo<TcpStream>;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Opened> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, host: Uri) -> Self::Future {
        let is_https = host.scheme() == Some(&Scheme::HTTPS);
        if let Some(proxy) = self.proxies.intercept(&host).filter(|_| is_https) {
            let opening = self.tunnel(&proxy).call(host);
            return Box::pin(async move { Ok(opening.await?) });
        }
        let opening = self.tcp.call(host);
        Box::pin(async move { Ok(opening.await?) })
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::TcpListener;

    use super::*;

    /// A proxy that lets one caller through, to nowhere; says what it was asked for.
    async fn let_one_through(listener: TcpListener) -> Vec<String> {
        let (mut caller, _) = listener.accept().await.unwrap();
        let mut lines = BufReader::new(&mut caller).lines();
        let mut asked = Vec::new();
        while let Some(line) = lines
            .next_line()
            .await
            .unwrap()
            .filter(|one| !one.is_empty())
        {
            asked.push(line);
        }
        caller.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        asked
    }

    #[tokio::test]
    async fn https_goes_through_a_tunnel_of_the_proxy_that_is_named() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let proxies = Matcher::builder().https(format!("http://me:secret@127.0.0.1:{port}"));
        let mut route = Route::through(proxies.build());
        let host = Uri::from_static("https://dynamodb.eu-west-2.amazonaws.com");
        let (opened, asked) = tokio::join!(route.call(host), let_one_through(listener));
        assert!(opened.is_ok());
        assert_eq!(
            asked[0],
            "CONNECT dynamodb.eu-west-2.amazonaws.com:443 HTTP/1.1"
        );
        assert!(
            asked
                .iter()
                .any(|line| line.starts_with("Proxy-Authorization: Basic "))
        );
    }

    #[tokio::test]
    async fn hosts_that_are_excepted_and_plain_http_are_reached_straight() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        // Whoever went through this proxy would reach nobody.
        let proxies = Matcher::builder().all("http://127.0.0.1:1").no("localhost");
        let mut route = Route::through(proxies.build());
        for host in [
            format!("https://localhost:{port}"),
            format!("http://127.0.0.1:{port}"),
        ] {
            assert!(route.call(host.parse().unwrap()).await.is_ok(), "{host}");
        }
    }
}
