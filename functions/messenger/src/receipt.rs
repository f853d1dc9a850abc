//! The receipt to the payer and the notice to the payee, each with the balance it leaves.

use calls::accounts::AccountView;
use domain::confirmation::{Confirmation, Ending};
use domain::conversation::outbound::Purpose;
use domain::customer::Customer;
use domain::failure::Failure;
use domain::id::{AccountId, ConfirmationId, CustomerId};
use domain::money::{Currency, Money};
use whatsapp::message::Text;
use wording::neutral::neutralise;

use crate::Messenger;
use crate::send::Words;
use crate::voice;
use crate::withhold::Addressee;

/// Characters of the confirmation's id a customer can quote.
const REFERENCE_CHARACTERS: usize = 8;

/// A receipt in words, and what its voice note needs.
pub struct Receipt {
    pub words: Words,
    pub account: String,
    pub balance: Money,
}

impl Messenger {
    pub(crate) async fn receipt(&self, id: &ConfirmationId) -> Result<(), Failure> {
        let confirmation = self.conclude(id, Ending::Posted).await?;
        let intent = &confirmation.intent;
        let receipt = self.receipt_words(&confirmation).await?;
        let payer = Addressee::payer(&confirmation);
        let is_said = self.tell(id, Purpose::Receipt, &payer, &receipt.words);
        if !is_said.await? {
            return Ok(());
        }
        let customer = self.customer(&intent.customer).await?;
        if customer.is_some_and(|customer| customer.voice) {
            let spoken = voice::receipt(intent, &receipt.account, receipt.balance);
            self.voice_note(&confirmation.address, spoken, id).await;
        }
        Ok(())
    }

    /// What the payer is told, with the balance as it is now.
    pub(crate) async fn receipt_words(
        &self,
        confirmation: &Confirmation,
    ) -> Result<Receipt, Failure> {
        let intent = &confirmation.intent;
        let account = self
            .account(&intent.customer, &intent.debit_account)
            .await?;
        let balance = balance(&account)?;
        let payee = neutralise(&intent.payee_name);
        let name = account.name.to_lowercase();
        let reference = reference(&intent.id);
        let text = wording::chat::receipt(intent.amount, &payee, &name, balance, &reference);
        let parameters = vec![
            intent.amount.to_string(),
            payee,
            name.clone(),
            balance.to_string(),
            reference,
        ];
        Ok(Receipt {
            words: words(text, parameters)?,
            account: name,
            balance,
        })
    }

    /// Tells the payee, where the payee banks here and has an authorised phone.
    pub(crate) async fn credit_notice(&self, id: &ConfirmationId) -> Result<(), Failure> {
        let found = self.confirmations.get(id).await?;
        let confirmation = found.ok_or_else(|| Failure::fail("no such confirmation"))?;
        match self.credit_words(&confirmation).await? {
            Some((to, words)) => {
                let said = self.tell(id, Purpose::CreditNotice, &to, &words);
                said.await.map(drop)
            }
            None => Ok(()),
        }
    }

    /// What the payee is told and where, if there is anybody to tell.
    pub(crate) async fn credit_words(
        &self,
        confirmation: &Confirmation,
    ) -> Result<Option<(Addressee, Words)>, Failure> {
        let Some(payee) = self.payee(confirmation).await? else {
            return Ok(None);
        };
        let Some(address) = payee.address else {
            return Ok(None);
        };
        let intent = &confirmation.intent;
        let account = self.account(&payee.id, &intent.credit_account).await?;
        let sender = self.customer(&intent.customer).await?;
        let sender = sender.ok_or_else(|| Failure::fail("no such customer"))?;
        let (sender, name) = (neutralise(&sender.name), account.name.to_lowercase());
        let balance = balance(&account)?;
        let text = wording::chat::credit_notice(intent.amount, &sender, &name, balance);
        let parameters = vec![sender, intent.amount.to_string(), name, balance.to_string()];
        let customer = payee.id;
        Ok(Some((
            Addressee { customer, address },
            words(text, parameters)?,
        )))
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

fn words(text: String, parameters: Vec<String>) -> Result<Words, Failure> {
    Ok(Words {
        free: Text::try_new(text).map_err(Failure::fail)?.into(),
        parameters,
        link_suffix: None,
        token: None,
    })
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
