//! The one client for everything that is not AWS: WhatsApp's Graph API and Watson.

use reqwest::redirect;

use crate::trust::Trust;

/// A client that believes `bundle`, or every root that Mozilla does. Build it once, in `main`: it holds the connections, its clones share them.
///
/// Deliberately follows no redirect: a token must not travel to another host.
pub fn client(bundle: Option<Trust>) -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(bundle.unwrap_or_else(Trust::web).config())
        .redirect(redirect::Policy::none())
        .build()
}
