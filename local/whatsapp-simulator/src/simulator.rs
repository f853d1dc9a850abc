//! The simulator itself: its shared state, its routers and what its owner may do with it.
//!
//! Deliberately thin: what happens on each side of it is in `graph`, `control` and `webhook`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use simulator_kit::{Calls, Dependency, Faults};
use tokio::sync::watch;

use crate::state::State;
use crate::webhook::{Parcel, Postman};
use crate::{Config, Phone, VerifyError, control, graph, page};

/// A WhatsApp Cloud API with its customers. Clones are the same simulator.
#[derive(Clone)]
pub struct Simulator {
    pub(crate) shared: Arc<Shared>,
}

/// What every clone shares.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) postman: Arc<Postman>,
    pub(crate) faults: Faults,
    state: Mutex<State>,
    /// Webhooks that wait for company.
    batch: Mutex<Vec<Parcel>>,
    /// Numbers every change; wakes with `changes`.
    version: AtomicU64,
    changes: watch::Sender<()>,
    calls: Calls,
}

impl Simulator {
    /// A simulator without conversations. It misbehaves as `faults` says and counts into `calls`; share
    /// both with the other simulators and with [`simulator_kit::control_router`]. Needs no runtime yet.
    #[must_use]
    pub fn new(config: Config, faults: Faults, calls: Calls) -> Self {
        let postman = Arc::new(Postman::new(&config));
        let state = Mutex::new(State::new(&config));
        let (version, changes) = (AtomicU64::new(0), watch::Sender::new(()));
        Self {
            shared: Arc::new(Shared {
                config,
                postman,
                faults,
                state,
                batch: Mutex::default(),
                version,
                changes,
                calls,
            }),
        }
    }

    /// The Graph API under `/graph`, the control API under `/simulator` and the phone page at `/`.
    /// `/simulator/faults` and `/simulator/calls` are [`simulator_kit::control_router`]; the SMS inbox,
    /// the branch desk and the list of customers belong to whoever runs the bank behind it.
    pub fn router(&self) -> Router {
        let door = self.clone();
        let graph = simulator_kit::layer(
            graph::router(self.clone()),
            Dependency::Whatsapp,
            self.shared.faults.clone(),
            self.shared.calls.clone(),
            Arc::new(move |headers| door.admit_bearer(headers).is_ok()),
        );
        graph
            .merge(control::router(self.clone()))
            .merge(page::router())
    }

    /// Forgets every chat and all media, and gives up webhooks still waiting to be retried. Message
    /// numbers go on, so that whoever polls need not know.
    pub fn reset(&self) {
        self.shared.postman.give_up_waiting();
        let version = self.next_version();
        self.with(|state| state.wipe(version));
        self.shared.changes.send_replace(());
    }

    /// Where webhooks go from now on, also those that wait to be retried.
    pub fn set_webhook_url(&self, url: &str) {
        self.shared.postman.set_url(url);
    }

    /// Gives a customer a profile name. A phone that is no E.164 number is ignored.
    pub fn set_profile(&self, phone: &str, name: &str) {
        if let Some(phone) = Phone::parse(phone) {
            self.with(|state| state.name(phone, name.to_owned()));
        }
    }

    /// Performs Meta's GET handshake with the webhook URL, as the dashboard does when it is entered.
    pub async fn verify_webhook(&self) -> Result<(), VerifyError> {
        self.shared
            .postman
            .verify(&self.shared.config.verify_token)
            .await
    }

    pub(crate) fn config(&self) -> &Config {
        &self.shared.config
    }

    pub(crate) fn now_ms(&self) -> u64 {
        self.shared.config.clock.now_ms()
    }

    /// Looks at or changes the state. Nothing waits inside.
    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(
            &mut self
                .shared
                .state
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Looks at or changes the webhooks that wait for company.
    pub(crate) fn with_batch<T>(&self, change: impl FnOnce(&mut Vec<Parcel>) -> T) -> T {
        let mut batch = self
            .shared
            .batch
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        change(&mut batch)
    }

    /// Changes a customer's chat and wakes whoever waits for it.
    pub(crate) fn change<T>(
        &self,
        phone: &Phone,
        change: impl FnOnce(&mut crate::conversation::Conversation) -> T,
    ) -> T {
        let version = self.next_version();
        let now_ms = self.now_ms();
        let answer = self.with(|state| {
            let conversation = state.conversation(phone, now_ms);
            conversation.version = version;
            change(conversation)
        });
        self.shared.changes.send_replace(());
        answer
    }

    /// Asks again after each change until there is an answer or the time is over.
    pub(crate) async fn wait_for<T>(
        &self,
        wait: Duration,
        mut ask: impl FnMut(&mut State) -> Option<T>,
    ) -> Option<T> {
        let mut changes = self.shared.changes.subscribe();
        let deadline = tokio::time::Instant::now().checked_add(wait);
        loop {
            changes.mark_unchanged();
            if let Some(answer) = self.with(&mut ask) {
                return Some(answer);
            }
            let Ok(Ok(())) = tokio::time::timeout_at(deadline?, changes.changed()).await else {
                return None;
            };
        }
    }

    fn next_version(&self) -> u64 {
        self.shared
            .version
            .fetch_add(1, Ordering::SeqCst)
            .saturating_add(1)
    }
}

/// A new message id, opaque as Meta's are: `wamid.` and base64 over the number and a random part. Never
/// the same twice, also across restarts, because the bank remembers ids for days.
pub(crate) fn new_message_id(phone: &Phone) -> String {
    let number = phone.wa_id().as_bytes();
    let unique = format!("{:020X}", fastrand::u128(..) >> 48);
    let length = u8::try_from(number.len()).unwrap_or_default();
    let bytes = [
        &[0x1c, 0x18, length],
        number,
        &[0x15, 0x02, 0x00, 0x12, 0x18, 0x14],
        unique.as_bytes(),
        &[0x00],
    ];
    format!("wamid.{}", STANDARD.encode(bytes.concat()))
}
