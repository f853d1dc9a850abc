//! Sending a code: the first one for the workflow, another one for the customer.
//!
//! A text goes out once. One whose answer was lost counts as sent: the customer can ask for another, and two codes
//! at a time would only confuse. A page's request that comes again brings no other text.

use aws::confirmations::AdvanceError;
use aws::sms::Handed;
use calls::passcode::PasscodeAnswer;
use domain::confirmation::passcode::{Passcode, text_name};
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

    pub(crate) async fn resend(
        &self,
        id: &OrderId,
        request_key: Option<&str>,
    ) -> Result<PasscodeAnswer, Failure> {
        let keys = self.keys.get().await?;
        let name = request_key.map(|request| text_name(&keys.passcode_key, request, id));
        let found = self.confirming.get(id).await?;
        if found.is_some_and(|found| found.was_resent_for(name)) {
            return Ok(PasscodeAnswer::Sent);
        }
        let step = |before: Confirmation, code: Hash, now: UnixSeconds| {
            before.resend_passcode(code, name, now)
        };
        match self.send_code(id, step).await {
            Ok(()) => Ok(PasscodeAnswer::Sent),
            Err(AdvanceFailure::Refused(SmsRefused::OptedOut | SmsRefused::Unreachable)) => {
                Ok(PasscodeAnswer::Unreachable)
            }
            Err(AdvanceFailure::Step(StepError::Exhausted) | AdvanceFailure::Refused(_)) => {
                Ok(PasscodeAnswer::TooMany)
            }
            Err(AdvanceFailure::Step(_)) => Ok(PasscodeAnswer::NotDue),
            Err(AdvanceFailure::Other(failure)) => {
                self.not_resent(id, name).await?;
                Err(failure)
            }
        }
    }

    /// The text did not go out: the same request, asked again, may bring it.
    async fn not_resent(&self, id: &OrderId, name: Option<Hash>) -> Result<(), Failure> {
        let step = |before: Confirmation| Ok(before.not_resent(name));
        let forgotten = self.confirming.advance(id, step).await;
        forgotten.map(drop).map_err(Failure::retry)
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
        let hash = |before: &Confirmation| code.hash(&keys.passcode_key, &before.order);
        let store = |before: Confirmation| {
            let hash = hash(&before);
            step(before, hash, now)
        };
        let due = self.must_be_due(id, store).await?;
        let customer = self.customer(&due).await?;
        self.policy
            .take(&self.sms, &customer.phone, &keys.passcode_key, now)
            .await?
            .map_err(AdvanceFailure::Refused)?;
        // The text goes to the one whose order was looked at: no other order may take its place meanwhile.
        let store_due = |before: Confirmation| {
            before.must_be_of(&due.order)?;
            store(before)
        };
        let stored = self.confirming.advance(id, store_due).await?;
        if !stored.takes(hash(&stored)) {
            // A twin of this request was faster: its code is on the way.
            return Ok(());
        }
        self.text(&stored, &code, &customer.phone).await
    }

    /// Hands over the code that was stored. Whether SNS took it may stay unknown; nobody asks twice. That a number
    /// cannot be texted is an answer, and is said at once.
    async fn text(
        &self,
        stored: &Confirmation,
        code: &Passcode,
        phone: &str,
    ) -> Result<(), AdvanceFailure> {
        let (summary, language) = described(stored)?;
        let host = self.page_host.as_deref();
        let text = sms::text(&told::passcode_sms(code.expose(), &summary, host, language));
        let handed = match self.sms.send(phone, &text).await {
            Err(refused) if refused.is_the_numbers() => {
                let why = SmsRefused::Unreachable;
                tracing::error!(sms.refused = why.name(), "no text goes out: {refused}");
                return Err(AdvanceFailure::Refused(why));
            }
            handed => handed.map_err(Failure::from)?,
        };
        tracing::info!(
            confirmation.id = stored.id().0,
            sms.known_to_be_taken = handed == Handed::Taken,
            "passcode sent"
        );
        Ok(())
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
