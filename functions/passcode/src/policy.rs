//! Whether a text may go out: country, SIM, a number that takes none, budgets.

use aws::sms::Sms;
use aws::sms_budget::SmsBudget;
use domain::confirmation::sms_policy::{AllowedCountries, SimChange, SmsRefused, admit};
use domain::failure::Failure;
use domain::keyed_hash::{Hash, Key};
use domain::time::UnixSeconds;

/// What is asked before every text.
pub struct Policy {
    /// Counts texts.
    pub budget: SmsBudget,
    /// Where texts may go.
    pub countries: AllowedCountries,
    /// Who knows of changed SIMs.
    pub sim_changes: SimChanges,
}

/// Where the bank hears of changed SIMs. The hook for an operator's service (GSMA Open Gateway's
/// "SIM Swap"); until the bank has a contract with one, nobody is asked.
#[derive(Clone, Copy, Debug)]
pub enum SimChanges {
    /// Nobody is asked.
    NotConfigured,
    /// This knows, by E.164 number.
    KnownBy(fn(&str) -> SimChange),
}

impl SimChanges {
    fn of(self, phone: &str) -> SimChange {
        match self {
            Self::NotConfigured => SimChange::NotConfigured,
            Self::KnownBy(ask) => ask(phone),
        }
    }
}

impl Policy {
    /// Takes one text to `phone` out of the budgets, or says why none may go out. Says so in the
    /// log as well, by a name an alarm can go by and without the number.
    pub(crate) async fn take(
        &self,
        sms: &Sms,
        phone: &str,
        key: &Key,
        now: UnixSeconds,
    ) -> Result<Result<(), SmsRefused>, Failure> {
        let decided = match self.admit(sms, phone, now).await {
            Ok(()) => self.budget.take(&number(key, phone), now).await?,
            refused => refused,
        };
        if let Err(refused) = decided {
            tracing::error!(sms.refused = refused.name(), "no text goes out: {refused}");
        }
        Ok(decided)
    }

    /// What [`Self::take`] would say now. Takes nothing.
    pub(crate) async fn foresee(
        &self,
        sms: &Sms,
        phone: &str,
        key: &Key,
        now: UnixSeconds,
    ) -> Result<Result<(), SmsRefused>, Failure> {
        match self.admit(sms, phone, now).await {
            Ok(()) => Ok(self.budget.foresee(&number(key, phone), now).await?),
            refused => Ok(refused),
        }
    }

    /// What needs no counter.
    async fn admit(&self, sms: &Sms, phone: &str, now: UnixSeconds) -> Result<(), SmsRefused> {
        admit(&self.countries, phone, self.sim_changes.of(phone), now)?;
        if sms.is_opted_out(phone).await {
            return Err(SmsRefused::OptedOut);
        }
        Ok(())
    }
}

/// How the budgets know a number.
fn number(key: &Key, phone: &str) -> Hash {
    Hash::keyed(key, &[b"texts-to", phone.as_bytes()])
}
