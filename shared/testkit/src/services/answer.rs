//! What each service answers when nothing is wrong with it.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{ACCESS_TOKEN, APP_SECRETS, Call, Shared, VERIFY_TOKEN, VOICE_NOTE};
use crate::engine::{key, signing};
use crate::queue;

const MAX_BODY_BYTES: usize = 4 * 1024 * 1024;

/// Answers one request of any service.
pub(super) async fn answer(State(shared): State<Shared>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, MAX_BODY_BYTES).await.unwrap_or_default();
    let call = Call::read(&parts, &body);
    let fault = shared.record(&call);
    if let Some(fault) = fault.filter(|fault| !fault.comes_after()) {
        return fault.respond(&call.operation).await;
    }
    let answer = serve(&shared, &call).await;
    match fault {
        Some(fault) => fault.respond(&call.operation).await,
        None => answer,
    }
}

async fn serve(shared: &Shared, call: &Call) -> Response<Body> {
    match call.operation.as_str() {
        "StartExecution" => json_answer(&json!({ "executionArn": "arn", "startDate": 1.0 })),
        "DescribeExecution" => execution(shared).await,
        "SendTaskSuccess" | "SendTaskFailure" => end_wait(shared, call).await,
        "ChangeMessageVisibility" => json_answer(&json!({})),
        "SendMessage" => json_answer(&json!({ "MessageId": "1" })),
        "SendMessageBatch" => json_answer(&queued(shared, &call.input)),
        "GetSecretValue" => json_answer(&secret(shared, call)),
        "CheckIfPhoneNumberIsOptedOut" => Response::new(Body::from(opted_out(shared))),
        "Publish" => Response::new(Body::from(PUBLISHED)),
        "Invoke" => invoke(shared, call).await,
        "PutObject" => put_object(shared, call),
        "GetObject" => get_object(shared, call),
        "WhatsApp" => json_answer(&sent(shared)),
        "WhatsAppRead" => json_answer(&json!({ "success": true })),
        "WhatsAppMedia" => json_answer(&json!({ "id": "media-1" })),
        "WatsonSpeech" => Response::new(Body::from(VOICE_NOTE)),
        "WatsonAssistant" => assistant(shared),
        _ => with_status(StatusCode::SERVICE_UNAVAILABLE),
    }
}

const PUBLISHED: &str = "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult>\
                         <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></PublishResponse>";

fn opted_out(shared: &Shared) -> String {
    let is_opted_out = shared.lock().opted_out;
    format!(
        "<CheckIfPhoneNumberIsOptedOutResponse><CheckIfPhoneNumberIsOptedOutResult>\
         <isOptedOut>{is_opted_out}</isOptedOut></CheckIfPhoneNumberIsOptedOutResult>\
         </CheckIfPhoneNumberIsOptedOutResponse>"
    )
}

/// Without a skill there is nothing to say; the bank then does without Watson.
fn assistant(shared: &Shared) -> Response<Body> {
    let answer = shared.lock().assistant_answer.clone();
    answer.map_or_else(
        || with_status(StatusCode::SERVICE_UNAVAILABLE),
        |answer| json_answer(&answer),
    )
}

/// A wait ends once; afterwards Step Functions calls it timed out.
async fn end_wait(shared: &Shared, call: &Call) -> Response<Body> {
    let is_first = shared
        .lock()
        .ended_waits
        .insert(call.text("taskToken").to_owned());
    if is_first {
        return json_answer(&json!({}));
    }
    super::Fault::Error("TaskTimedOut")
        .respond(&call.operation)
        .await
}

/// SQS takes each entry of a batch or refuses it, and says so with 200 either way.
fn queued(shared: &Shared, input: &Value) -> Value {
    let refused = shared.lock().refused_entry.take();
    let entries = input.get("Entries").and_then(Value::as_array);
    let (mut successful, mut failed) = (Vec::new(), Vec::new());
    for (index, entry) in entries.into_iter().flatten().enumerate() {
        let id = entry.get("Id").cloned().unwrap_or_default();
        if refused == Some(index) {
            failed.push(json!({ "Id": id, "Code": "InternalError", "SenderFault": false }));
        } else {
            successful.push(json!({ "Id": id, "MessageId": "1", "MD5OfMessageBody": "1" }));
        }
    }
    json!({ "Successful": successful, "Failed": failed })
}

