//! What the bank's desk did for a customer: who, why, and who else stood for it. Kept for as long as the table is.
//!
//! Lies in a table that `enrolment` alone writes, so that no other function can change what is on record. Deliberately
//! never read by the bank's functions: it is for whoever audits the desk.

use domain::customer::desk::Warrant;
use domain::id::CustomerId;
use domain::time::UnixSeconds;
use serde::Serialize;

use crate::connection::Connection;
use crate::store::{StoreError, Table, customer_pk, to_item};

/// The table's role.
pub(crate) const TABLE: &str = "desk";

/// The desk's records.
#[derive(Clone, Debug)]
pub struct DeskRecords {
    table: Table,
}

/// One deed of the desk's.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    /// Tells it from another within the same second.
    pub id: &'a str,
    /// What is done.
    pub action: &'static str,
    /// For whom.
    pub customer: &'a CustomerId,
    /// Who answers for it.
    pub warrant: &'a Warrant,
    /// When.
    pub at: UnixSeconds,
}

#[derive(Serialize)]
struct DeedItem<'a> {
    pk: String,
    sk: String,
    action: &'static str,
    operator: &'a str,
    role: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approved_by: Option<&'a str>,
    done_at: i64,
}

impl DeskRecords {
    /// Uses `table`, the desk's.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
        }
    }

    /// Puts a deed on record.
    pub async fn put(&self, deed: &Deed<'_>) -> Result<(), StoreError> {
        let item = DeedItem {
            pk: customer_pk(deed.customer),
            sk: format!("DESK#{:012}#{}", deed.at.0, deed.id),
            action: deed.action,
            operator: deed.warrant.operator(),
            role: deed.warrant.role(),
            reason: deed.warrant.reason(),
            approved_by: deed.warrant.approved_by(),
            done_at: deed.at.0,
        };
        self.table.put(to_item("desk record", &item)?).await
    }
}
