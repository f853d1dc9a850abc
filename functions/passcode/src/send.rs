//! Sending a code: the first one for the workflow, another one for the customer.

use aws::confirmations::AdvanceError;
use calls::passcode::PasscodeAnswer;
use domain::confirmation::passcode::Passcode;
use domain::confirmation::sms_policy::SmsRefused;
use domain::confirmation::{Confirmation, Ending, Stage, StepError, TaskToken};
use domain::customer::Customer;
use domain::failure::Failure;
use domain::id::OrderId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;

use wording::{sms, told};

use crate::{AdvanceFailure, Passcodes, described};

impl Passcodes {
    pub(crate) async fn issue(
        &self,
        id: &OrderId,
        token: TaskToken,
    ) -> Result<PasscodeAnswer, Failure> {
        let step = |before: Confirmation, code: Hash, now: UnixSeconds| {
            before.issue_passcode(code, token.clone(), now)
        };
        match self.send_code(id, step).await {
            Ok(()) => Ok(PasscodeAnswer::Sent),
            Err(AdvanceFailure::Step(_)) => Err(self.ended(id).await?),
            Err(AdvanceFailure::Refused(_)) => {
                self.confirming
                    .call_off(id, Ending::PasscodeNotSent)
                    .await?;
                Err(self.ended(id).await?)
            }
            Err(AdvanceFailure::Other(failure)) => Err(failure),
        }
    }

    pub(crate) async fn resend(&self, id: &OrderId) -> Result<PasscodeAnswer, Failure> {
        match self.send_code(id, Confirmation::resend_passcode).await {
            Ok(()) => Ok(PasscodeAnswer::Sent),
            Err(AdvanceFailure::Refused(SmsRefused::OptedOut | SmsRefused::Unreachable)) => {
                Ok(PasscodeAnswer::Unreachable)
            }
            Err(AdvanceFailure::Step(StepError::Exhausted) | AdvanceFailure::Refused(_)) => {
                Ok(PasscodeAnswer::TooMany)
            }
            Err(AdvanceFailure::Step(_)) => Ok(PasscodeAnswer::NotDue),
            Err(AdvanceFailure::Other(failure)) => Err(failure),
        }
    }

    /// Draws a code, stores its hash by `step`, then texts it: a code nobody stored is never sent.
    /// What is not due, or bars the customer, costs no text of any budget.
    async fn send_code(
        &self,
        id: &OrderId,
        step: impl Fn(Confirmation, Hash, UnixSeconds) -> Result<Confirmation, StepError>,
    ) -> Result<(), AdvanceFailure> {
        let keys = self.keys.get().await.map_err(Failure::from)?;
        let code = Passcode::draw(self.random).map_err(Failure::retry)?;
        let now = (self.clock)();
        let store = |before: Confirmation| {
            let hash = code.hash(&keys.passcode_key, &before.order);
            step(before, hash, now)
        };
        let due = self.must_be_due(id, store).await?;
        let customer = self.customer(&due).await?;
        self.policy
            .take(&self.sms, &customer.phone, &keys.passcode_key, now)
            .await?
            .map_err(AdvanceFailure::Refused)?;
        let (summary, language) = described(&self.confirming.advance(id, store).await?)?;
        let text = told::passcode_sms(code.expose(), &summary, self.page_host.as_deref(), language);
        self.text(&customer.phone, &sms::text(&text)).await?;
        tracing::info!(confirmation.id = id.0, "passcode sent");
        Ok(())
    }

    /// Hands a text over. That a number cannot be texted is an answer, and is said at once.
    async fn text(&self, phone: &str, text: &str) -> Result<(), AdvanceFailure> {
        match self.sms.send(phone, text).await {
            Err(refused) if refused.is_the_numbers() => {
                let why = SmsRefused::Unreachable;
                tracing::error!(sms.refused = why.name(), "no text goes out: {refused}");
                Err(AdvanceFailure::Refused(why))
            }
            sent => Ok(sent.map_err(Failure::from)?),
        }
    }

    /// The confirmation as it is, if `step` could be taken and nothing bars its customer. One that
    /// is barred ends here; of one that ended before, the workflow may not have heard yet.
    async fn must_be_due(
        &self,
        id: &OrderId,
        step: impl Fn(Confirmation) -> Result<Confirmation, StepError>,
    ) -> Result<Confirmation, AdvanceFailure> {
        let found = self.confirming.get(id).await.map_err(Failure::from)?;
        let found = found.ok_or(AdvanceError::NoSuchConfirmation)?;
        if let Err(not_due) = step(found.clone()) {
            self.confirming.wake(&found).await.map_err(Failure::from)?;
            return Err(not_due.into());
        }
        self.must_be_identified(&found).await?;
        if let Err(barred) = self.standing(&found).await?.admits() {
            self.confirming.call_off(id, barred.into()).await?;
            return Err(StepError::NotDue.into());
        }
        Ok(found)
    }

    /// PIN and fact were right for this very order: `confirmation` says so, and not the record.
    async fn must_be_identified(&self, found: &Confirmation) -> Result<(), Failure> {
        let keys = self.verifying.get().await?;
        let (id, digest) = (found.id(), found.order.digest());
        let identification = found.identification;
        if identification
            .is_some_and(|identification| identification.is_for(&keys.identified, id, digest))
        {
            return Ok(());
        }
        Err(Failure::fail("nobody was identified for this confirmation"))
    }

    async fn customer(&self, confirmation: &Confirmation) -> Result<Customer, Failure> {
        let found = self.customers.get(confirmation.customer()).await?;
        found.ok_or_else(|| Failure::fail("no such customer"))
    }

    /// How a confirmation ended that no longer takes a code.
    async fn ended(&self, id: &OrderId) -> Result<Failure, Failure> {
        Ok(
            match self.confirming.get(id).await?.map(|found| found.stage) {
                Some(Stage::Ended(ending)) => Failure::Ended(ending.name()),
                _ => Failure::fail("no passcode is due for this confirmation"),
            },
        )
    }
}
