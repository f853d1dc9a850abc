//! The API: API Gateway lets nobody in whose signature and role do not allow the very operation, and says whose it was.
//!
//! Deliberately believes nothing else about who asks: not the body, not a header, not the address.

use domain::customer::caller::Caller;
use domain::id::CustomerId;
use lambda_http::http::{HeaderValue, Method, StatusCode};
use lambda_http::request::RequestContext;
use lambda_http::{Body, Request, RequestExt, Response};
use serde::Serialize;

use crate::action::{Action, Asked, Question};
use crate::refusal::Refusal;
use crate::{Answer, Enrolment};

/// Largest body that any operation needs, in bytes.
const MAX_BODY_BYTES: usize = 1_024;

impl Enrolment {
    /// Answers one request; failures become statuses, never errors.
    pub async fn handle(&self, request: Request) -> Response<Body> {
        match self.answer(&request).await {
            Ok(answer) => json(StatusCode::OK, &answer),
            Err(refusal) => refuse(&refusal),
        }
    }

    async fn answer(&self, request: &Request) -> Result<Answer, Refusal> {
        self.perform(read(request)?).await
    }
}

fn read(request: &Request) -> Result<Question, Refusal> {
    let Some(RequestContext::ApiGatewayV1(context)) = request.request_context_ref() else {
        return Err(Refusal::NotFound);
    };
    let path = context.resource_path.as_deref().unwrap_or_default();
    let action = Action::of(request.method().as_str(), path).ok_or(Refusal::NotFound)?;
    let signed_by = context.identity.user_arn.as_deref().unwrap_or_default();
    let caller = Caller::from_arn(signed_by).map_err(|_| Refusal::UnknownCaller)?;
    let parameters = request.path_parameters();
    let customer = parameters.first("customer_id").ok_or(Refusal::NotFound)?;
    Question::try_new(
        action,
        CustomerId(customer.to_owned()),
        caller,
        &asked(request)?,
    )
}

/// What has no body asks for nothing beyond the operation. A GET has none (RFC 9110 §9.3.1).
fn asked(request: &Request) -> Result<Asked, Refusal> {
    match request.body().as_ref() {
        _ if request.method() == Method::GET => Ok(Asked::default()),
        [] => Ok(Asked::default()),
        bytes if bytes.len() > MAX_BODY_BYTES => Err(Refusal::TooLarge),
        bytes => serde_json::from_slice(bytes).map_err(|_| Refusal::Malformed),
    }
}

fn refuse(refusal: &Refusal) -> Response<Body> {
    let (status, code) = refusal.status_and_code();
    if let Refusal::Broken(failure) = refusal {
        tracing::error!(error.kind = failure.name(), "{failure}");
    }
    tracing::warn!(desk.refused = code, "refused at the desk");
    json(status, &serde_json::json!({ "error": code }))
}

fn json(status: StatusCode, body: &impl Serialize) -> Response<Body> {
    // Only our own plain values come here, and those always serialise.
    let body = serde_json::to_string(body).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    for (name, value) in [
        ("content-type", "application/json"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
