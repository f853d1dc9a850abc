//! Every service of the bank but DynamoDB, on one loopback port: Step Functions, Lambda, SNS, SQS,
//! Secrets Manager, S3, WhatsApp's Graph API and Watson.
//!
//! Speaks the real wire formats and remembers every call. Deliberately does little else: it knows
//! which waits have ended and what lies in S3; what would follow a call, the test plays.

mod answer;
mod call;
mod fault;

use std::collections::{HashMap, HashSet};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws::connection::Connection;
use domain::failure::Failure;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use call::Call;
pub use fault::Fault;

/// What signs webhooks, newest first: both are valid while one replaces the other.
pub const APP_SECRETS: [&str; 2] = ["app-secret-current", "app-secret-previous"];

/// What Meta's handshake must present.
pub const VERIFY_TOKEN: &str = "verify-token";

/// What sends WhatsApp messages.
pub const ACCESS_TOKEN: &str = "EAAG-access-token";

/// The bank's own number, by Meta's id.
pub const PHONE_NUMBER_ID: &str = "106540352242922";

/// A voice note as Watson would speak it.
pub const VOICE_NOTE: &[u8] = b"OggS a voice note";

type Answer = Pin<Box<dyn Future<Output = Result<Value, Failure>> + Send>>;
type Handler = Arc<dyn Fn(Value) -> Answer + Send + Sync>;

/// The running fakes.
pub struct Services {
    /// How to reach the AWS ones.
    pub connection: Connection,
    /// Their port on loopback.
    pub port: u16,
    shared: Shared,
    server: tokio::task::JoinHandle<()>,
}

/// What the fakes know, shared between the server and the test.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Known>>);

#[derive(Default)]
struct Known {
    url: String,
    calls: Vec<Call>,
    faults: HashMap<String, (Fault, Option<usize>)>,
    functions: HashMap<String, Handler>,
    objects: HashMap<String, Vec<u8>>,
    ended_waits: HashSet<String>,
    assistant_url: Option<String>,
    assistant_answer: Option<Value>,
    opted_out: bool,
    secrets: HashMap<String, Value>,
    refused_entry: Option<usize>,
}

