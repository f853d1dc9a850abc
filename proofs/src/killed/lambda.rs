//! Lambda as far as one function needs it: the Runtime API, a process, and AWS behind one address.
//!
//! Requests to DynamoDB go to the bank's engine, all others to its fakes, byte for byte.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as UrlPath, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value;
use testkit::bank::Bank;
use tokio::process::{Child, Command};
use tokio::sync::{Mutex, mpsc};

/// A function that takes longer to answer is stuck.
const PATIENCE: Duration = Duration::from_secs(20);

/// The function's process and what it is connected to.
pub(super) struct Lambda {
    binary: PathBuf,
    address: String,
    child: Option<Child>,
    events: mpsc::Sender<Invocation>,
    answers: mpsc::Receiver<Invocation>,
    handed_out: u64,
    server: tokio::task::JoinHandle<()>,
}

/// A request id, and the event that goes out or the answer that comes back under it.
type Invocation = (String, Value);

/// What the server works with.
#[derive(Clone)]
struct Doors {
    events: Arc<Mutex<mpsc::Receiver<Invocation>>>,
    answers: mpsc::Sender<Invocation>,
    http: reqwest::Client,
    dynamodb: String,
    others: String,
}

impl Lambda {
    /// Opens the doors. The process starts with the first invocation.
    pub(super) async fn start(binary: &Path, bank: &Bank) -> anyhow::Result<Self> {
        let (events, handed_out) = mpsc::channel(1);
        let (answer, answers) = mpsc::channel(8);
        let url = |connection: &aws::connection::Connection| {
            connection
                .sdk()
                .endpoint_url()
                .unwrap_or_default()
                .to_owned()
        };
        let doors = Doors {
            events: Arc::new(Mutex::new(handed_out)),
            answers: answer,
            http: reqwest::Client::new(),
            dynamodb: url(&bank.engine.connection),
            others: url(&bank.services.connection),
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/{kind}", post(answered))
            .fallback(forward)
            .with_state(doors);
        let server = tokio::spawn(async move {
            // It ends with the proof; there is nobody left to tell.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self {
            binary: binary.to_owned(),
            address,
            child: None,
            events,
            answers,
            handed_out: 0,
            server,
        })
    }

    /// Hands out one invocation. Nothing comes back if the process is killed, `doom` after it got it.
    pub(super) async fn invoke(
        &mut self,
        event: &Value,
        doom: Option<Duration>,
    ) -> anyhow::Result<Option<Value>> {
        self.be_running()?;
        self.handed_out = self.handed_out.saturating_add(1);
        let id = format!("invocation-{}", self.handed_out);
        self.events.send((id.clone(), event.clone())).await?;
        let wait = doom.unwrap_or(PATIENCE);
        match tokio::time::timeout(wait, self.answer_to(&id)).await {
            Ok(answer) => Ok(answer),
            Err(_) if doom.is_some() => {
                self.kill().await?;
                Ok(None)
            }
            Err(_) => anyhow::bail!("the function did not answer {event}"),
        }
    }

    /// Passes over what a process that was killed still managed to say.
    async fn answer_to(&mut self, id: &str) -> Option<Value> {
        loop {
            let (answered, answer) = self.answers.recv().await?;
            if answered == id {
                return Some(answer);
            }
        }
    }

    /// Ends the process and closes the doors.
    pub(super) async fn stop(mut self) -> anyhow::Result<()> {
        self.kill().await?;
        self.server.abort();
        Ok(())
    }

    async fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill().await?;
        }
        Ok(())
    }

    fn be_running(&mut self) -> anyhow::Result<()> {
        if self.child.is_some() {
            return Ok(());
        }
        let mut command = Command::new(&self.binary);
        command
            .env_clear()
            .env("AWS_LAMBDA_RUNTIME_API", &self.address)
            .env("AWS_ENDPOINT_URL", format!("http://{}", self.address))
            .envs([
                ("AWS_LAMBDA_FUNCTION_NAME", "transfers"),
                ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
            ])
            .envs([
                ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
                ("AWS_REGION", "eu-west-2"),
            ])
            .envs([
                ("AWS_ACCESS_KEY_ID", "test"),
                ("AWS_SECRET_ACCESS_KEY", "test"),
            ])
            .envs([
                ("CHANNELS_TABLE", "channels"),
                ("CONFIRMATIONS_TABLE", "confirmations"),
                ("ARRANGEMENTS_TABLE", "arrangements"),
                ("BILLS_TABLE", "bills"),
                ("WITHDRAWALS_TABLE", "withdrawals"),
                ("ATM_NOTES", "GBP=10,20"),
                ("LEDGER_TABLE", "ledger"),
                ("CREDENTIAL_TRIES_TABLE", "credential-tries"),
                ("PASSCODE_TRIES_TABLE", "passcode-tries"),
                ("SUSPENSIONS_TABLE", "suspensions"),
            ])
            .envs([
                ("VERIFYING_SECRET_ID", "bank/verifying"),
                ("BANK_TIME_ZONE", "Europe/London"),
            ])
            .stdout(std::process::Stdio::null())
            .kill_on_drop(true);
        self.child = Some(command.spawn()?);
        Ok(())
    }
}

/// An invocation, or a wait that a killed process never ends: the next one gets what it did not take.
async fn next(State(doors): State<Doors>) -> Response {
    let Some((id, event)) = doors.events.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    let headers = [
        ("lambda-runtime-aws-request-id", id.as_str()),
        ("lambda-runtime-deadline-ms", "99999999999999"),
        (
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:eu-west-2:000000000000:function:t",
        ),
        ("content-type", "application/json"),
    ];
    (headers, event.to_string()).into_response()
}

async fn answered(
    State(doors): State<Doors>,
    UrlPath((id, _)): UrlPath<(String, String)>,
    body: Bytes,
) -> StatusCode {
    let answer = serde_json::from_slice(&body).unwrap_or_default();
    match doors.answers.try_send((id, answer)) {
        Ok(()) => StatusCode::ACCEPTED,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

async fn forward(State(doors): State<Doors>, headers: HeaderMap, body: Bytes) -> Response {
    let target = headers
        .get("x-amz-target")
        .and_then(|target| target.to_str().ok());
    let is_dynamodb = target.is_some_and(|target| target.starts_with("DynamoDB"));
    let url = if is_dynamodb {
        &doors.dynamodb
    } else {
        &doors.others
    };
    let mut request = doors.http.post(url).body(body);
    for name in [
        "content-type",
        "x-amz-target",
        "authorization",
        "x-amz-date",
    ] {
        if let Some(value) = headers.get(name) {
            request = request.header(name, value.clone());
        }
    }
    match request.send().await {
        Ok(answer) => {
            let (status, body) = (answer.status(), answer.bytes().await.unwrap_or_default());
            (
                status,
                [("content-type", "application/x-amz-json-1.0")],
                body,
            )
                .into_response()
        }
        Err(_) => StatusCode::BAD_GATEWAY.into_response(),
    }
}
