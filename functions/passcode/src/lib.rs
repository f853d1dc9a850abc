//! The SMS passcode: issue, resend, verify.
//!
//! The code itself exists only in memory and in the SMS; at rest there is a keyed hash that fits one
//! intent. The number is the one on the bank's file, whatever number the chat came from.

mod foresee;
mod policy;
mod receipt;
mod send;
mod verify;

pub use policy::{Policy, SimChanges};

use aws::bank_secrets::{PasscodeKeys, PublicKeys};
use aws::confirmations::AdvanceError;
use aws::confirming::{CallOffError, Confirming};
use aws::customers::Customers;
use aws::secrets::Secret;
use aws::sms::Sms;
use aws::standings::Standings;
use calls::passcode::{PasscodeAnswer, PasscodeQuestion};
use domain::confirmation::sms_policy::SmsRefused;
use domain::confirmation::{Confirmation, StepError, TaskToken};
use domain::failure::Failure;
use domain::id::{CustomerId, OrderId};
use domain::language::Language;
use domain::time::{Clock, Random};
use http::Uri;
use wording::summary::Summary;

/// What the function works with.
pub struct Passcodes {
    /// Where codes are kept, hashed; ends the workflow's wait.
    pub confirming: Confirming,
    /// Where the phone on file is read.
    pub customers: Customers,
    /// Who is suspended or locked.
    pub standings: Standings,
    /// Whether a text may go out.
    pub policy: Policy,
    /// What sends the code.
    pub sms: Sms,
    /// Keys the hashes, and signs.
    pub keys: Secret<PasscodeKeys>,
    /// Says whether PIN and fact were right.
    pub verifying: Secret<PublicKeys>,
    /// The host of the page that takes the code, if texts name it: a phone fills the code in there and
    /// nowhere else.
    pub page_host: Option<String>,
    /// The time.
    pub clock: Clock,
    /// Draws the codes.
    pub random: Random,
}

impl Passcodes {
    /// Issues, resends or tries a code.
    ///
    /// # Errors
    /// [`Failure::Retry`] while something outside is away; [`Failure::Ended`] if the confirmation
    /// ended before its first code was sent.
    pub async fn handle(&self, question: PasscodeQuestion) -> Result<PasscodeAnswer, Failure> {
        match question {
            PasscodeQuestion::Issue {
                confirmation_id,
                task_token,
            } => {
                self.issue(&OrderId(confirmation_id), TaskToken(task_token))
                    .await
            }
            PasscodeQuestion::Resend {
                confirmation_id,
                idempotency_key,
            } => {
                let id = OrderId(confirmation_id);
                self.resend(&id, idempotency_key.as_deref()).await
            }
            PasscodeQuestion::Foresee { customer_id } => {
                self.foresee(&CustomerId(customer_id)).await
            }
            PasscodeQuestion::Receipt { confirmation_id } => {
                self.receipt(&OrderId(confirmation_id)).await
            }
            PasscodeQuestion::Verify {
                confirmation_id,
                code,
                idempotency_key,
            } => {
                let id = OrderId(confirmation_id);
                self.verify(&id, &code, idempotency_key.as_deref()).await
            }
        }
    }
}

/// Tells a step that is not due from everything else that can go wrong.
enum AdvanceFailure {
    Step(StepError),
    Refused(SmsRefused),
    Other(Failure),
}

impl From<Failure> for AdvanceFailure {
    fn from(failure: Failure) -> Self {
        Self::Other(failure)
    }
}

impl From<StepError> for AdvanceFailure {
    fn from(error: StepError) -> Self {
        Self::Step(error)
    }
}

impl From<CallOffError> for AdvanceFailure {
    fn from(error: CallOffError) -> Self {
        Self::Other(error.into())
    }
}

impl From<AdvanceError> for AdvanceFailure {
    fn from(error: AdvanceError) -> Self {
        match error {
            AdvanceError::Step(error) => Self::Step(error),
            AdvanceError::Store(error) => Self::Other(error.into()),
            AdvanceError::NoSuchConfirmation => Self::Other(Failure::fail(error)),
        }
    }
}

/// Neither `none` nor the address of a page.
#[derive(Debug, thiserror::Error)]
#[error("neither none nor an address")]
pub struct NotAnAddress;

/// The host of the page at `url`, without its port: the line that a phone reads has none. `none` is nowhere.
pub fn host_of(url: &str) -> Result<Option<String>, NotAnAddress> {
    if url == "none" {
        return Ok(None);
    }
    let url: Uri = url.parse().map_err(|_| NotAnAddress)?;
    Ok(Some(url.host().ok_or(NotAnAddress)?.to_owned()))
}

/// What a text says of an order, and in which language.
fn described(confirmation: &Confirmation) -> Result<(Summary, Language), Failure> {
    let order = confirmation.order.order();
    let summary = services::summary(order).map_err(Failure::fail)?;
    Ok((summary, order.language))
}
