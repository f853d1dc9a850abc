//! The faults that a test has switched on, and the decision whether the next call suffers one.
//!
//! Deliberately only decides; how a fault looks on the wire is `injection` and `wire`.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{DeliveryFaults, Dependency, FaultPlan, FaultRule};

/// The seed of [`Faults::default`]: the same faults in the same order in every run.
const DEFAULT_SEED: u64 = 20_261_123;

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
        let is_hit = rule.counts();
        let decided = rule.clone();
        if rule.next == Some(0) {
            *slot = None;
        }
        (is_hit && random.f64() < decided.probability).then_some(decided)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FaultKind;

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
    fn every_third_call_is_hit_and_counting_begins_anew_with_the_plan() {
        let faults = Faults::default();
        for _ in 0..2 {
            faults.set(plan(
                r#"{"whatsapp":{"kind":"http_500","every":3,"next":8}}"#,
            ));
            let hit = |_| {
                faults
                    .decide(Dependency::Whatsapp, "messages.send")
                    .is_some()
            };
            let hits: Vec<bool> = (0..9).map(hit).collect();
            let expected = [false, false, true, false, false, true, false, false, false];
            assert_eq!(hits, expected);
        }
        assert!(
            plan(r#"{"whatsapp":{"kind":"http_500","every":0}}"#)
                .complaint()
                .is_some()
        );
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
