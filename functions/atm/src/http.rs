//! The API: API Gateway lets nobody in whose signature and role do not allow the very operation, and says whose it was.
//!
//! Deliberately logs no body: a code may be in it.

use domain::customer::caller::Caller;
use lambda_http::http::{HeaderValue, StatusCode};
use lambda_http::request::RequestContext;
use lambda_http::{Body, Request, RequestExt, Response};
use serde::Serialize;

use crate::asked::{Action, Authorise, Dispense, Reverse};
use crate::refusal::Refusal;
use crate::{Answer, Atm};

/// Largest body that any operation needs, in bytes.
const MAX_BODY_BYTES: usize = 1_024;

impl Atm {
    /// Answers one request; failures become statuses, never errors.
    pub async fn handle(&self, request: Request) -> Response<Body> {
        match self.answer(&request).await {
            Ok(answer) => json(StatusCode::OK, &answer),
            Err(refusal) => refuse(&refusal),
        }
    }

    async fn answer(&self, request: &Request) -> Result<Answer, Refusal> {
        let (action, caller) = admitted(request)?;
        let body = body(request)?;
        tracing::info!(
            atm.action = action.name(),
            atm.role = caller.role(),
            atm.signed_by = caller.operator().as_str(),
            "asked by a machine"
        );
        // Boxed, so that no request's future holds all three.
        match action {
            Action::Authorise => Box::pin(self.authorise(Authorise::read(body)?)).await,
            Action::Dispense => Box::pin(self.dispense(Dispense::read(body)?)).await,
            Action::Reverse => Box::pin(self.reverse(Reverse::read(body)?)).await,
        }
    }
}

fn admitted(request: &Request) -> Result<(Action, Caller), Refusal> {
    let Some(RequestContext::ApiGatewayV1(context)) = request.request_context_ref() else {
        return Err(Refusal::NotFound);
    };
    let path = context.resource_path.as_deref().unwrap_or_default();
    let action = Action::of(request.method().as_str(), path).ok_or(Refusal::NotFound)?;
    let signed_by = context.identity.user_arn.as_deref().unwrap_or_default();
    let caller = Caller::from_arn(signed_by).map_err(|_| Refusal::UnknownCaller)?;
    Ok((action, caller))
}

fn body(request: &Request) -> Result<&[u8], Refusal> {
    match request.body().as_ref() {
        bytes if bytes.len() > MAX_BODY_BYTES => Err(Refusal::TooLarge),
        bytes => Ok(bytes),
    }
}

fn refuse(refusal: &Refusal) -> Response<Body> {
    let (status, code) = refusal.status_and_code();
    if let Refusal::Broken(failure) = refusal {
        tracing::error!(error.kind = failure.name(), "{failure}");
    }
    tracing::warn!(atm.refused = code, "a machine was refused");
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
