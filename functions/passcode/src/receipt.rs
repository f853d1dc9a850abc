//! The receipt as an SMS, for a customer WhatsApp could not reach. Here, because only this function may
//! send any SMS; it takes no words from its caller.

use calls::passcode::PasscodeAnswer;
use domain::confirmation::{Ending, Stage};
use domain::failure::Failure;
use domain::id::OrderId;

use wording::{sms, told};

use crate::{Passcodes, described};

impl Passcodes {
    /// Texts amount and payee to the number on the bank's file, if the money really has moved and
    /// the budget for texts allows it.
    pub(crate) async fn receipt(&self, id: &OrderId) -> Result<PasscodeAnswer, Failure> {
        let found = self.confirming.get(id).await?;
        let done = found.filter(|found| found.stage == Stage::Ended(Ending::Done));
        // What was only to be told is not texted: an SMS lies open on a locked phone.
        let done = done.filter(|done| done.order.order().effect.disclosure().is_none());
        let Some(posted) = done else {
            return Ok(PasscodeAnswer::NotDue);
        };
        let customer = self.customers.get(posted.customer()).await?;
        let customer = customer.ok_or_else(|| Failure::fail("no such customer"))?;
        let keys = self.keys.get().await?;
        let now = (self.clock)();
        let allowed = self
            .policy
            .take(&self.sms, &customer.phone, &keys.passcode_key, now)
            .await?;
        if allowed.is_err() {
            return Ok(PasscodeAnswer::TooMany);
        }
        let (summary, language) = described(&posted)?;
        let text = sms::text(&told::receipt_sms(&summary, language));
        self.sms.send(&customer.phone, &text).await?;
        tracing::info!(confirmation.id = id.0, "receipt texted");
        Ok(PasscodeAnswer::Sent)
    }
}