impl Services {
    /// Starts the fakes.
    ///
    /// # Panics
    /// If no loopback port is free: then no test means anything.
    #[expect(
        clippy::expect_used,
        reason = "a test without its services must fail at once"
    )]
    pub async fn start() -> Self {
        let shared = Shared::default();
        let router = axum::Router::new()
            .fallback(answer::answer)
            .with_state(shared.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("a bound port");
        let url = format!("http://{address}");
        let server = tokio::spawn(async move {
            // It ends when the test does; there is nobody left to tell.
            let _ = axum::serve(listener, router).await;
        });
        let connection = Connection::to_local(&url, "eu-west-2");
        shared.lock().url = url;
        Self {
            connection,
            port: address.port(),
            shared,
            server,
        }
    }

    /// WhatsApp's address with version, as a function's configuration has it.
    #[must_use]
    pub fn graph_url(&self) -> String {
        format!("{}/graph/v26.0", self.shared.lock().url)
    }

    /// Every call so far, in order.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.shared.lock().calls.clone()
    }

    /// What was asked of one operation so far, in order: `SendTaskSuccess`, `Invoke`, `Publish`,
    /// `SendMessage`, `SendMessageBatch`, `ChangeMessageVisibility`, `GetSecretValue`, `PutObject`, `GetObject`, `WhatsApp`, `WhatsAppRead`,
    /// `WhatsAppMedia`, `WatsonAssistant` or `WatsonSpeech`.
    #[must_use]
    pub fn calls_of(&self, operation: &str) -> Vec<Value> {
        let calls = self
            .calls()
            .into_iter()
            .filter(|call| call.operation == operation);
        calls.map(|call| call.input).collect()
    }

    /// What was asked of one operation after the first `skip` times, without copying those.
    #[must_use]
    pub fn calls_of_since(&self, operation: &str, skip: usize) -> Vec<Value> {
        let known = self.shared.lock();
        let calls = known.calls.iter();
        let calls = calls.filter(|call| call.operation == operation);
        calls.skip(skip).map(|call| call.input.clone()).collect()
    }

    /// How often one operation was asked for so far.
    #[must_use]
    pub fn count_of(&self, operation: &str) -> usize {
        let known = self.shared.lock();
        let calls = known.calls.iter();
        calls.filter(|call| call.operation == operation).count()
    }

    /// Makes an operation fail until it is mended.
    pub fn fail(&self, operation: &str, fault: Fault) {
        self.shared
            .lock()
            .faults
            .insert(operation.to_owned(), (fault, None));
    }

    /// Makes the next call of an operation fail.
    pub fn fail_once(&self, operation: &str, fault: Fault) {
        self.shared
            .lock()
            .faults
            .insert(operation.to_owned(), (fault, Some(1)));
    }

    /// Makes the next `SendMessageBatch` take all entries but the one at `index`.
    pub fn refuse_entry_once(&self, index: usize) {
        self.shared.lock().refused_entry = Some(index);
    }

    /// Makes an operation work again.
    pub fn mend(&self, operation: &str) {
        self.shared.lock().faults.remove(operation);
    }

    /// Makes `handle` the function called `name`. A failure becomes a `FunctionError`, as Lambda
    /// reports one.
    pub fn function<Q, A, F>(&self, name: &str, handle: impl Fn(Q) -> F + Send + Sync + 'static)
    where
        Q: DeserializeOwned,
        A: Serialize,
        F: Future<Output = Result<A, Failure>> + Send + 'static,
    {
        let handler: Handler =
            Arc::new(
                move |question| match serde_json::from_value(question).map(&handle) {
                    Ok(answer) => Box::pin(async move {
                        serde_json::to_value(answer.await?).map_err(Failure::fail)
                    }),
                    Err(error) => Box::pin(std::future::ready(Err(Failure::fail(error)))),
                },
            );
        self.shared
            .lock()
            .functions
            .insert(name.to_owned(), handler);
    }

    /// Makes the function called `name` answer `value`, whatever it is asked.
    pub fn function_answers(&self, name: &str, value: Value) {
        self.function(name, move |_: Value| std::future::ready(Ok(value.clone())));
    }

    /// Lets Watson Assistant be at `url` instead of here, with the key `watson-key`.
    pub fn assistant_is_at(&self, url: &str) {
        self.shared.lock().assistant_url = Some(url.to_owned());
    }

    /// Watson Assistant gives this answer to whatever it is asked.
    pub fn assistant_answers(&self, answer: Value) {
        self.shared.lock().assistant_answer = Some(answer);
    }

    /// Every phone has answered STOP: SNS takes texts and delivers none.
    pub fn phones_have_opted_out(&self) {
        self.shared.lock().opted_out = true;
    }

    /// Puts another value into the secret called `id`.
    pub fn secret_is(&self, id: &str, value: Value) {
        self.shared.lock().secrets.insert(id.to_owned(), value);
    }

    /// The objects in S3, by bucket and key.
    #[must_use]
    pub fn objects(&self) -> HashMap<String, Vec<u8>> {
        self.shared.lock().objects.clone()
    }
}

impl Drop for Services {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Shared {
    /// A test that panicked elsewhere has its own message; this lock adds nothing to it.
    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers a call and says what is to go wrong with it.
    fn record(&self, call: &Call) -> Option<Fault> {
        let mut known = self.lock();
        known.calls.push(call.clone());
        let (fault, left) = known.faults.get_mut(&call.operation)?;
        let fault = *fault;
        if let Some(left) = left {
            *left = left.saturating_sub(1);
            if *left == 0 {
                known.faults.remove(&call.operation);
            }
        }
        Some(fault)
    }
}
