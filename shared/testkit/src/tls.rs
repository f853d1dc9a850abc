//! TLS on loopback in front of a plain server, under an authority made for it alone.
//!
//! Deliberately a relay that understands nothing of what it carries: whatever answers behind it answers as it
//! does without TLS.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

/// A TLS server called `localhost`; dropping it closes it.
pub struct TlsFront {
    /// Where it listens, as an `https` address without a path.
    pub url: String,
    /// The certificate of its authority, in PEM: what a client has to believe.
    pub authority: String,
    handshakes: Arc<AtomicUsize>,
    accepting: JoinHandle<()>,
}

/// Why no TLS server could be made.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// No certificate could be made.
    #[error(transparent)]
    Certificate(#[from] rcgen::Error),
    /// TLS does not take the certificate.
    #[error(transparent)]
    Tls(#[from] rustls::Error),
    /// No port could be had.
    #[error(transparent)]
    Port(#[from] std::io::Error),
}

impl TlsFront {
    /// Opens a port for whoever believes a new authority, and carries what they send to `port` on loopback.
    pub async fn before(port: u16) -> Result<Self, TlsError> {
        let (config, authority) = identity()?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("https://localhost:{}", listener.local_addr()?.port());
        let handshakes = Arc::default();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let accepting = tokio::spawn(accept(listener, acceptor, port, Arc::clone(&handshakes)));
        Ok(Self {
            url,
            authority,
            handshakes,
            accepting,
        })
    }

    /// TLS handshakes that a client went through with: as many as it opened connections.
    #[must_use]
    pub fn handshakes(&self) -> usize {
        self.handshakes.load(Ordering::SeqCst)
    }
}

impl Drop for TlsFront {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// A server's key and certificate for `localhost`, and its authority in PEM.
fn identity() -> Result<(ServerConfig, String), TlsError> {
    let mut root = CertificateParams::new([])?;
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_key = KeyPair::generate()?;
    let authority = root.self_signed(&root_key)?.pem();
    let key = KeyPair::generate()?;
    let server = CertificateParams::new(["localhost".to_owned()])?;
    let certificate = server.signed_by(&key, &Issuer::new(root, root_key))?;
    let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let chain: Vec<CertificateDer> = vec![certificate.into()];
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    Ok((config, authority))
}

async fn accept(
    listener: TcpListener,
    acceptor: TlsAcceptor,
    port: u16,
    handshakes: Arc<AtomicUsize>,
) {
    let mut clients = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let (acceptor, handshakes) = (acceptor.clone(), Arc::clone(&handshakes));
        clients.spawn(async move {
            let _ = client.set_nodelay(true);
            // A client that does not believe the authority hangs up here.
            let Ok(mut client) = acceptor.accept(client).await else {
                return;
            };
            handshakes.fetch_add(1, Ordering::SeqCst);
            if let Ok(mut server) = TcpStream::connect(("127.0.0.1", port)).await {
                let _ = server.set_nodelay(true);
                // Either side may hang up at any time; the other then sees it.
                let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
            }
        });
    }
}
