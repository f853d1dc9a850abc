//! What a caller gets back from the other end, or instead of it.

use aws::once::NotConnected;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;

use crate::engine::Answer;

pub fn broken() -> ConnectorError {
    ConnectorError::io("the connection broke".into())
}

pub fn not_connected() -> ConnectorError {
    ConnectorError::io(NotConnected("nobody is there".into()).into())
}

/// The answer as it came, with what its headers say of it.
pub async fn relayed(answer: reqwest::Response) -> Result<HttpResponse, ConnectorError> {
    let status = answer.status().as_u16().try_into().map_err(|_| broken())?;
    let headers = answer.headers().clone();
    let body = answer.bytes().await.map_err(|_| broken())?;
    let mut response = HttpResponse::new(status, SdkBody::from(body.to_vec()));
    for (name, value) in &headers {
        let value = value.to_str().map_err(|_| broken())?.to_owned();
        response.headers_mut().insert(name.to_string(), value);
    }
    Ok(response)
}

pub fn response(answer: Answer) -> Result<HttpResponse, ConnectorError> {
    let status = answer.status.try_into().map_err(|_| broken())?;
    let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
    response
        .headers_mut()
        .insert("content-type", "application/x-amz-json-1.0");
    Ok(response)
}
