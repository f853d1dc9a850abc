//! The receipt to the payer and the notice to the payee, each with the balance it leaves.

use aws::calls::AccountView;
use aws::outcome::Failure;
use domain::account::AccountId;
use domain::confirmation::{Confirmation, Ending};
use domain::customer::{Customer, CustomerId};
use domain::intent::ConfirmationId;
use domain::money::{Currency, Money};
use whatsapp::message::{Text, neutralise};

use crate::Messenger;
use crate::voice;

/// Characters of the confirmation's id a customer can quote.
const REFERENCE_CHARACTERS: usize = 8;

impl Messenger {
    pub(crate) async fn receipt(&self, id: &ConfirmationId) -> Result<(), Failure> {
        let confirmation = self.conclude(id, Ending::Posted).await?;
        let intent = &confirmation.intent;
        let account = self
            .account(&intent.customer, &intent.debit_account)
            .await?;
        let balance = balance(&account)?;
        let payee = neutralise(&intent.payee_name);
        let name = account.name.to_lowercase();
        let text = wording::chat::receipt(intent.amount, &payee, &name, balance, &reference(id));
        let text = Text::try_new(text).map_err(Failure::fail)?;
        self.send(
            &confirmation.address,
            &text.into(),
            &format!("{}-receipt", id.0),
        )
        .await?;
        let customer = self.customer(&intent.customer).await?;
        if customer.is_some_and(|customer| customer.voice) {
            let spoken = voice::receipt(intent, &name, balance);
            self.voice_note(&confirmation.address, spoken, id).await;
        }
        Ok(())
    }

    /// Tells the payee, where the payee banks here and has an authorised phone.
    pub(crate) async fn credit_notice(&self, id: &ConfirmationId) -> Result<(), Failure> {
        let found = self.confirmations.get(id).await?;
        let confirmation = found.ok_or_else(|| Failure::fail("no such confirmation"))?;
        let Some(payee) = self.payee(&confirmation).await? else {
            return Ok(());
        };
        let Some(address) = &payee.address else {
            return Ok(());
        };
        let intent = &confirmation.intent;
        let account = self.account(&payee.id, &intent.credit_account).await?;
        let sender = self.customer(&intent.customer).await?;
        let sender = sender.ok_or_else(|| Failure::fail("no such customer"))?;
        let text = wording::chat::credit_notice(
            intent.amount,
            &neutralise(&sender.name),
            &account.name.to_lowercase(),
            balance(&account)?,
        );
        let text = Text::try_new(text).map_err(Failure::fail)?;
        self.send(address, &text.into(), &format!("{}-credit", id.0))
            .await
    }

    async fn payee(&self, confirmation: &Confirmation) -> Result<Option<Customer>, Failure> {
        match &confirmation.intent.payee_customer {
            Some(payee) => self.customer(payee).await,
            None => Ok(None),
        }
    }

    async fn customer(&self, id: &CustomerId) -> Result<Option<Customer>, Failure> {
        Ok(self.customers.get(id).await?)
    }

    async fn account(&self, owner: &CustomerId, id: &AccountId) -> Result<AccountView, Failure> {
        let accounts = self.accounts.balances(owner).await?;
        let found = accounts
            .into_iter()
            .find(|account| account.account_id == id.0);
        found.ok_or_else(|| Failure::fail("the account is not the customer's"))
    }
}

fn balance(account: &AccountView) -> Result<Money, Failure> {
    let currency = Currency::parse(&account.currency).map_err(Failure::fail)?;
    Ok(Money::new(account.posted_minor, currency))
}

fn reference(id: &ConfirmationId) -> String {
    id.0.chars()
        .take(REFERENCE_CHARACTERS)
        .collect::<String>()
        .to_uppercase()
}
