//! A second look at what a scan found suspicious.
//!
//! Entries and posted transfers never change, so what is read of them is as good as a snapshot. An account
//! and a day's spend do change: they are read before and after what is compared with them, and where they
//! have changed meanwhile only what cannot have moved is judged.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::reconciliation::{Difference, Kind, Reconciliation, Record, Subject};
use domain::ledger::transfer::TransferState;

use super::Journal;
use crate::item::record::record;
use aws::store::{Item, StoreError};

/// What has to be looked at again.
#[derive(Default)]
pub(super) struct Suspects {
    accounts: BTreeSet<AccountId>,
    transfers: HashSet<OrderId>,
    customers: HashSet<CustomerId>,
}

/// What a look came to.
pub(super) struct Look {
    /// What differs, whatever moves.
    pub(super) certain: Vec<Difference>,
    /// What differs unless the index of holds has not caught up with its table.
    pub(super) open: Vec<Difference>,
    /// Whether anybody is no longer suspected.
    pub(super) has_cleared: bool,
}

impl Suspects {
    pub(super) fn of(differences: &[Difference]) -> Self {
        let mut suspects = Self::default();
        for difference in differences {
            suspects.transfers.extend(difference.transfer.clone());
            match difference.subject.clone() {
                Subject::Account(id) => {
                    suspects.accounts.insert(id);
                }
                Subject::Customer(id) => {
                    suspects.customers.insert(id);
                }
                Subject::Transfer(id) => {
                    suspects.transfers.insert(id);
                }
                Subject::Currency(_) | Subject::Unknown => {}
            }
        }
        suspects
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn len(&self) -> usize {
        let others = self.transfers.len().saturating_add(self.customers.len());
        self.accounts.len().saturating_add(others)
    }
}

/// Items as they were before what is compared with them was read.
type Before = (
    BTreeMap<AccountId, Option<Item>>,
    Vec<(CustomerId, Vec<Item>)>,
);

/// Transfers by their ids.
type Transfers = HashMap<OrderId, Record>;

impl Journal {
    pub(super) async fn look_at(&self, suspects: &Suspects) -> Result<Look, StoreError> {
        let (accounts, customers) = self.before(suspects).await?;
        // Pending ones before any entry: one that is posted in between is then found by its entry.
        let pending = self.pending(&suspects.transfers).await?;
        let mut found = Vec::new();
        for (account, before) in accounts {
            found.extend(self.look_at_account(&account, before, &pending).await?);
        }
        found.extend(self.look_at_transfers(&suspects.transfers).await?);
        for (customer, before) in customers {
            found.extend(self.look_at_customer(&customer, before, &pending).await?);
        }
        let has_cleared = Suspects::of(&found).len() < suspects.len();
        let (open, certain) = found.into_iter().partition(|found| needs_index(found.kind));
        Ok(Look {
            certain,
            open,
            has_cleared,
        })
    }

    async fn before(&self, suspects: &Suspects) -> Result<Before, StoreError> {
        let (mut accounts, mut customers) = (BTreeMap::new(), Vec::new());
        for id in &suspects.accounts {
            accounts.insert(id.clone(), self.account_item(id).await?);
        }
        for id in &suspects.customers {
            customers.push((id.clone(), self.counted(id).await?));
        }
        Ok((accounts, customers))
    }

