//! One invocation: how long after the start AWS has answered the function's first call, and over how many TLS
//! connections all its calls went.
//!
//! AWS is a server on loopback that says little: a secret that every function can read, and nothing else. What
//! an invocation comes to with that does not matter here.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde_json::{Value, json};
use tempfile::NamedTempFile;
use testkit::tls::TlsFront;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::function::{Function, PATIENCE};

/// What came of one invocation.
#[derive(Clone, Copy)]
pub(super) struct Called {
    /// From the start of the process to AWS's first answer.
    pub(super) answered: Duration,
    /// Calls to AWS.
    pub(super) calls: usize,
    /// TLS handshakes they took.
    pub(super) handshakes: usize,
    /// The most memory the process had, in kB.
    pub(super) resident_kb: u64,
}

/// AWS behind TLS.
pub(super) struct Aws {
    answers: Answers,
    /// What a function has to believe.
    authority: NamedTempFile,
    front: TlsFront,
    server: JoinHandle<()>,
}

/// When AWS answered whom.
type Answers = Arc<Mutex<Vec<Instant>>>;

impl Aws {
    pub(super) async fn start() -> anyhow::Result<Self> {
        let answers = Answers::default();
        let router = Router::new().fallback(answer).with_state(answers.clone());
        let (port, server) = serve(router).await?;
        let front = TlsFront::before(port).await?;
        let mut authority = NamedTempFile::new()?;
        authority.write_all(front.authority.as_bytes())?;
        Ok(Self {
            answers,
            authority,
            front,
            server,
        })
    }

    /// Every answer since this was last asked for.
    fn take_answers(&self) -> Vec<Instant> {
        std::mem::take(&mut *self.answers.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Aws {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// Starts the function, gives it one event and waits until it is done with it.
pub(super) async fn first_call(
    function: &Function,
    event: &str,
    aws: &Aws,
) -> anyhow::Result<Called> {
    let runtime = Arc::new(Runtime::new(event));
    let (port, server) = serve(runtime.router()).await?;
    let handshakes = aws.front.handshakes();
    aws.take_answers();
    let mut command = function.command(&format!("127.0.0.1:{port}"));
    command
        .env("AWS_ENDPOINT_URL", &aws.front.url)
        .env("AWS_CA_BUNDLE", aws.authority.path());
    let began = Instant::now();
    let mut child = command.spawn()?;
    let done = tokio::time::timeout(PATIENCE, runtime.done.notified()).await;
    let resident_kb = child.id().and_then(peak_memory_kb).unwrap_or_default();
    child.kill().await?;
    server.abort();
    done.context("it did not answer its first event in time")?;
    let answers = aws.take_answers();
    let first = answers.first().context("it did not call AWS")?;
    Ok(Called {
        answered: first.duration_since(began),
        calls: answers.len(),
        handshakes: aws.front.handshakes().saturating_sub(handshakes),
        resident_kb,
    })
}

async fn serve(router: Router) -> anyhow::Result<(u16, JoinHandle<()>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let server = tokio::spawn(async move {
        // It ends with the measurement; there is nobody left to tell.
        let _ = axum::serve(listener, router).await;
    });
    Ok((port, server))
}

/// What the kernel counted, if it still knows the process.
fn peak_memory_kb(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

async fn answer(State(answers): State<Answers>, request: HeaderMap) -> impl IntoResponse {
    let target = request.get("x-amz-target");
    let is_secret = target.is_some_and(|target| target == "secretsmanager.GetSecretValue");
    let body = if is_secret {
        json!({ "Name": "measured", "SecretString": secret().to_string() })
    } else {
        json!({})
    };
    let answered = Instant::now();
    answers
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(answered);
    (
        [("content-type", "application/x-amz-json-1.0")],
        body.to_string(),
    )
}

/// The public half of a key of zeros.
const PUBLIC: &str = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=";

/// All of the bank's secrets in one, with keys of zeros.
fn secret() -> Value {
    let key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let watson = json!({ "url": "http://127.0.0.1:1", "api_key": "x", "environment_id": "x" });
    json!({
        "pin_pepper": key,
        "fact_key": key,
        "passcode_key": key,
        "activation_key": key,
        "code_key": key,
        "signing_key": key,
        "identified": [PUBLIC],
        "confirmed": [PUBLIC],
        "sent": [PUBLIC],
        "message_keys": [key],
        "access_token": "x",
        "app_secrets": ["x"],
        "verify_token": "x",
        "assistant": watson,
        "text_to_speech": watson,
    })
}

/// The Runtime API with one event to hand out.
struct Runtime {
    event: Mutex<Option<String>>,
    /// The function has answered it, or reported that it cannot.
    done: Notify,
}

impl Runtime {
    fn new(event: &str) -> Self {
        Self {
            event: Mutex::new(Some(event.to_owned())),
            done: Notify::new(),
        }
    }

    fn router(self: &Arc<Self>) -> Router {
        Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/{kind}", post(done))
            .with_state(Arc::clone(self))
    }
}

/// The event the first time; after that the function waits, as it does on Lambda.
async fn next(State(runtime): State<Arc<Runtime>>) -> impl IntoResponse {
    let event = runtime
        .event
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    let Some(event) = event else {
        return std::future::pending().await;
    };
    let headers = [
        ("lambda-runtime-aws-request-id", "measured"),
        ("lambda-runtime-deadline-ms", "9999999999999"),
        (
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:eu-west-2:000000000000:function:measured",
        ),
    ];
    (headers, event)
}

async fn done(State(runtime): State<Arc<Runtime>>) {
    runtime.done.notify_one();
}
