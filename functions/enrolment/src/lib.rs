//! The bank's side of enrolment: authorise a phone, list and revoke it; unlock, lift a suspension, end sessions, set the
//! safety phrase.
//!
//! Branch desk and internet banking ask over the bank's API, each signed in a role of its own: nothing is done before it
//! is on record who that was. Binding itself happens in `binding`, when the customer sends the code.

mod action;
mod answer;
mod authorise;
mod end_sessions;
mod http;
mod qr;
mod refusal;

use aws::bank_secrets::ActivationKey;
use aws::channels::Channels;
use aws::confirming::Confirming;
use aws::customers::Customers;
use aws::desk_records::{Deed, DeskRecords};
use aws::safety_phrases::SafetyPhrases;
use aws::secrets::Secret;
use aws::standings::Standings;
use domain::customer::desk::{Backing, Warrant};
use domain::customer::safety_phrase::SafetyPhrase;
use domain::customer::standing::Standing;
use domain::failure::Failure;
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::{Clock, Random};

pub use action::{Action, Asked, OPERATIONS, Question};
pub use answer::{Answer, OpenConfirmation, Phone};
pub use refusal::Refusal;

/// What the function works with.
pub struct Enrolment {
    /// Who is on file.
    pub customers: Customers,
    /// Where codes and bindings are kept.
    pub channels: Channels,
    /// What customers know the bank's page by.
    pub phrases: SafetyPhrases,
    /// Where it is kept who did what.
    pub records: DeskRecords,
    /// Who is suspended or locked.
    pub standings: Standings,
    /// What a customer has open, to call it off.
    pub confirming: Confirming,
    /// Keys the codes' hashes.
    pub keys: Secret<ActivationKey>,
    /// The bank's WhatsApp number: digits with country code.
    pub bank_phone_number: String,
    /// What it takes to let a customer go on who was stopped.
    pub backing: Backing,
    /// The time.
    pub clock: Clock,
    /// Draws the codes.
    pub random: Random,
}

impl Enrolment {
    /// Does what the bank's staff or systems ask, once it is on record who asks.
    ///
    /// # Errors
    /// [`Refusal::Unwarranted`] if nobody answers for it well enough, [`Refusal::NoSuchCustomer`], or
    /// [`Refusal::Broken`] while a table or the workflow is away.
    pub async fn perform(&self, question: Question) -> Result<Answer, Refusal> {
        let Question {
            action,
            customer,
            warrant,
            phrase,
        } = question;
        if action.lets_go_on() {
            warrant.has(self.backing).map_err(Refusal::Unwarranted)?;
        }
        if self.customers.get(&customer).await?.is_none() {
            return Err(Refusal::NoSuchCustomer);
        }
        self.record(action, &customer, &warrant).await?;
        let answer = match action {
            Action::Authorise => self.authorise(&customer).await,
            Action::List => self.list(&customer).await,
            Action::Revoke => self.revoke(&customer).await,
            Action::Standing => self.change(&customer, |before| before).await,
            Action::Unlock => self.change(&customer, Standing::unlocked).await,
            Action::LiftSuspension => self.lift(&customer).await,
            Action::EndSessions => self.end_sessions(&customer).await,
            Action::SetSafetyPhrase => self.set_safety_phrase(&customer, phrase.as_ref()).await,
        };
        Ok(answer?)
    }

    /// Puts on record who asks for what. Comes first: there may be a record of what then failed, and nothing is done of
    /// which there is none.
    async fn record(
        &self,
        action: Action,
        customer: &CustomerId,
        warrant: &Warrant,
    ) -> Result<(), Failure> {
        let mut drawn = [0; 16];
        (self.random)(&mut drawn).map_err(Failure::retry)?;
        let deed = Deed {
            id: &Hash::plain(&[&drawn]).hex(),
            action: action.name(),
            customer,
            warrant,
            at: (self.clock)(),
        };
        self.records.put(&deed).await?;
        tracing::info!(
            desk.action = action.name(),
            desk.operator = warrant.operator(),
            desk.role = warrant.role(),
            desk.reason = warrant.reason(),
            desk.approved_by = warrant.approved_by(),
            customer.id = customer.0,
            "asked at the desk"
        );
        Ok(())
    }

    async fn list(&self, customer: &CustomerId) -> Result<Answer, Failure> {
        let channel = self.channels.of(customer).await?;
        let phones = channel.iter().map(Phone::from).collect();
        Ok(Answer::Phones { phones })
    }

    /// First nobody speaks for the customer any more, then what they have open ends. Doing it again makes up for a
    /// crash between the two. A message that was at work meanwhile may still seal an order; its link goes nowhere
    /// while no phone is bound.
    async fn revoke(&self, customer: &CustomerId) -> Result<Answer, Failure> {
        let revoked = self.channels.revoke(customer, (self.clock)()).await?;
        tracing::info!(customer.id = customer.0, revoked, "phone revoked");
        let open_confirmation = self.end_open(customer).await?;
        Ok(Answer::Revoked {
            revoked,
            open_confirmation,
        })
    }

    async fn change(
        &self,
        customer: &CustomerId,
        step: fn(Standing) -> Standing,
    ) -> Result<Answer, Failure> {
        let standing = self.standings.change(customer, step).await?;
        Ok(told(customer, &standing))
    }

    async fn lift(&self, customer: &CustomerId) -> Result<Answer, Failure> {
        let standing = self.standings.lift(customer).await?;
        Ok(told(customer, &standing))
    }

    async fn set_safety_phrase(
        &self,
        customer: &CustomerId,
        phrase: Option<&SafetyPhrase>,
    ) -> Result<Answer, Failure> {
        self.phrases.set(customer, phrase).await?;
        tracing::info!(customer.id = customer.0, "safety phrase set");
        Ok(Answer::SafetyPhrase {
            safety_phrase: phrase.is_some(),
        })
    }
}

fn told(customer: &CustomerId, standing: &Standing) -> Answer {
    tracing::info!(
        customer.id = customer.0,
        customer.locked = standing.is_locked(),
        customer.suspended = standing.suspension.is_some(),
        "standing told"
    );
    (*standing).into()
}
