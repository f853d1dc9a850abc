//! What stands between an adapter and the engine, or between a function and a test's bank: a network with
//! delays, and everything that can go wrong at one call. All waiting is in virtual time, all chance is seeded,
//! so a run can be replayed.

use std::pin::pin;
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
use fastrand::Rng;
use futures_util::future::{Either, select};
use ledger::Ledger;
use tokio::sync::Notify;

use crate::world::World;

mod answer;

use answer::{broken, not_connected, relayed, response};

/// What can happen to one call on its way, or to its caller. What a service itself answers instead is
/// `testkit::services::Fault`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// The request never reaches DynamoDB, and the caller is told so.
    NeverSent,
    /// DynamoDB does it, but the connection breaks before the answer.
    AnswerLost,
    /// DynamoDB does it, but the caller waits for the answer no longer.
    TimedOut,
    /// The caller dies before it sends.
    DiesBefore,
    /// DynamoDB does it, and the caller dies before the answer.
    DiesMeanwhile,
    /// The caller hears the answer and dies before it does anything more.
    DiesAfter,
}

impl Mishap {
    /// Every one but [`Self::TimedOut`], which to the ledger is a lost answer.
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
    end: End,
    state: Arc<Mutex<State>>,
    died: Notify,
    reached: Notify,
    go_on: Notify,
}

/// Who is at the other end.
#[derive(Clone, Debug)]
enum End {
    /// The ledger's engine, and whether transactions meet those of others there.
    World(Arc<World>, bool),
    /// Whoever the request is addressed to.
    Addressed(reqwest::Client),
}

#[derive(Debug, Default)]
struct State {
    chance: Option<Rng>,
    faults: Vec<(u32, Mishap)>,
    /// The call that waits until something else has happened.
    held: Option<u32>,
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
        Self::new(End::World(Arc::clone(world), false), None, Vec::new())
    }

    /// A way whose transactions meet those of others at the same items.
    #[must_use]
    pub fn rushed(world: &Arc<World>) -> Self {
        Self::new(End::World(Arc::clone(world), true), None, Vec::new())
    }

    /// A way on which each call takes 1 to 20 ms there and back, drawn from `chance`.
    #[must_use]
    pub fn windy(world: &Arc<World>, chance: Rng) -> Self {
        let end = End::World(Arc::clone(world), false);
        Self::new(end, Some(chance), Vec::new())
    }

    /// A way on which the calls with these numbers, from 0, go wrong.
    #[must_use]
    pub fn broken(world: &Arc<World>, faults: Vec<(u32, Mishap)>) -> Self {
        Self::new(End::World(Arc::clone(world), false), None, faults)
    }

    /// A way to the servers of a test's bank, in real time. Nothing goes wrong until it is told to.
    #[must_use]
    pub fn addressed() -> Self {
        let end = End::Addressed(reqwest::Client::new());
        Self::new(end, None, Vec::new())
    }

    fn new(end: End, chance: Option<Rng>, faults: Vec<(u32, Mishap)>) -> Self {
        let state = State {
            chance,
            faults,
            ..State::default()
        };
        Self(Arc::new(Link::new(end, Arc::new(Mutex::new(state)))))
    }

    /// Counts anew: from now on the calls with these numbers, from 0, go wrong.
    pub fn plan(&self, faults: Vec<(u32, Mishap)>) {
        *self.0.state() = State {
            faults,
            ..State::default()
        };
    }

    /// The same way for the process that takes over: faults and counting go on where they were.
    #[must_use]
    pub fn reborn(&self) -> Self {
        self.0.state().dying = false;
        Self(Arc::new(Link::new(
            self.0.end.clone(),
            Arc::clone(&self.0.state),
        )))
    }

    /// The connection that goes this way.
    #[must_use]
    pub fn connection(&self) -> Connection {
        Connection::to_local("http://127.0.0.1:1", "eu-west-2").through(self.clone())
    }

    /// Where `connection` leads, but by this way; nobody waits before it tries again.
    #[must_use]
    pub fn to(&self, connection: &Connection) -> Connection {
        connection.clone().through(self.clone()).hurried()
    }

    /// The ledger at the other end.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        Ledger::new(&self.connection(), "ledger".to_owned())
    }

    /// Each call takes 1 to 20 ms there and back from now on, drawn from `chance`. In real time, if the way is
    /// [`Self::addressed`].
    pub fn blow(&self, chance: Rng) {
        self.0.state().chance = Some(chance);
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

    /// Does `work`, and `meanwhile` after it has begun and before its call with this number, from 0, is sent.
    /// Work that makes no such call leaves `meanwhile` undone.
    pub async fn interrupt<T>(
        &self,
        call: u32,
        work: impl Future<Output = T>,
        meanwhile: impl Future<Output = ()>,
    ) -> T {
        self.0.state().held = Some(call);
        let meanwhile = async {
            self.0.reached.notified().await;
            meanwhile.await;
            self.0.go_on.notify_one();
        };
        match select(pin!(work), pin!(meanwhile)).await {
            Either::Left((done, _)) => done,
            Either::Right(((), work)) => work.await,
        }
    }
}

impl Link {
    fn new(end: End, state: Arc<Mutex<State>>) -> Self {
        let (died, reached, go_on) = (Notify::new(), Notify::new(), Notify::new());
        Self {
            end,
            state,
            died,
            reached,
            go_on,
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The fault of the call that begins now, and whether it waits.
    fn next(&self) -> (Option<Mishap>, bool) {
        let mut state = self.state();
        let number = state.calls;
        state.calls = number.saturating_add(1);
        if state.dying {
            return (Some(Mishap::DiesBefore), false);
        }
        let planned = state.faults.iter().find(|(call, _)| *call == number);
        let fault = planned.map(|(_, fault)| *fault);
        (fault, state.held.take_if(|held| *held == number).is_some())
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
        let (fault, is_held) = self.next();
        self.delay().await;
        if is_held {
            self.reached.notify_one();
            self.go_on.notified().await;
        }
        match fault {
            Some(Mishap::NeverSent) => return Err(not_connected()),
            Some(Mishap::DiesBefore) => self.die().await,
            _ => {}
        }
        let answer = self.end.serve(&request).await?;
        match fault {
            Some(Mishap::AnswerLost) => return Err(broken()),
            Some(Mishap::TimedOut) => return Err(ConnectorError::timeout("too late".into())),
            Some(Mishap::DiesMeanwhile) => self.die().await,
            Some(Mishap::DiesAfter) => self.state().dying = true,
            _ => {}
        }
        self.delay().await;
        Ok(answer)
    }
}

impl End {
    async fn serve(&self, request: &HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let body = request.body().bytes().unwrap_or_default();
        match self {
            Self::World(world, is_rushed) => {
                let target = request.headers().get("x-amz-target").unwrap_or_default();
                let operation = target.rsplit('.').next().unwrap_or_default();
                let body = std::str::from_utf8(body).unwrap_or_default();
                response(world.serve(operation, body, *is_rushed).await)
            }
            Self::Addressed(http) => {
                let asked = request.headers().iter();
                let asked = asked.fold(http.post(request.uri()), |asked, (name, value)| {
                    asked.header(name, value)
                });
                let answer = asked.body(body.to_vec()).send().await;
                relayed(answer.map_err(|_| broken())?).await
            }
        }
    }
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
