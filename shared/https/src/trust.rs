//! Whom a client believes: the certificate authorities whose word it takes for a server's name.
//!
//! Deliberately compiled in, from Mozilla's list as `webpki-roots` keeps it: nothing is read or parsed at
//! start-up. A root that is withdrawn comes and goes with an update of that crate.

use rustls::ClientConfig;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{self, PemObject};
use webpki_roots::TLS_SERVER_ROOTS;

/// The roots of Amazon Trust Services, which sign for AWS's services, by their common names.
///
/// All five, as <https://www.amazontrust.com/repository/> asks of whoever keeps a trust store of their own.
pub const AMAZON_ROOTS: [&str; 5] = [
    "Amazon Root CA 1",
    "Amazon Root CA 2",
    "Amazon Root CA 3",
    "Amazon Root CA 4",
    "Starfield Services Root Certificate Authority - G2",
];

/// The certificate authorities a client believes.
#[derive(Clone, Debug)]
pub struct Trust(RootCertStore);

/// A bundle nobody can be believed by. Never quotes the file.
#[derive(Debug, thiserror::Error)]
pub enum BadBundle {
    /// The file is not there, may not be read, or is not PEM.
    #[error("the file cannot be read as PEM: {0}")]
    Unreadable(#[from] pem::Error),
    /// A certificate in it is no certificate of an authority.
    #[error("it holds something that is no certificate: {0}")]
    NoCertificate(#[from] rustls::Error),
    /// It is a PEM file without a certificate.
    #[error("it holds no certificate")]
    Empty,
}

impl Trust {
    /// Amazon's roots and no other: for AWS.
    ///
    /// Not for its regions in China, whose names end in `.amazonaws.com.cn` and may be signed by others.
    #[must_use]
    pub fn amazon() -> Self {
        let is_amazons = |subject: &[u8]| {
            AMAZON_ROOTS
                .iter()
                .any(|name| subject.ends_with(name.as_bytes()))
        };
        let roots = TLS_SERVER_ROOTS.iter().cloned();
        Self(
            roots
                .filter(|root| is_amazons(root.subject.as_ref()))
                .collect(),
        )
    }

    /// Every root that Mozilla believes: for the rest of the web.
    #[must_use]
    pub fn web() -> Self {
        Self(TLS_SERVER_ROOTS.iter().cloned().collect())
    }

    /// The certificates of a PEM file and no other: for a company's proxy, or a server of one's own.
    pub fn bundle(path: &str) -> Result<Self, BadBundle> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_file_iter(path)? {
            roots.add(certificate?)?;
        }
        if roots.is_empty() {
            return Err(BadBundle::Empty);
        }
        Ok(Self(roots))
    }

    /// The roots themselves.
    #[must_use]
    pub const fn roots(&self) -> &RootCertStore {
        &self.0
    }

    /// What a TLS client goes by: TLS 1.2 and 1.3, aws-lc, a post-quantum key exchange where the server has
    /// one, and no certificate of its own.
    ///
    /// # Panics
    /// If a second cryptography provider is linked into the process: rustls would not know which to use.
    #[must_use]
    pub fn config(self) -> ClientConfig {
        ClientConfig::builder()
            .with_root_certificates(self.0)
            .with_no_client_auth()
    }
}
