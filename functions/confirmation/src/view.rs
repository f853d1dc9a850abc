//! What the page shows: always from the store, never from what the browser sent.

use std::borrow::Cow;

use domain::confirmation::passcode::{MAX_TEXTS, MAX_TRIES};
use domain::confirmation::{Confirmation, Ending, MAX_CREDENTIAL_TRIES, Stage};
use domain::customer::Customer;
use domain::customer::safety_phrase::SafetyPhrase;
use domain::time::UnixSeconds;
use serde::Serialize;
use wording::bank::TELEPHONE;
use wording::page;
use wording::summary::{Row, Summary};

use crate::cash::MachineCode;

/// One state of the page.
#[derive(Serialize)]
pub struct View {
    step: &'static str,
    order: OrderView,
    /// The customer's own phrase: a copy of the page does not know it.
    #[serde(skip_serializing_if = "Option::is_none")]
    phrase: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<Question>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tries_left: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds_left: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resends_left: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Cow<'static, str>>,
    /// What is typed at a cash machine, in groups of four digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    machine_code: Option<String>,
    /// Whom to call, where everything is stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'static str>,
}

/// The order in the words of its language.
#[derive(Serialize)]
struct OrderView {
    /// What is at stake, at a glance.
    amount: String,
    /// Whom or what it concerns, alone.
    payee: String,
    /// Label and value of each line.
    rows: Vec<[String; 2]>,
    words: OrderWords,
}

/// What the page calls the order: by the page's own names of its states.
#[derive(Serialize)]
struct OrderWords {
    to_do: String,
    doing: String,
    is_done: String,
    not_done: String,
    go: String,
    cancel: String,
    nothing: String,
    paying: String,
    done: String,
    cancelled: String,
    rejected: String,
    failed: String,
}

impl From<&Summary> for OrderView {
    fn from(summary: &Summary) -> Self {
        let line = |row: &Row| [row.label.plain(), row.value.plain()];
        Self {
            amount: summary.headline.plain(),
            payee: summary.subject.plain(),
            rows: summary.rows.iter().map(line).collect(),
            words: OrderWords::from(summary),
        }
    }
}

impl From<&Summary> for OrderWords {
    fn from(summary: &Summary) -> Self {
        let page = &summary.page;
        Self {
            to_do: summary.forms.to_do.plain(),
            doing: page.doing.plain(),
            is_done: page.done.plain(),
            not_done: page.not_done.plain(),
            go: page.go.plain(),
            cancel: page.cancel.plain(),
            nothing: page.nothing.plain(),
            paying: page.carrying_out.plain(),
            done: page.finished.plain(),
            cancelled: page.cancelled.plain(),
            rejected: page.stopped.plain(),
            failed: page.failed.plain(),
        }
    }
}

#[derive(Serialize)]
struct Question {
    kind: &'static str,
}

impl View {
    /// The same, with the phrase that its customer knows the page by.
    pub fn known_by(self, phrase: Option<&SafetyPhrase>) -> Self {
        Self {
            phrase: phrase.map(|phrase| phrase.expose().to_owned()),
            ..self
        }
    }

    /// What a confirmation looks like now.
    pub fn of(
        confirmation: &Confirmation,
        summary: &Summary,
        customer: Option<&Customer>,
        now: UnixSeconds,
    ) -> Self {
        let mut view = Self::bare(summary);
        match confirmation.stage {
            Stage::Identifying {
                question, attempts, ..
            } => {
                view.step = "credentials";
                view.question = Some(Question {
                    kind: question.name(),
                });
                view.tries_left = Some(MAX_CREDENTIAL_TRIES.saturating_sub(attempts));
            }
            Stage::PasscodeDue {
                expires_at,
                attempts,
                texts,
                ..
            } => {
                view.step = "passcode";
                view.tries_left = Some(MAX_TRIES.saturating_sub(attempts));
                view.seconds_left = Some(now.seconds_until(expires_at));
                view.resends_left = Some(MAX_TEXTS.saturating_sub(texts));
                view.phone_hint = customer.map(|found| format!("•• {}", found.phone_ending()));
            }
            Stage::Ended(ending) => {
                view.step = ended(ending);
                view.telephone = (view.step == "suspended").then_some(TELEPHONE);
                let is_not_texted = ending == Ending::PasscodeNotSent;
                let language = confirmation.order.order().language;
                let not_texted = || Cow::Borrowed(page::NOT_TEXTED.label(language));
                view.message = is_not_texted.then(not_texted);
            }
            Stage::Sealed | Stage::LinkSent { .. } | Stage::Identified | Stage::Verified { .. } => {
            }
        }
        view
    }

    /// The same view with a sentence about what was just done.
    #[must_use]
    pub fn saying(mut self, message: &'static str) -> Self {
        self.message = Some(Cow::Borrowed(message));
        self
    }

    /// The same view with the code for a cash machine and what to do with it, if there is one.
    pub fn with_code(self, code: Option<MachineCode>) -> Self {
        let Some(MachineCode { code, sentence }) = code else {
            return self;
        };
        Self {
            machine_code: Some(code.expose()),
            message: Some(Cow::Owned(sentence)),
            ..self
        }
    }

    /// The same view with the number to call.
    #[must_use]
    pub const fn with_telephone(mut self) -> Self {
        self.telephone = Some(TELEPHONE);
        self
    }

    fn bare(summary: &Summary) -> Self {
        Self {
            step: "sending",
            order: summary.into(),
            phrase: None,
            question: None,
            tries_left: None,
            phone_hint: None,
            seconds_left: None,
            resends_left: None,
            message: None,
            machine_code: None,
            telephone: None,
        }
    }
}

const fn ended(ending: Ending) -> &'static str {
    match ending {
        Ending::Done => "done",
        Ending::Cancelled | Ending::Replaced => "cancelled",
        Ending::CredentialsRejected | Ending::PasscodeRejected | Ending::Locked => "rejected",
        Ending::NotAskedFor | Ending::Suspended => "suspended",
        Ending::Expired => "expired",
        Ending::InsufficientFunds
        | Ending::LimitReached
        | Ending::FreshPhone
        | Ending::PasscodeNotSent
        | Ending::AccountUnavailable
        | Ending::AlreadyPaid
        | Ending::BillChanged
        | Ending::AlreadyThere
        | Ending::Gone
        | Ending::Full
        | Ending::Failed
        | Ending::Unresolved => "failed",
    }
}
