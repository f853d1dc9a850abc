//! What can be asked: the operations of the API, and what a request for one has to bring.

use domain::customer::caller::Caller;
use domain::customer::desk::Warrant;
use domain::customer::safety_phrase::SafetyPhrase;
use domain::id::CustomerId;
use serde::Deserialize;

use crate::refusal::Refusal;

/// Every operation: method and path, as API Gateway knows them, and what it does.
pub const OPERATIONS: [(&str, &str, Action); 8] = [
    (
        "POST",
        "/enrolment/{customer_id}/activation",
        Action::Authorise,
    ),
    ("GET", "/enrolment/{customer_id}/phones", Action::List),
    (
        "POST",
        "/enrolment/{customer_id}/revocation",
        Action::Revoke,
    ),
    ("GET", "/enrolment/{customer_id}/standing", Action::Standing),
    ("POST", "/enrolment/{customer_id}/unlock", Action::Unlock),
    (
        "POST",
        "/enrolment/{customer_id}/lift-suspension",
        Action::LiftSuspension,
    ),
    (
        "POST",
        "/enrolment/{customer_id}/end-sessions",
        Action::EndSessions,
    ),
    (
        "PUT",
        "/enrolment/{customer_id}/safety-phrase",
        Action::SetSafetyPhrase,
    ),
];

/// What can be done for a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Make an activation code for a customer who was identified.
    Authorise,
    /// Say which phones speak for a customer.
    List,
    /// Release whatever phone is bound to a customer, and call off what is open, at once: the phone is lost, or its
    /// number has a new owner.
    Revoke,
    /// Say how a customer stands.
    Standing,
    /// Let a customer try again who was identified by other means.
    Unlock,
    /// Switch channel and cards back on, for a customer who was identified by other means.
    LiftSuspension,
    /// End a customer's page at once: link, session and code are dead and nothing is moved. After new
    /// credentials, or whenever somebody else may hold the browser.
    EndSessions,
    /// Set the phrase the page shows; none takes it away.
    SetSafetyPhrase,
}

impl Action {
    /// What an operation does.
    #[must_use]
    pub fn of(method: &str, path: &str) -> Option<Self> {
        let mut all = OPERATIONS.into_iter();
        let found = all.find(|(known, at, _)| *known == method && *at == path);
        found.map(|(_, _, action)| action)
    }

    /// The name it is kept on record and logged by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authorise => "authorise",
            Self::List => "list",
            Self::Revoke => "revoke",
            Self::Standing => "standing",
            Self::Unlock => "unlock",
            Self::LiftSuspension => "lift_suspension",
            Self::EndSessions => "end_sessions",
            Self::SetSafetyPhrase => "set_safety_phrase",
        }
    }

    /// Whether it lets a customer go on who was stopped, so that more than the operator's name is needed.
    #[must_use]
    pub const fn lets_go_on(self) -> bool {
        matches!(self, Self::Unlock | Self::LiftSuspension)
    }
}

/// The body of a request. Who asks is not in it: that is who signed.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    reason: Option<String>,
    approved_by: Option<String>,
    phrase: Option<String>,
}

/// What is asked, for whom, and who answers for it.
#[derive(Debug)]
pub struct Question {
    /// What is to be done.
    pub action: Action,
    /// For whom.
    pub customer: CustomerId,
    /// Who answers for it.
    pub warrant: Warrant,
    /// For the safety phrase only.
    pub phrase: Option<SafetyPhrase>,
}

impl Question {
    /// Reads what is asked.
    ///
    /// # Errors
    /// [`Refusal::Malformed`], [`Refusal::Unwarranted`] or [`Refusal::UnusablePhrase`].
    pub fn try_new(
        action: Action,
        customer: CustomerId,
        caller: Caller,
        asked: &Asked,
    ) -> Result<Self, Refusal> {
        if asked.phrase.is_some() && action != Action::SetSafetyPhrase {
            return Err(Refusal::Malformed);
        }
        let (reason, approved_by) = (asked.reason.as_deref(), asked.approved_by.as_deref());
        let warrant = Warrant::try_new(caller, reason, approved_by);
        let phrase = asked.phrase.as_deref().map(SafetyPhrase::parse);
        Ok(Self {
            action,
            customer,
            warrant: warrant.map_err(Refusal::Unwarranted)?,
            phrase: phrase.transpose().map_err(|_| Refusal::UnusablePhrase)?,
        })
    }
}
