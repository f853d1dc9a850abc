//! The workflow's messages to the customer: link, receipt, notice to the payee, ending.
//!
//! Says only what is stored: what an order is comes from its sealed bytes, balances and bookings from the ledger.
//! A voice note is an extra: if it cannot be made, the text stands alone and nothing fails.

mod another_way;
mod disclosed;
mod due;
mod link;
mod receipt;
mod send;
mod voice;
mod withdrawal;
mod withhold;

use std::time::Duration;

use aws::arrangements::Arrangements;
use aws::bucket::Bucket;
use aws::channels::Channels;
use aws::confirmations::{AdvanceError, Confirmations};
use aws::disclosures::Disclosures;
use aws::preferences::Preferences;
use aws::standings::Standings;
use calls::messenger::{ANSWERS_WITHIN_SECONDS, MessengerAnswer, MessengerQuestion};
use calls::passcode::PasscodeFunction;
use calls::speech::SpeechFunction;
use domain::confirmation::{Confirmation, Ending, Stage, TaskToken};
use domain::conversation::outbound::{OutboundId, Purpose};
use domain::conversation::way::Way;
use domain::failure::Failure;
use domain::id::OrderId;
use domain::language::Language;
use domain::time::{Calendar, Clock, Random};
use ledger::accounts::Accounts;
use outbox::Outbox;
use outbox::templates::Templates;
use whatsapp::client::SendError;
use wording::summary::Summary;

/// What the function works with.
pub struct Messenger {
    /// Where confirmations are.
    pub confirmations: Confirmations,
    /// Which phone speaks for whom.
    pub channels: Channels,
    /// Who hears receipts.
    pub preferences: Preferences,
    /// Who must not be told anything just now.
    pub standings: Standings,
    /// The ledger, to read.
    pub accounts: Accounts,
    /// Makes voice notes.
    pub speech: SpeechFunction,
    /// What was carried out of what was to be told.
    pub disclosures: Disclosures,
    /// The standing orders that customers have confirmed, to read.
    pub arrangements: Arrangements,
    /// Where documents lie.
    pub documents: Bucket,
    /// Where voice notes lie.
    pub audio: Bucket,
    /// Sends messages.
    pub outbox: Outbox,
    /// What may be said outside the 24-hour window.
    pub templates: Templates,
    /// Texts what WhatsApp cannot deliver.
    pub passcode: PasscodeFunction,
    /// The one address of the confirmation page.
    pub link_url: String,
    /// Says to which day a booking belongs.
    pub calendar: Calendar,
    /// The time.
    pub clock: Clock,
    /// Draws link tokens.
    pub random: Random,
}

impl Messenger {
    /// Sends what is due.
    ///
    /// # Errors
    /// [`Failure::Retry`] while something outside is away; [`Failure::Ended`] if the confirmation
    /// ended before its link was sent.
    pub async fn handle(&self, question: MessengerQuestion) -> Result<MessengerAnswer, Failure> {
        let mut answer = MessengerAnswer::default();
        match question {
            MessengerQuestion::Link {
                confirmation_id,
                task_token,
            } => {
                let wait = TaskToken(task_token);
                self.link(&OrderId(confirmation_id), wait).await?;
            }
            MessengerQuestion::Receipt { confirmation_id } => {
                self.receipt(&OrderId(confirmation_id)).await?;
            }
            MessengerQuestion::CreditNotice { confirmation_id } => {
                self.credit_notice(&OrderId(confirmation_id)).await?;
            }
            MessengerQuestion::Withdrawal { confirmation_id } => {
                self.withdrawal(&OrderId(confirmation_id)).await?;
            }
            MessengerQuestion::Ending {
                confirmation_id,
                reason,
            } => {
                let ending = Ending::parse(&reason);
                self.ending(&OrderId(confirmation_id), ending).await?;
            }
            MessengerQuestion::DuePayment { payment, reason } => {
                let reason = reason.as_deref().map(Ending::parse);
                self.due_payment(&payment, reason).await?;
            }
            MessengerQuestion::AnotherWay {
                outbound_id,
                error_code,
            } => {
                let way = self.in_time(&OutboundId(outbound_id), error_code).await?;
                answer.way = Some(way.name().to_owned());
            }
        }
        Ok(answer)
    }

    /// Tells a message another way, or gives up before whoever asked does: then nobody is at it when it is asked
    /// again.
    async fn in_time(&self, id: &OutboundId, error_code: Option<i64>) -> Result<Way, Failure> {
        let error = SendError::of_status(error_code);
        let telling = Box::pin(self.other_way(id, &error));
        let within = Duration::from_secs(ANSWERS_WITHIN_SECONDS);
        let told = tokio::time::timeout(within, telling).await;
        told.unwrap_or_else(|_| Err(Failure::retry("no other way was found in time")))
    }

    async fn ending(&self, id: &OrderId, ending: Ending) -> Result<(), Failure> {
        let confirmation = self.conclude(id, ending).await?;
        let words = another_way::ending_words(&confirmation, told(ending, &confirmation))?;
        self.tell(id, Purpose::Ending, confirmation.customer(), &words)
            .await
            .map(drop)
    }

    /// Records the ending, so that page and chat know it too.
    async fn conclude(&self, id: &OrderId, ending: Ending) -> Result<Confirmation, Failure> {
        let step = |before: Confirmation| Ok(before.conclude(ending));
        self.confirmations
            .advance(id, step)
            .await
            .map_err(|error| match error {
                AdvanceError::Store(error) => error.into(),
                error => Failure::fail(error),
            })
    }
}

/// The recorded ending, which may be the customer's own and older than the workflow's; but a hold
/// that a person has to look at is never talked away.
const fn told(reported: Ending, confirmation: &Confirmation) -> Ending {
    let is_hold = confirmation.order.order().effect.is_hold();
    match confirmation.stage {
        // What is kept for a machine can run out after the order was done.
        Stage::Ended(Ending::Done) if is_hold => reported,
        Stage::Ended(recorded) if !matches!(reported, Ending::Unresolved) => recorded,
        _ => reported,
    }
}

/// What is said of an order, and in which language.
fn described(confirmation: &Confirmation) -> Result<(Summary, Language), Failure> {
    let order = confirmation.order.order();
    let summary = services::summary(order).map_err(Failure::fail)?;
    Ok((summary, order.language))
}