    /// One account against its whole journal, and against everything that is held on it.
    async fn look_at_account(
        &self,
        id: &AccountId,
        before: Option<Item>,
        pending: &Transfers,
    ) -> Result<Vec<Difference>, StoreError> {
        let mut entries = self.entries(id).await?;
        let is_still = self.account_item(id).await? == before;
        let account = before.and_then(record);
        if let (false, Some(Record::Account { account, .. })) = (is_still, &account) {
            let last = account.journal.entries;
            entries.retain(|record| !matches!(record, Record::Entry(entry) if entry.number > last));
        }
        let transfers = self.transfers_of(&entries).await?;
        let is_its = |record: &Record| matches!(record, Record::Transfer { transfer, .. } if transfer.debit_account == *id);
        let held = pending
            .iter()
            .filter(|(pending, record)| is_its(record) && !transfers.contains_key(*pending));
        let held: Vec<Record> = held.map(|(_, record)| record.clone()).collect();
        let mut reconciliation = Reconciliation::new(self.signers.clone());
        let all = account.into_iter().chain(entries).chain(held);
        all.chain(transfers.into_values())
            .for_each(|record| reconciliation.take(record));
        let mut found = reconciliation.finish().differences;
        found.retain(|found| {
            let may_have_moved = needs_index(found.kind) || found.kind == Kind::HeadDiffers;
            found.subject == Subject::Account(id.clone()) && (is_still || !may_have_moved)
        });
        Ok(found)
    }

    /// Whether each posted transfer has its two entries, and each is in the index it belongs to. What the
    /// entries say is seen with their accounts.
    async fn look_at_transfers(
        &self,
        ids: &HashSet<OrderId>,
    ) -> Result<Vec<Difference>, StoreError> {
        let transfers = self.transfers(ids.iter().cloned().collect()).await?;
        let mut all = Vec::new();
        for record in transfers.into_values() {
            let sides = self.sides_of(&record).await?;
            let mut reconciliation = Reconciliation::new(self.signers.clone());
            reconciliation.take(record);
            let mut found = reconciliation.finish().differences;
            found.retain(|found| match (&found.subject, found.kind) {
                // Seen with its customer or its account.
                (_, Kind::AccountMissing | Kind::BillDiffers | Kind::ReversalDiffers) => false,
                (Subject::Account(account), Kind::EntryMissing) => !sides.contains(account),
                _ => true,
            });
            all.append(&mut found);
        }
        Ok(all)
    }

    /// The accounts in whose journal a posted transfer is.
    async fn sides_of(&self, record: &Record) -> Result<Vec<AccountId>, StoreError> {
        let mut sides = Vec::new();
        if let Record::Transfer { transfer, .. } = record
            && let TransferState::Posted(posting) = &transfer.state
        {
            for (account, number) in [
                (&transfer.debit_account, posting.debit_entry),
                (&posting.credited, posting.credit_entry),
            ] {
                if self.has_entry(account, posting.posted_at, number).await? {
                    sides.push(account.clone());
                }
            }
        }
        Ok(sides)
    }

    /// What a customer spent and which bills are taken, against the transfers that were reserved and posted.
    async fn look_at_customer(
        &self,
        id: &CustomerId,
        before: Vec<Item>,
        pending: &Transfers,
    ) -> Result<Vec<Difference>, StoreError> {
        let mut transfers = pending.clone();
        for account in self.owned(id).await? {
            let entries = self.entries(&account).await?;
            transfers.extend(self.transfers_of(&entries).await?);
        }
        let is_still = self.counted(id).await? == before;
        let mut reconciliation = Reconciliation::new(self.signers.clone());
        let counted = before.into_iter().filter_map(record);
        let all = counted.chain(transfers.into_values());
        all.for_each(|record| reconciliation.take(record));
        let mut found = reconciliation.finish().differences;
        found.retain(|found| found.subject == Subject::Customer(id.clone()) && is_still);
        Ok(found)
    }

    /// Every held transfer the index knows, and those of `also` that are held without it.
    async fn pending(&self, also: &HashSet<OrderId>) -> Result<Transfers, StoreError> {
        let mut ids = self.held().await?;
        ids.extend(also.iter().cloned());
        let mut found = self.transfers(ids).await?;
        found.retain(|_, record| {
            matches!(record, Record::Transfer { transfer, .. } if transfer.state.is_held())
        });
        Ok(found)
    }
}

/// Whether what is found depends on pending transfers, which are found through the index.
const fn needs_index(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::PendingDiffers | Kind::AvailableDiffers | Kind::SpendDiffers | Kind::BillDiffers
    )
}
