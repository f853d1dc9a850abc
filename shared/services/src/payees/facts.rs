//! What payees are decided on: those there are, and, where somebody is to be added, what the check of the name
//! says. An account is looked up as soon as it is whole, so that one that is not there is named before the name is.

use domain::customer::payee::Payee;
use domain::customer::payee_check::AccountCheck;
use domain::failure::Failure;

use super::Draft;
use crate::facts::{Facts, Sources};
use crate::service::Asking;

/// What is known.
pub struct Known {
    pub payees: Vec<Payee>,
    pub is_locked: bool,
    /// What is known of the account and the name that the draft is about.
    pub check: Option<AccountCheck>,
}

impl Facts<Draft> for Known {
    async fn fetch(
        sources: &impl Sources,
        draft: &Draft,
        asking: &Asking<'_>,
    ) -> Result<Self, Failure> {
        let (payees, is_locked) = (sources.payees().await?, sources.is_locked());
        let asked = draft
            .to_check(&payees, asking.language)
            .filter(|_| !is_locked);
        let check = match &asked {
            Some((details, name)) => Some(sources.check_payee(details, name).await?),
            None => None,
        };
        Ok(Self {
            payees,
            is_locked,
            check,
        })
    }
}
