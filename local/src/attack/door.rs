//! The bank's public door as an attacker uses it: any method, any header, any body.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, SET_COOKIE};
use reqwest::{Client, Method, redirect};

/// Headers every response must carry (ASVS 5.0 §3.4).
const PROTECTION: [&str; 8] = [
    "cache-control",
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
];

/// Between two tries of a throttled request.
const PAUSE: Duration = Duration::from_millis(300);

/// Where the page is.
#[derive(Clone)]
pub(crate) struct Door {
    client: Client,
    url: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) status: u16,
    pub(super) body: String,
    pub(super) cookie: Option<String>,
    pub(super) unprotected: bool,
    pub(super) reflected: bool,
}

impl Door {
    /// `url`: the page, without fragment.
    pub(super) fn new(url: &str) -> anyhow::Result<Self> {
        let client = Client::builder()
            .no_proxy()
            .redirect(redirect::Policy::none())
            .build()?;
        Ok(Self {
            client,
            url: url.to_owned(),
        })
    }

    /// What the page itself would send.
    pub(crate) async fn post(&self, step: &str, body: &str, cookie: &str) -> anyhow::Result<Seen> {
        let headers = [
            (CONTENT_TYPE.as_str(), "application/json"),
            (COOKIE.as_str(), cookie),
        ];
        self.send(Method::POST, &format!("/{step}"), &headers, body)
            .await
    }

    /// Anything at all. Throttled at the gateway, it waits and comes again, as a patient attacker does.
    pub(super) async fn send(
        &self,
        method: Method,
        rest: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> anyhow::Result<Seen> {
        loop {
            let seen = self.once(method.clone(), rest, headers, body).await?;
            // The function's own 429 says how long; the gateway's does not.
            if seen.status != 429 || seen.body.contains("seconds") {
                return Ok(seen);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn once(
        &self,
        method: Method,
        rest: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> anyhow::Result<Seen> {
        let mut request = self
            .client
            .request(method, format!("{}{rest}", self.url))
            .body(body.to_owned());
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            request = request.header(*name, *value);
        }
        let answer = request.send().await?;
        let status = answer.status().as_u16();
        let headers = answer.headers().clone();
        Ok(Seen {
            status,
            cookie: cookie_of(&headers),
            unprotected: PROTECTION.iter().any(|name| !headers.contains_key(*name)),
            reflected: format!("{headers:?}").contains("mallory"),
            body: answer.text().await?,
        })
    }
}

fn cookie_of(headers: &HeaderMap) -> Option<String> {
    let cookie = headers.get(SET_COOKIE)?.to_str().ok()?;
    Some(cookie.split(';').next()?.to_owned())
}
