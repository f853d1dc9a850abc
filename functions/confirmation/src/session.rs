//! The page's session: a cookie that names the confirmation and proves the link was opened here.

use domain::confirmation::Confirmation;
use domain::confirmation::link::{SESSION_SECONDS, Token};
use domain::id::OrderId;
use lambda_http::Request;
use lambda_http::http::HeaderMap;
use lambda_http::http::header::{CONTENT_TYPE, COOKIE};

use crate::{ConfirmationPage, PageError};

/// The `__Host-` prefix makes the browser refuse it without TLS, with a domain, or from a sub-path
/// (RFC 6265bis §4.1.3.2), so no neighbour can plant one.
const COOKIE_NAME: &str = "__Host-confirmation";

/// The `Set-Cookie` value of a fresh session.
pub fn cookie(id: &OrderId, session: &Token) -> String {
    format!(
        "{COOKIE_NAME}={}.{}; Max-Age={SESSION_SECONDS}; Path=/; Secure; HttpOnly; SameSite=Strict",
        id.0,
        session.expose()
    )
}

/// Refuses what a foreign page could make a browser send: forms cannot send JSON without asking,
/// and a browser says where a request comes from.
pub fn must_be_own_page(request: &Request) -> Result<(), PageError> {
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let is_json = header(CONTENT_TYPE.as_str())
        .and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    let is_own = header("sec-fetch-site").is_none_or(|site| site == "same-origin");
    if is_json && is_own {
        Ok(())
    } else {
        Err(PageError::Foreign)
    }
}

impl ConfirmationPage {
    /// The confirmation whose session this request carries.
    pub(crate) async fn session(&self, request: &Request) -> Result<Confirmation, PageError> {
        Ok(self.session_and_token(request).await?.0)
    }

    /// The same, with what only this browser holds.
    pub(crate) async fn session_and_token(
        &self,
        request: &Request,
    ) -> Result<(Confirmation, Token), PageError> {
        let (id, token) = read_cookie(request.headers()).ok_or(PageError::LinkUnusable)?;
        let found = self
            .confirming
            .get(&id)
            .await?
            .ok_or(PageError::LinkUnusable)?;
        let now = (self.clock)();
        if found
            .session
            .is_some_and(|session| session.admits(&token, found.order.digest(), now))
        {
            Ok((found, token))
        } else {
            Err(PageError::LinkUnusable)
        }
    }
}

fn read_cookie(headers: &HeaderMap) -> Option<(OrderId, Token)> {
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|header| header.split(';'));
    let mut named = pairs.filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = named.find(|(name, _)| *name == COOKIE_NAME)?;
    let (id, token) = value.split_once('.')?;
    Some((OrderId(id.to_owned()), Token::received(token)))
}
