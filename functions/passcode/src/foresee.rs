//! Whether a code could be texted, asked before anybody is sent a link for it. Sends nothing and counts nothing.

use calls::passcode::PasscodeAnswer;
use domain::confirmation::sms_policy::SmsRefused;
use domain::failure::Failure;
use domain::id::CustomerId;

use crate::Passcodes;

impl Passcodes {
    /// What would become of a text to the number on the bank's file now.
    pub(crate) async fn foresee(&self, id: &CustomerId) -> Result<PasscodeAnswer, Failure> {
        let customer = self.customers.get(id).await?;
        let customer = customer.ok_or_else(|| Failure::fail("no such customer"))?;
        let keys = self.keys.get().await?;
        let now = (self.clock)();
        let allowed = self
            .policy
            .foresee(&self.sms, &customer.phone, &keys.passcode_key, now)
            .await?;
        Ok(match allowed {
            Ok(()) => PasscodeAnswer::Possible,
            Err(SmsRefused::NumberBudget | SmsRefused::GlobalBudget) => PasscodeAnswer::TooMany,
            Err(
                SmsRefused::Country
                | SmsRefused::SimChanged
                | SmsRefused::OptedOut
                | SmsRefused::Unreachable,
            ) => PasscodeAnswer::Unreachable,
        })
    }
}
