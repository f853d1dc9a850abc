//! What stands between an adapter and the engine: a network with delays, and everything that can go
//! wrong at one call. All waiting is in virtual time, all chance is seeded, so a run can be replayed.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use aws::connection::Connection;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use fastrand::Rng;
use ledger::Ledger;
use tokio::sync::Notify;

use crate::engine::Answer;
use crate::world::World;

/// What can happen to one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request never reaches DynamoDB, and the caller is told so.
    NeverSent,
    /// DynamoDB does it, but the connection breaks before the answer.
    AnswerLost,
    /// The caller dies before it sends.
    DiesBefore,
    /// DynamoDB does it, and the caller dies before the answer.
    DiesMeanwhile,
    /// The caller hears the answer and dies before it does anything more.
    DiesAfter,
}

impl Fault {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::NeverSent,
        Self::AnswerLost,
        Self::DiesBefore,
        Self::DiesMeanwhile,
        Self::DiesAfter,
    ];
}

/// One client's way to the engine.
#[derive(Clone, Debug)]
pub struct Wire(Arc<Link>);

#[derive(Debug)]
struct Link {
    world: Arc<World>,
    state: Arc<Mutex<State>>,
    died: Notify,
    is_rushed: bool,
}

#[derive(Debug)]
struct State {
    chance: Option<Rng>,
    faults: Vec<(u32, Fault)>,
    calls: u32,
    dying: bool,
}

/// The process that was at work is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Died;

impl Wire {
    /// A way without delays and without faults.
    #[must_use]
    pub fn calm(world: &Arc<World>) -> Self {
        Self::new(world, None, Vec::new(), false)
    }

    /// A way whose transactions meet those of others at the same items.
    #[must_use]
    pub fn rushed(world: &Arc<World>) -> Self {
        Self::new(world, None, Vec::new(), true)
    }

    /// A way on which each call takes 1 to 20 ms there and back, drawn from `chance`.
    #[must_use]
    pub fn windy(world: &Arc<World>, chance: Rng) -> Self {
        Self::new(world, Some(chance), Vec::new(), false)
    }

    /// A way on which the calls with these numbers, from 0, go wrong.
    #[must_use]
    pub fn broken(world: &Arc<World>, faults: Vec<(u32, Fault)>) -> Self {
        Self::new(world, None, faults, false)
    }

    fn new(
        world: &Arc<World>,
        chance: Option<Rng>,
        faults: Vec<(u32, Fault)>,
        is_rushed: bool,
    ) -> Self {
        let state = State {
            chance,
            faults,
            calls: 0,
            dying: false,
        };
        Self(Arc::new(Link {
            world: Arc::clone(world),
            state: Arc::new(Mutex::new(state)),
            died: Notify::new(),
            is_rushed,
        }))
    }

    /// The same way for the process that takes over: faults and counting go on where they were.
    #[must_use]
    pub fn reborn(&self) -> Self {
        self.0.state().dying = false;
        Self(Arc::new(Link {
            world: Arc::clone(&self.0.world),
            state: Arc::clone(&self.0.state),
            died: Notify::new(),
            is_rushed: self.0.is_rushed,
        }))
    }

    /// The connection that goes this way.
    #[must_use]
    pub fn connection(&self) -> Connection {
        Connection::to_local("http://127.0.0.1:1", "eu-west-2").through(self.clone())
    }

    /// The ledger at the other end.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        Ledger::new(&self.connection(), "ledger".to_owned())
    }

    /// How many calls were made.
    #[must_use]
    pub fn calls(&self) -> u32 {
        self.0.state().calls
    }

    /// Does `work` until it is done or the process dies; then what was left of it never happens.
    pub async fn survive<T>(&self, work: impl Future<Output = T>) -> Result<T, Died> {
        tokio::select! {
            biased;
            () = self.0.died.notified() => Err(Died),
            done = work => if self.0.state().dying { Err(Died) } else { Ok(done) },
        }
    }
}

impl Link {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The fault of the call that begins now.
    fn next_fault(&self) -> Option<Fault> {
        let mut state = self.state();
        let number = state.calls;
        state.calls = number.saturating_add(1);
        if state.dying {
            return Some(Fault::DiesBefore);
        }
        let planned = state.faults.iter().find(|(call, _)| *call == number);
        planned.map(|(_, fault)| *fault)
    }

    async fn delay(&self) {
        let drawn = self
            .state()
            .chance
            .as_mut()
            .map(|chance| chance.u64(1..=20));
        if let Some(milliseconds) = drawn {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        }
    }

    async fn die(&self) -> ! {
        self.died.notify_one();
        std::future::pending().await
    }

    async fn call(self: Arc<Self>, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let fault = self.next_fault();
        self.delay().await;
        match fault {
            Some(Fault::NeverSent) => return Err(broken()),
            Some(Fault::DiesBefore) => self.die().await,
            _ => {}
        }
        let target = request.headers().get("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default();
        let body = request.body().bytes().unwrap_or_default();
        let body = std::str::from_utf8(body).unwrap_or_default();
        let answer = self.world.serve(operation, body, self.is_rushed).await;
        match fault {
            Some(Fault::AnswerLost) => return Err(broken()),
            Some(Fault::DiesMeanwhile) => self.die().await,
            Some(Fault::DiesAfter) => self.state().dying = true,
            _ => {}
        }
        self.delay().await;
        response(answer)
    }
}

fn broken() -> ConnectorError {
    ConnectorError::io("the connection broke".into())
}

fn response(answer: Answer) -> Result<HttpResponse, ConnectorError> {
    let status = answer.status.try_into().map_err(|_| broken())?;
    let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
    response
        .headers_mut()
        .insert("content-type", "application/x-amz-json-1.0");
    Ok(response)
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(Arc::clone(&self.0).call(request))
    }
}

impl HttpClient for Wire {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
