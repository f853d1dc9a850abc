//! The faults that a test has switched on, and the decision whether the next call suffers one.
//!
//! Deliberately only decides; how a fault looks on the wire is `injection` and `wire`.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::Dependency;

/// The seed of [`Faults::default`]: the same faults in the same order in every run.
const DEFAULT_SEED: u64 = 20_261_123;

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// No answer for a long, bounded time; the call has no effect.
    Timeout,
    /// The service's own 500 body; no effect.
    #[serde(rename = "http_500")]
    Http500,
    /// The service's own 429 body with `Retry-After`; no effect.
    #[serde(rename = "http_429")]
    Http429,
    /// The service's own refusal with the rule's `code`; no effect.
    Refused,
    /// The right answer, seconds late.
    Slow,
    /// The connection is dropped before anything happens.
    Reset,
    /// The call takes effect; half of its body arrives, then the connection is dropped.
    Truncated,
    /// 200 with a body that is no answer at all; no effect.
    Garbage,
    /// The call takes effect, then the connection is dropped without a byte of answer.
    LostAck,
}

/// One dependency's fault, as it stands in `PUT /simulator/faults`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRule {
    /// What goes wrong.
    pub kind: FaultKind,
    /// The share of calls that suffer it, 0 to 1; 1 if left out.
    #[serde(default = "always")]
    pub probability: f64,
    /// How many more calls are looked at before the rule ends by itself; no end if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
    /// Only this operation, such as `messages.send`; every operation if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// For `timeout` and `slow`: how long, in milliseconds, instead of the usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<u64>,
    /// For `refused`: Meta's error code, such as 131026, or Watson's HTTP status from 400 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<u32>,
}

/// What goes wrong on the way of webhooks from WhatsApp to the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeliveryFaults {
    /// How often each webhook is delivered in all; 0 and 1 both mean once.
    pub duplicate: u32,
    /// Webhooks overtake each other.
    pub shuffle: bool,
    /// The customer's phone number is left out; only the business-scoped user id identifies them.
    pub drop_phone_number: bool,
    /// How many updates share one POST; 0 and 1 both mean one each.
    pub batch: usize,
    /// How late statuses are, in milliseconds.
    pub status_delay_ms: u64,
    /// Statuses that never come, such as `delivered`.
    pub drop_statuses: Vec<String>,
    /// Messages that are accepted with 200 and reported as failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_status: Option<FailStatus>,
}

/// A failure that is told by a status after a 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailStatus {
    /// Meta's error code, such as 131026.
    pub code: u32,
    /// How many more messages fail; all if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// The body of `PUT /simulator/faults`: the whole of what shall go wrong from now on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FaultPlan {
    /// Calls to the WhatsApp Cloud API.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp: Option<FaultRule>,
    /// Calls to Watson Assistant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watson_assistant: Option<FaultRule>,
    /// Calls to Watson Text to Speech.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watson_tts: Option<FaultRule>,
    /// Webhooks from WhatsApp.
    pub delivery: DeliveryFaults,
}

/// The faults now switched on. Clones share them.
#[derive(Clone, Debug)]
pub struct Faults {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    plan: FaultPlan,
    random: fastrand::Rng,
    seed: u64,
}

impl Default for Faults {
    fn default() -> Self {
        Self::new(DEFAULT_SEED)
    }
}

impl Faults {
    /// No faults yet. The seed decides which calls a probability below 1 will hit.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let random = fastrand::Rng::with_seed(seed);
        Self {
            state: Arc::new(Mutex::new(State {
                plan: FaultPlan::default(),
                random,
                seed,
            })),
        }
    }

    /// Replaces everything that was switched on, and starts the random sequence again, so that the
    /// same plan always hits the same calls.
    pub fn set(&self, plan: FaultPlan) {
        let mut state = self.lock();
        state.plan = plan;
        state.random = fastrand::Rng::with_seed(state.seed);
    }

    /// Switches every fault off.
    pub fn clear(&self) {
        self.set(FaultPlan::default());
    }

    /// What is switched on, with what is left of each `next`.
    #[must_use]
    pub fn plan(&self) -> FaultPlan {
        self.lock().plan.clone()
    }

    /// The faults of webhook delivery.
    #[must_use]
    pub fn delivery(&self) -> DeliveryFaults {
        self.lock().plan.delivery.clone()
    }

    /// The code with which a message that was accepted fails, if it does. Each question uses up one of
    /// the rule's `next`.
    #[must_use]
    pub fn decide_failed_status(&self) -> Option<u32> {
        let mut state = self.lock();
        let slot = &mut state.plan.delivery.fail_status;
        let rule = slot.as_mut()?;
        let code = rule.code;
        rule.next = rule.next.map(|left| left.saturating_sub(1));
        if rule.next == Some(0) {
            *slot = None;
        }
        Some(code)
    }

    /// The fault that this call suffers, if any. Each question uses up one of the rule's `next`.
    #[must_use]
    pub fn decide(&self, dependency: Dependency, operation: &str) -> Option<FaultRule> {
        let mut state = self.lock();
        let State { plan, random, .. } = &mut *state;
        let slot = plan.slot(dependency);
        let rule = slot.as_mut().filter(|rule| rule.covers(operation))?;
        rule.next = rule.next.map(|left| left.saturating_sub(1));
        let decided = rule.clone();
        if rule.next == Some(0) {
            *slot = None;
        }
        (random.f64() < decided.probability).then_some(decided)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FaultPlan {
    fn slot(&mut self, dependency: Dependency) -> &mut Option<FaultRule> {
        match dependency {
            Dependency::Whatsapp => &mut self.whatsapp,
            Dependency::WatsonAssistant => &mut self.watson_assistant,
            Dependency::WatsonTts => &mut self.watson_tts,
        }
    }

    /// What is wrong with the plan itself, in words for the person who sent it.
    #[must_use]
    pub fn complaint(&self) -> Option<&'static str> {
        let watson = [&self.watson_assistant, &self.watson_tts];
        let watson = watson.into_iter().flatten();
        let of_watson = |rule: &FaultRule| rule.complaint(rule.code.is_some_and(is_http_error));
        let of_meta = |rule: &FaultRule| rule.complaint(rule.code.is_some());
        let meta = self.whatsapp.as_ref().and_then(of_meta);
        meta.or_else(|| watson.into_iter().find_map(of_watson))
    }
}

