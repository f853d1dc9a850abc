//! The part both Watson services share: Basic authentication, the deadline and a capped body.
//!
//! Does not know what the bytes mean.

use std::time::Duration;

use crate::error::Error;

/// The user name IBM Cloud expects in front of an API key in Basic authentication.
const API_KEY_USER: &str = "apikey";

/// Sends `request` and returns the body of a 2xx answer of at most `max_bytes`.
///
/// `sent` is the text inside the request: it is kept out of any error.
pub(crate) async fn exchange(
    request: reqwest::RequestBuilder,
    api_key: &str,
    timeout: Duration,
    max_bytes: usize,
    sent: &str,
) -> Result<Vec<u8>, Error> {
    let response = request
        .basic_auth(API_KEY_USER, Some(api_key))
        .timeout(timeout)
        .send()
        .await
        .map_err(|error| Error::from_transport(&error))?;
    let status = response.status();
    let body = read_capped(response, max_bytes).await;
    if status.is_success() {
        return body;
    }
    Err(Error::from_status(
        status.as_u16(),
        &body.unwrap_or_default(),
        sent,
    ))
}

/// A runaway body must not fill a small Lambda's memory.
async fn read_capped(mut response: reqwest::Response, max_bytes: usize) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| Error::from_transport(&error))?
    {
        if body.len().saturating_add(chunk.len()) > max_bytes {
            return Err(Error::Garbled);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
