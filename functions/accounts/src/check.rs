//! Whether an account can be a payee's, and whether the name is its holder's.
//!
//! Deliberately answers nothing about an account of another bank: there is nobody to ask yet.

use domain::bank_details::BankDetails;
use domain::customer::payee_check::{AccountCheck, PayeeCheck, compare};
use domain::failure::Failure;
use domain::ledger::account::Account;
use domain::money::Money;

use crate::Enquiries;

impl Enquiries {
    /// Checks a payee: bank details in their stored form, and the name that is asked for.
    pub(crate) async fn check_payee(
        &self,
        details: &str,
        name: &str,
    ) -> Result<AccountCheck, Failure> {
        let details = BankDetails::parse(details).map_err(Failure::fail)?;
        let Some(id) = details.home() else {
            return Ok(AccountCheck::ELSEWHERE);
        };
        let account = self.accounts.get(&id).await?;
        let Some(account) = account.filter(can_be_paid_into) else {
            return Ok(AccountCheck::NoSuchAccount);
        };
        let holder = self.customers.get(&account.owner).await?;
        let check = holder.map_or(PayeeCheck::NotPossible, |holder| {
            compare(name, &holder.name)
        });
        Ok(AccountCheck::Found {
            check,
            holder: Some(account.owner),
        })
    }
}

/// Whether the least amount could be credited: not to the bank's own accounts, nor to one that is closed.
fn can_be_paid_into(account: &Account) -> bool {
    let least = Money::new(1, account.posted.currency());
    account.may_be_credited(least).is_ok()
}