/// The statuses that Watson refuses with.
fn is_http_error(status: u32) -> bool {
    (400..600).contains(&status)
}

impl FaultRule {
    /// A rule that hits every call until it is cleared.
    #[must_use]
    pub fn every(kind: FaultKind) -> Self {
        Self {
            kind,
            probability: always(),
            next: None,
            operation: None,
            delay_ms: None,
            code: None,
        }
    }

    fn complaint(&self, has_good_code: bool) -> Option<&'static str> {
        if !(0.0..=1.0).contains(&self.probability) {
            return Some("a probability lies between 0 and 1");
        }
        if (self.kind == FaultKind::Refused) != self.code.is_some() {
            return Some("`refused` needs a code, and no other kind has one");
        }
        (self.code.is_some() && !has_good_code).then_some(
            "the code is Meta's error code, or an HTTP status from 400 to 599 for Watson",
        )
    }

    fn covers(&self, operation: &str) -> bool {
        self.next != Some(0)
            && self
                .operation
                .as_deref()
                .is_none_or(|only| only == operation)
    }
}

fn always() -> f64 {
    1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(json: &str) -> FaultPlan {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_rule_for_the_next_two_calls_ends_by_itself() {
        let faults = Faults::default();
        faults.set(plan(r#"{"watson_tts":{"kind":"http_500","next":2}}"#));
        let hit = || {
            faults
                .decide(Dependency::WatsonTts, "synthesize")
                .map(|rule| rule.kind)
        };
        assert_eq!(
            [hit(), hit(), hit()],
            [Some(FaultKind::Http500), Some(FaultKind::Http500), None]
        );
        assert_eq!(faults.plan(), FaultPlan::default());
    }

    #[test]
    fn a_probability_hits_the_same_calls_whenever_the_same_plan_is_set() {
        let faults = Faults::new(7);
        let run = || {
            faults.set(plan(r#"{"whatsapp":{"kind":"reset","probability":0.3}}"#));
            (0..1000)
                .map(|_| {
                    faults
                        .decide(Dependency::Whatsapp, "messages.send")
                        .is_some()
                })
                .collect::<Vec<_>>()
        };
        let first = run();
        let hits = first.iter().filter(|hit| **hit).count();
        assert!((240..360).contains(&hits), "{hits} of 1000 were hit");
        assert_eq!(first, run());
    }

    #[test]
    fn a_rule_for_one_operation_leaves_the_others_alone_and_keeps_its_count() {
        let faults = Faults::default();
        faults.set(plan(
            r#"{"whatsapp":{"kind":"garbage","next":1,"operation":"media.upload"}}"#,
        ));
        assert!(
            faults
                .decide(Dependency::Whatsapp, "messages.send")
                .is_none()
        );
        assert!(
            faults
                .decide(Dependency::Whatsapp, "media.upload")
                .is_some()
        );
        assert!(
            faults
                .decide(Dependency::WatsonTts, "media.upload")
                .is_none()
        );
    }

    #[test]
    fn the_documented_example_is_understood_and_a_misspelt_one_is_not() {
        let full = plan(
            r#"{"whatsapp":{"kind":"lost_ack","probability":1.0,"next":5},
                "delivery":{"duplicate":3,"shuffle":true,"drop_phone_number":true}}"#,
        );
        assert_eq!(
            full.delivery,
            DeliveryFaults {
                duplicate: 3,
                shuffle: true,
                drop_phone_number: true,
                ..DeliveryFaults::default()
            }
        );
        assert!(serde_json::from_str::<FaultPlan>(r#"{"whatsap":{"kind":"reset"}}"#).is_err());
        assert!(serde_json::from_str::<FaultPlan>(r#"{"whatsapp":{"kind":"explode"}}"#).is_err());
        assert!(
            plan(r#"{"whatsapp":{"kind":"reset","probability":1.5}}"#)
                .complaint()
                .is_some()
        );
    }
}
