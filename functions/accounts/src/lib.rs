//! Read-only banking. Deliberately has no way to write: neither adapter nor permission.

use aws::accounts::Accounts;
use aws::calls::{AccountView, AccountsAnswer, AccountsQuestion};
use aws::outcome::Failure;
use domain::customer::CustomerId;

/// Answers one question about a customer's accounts.
pub async fn handle(
    accounts: &Accounts,
    question: AccountsQuestion,
) -> Result<AccountsAnswer, Failure> {
    match question {
        AccountsQuestion::Balances { customer_id } => {
            let accounts = accounts.of(&CustomerId(customer_id)).await?;
            let views = accounts.iter().map(AccountView::try_from);
            let accounts = views.collect::<Result<_, _>>().map_err(Failure::fail)?;
            Ok(AccountsAnswer { accounts })
        }
    }
}
