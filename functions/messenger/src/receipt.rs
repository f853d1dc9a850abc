//! The receipt to whoever gave the order and the notice to the payee, each with the balance it leaves.

use domain::confirmation::order::Effect;
use domain::confirmation::{Confirmation, Ending};
use domain::conversation::outbound::Purpose;
use domain::customer::channel::Channel;
use domain::disclosure::{self, Disclosure};
use domain::failure::Failure;
use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::movement::Movement;
use domain::ledger::view::AccountView;
use whatsapp::message::Text;
use wording::sentence::Sentence;
use wording::told::{self, NewBalance};

use crate::send::Words;
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
        let customer = confirmation.customer();
        let is_said = self.tell(id, Purpose::Receipt, customer, &receipt.words);
        let is_spoken = !receipt.spoken.is_empty();
        if is_said.await? && is_spoken && self.preferences.hears_receipts(customer).await? {
            let language = confirmation.order.order().language;
            self.voice_note(customer, &receipt.spoken, language, id)
                .await;
        }
        Ok(())
    }

    /// What the customer is told, with the balance as it is now where money was moved and the chat is not stopped.
    pub(crate) async fn receipt_words(
        &self,
        confirmation: &Confirmation,
    ) -> Result<Receipt, Failure> {
        let order = confirmation.order.order();
        if let Some(disclosure) = order.effect.disclosure() {
            return self.disclosed(confirmation, disclosure).await;
        }
        let (summary, language) = described(confirmation)?;
        // What is only held leaves the balance as it is.
        let account = match order.effect {
            Effect::Move(_) => self.debited(confirmation).await?,
            _ => None,
        };
        let balance = account.as_ref().map(new_balance);
        let reference = reference(confirmation.id());
        let receipt = told::receipt(&summary, balance, &reference, language);
        Ok(Receipt {
            words: words(&receipt)?,
            spoken: told::spoken_receipt(&summary, balance, language),
        })
    }

    /// The account money was taken from, as it is now, where its customer may be told.
    pub(crate) async fn debited(
        &self,
        confirmation: &Confirmation,
    ) -> Result<Option<Account>, Failure> {
        if !self.may_see_balances(confirmation.customer()).await? {
            return Ok(None);
        }
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
    ) -> Result<Option<(CustomerId, Words)>, Failure> {
        let order = confirmation.order.order();
        let movement = order.effect.movement();
        let Some((movement, payee)) = movement.and_then(to_a_customer) else {
            return Ok(None);
        };
        let Some(channel) = self.channels.of(payee).await? else {
            return Ok(None);
        };
        // Of the bank's own accord, so not to who opted out.
        let manner = self.preferences.manner(payee).await?;
        if !manner.wants_notices {
            return Ok(None);
        }
        let language = manner.language.unwrap_or_default();
        let notice = if self.may_see(payee, &channel).await? {
            let account = self.account(payee, &movement.credit_account).await?;
            let balance = new_balance(&account);
            told::credit_notice(movement, balance, language)
        } else {
            told::something_came_in(language)
        };
        Ok(Some((payee.clone(), words(&notice)?)))
    }

    /// Whether somebody may be shown their balance unasked: as if they had asked, on the phone they have now.
    async fn may_see(&self, customer: &CustomerId, channel: &Channel) -> Result<bool, Failure> {
        let proved_at = self.disclosures.proved_at(customer).await?;
        let proved_at = disclosure::counting(proved_at, Some(channel.linked_at));
        let now = (self.clock)();
        Ok(Disclosure::Balances.is_exempt(proved_at, now, &self.calendar))
    }

    async fn account(&self, owner: &CustomerId, id: &AccountId) -> Result<Account, Failure> {
        let accounts = self.accounts.views_of(owner).await?;
        let found = accounts.into_iter().find(|account| account.id == *id);
        let view = found.ok_or_else(|| Failure::fail("the account is not the customer's"))?;
        let name = view.name.to_lowercase();
        Ok(Account { name, view })
    }
}

/// The movement and its payee, where the payee banks here.
fn to_a_customer(movement: &Movement) -> Option<(&Movement, &CustomerId)> {
    Some((movement, movement.payee_customer.as_ref()?))
}

/// An account as a sentence names it.
pub struct Account {
    name: String,
    view: AccountView,
}

pub const fn new_balance(account: &Account) -> NewBalance<'_> {
    NewBalance {
        account: account.name.as_str(),
        balance: account.view.posted,
    }
}

/// A sentence in both forms.
pub fn words(sentence: &Sentence) -> Result<Words, Failure> {
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