fn secret(shared: &Shared, call: &Call) -> Value {
    let id = call.text("SecretId");
    let replaced = shared.lock().secrets.get(id).cloned();
    let value = replaced.unwrap_or_else(|| match id.rsplit('/').next() {
        Some("profiles") => json!({
            "pin_pepper": encoded(key(1).bytes()), "fact_key": encoded(key(2).bytes()),
        }),
        Some("credentials") => json!({ "signing_key": encoded(&[5; 32]) }),
        Some("passcode") => json!({
            "passcode_key": encoded(key(3).bytes()), "signing_key": encoded(&[6; 32]),
        }),
        Some("cash") => json!({ "code_key": encoded(key(8).bytes()) }),
        Some("activation") => json!({ "activation_key": encoded(key(4).bytes()) }),
        Some("tickets") => json!({ "signing_key": encoded(&[8; 32]) }),
        Some("verifying") => verifying(),
        Some("queue") => queue::secret(),
        Some("whatsapp") => json!({ "access_token": ACCESS_TOKEN }),
        Some("webhook") => json!({ "app_secrets": APP_SECRETS, "verify_token": VERIFY_TOKEN }),
        _ => watson(shared),
    });
    json!({ "ARN": "arn", "Name": id, "SecretString": value.to_string() })
}

fn verifying() -> Value {
    let public = |number| [encoded(signing(number).public().bytes())];
    json!({ "identified": public(5), "confirmed": public(6), "sent": public(8) })
}

fn encoded(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

fn watson(shared: &Shared) -> Value {
    let known = shared.lock();
    let url = &known.url;
    let here = || format!("{url}/assistant");
    let assistant = known.assistant_url.clone().unwrap_or_else(here);
    json!({
        "assistant": {
            "url": assistant, "api_key": "watson-key", "environment_id": "live",
        },
        "text_to_speech": { "url": format!("{url}/text-to-speech"), "api_key": "speech-key" },
    })
}

/// A function that fails answers 200, its error as the payload, and says so in a header.
/// The execution that was started last has ended, as the function `workflow` makes of its input.
async fn execution(shared: &Shared) -> Response<Body> {
    let started = {
        let shared = shared.lock();
        let mut calls = shared.calls.iter().rev();
        let last = calls.find(|call| call.operation == "StartExecution");
        last.map(|call| call.text("input").to_owned())
            .unwrap_or_default()
    };
    let handler = shared.lock().functions.get("workflow").cloned();
    let input = serde_json::from_str(&started).unwrap_or_default();
    let ended = match handler {
        Some(handler) => handler(input).await,
        None => Ok(Value::Null),
    };
    let (status, output) = match ended {
        Ok(output) => ("SUCCEEDED", output.to_string()),
        Err(_) => ("FAILED", String::new()),
    };
    json_answer(&json!({
        "executionArn": "arn", "stateMachineArn": "arn", "status": status, "startDate": 1.0, "output": output,
    }))
}

async fn invoke(shared: &Shared, call: &Call) -> Response<Body> {
    let handler = shared
        .lock()
        .functions
        .get(call.text("FunctionName"))
        .cloned();
    let Some(handler) = handler else {
        return super::Fault::Error("ResourceNotFoundException")
            .respond("Invoke")
            .await;
    };
    let question = call.input.get("Payload").cloned().unwrap_or_default();
    match handler(question).await {
        Ok(answer) => json_answer(&answer),
        Err(failure) => {
            let error = json!({ "errorType": failure.name(), "errorMessage": failure.to_string() });
            let mut response = json_answer(&error);
            let unhandled = axum::http::HeaderValue::from_static("Unhandled");
            response
                .headers_mut()
                .insert("x-amz-function-error", unhandled);
            response
        }
    }
}

fn put_object(shared: &Shared, call: &Call) -> Response<Body> {
    shared
        .lock()
        .objects
        .insert(call.text("Key").to_owned(), call.body.clone());
    Response::new(Body::empty())
}

fn get_object(shared: &Shared, call: &Call) -> Response<Body> {
    let object = shared.lock().objects.get(call.text("Key")).cloned();
    object.map_or_else(
        || with_status(StatusCode::NOT_FOUND),
        |bytes| Response::new(Body::from(bytes)),
    )
}

fn sent(shared: &Shared) -> Value {
    let number = shared.lock().calls.len();
    json!({
        "messaging_product": "whatsapp",
        "contacts": [{ "input": "1", "wa_id": "1" }],
        "messages": [{ "id": format!("wamid.SENT{number}") }],
    })
}

fn json_answer(body: &Value) -> Response<Body> {
    Response::new(Body::from(body.to_string()))
}

fn with_status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
