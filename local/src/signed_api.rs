//! The bank's own door as the bank's systems and cash machines use it: signed in a session of a role that may.
//!
//! Deliberately a new session for every request: none runs out while somebody stands at the desk.

use std::time::{Duration, UNIX_EPOCH};

use anyhow::{Context, bail};
use aws::connection::Connection;
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use axum::http;
use jiff::Timestamp;
use reqwest::{Client, StatusCode};
use serde_json::Value;

use crate::session;
use crate::stack::Addresses;

/// What API Gateway's signatures are made for.
const SERVICE: &str = "execute-api";

/// How long an answer may take, in seconds: as long as API Gateway waits for one.
const ANSWERS_WITHIN_SECONDS: u64 = 29;

/// The API, in one role and by one name.
pub struct SignedApi {
    bank: Connection,
    http: Client,
    url: String,
    region: String,
    role: String,
    operator: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answered {
    /// The status.
    pub status: StatusCode,
    /// The body.
    pub body: Value,
}

impl Answered {
    /// The body, if it was done.
    ///
    /// # Errors
    /// With the name of what stands against it.
    pub fn done(self) -> anyhow::Result<Value> {
        if self.status == StatusCode::OK {
            return Ok(self.body);
        }
        bail!("the bank refused it: {}", self.body["error"])
    }
}

impl SignedApi {
    /// The API of a running stack, for whoever may assume `role`, an ARN, in the name of `operator`.
    ///
    /// # Errors
    /// If no client can be made.
    pub fn new(addresses: &Addresses, role: &str, operator: &str) -> anyhow::Result<Self> {
        let timeout = Duration::from_secs(ANSWERS_WITHIN_SECONDS);
        Ok(Self {
            bank: Connection::to_local(&addresses.aws_endpoint_url, &addresses.region),
            http: Client::builder().no_proxy().timeout(timeout).build()?,
            url: addresses.api_url.clone(),
            region: addresses.region.clone(),
            role: role.to_owned(),
            operator: operator.to_owned(),
        })
    }

    /// Asks, signed, for what is at `path` below the API's address.
    ///
    /// # Errors
    /// If the role cannot be assumed or nobody answers.
    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> anyhow::Result<Answered> {
        let mut request = self.unsigned(method, path, body)?;
        let session = session::credentials(&self.bank, &self.role, &self.operator).await?;
        let credentials = Credentials::new(
            session.access_key_id(),
            session.secret_access_key(),
            Some(session.session_token().to_owned()),
            None,
            "session",
        );
        self.sign(&mut request, credentials)?;
        self.send(request).await
    }

    /// The request, as anybody can write it.
    ///
    /// # Errors
    /// If it is no HTTP.
    pub fn unsigned(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> anyhow::Result<http::Request<Vec<u8>>> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let request = http::Request::builder()
            .method(method)
            .uri(format!("{}/{path}", self.url))
            .header("content-type", "application/json");
        Ok(request.body(body.into_bytes())?)
    }

    /// Signs a request by Signature Version 4.
    ///
    /// # Errors
    /// If it cannot be signed.
    pub fn sign(
        &self,
        request: &mut http::Request<Vec<u8>>,
        credentials: Credentials,
    ) -> anyhow::Result<()> {
        let identity = credentials.into();
        let seconds = u64::try_from(Timestamp::now().as_second())?;
        let now = UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
        let now = now.context("the clock is beyond all time")?;
        let parameters = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(SERVICE)
            .time(now)
            .settings(SigningSettings::default())
            .build()?;
        let signable = SignableRequest::new(
            request.method().as_str(),
            request.uri().to_string(),
            std::iter::empty(),
            SignableBody::Bytes(request.body()),
        )?;
        let (signed, _) = sign(signable, &parameters.into())?.into_parts();
        signed.apply_to_request_http1x(request);
        Ok(())
    }

    /// Sends a request as it is.
    ///
    /// # Errors
    /// If nobody answers.
    pub async fn send(&self, request: http::Request<Vec<u8>>) -> anyhow::Result<Answered> {
        let answer = self.http.execute(request.try_into()?).await;
        let answer = answer.context("the bank's API does not answer")?;
        let status = answer.status();
        let body = answer
            .json()
            .await
            .context("the bank's API answers no JSON")?;
        Ok(Answered { status, body })
    }
}
