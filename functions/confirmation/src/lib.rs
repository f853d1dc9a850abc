//! The bank's confirmation page: what the link in the chat opens.
//!
//! GET serves in a language the same bytes to everybody and has no effect. Everything else is a JSON POST of the
//! page itself: the token once, then a session cookie. What is shown is what was sealed; nothing the
//! browser sends can change amount or payee.

mod cash;
mod credentials;
mod key;
mod open;
mod page;
mod reply;
mod session;
mod steps;
mod view;

use aws::bank_secrets::{CashKey, CredentialKeys, ProfileKeys};
use aws::confirming::Confirming;
use aws::customers::Customers;
use aws::safety_phrases::SafetyPhrases;
use aws::secrets::Secret;
use aws::standings::Standings;
use aws::withdrawals::Withdrawals;
use calls::passcode::PasscodeFunction;
use domain::failure::Failure;
use domain::time::{Clock, Random};
use lambda_http::http::{Method, StatusCode};
use lambda_http::{Body, Request, Response};

pub use page::Page;

/// Largest body the page ever sends, in bytes.
const MAX_BODY_BYTES: usize = 1_024;

/// What the function works with.
pub struct ConfirmationPage {
    /// Where confirmations are; ends the workflow's wait.
    pub confirming: Confirming,
    /// Where PIN and facts are, hashed.
    pub customers: Customers,
    /// What the page shows so that its customer knows it for the bank's own.
    pub phrases: SafetyPhrases,
    /// Who is suspended or locked.
    pub standings: Standings,
    /// Tries and resends passcodes.
    pub passcode: PasscodeFunction,
    /// Signs that PIN and fact were right.
    pub keys: Secret<CredentialKeys>,
    /// What PIN and fact are judged with.
    pub profile_keys: Secret<ProfileKeys>,
    /// What waits for a cash machine.
    pub withdrawals: Withdrawals,
    /// What the codes for cash machines are derived from.
    pub cash_keys: Secret<CashKey>,
    /// The page itself.
    pub page: Page,
    /// The time.
    pub clock: Clock,
    /// Draws sessions.
    pub random: Random,
}

/// Why a POST gets no view. The name is stable.
#[derive(Debug)]
enum PageError {
    /// Not what the page sends.
    Malformed,
    /// The link or the session is used, expired, unknown or invented: all the same to the outside.
    LinkUnusable,
    /// There is nothing here.
    NotFound,
    /// Not a request of our own page.
    Foreign,
    /// Too much.
    TooLarge,
    /// Too soon after tries that failed: so many seconds to wait.
    Wait(i64),
    /// Ours to mend.
    Broken(Failure),
}

impl<E: Into<Failure>> From<E> for PageError {
    fn from(error: E) -> Self {
        Self::Broken(error.into())
    }
}

impl ConfirmationPage {
    /// Answers one request; failures become statuses, never errors.
    pub async fn handle(&self, request: Request) -> Response<Body> {
        let path = request.uri().path().trim_end_matches('/').to_owned();
        match (
            request.method(),
            path.rsplit_once("/confirm").map(|(_, step)| step),
        ) {
            (&Method::GET | &Method::HEAD, Some("")) => self.page.respond(request.uri().query()),
            (&Method::POST, Some(step)) => match self.post(step, &request).await {
                Ok(response) => response,
                Err(refusal) => refuse(&refusal),
            },
            _ => refuse(&PageError::NotFound),
        }
    }

    async fn post(&self, step: &str, request: &Request) -> Result<Response<Body>, PageError> {
        session::must_be_own_page(request)?;
        let body = read_body(request)?;
        match step {
            "/open" => self.open(&body, request).await,
            "/credentials" => self.credentials(&body, request).await,
            "/passcode" => self.try_passcode(&body, request).await,
            "/resend" => self.resend(&body, request).await,
            "/status" => self.status(request).await,
            "/cancel" => self.cancel(request).await,
            "/disown" => self.disown(request).await,
            _ => Err(PageError::NotFound),
        }
    }
}

fn read_body(request: &Request) -> Result<serde_json::Value, PageError> {
    let bytes: &[u8] = request.body().as_ref();
    if bytes.len() > MAX_BODY_BYTES {
        return Err(PageError::TooLarge);
    }
    serde_json::from_slice(bytes).map_err(|_| PageError::Malformed)
}

fn refuse(refusal: &PageError) -> Response<Body> {
    let (status, code) = match refusal {
        PageError::Wait(_) => (StatusCode::TOO_MANY_REQUESTS, "wait"),
        PageError::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
        PageError::LinkUnusable => (StatusCode::GONE, "link_unusable"),
        PageError::NotFound => (StatusCode::NOT_FOUND, "not_found"),
        PageError::Foreign => (StatusCode::FORBIDDEN, "foreign_request"),
        PageError::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
        PageError::Broken(failure) => {
            tracing::error!(error.kind = failure.name(), "{failure}");
            (StatusCode::SERVICE_UNAVAILABLE, "try_again")
        }
    };
    tracing::warn!(page.refused = code, "page refused");
    match refusal {
        PageError::Wait(seconds) => reply::wait(*seconds),
        _ => reply::json(status, &serde_json::json!({ "error": code })),
    }
}
