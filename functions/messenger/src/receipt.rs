//! The receipt to whoever gave the order and the notice to the payee, each with the balance it leaves.

use domain::confirmation::{Confirmation, Ending};
use domain::conversation::outbound::Purpose;
use domain::customer::Customer;
use domain::failure::Failure;
use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::movement::Movement;
use domain::ledger::view::AccountView;
use whatsapp::message::Text;
use wording::sentence::Sentence;
use wording::told::{self, NewBalance};

use crate::send::Words;
use crate::withhold::Addressee;
use crate::{Messenger, described};

/// Characters of the order's id a customer can quote.
const REFERENCE_CHARACTERS: usize = 8;

/// A receipt in words, and as it is spoken.
pub struct Receipt {
    pub words: Words,
    pub spoken: Sentence,
}

impl Messenger {
    pub(crate) async fn receipt(&self, id: &OrderId) -> Result<(), Failure> {
        let confirmation = self.conclude(id, Ending::Done).await?;
        if self.sends_document(&confirmation).await? {
            return Ok(());
        }
        let receipt = self.receipt_words(&confirmation).await?;
        let payer = Addressee::payer(&confirmation);
        let is_said = self.tell(id, Purpose::Receipt, &payer, &receipt.words);
        if !is_said.await? {
            return Ok(());
        }
        let customer = self.customer(confirmation.customer()).await?;
        if customer.is_some_and(|customer| customer.voice) && !receipt.spoken.is_empty() {
            self.voice_note(&confirmation.address, &receipt.spoken, id)
                .await;
        }
        Ok(())
    }

    /// What the customer is told, with the balance as it is now where money was moved.
    pub(crate) async fn receipt_words(
        &self,
        confirmation: &Confirmation,
    ) -> Result<Receipt, Failure> {
        if let Some(disclosure) = confirmation.order.order().effect.disclosure() {
            return self.disclosed(confirmation, disclosure).await;
        }
        let (summary, language) = described(confirmation)?;
        let account = self.debited(confirmation).await?;
        let balance = account.as_ref().map(new_balance);
        let reference = reference(confirmation.id());
        let receipt = told::receipt(&summary, balance, &reference, language);
        Ok(Receipt {
            words: words(&receipt)?,
            spoken: told::spoken_receipt(&summary, balance, language),
        })
    }

    /// The account money was taken from, as it is now.
    async fn debited(&self, confirmation: &Confirmation) -> Result<Option<Account>, Failure> {
        let Some(movement) = confirmation.order.order().effect.movement() else {
            return Ok(None);
        };
        let account = self.account(confirmation.customer(), &movement.debit_account);
        account.await.map(Some)
    }

    /// Tells the payee, where the payee banks here and has an authorised phone.
    pub(crate) async fn credit_notice(&self, id: &OrderId) -> Result<(), Failure> {
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
        let order = confirmation.order.order();
        let Some(movement) = order.effect.movement() else {
            return Ok(None);
        };
        let Some(payee) = self.payee(movement).await? else {
            return Ok(None);
        };
        let Some(address) = payee.address else {
            return Ok(None);
        };
        let account = self.account(&payee.id, &movement.credit_account).await?;
        let balance = new_balance(&account);
        // The payee's own language, once customers have one on file.
        let notice = told::credit_notice(
            &movement.payer_name,
            movement.amount,
            balance,
            order.language,
        );
        let customer = payee.id;
        Ok(Some((Addressee { customer, address }, words(&notice)?)))
    }

    async fn payee(&self, movement: &Movement) -> Result<Option<Customer>, Failure> {
        match &movement.payee_customer {
            Some(payee) => self.customer(payee).await,
            None => Ok(None),
        }
    }

    async fn customer(&self, id: &CustomerId) -> Result<Option<Customer>, Failure> {
        Ok(self.customers.get(id).await?)
    }

    async fn account(&self, owner: &CustomerId, id: &AccountId) -> Result<Account, Failure> {
        let accounts = self.accounts.balances(owner).await?;
        let found = accounts.into_iter().find(|account| account.id == *id);
        let view = found.ok_or_else(|| Failure::fail("the account is not the customer's"))?;
        let name = view.name.to_lowercase();
        Ok(Account { name, view })
    }
}

/// An account as a sentence names it.
struct Account {
    name: String,
    view: AccountView,
}

const fn new_balance(account: &Account) -> NewBalance<'_> {
    NewBalance {
        account: account.name.as_str(),
        balance: account.view.posted,
    }
}

fn words(sentence: &Sentence) -> Result<Words, Failure> {
    Ok(Words {
        free: Text::try_new(sentence.chat())
            .map_err(Failure::fail)?
            .into(),
        parameter: sentence.plain(),
        link_suffix: None,
        token: None,
    })
}

fn reference(id: &OrderId) -> String {
    id.0.chars()
        .take(REFERENCE_CHARACTERS)
        .collect::<String>()
        .to_uppercase()
}
