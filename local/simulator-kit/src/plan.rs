//! What a test can ask to go wrong: the body of `PUT /simulator/faults`, and what is wrong with the body itself.
//!
//! Deliberately without a state but each rule's own count; which call is hit is decided in `faults`.

use serde::{Deserialize, Serialize};

use crate::Dependency;

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
    /// Only every so many-th of those calls, counted from 1; each if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<u64>,
    /// Only this operation, such as `messages.send`; every operation if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// For `timeout` and `slow`: how long, in milliseconds, instead of the usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<u64>,
    /// For `refused`: Meta's error code, such as 131026, or Watson's HTTP status from 400 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<u32>,
    /// How many calls were looked at.
    #[serde(skip)]
    pub(crate) seen: u64,
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

impl FaultPlan {
    pub(crate) fn slot(&mut self, dependency: Dependency) -> &mut Option<FaultRule> {
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
            every: None,
            seen: 0,
        }
    }

    /// Counts a call that is looked at; whether it is one of those that are hit.
    pub(crate) fn counts(&mut self) -> bool {
        self.seen = self.seen.saturating_add(1);
        self.next = self.next.map(|left| left.saturating_sub(1));
        self.every
            .is_none_or(|every| self.seen.is_multiple_of(every))
    }

    fn complaint(&self, has_good_code: bool) -> Option<&'static str> {
        if !(0.0..=1.0).contains(&self.probability) {
            return Some("a probability lies between 0 and 1");
        }
        if self.every == Some(0) {
            return Some("`every` counts from 1");
        }
        if (self.kind == FaultKind::Refused) != self.code.is_some() {
            return Some("`refused` needs a code, and no other kind has one");
        }
        (self.code.is_some() && !has_good_code).then_some(
            "the code is Meta's error code, or an HTTP status from 400 to 599 for Watson",
        )
    }

    pub(crate) fn covers(&self, operation: &str) -> bool {
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
