//! Billers and bills, as the core bank has them.
//!
//! Deliberately does not know what is paid: that is the ledger's to say. No function writes here.

mod item;

use domain::bill::{Bill, Biller};
use domain::id::{BillId, BillerId, CustomerId};

use self::item::{BILL, BILL_PREFIX, BILLER, BILLER_PREFIX, BILLERS_PK, BillItem, BillerItem};
use self::item::{TABLE, bill_sk, biller_sk};
use crate::connection::Connection;
use crate::store::{StoreError, Table, customer_pk, from_item, key, to_item};

/// Most billers a bank has: all of them are read to find the one that is meant.
pub const MAX_BILLERS: usize = 200;

/// Most bills of one customer that are looked at: those that are due last. Also `BatchGetItem`'s limit.
pub const MAX_BILLS: usize = 100;

/// The bills table.
#[derive(Clone, Debug)]
pub struct Bills {
    table: Table,
}

impl Bills {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
        }
    }

    /// Everybody who sends bills, by name.
    pub async fn billers(&self) -> Result<Vec<Biller>, StoreError> {
        let items = self.table.query_all(BILLERS_PK, BILLER_PREFIX, MAX_BILLERS);
        let read = |item| from_item::<BillerItem>(BILLER, item)?.try_into();
        let mut billers = items
            .await?
            .into_iter()
            .map(read)
            .collect::<Result<Vec<Biller>, _>>()?;
        billers.sort_by(|one, other| (&one.name, &one.id.0).cmp(&(&other.name, &other.id.0)));
        Ok(billers)
    }

    /// A customer's bills, paid or not, the earliest first; of more than [`MAX_BILLS`] those that are due last.
    pub async fn of(&self, customer: &CustomerId) -> Result<Vec<Bill>, StoreError> {
        let pk = customer_pk(customer);
        let items = self.table.query_all(&pk, BILL_PREFIX, usize::MAX);
        let read = |item| from_item::<BillItem>(BILL, item)?.try_into();
        let mut bills = items
            .await?
            .into_iter()
            .map(read)
            .collect::<Result<Vec<Bill>, _>>()?;
        bills.sort_by(|one, other| (one.due_on, &one.id).cmp(&(other.due_on, &other.id)));
        let spare = bills.len().saturating_sub(MAX_BILLS);
        Ok(bills.split_off(spare))
    }

    /// A biller by its identifier.
    pub async fn biller(&self, id: &BillerId) -> Result<Option<Biller>, StoreError> {
        let item = self.table.get(key(BILLERS_PK, &biller_sk(id))).await?;
        item.map(|item| from_item::<BillerItem>(BILLER, item)?.try_into())
            .transpose()
    }

    /// One of a customer's bills.
    pub async fn bill(
        &self,
        customer: &CustomerId,
        id: &BillId,
    ) -> Result<Option<Bill>, StoreError> {
        let item = self
            .table
            .get(key(&customer_pk(customer), &bill_sk(id)))
            .await?;
        item.map(|item| from_item::<BillItem>(BILL, item)?.try_into())
            .transpose()
    }

    /// Writes a biller, whatever was there.
    pub async fn put_biller(&self, biller: &Biller) -> Result<(), StoreError> {
        self.table
            .put(to_item(BILLER, &BillerItem::from(biller))?)
            .await
    }

    /// Writes a bill, whatever was there.
    pub async fn put_bill(&self, bill: &Bill) -> Result<(), StoreError> {
        self.table.put(to_item(BILL, &BillItem::from(bill))?).await
    }
}
