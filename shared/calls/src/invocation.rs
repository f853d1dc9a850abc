//! The frame around every function that is invoked with JSON: one log line per failure, and an error
//! name the caller can go by.

use std::future::Future;

use lambda_runtime::{Diagnostic, LambdaEvent, service_fn};
use serde::Serialize;
use serde::de::DeserializeOwned;

use domain::failure::Failure;

/// Serves invocations until Lambda ends the process.
pub async fn serve<Q, A, H, F>(handle: H) -> Result<(), lambda_runtime::Error>
where
    Q: DeserializeOwned + Send,
    A: Serialize,
    H: Fn(Q) -> F,
    F: Future<Output = Result<A, Failure>>,
{
    lambda_runtime::run(service_fn(|event: LambdaEvent<Q>| {
        let request_id = event.context.request_id;
        // Boxed, so that the compiler need not nest a whole SDK call into this future's type.
        let answer = Box::pin(handle(event.payload));
        async move {
            answer
                .await
                .map_err(|failure| report(&failure, &request_id))
        }
    }))
    .await
}

/// Logs a failure, once, where it leaves the function.
fn report(failure: &Failure, request_id: &str) -> Diagnostic {
    tracing::error!(
        error.kind = failure.name(),
        request.id = request_id,
        "{failure}"
    );
    Diagnostic {
        error_type: failure.name().to_owned(),
        error_message: failure.to_string(),
    }
}
