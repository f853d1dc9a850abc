//! AWS without a network: the two operations the door uses, answered at once.

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};
use testkit::queue::secret_of;
use testkit::services::{APP_SECRETS, VERIFY_TOKEN};

/// Answers `GetSecretValue` and `SendMessageBatch`.
#[derive(Clone, Copy, Debug)]
pub struct Aws;

impl HttpConnector for Aws {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let answer = if target.ends_with("GetSecretValue") {
            secret(request.body().bytes().unwrap_or_default())
        } else {
            r#"{"Successful":[{"Id":"0","MessageId":"1","MD5OfMessageBody":"1"}],"Failed":[]}"#
                .to_owned()
        };
        let response = HttpResponse::new(200.try_into().unwrap(), SdkBody::from(answer));
        HttpConnectorFuture::ready(Ok(response))
    }
}

/// 32 zero bytes.
const SIGNING_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// The door reads three: `bank/queue`, `bank/tickets` and `bank/webhook`.
fn secret(request: &[u8]) -> String {
    let request: Value = serde_json::from_slice(request).unwrap();
    let value = match request["SecretId"].as_str() {
        Some("bank/queue") => secret_of(&[1]),
        Some("bank/tickets") => json!({ "signing_key": SIGNING_KEY }),
        _ => json!({ "app_secrets": APP_SECRETS, "verify_token": VERIFY_TOKEN }),
    };
    json!({ "ARN": "arn", "SecretString": value.to_string() }).to_string()
}

impl HttpClient for Aws {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(*self)
    }
}
