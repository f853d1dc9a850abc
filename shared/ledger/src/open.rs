//! Opening an account: its opening balance comes out of the bank's own account, as an entry on both.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::account::{Account, AccountKind};
use domain::ledger::refusal::Refusal;
use domain::ledger::settlement::Settlement;
use domain::ledger::transfer::{Transfer, TransferError};
use domain::money::{Currency, Money};
use domain::time::UnixSeconds;

use super::post::Held;
use super::transaction::{MAX_TRIES, Outcome, Reason, pause};
use crate::item::account::AccountItem;
use crate::item::transfer::TransferItem;
use crate::item::{account_pk, owner_pk};
use crate::{Ledger, LedgerError};
use aws::store::{StoreError, key, string, to_item};

impl Ledger {
    /// Opens an account with its opening balance, which may be below zero for a loan. A merchant's
    /// account opens empty, with all its shards. Opening an account again changes nothing.
    pub async fn open(&self, account: &Account, balance: Money) -> Result<(), LedgerError> {
        let name = OrderId(account.id.0.clone());
        for tries in 0..MAX_TRIES {
            let bank = self.bank(balance.currency()).await?;
            let items = match Transfer::opening(account, balance, &bank) {
                Ok(opening) => self.opening(account, &bank, opening)?,
                Err(_) => self.empty(account)?,
            };
            match self.transact(items).await? {
                Outcome::Committed => return Ok(()),
                // The account is there.
                Outcome::Cancelled(reasons)
                    if matches!(reasons.first(), Some(Reason::Condition(_))) =>
                {
                    return Ok(());
                }
                Outcome::Cancelled(_) => pause(tries, &name).await,
            }
        }
        Err(self.table.contended().into())
    }

    fn empty(&self, account: &Account) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut items = vec![self.put_account(account)?, self.put_ownership(account)?];
        if let AccountKind::Merchant { shards } = account.kind {
            for number in 0..shards {
                let shard = Account {
                    id: account.id.shard(number),
                    kind: AccountKind::Shard,
                    ..account.clone()
                };
                items.push(self.put_account(&shard)?);
            }
        }
        Ok(items)
    }

    fn opening(
        &self,
        account: &Account,
        bank: &Account,
        opening: Transfer,
    ) -> Result<Vec<TransactWriteItem>, LedgerError> {
        let is_loan = opening.debit_account == account.id;
        let (debit, credit) = if is_loan {
            (account, bank)
        } else {
            (bank, account)
        };
        let settlement = Settlement::opening(opening, debit, credit)?;
        let (own, banks) = if is_loan {
            (&settlement.debit, &settlement.credit)
        } else {
            (&settlement.credit, &settlement.debit)
        };
        let opened = Account {
            posted: own.balance_after,
            journal: own.head(),
            ..account.clone()
        };
        let transfer = TransferItem::from(&settlement.transfer);
        Ok(vec![
            self.put_account(&opened)?,
            self.put_ownership(account)?,
            self.put_new(to_item("transfer", &transfer)?)?,
            self.write(own)?,
            self.book(banks, Held::No)?,
            self.write(banks)?,
        ])
    }

    /// The bank's own side of opening balances in a currency.
    async fn bank(&self, currency: Currency) -> Result<Account, LedgerError> {
        let id = AccountId(format!("bank-{}", currency.code()));
        let name = "Opening balances";
        self.own(id, name, AccountKind::Internal, currency).await
    }

    /// The bank's own account of the cash in its machines, in a currency.
    pub async fn cash(&self, currency: Currency) -> Result<Account, LedgerError> {
        let id = AccountId::cash(currency);
        self.own(id, "Cash machines", AccountKind::Cash, currency)
            .await
    }

    /// An account of the bank's own, made when it is first needed.
    async fn own(
        &self,
        id: AccountId,
        name: &str,
        kind: AccountKind,
        currency: Currency,
    ) -> Result<Account, LedgerError> {
        let (bank, since) = (CustomerId("bank".to_owned()), UnixSeconds(0));
        let own = Account::new(id.clone(), bank, name.to_owned(), kind, currency, since);
        match self.account(&id).await {
            Err(LedgerError::Transfer(TransferError::Refused(Refusal::NoSuchAccount))) => {
                self.transact(vec![self.put_account(&own)?]).await?;
                self.account(&id).await
            }
            found => found,
        }
    }

    fn put_account(&self, account: &Account) -> Result<TransactWriteItem, StoreError> {
        self.put_new(to_item("account", &AccountItem::try_from(account)?)?)
    }

    fn put_ownership(&self, account: &Account) -> Result<TransactWriteItem, StoreError> {
        let mut ownership = key(&owner_pk(&account.owner), &account_pk(&account.id));
        ownership.insert("account_id".to_owned(), string(&account.id.0));
        self.put_new(ownership)
    }
}
