//! Confirmations at rest. Of two racing steps on one confirmation exactly one is saved.

use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{AttributeValue, CancellationReason, Put, TransactWriteItem};
use domain::confirmation::{Confirmation, Stage, StepError};
use domain::id::{CustomerId, OrderId};
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;

use crate::confirmation_item::{
    CONFIRMATION_SK, ConfirmationItem, LINK_SK, OPEN_SK, PointerItem, TABLE, confirmation_pk,
    link_pk,
};
use crate::connection::Connection;
use crate::store::{Item, Seen, StoreError, Table, customer_pk, from_item, key, to_item};

/// A confirmation and its traces are kept this long, in seconds, then deleted.
const KEPT_SECONDS: i64 = 90 * 86_400;

/// How often a step is tried against rivals on the same confirmation.
const MAX_TRIES: u32 = 8;

/// The confirmations table.
#[derive(Clone, Debug)]
pub struct Confirmations {
    table: Table,
}

/// Whether a confirmation was stored now or before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// Stored now.
    New,
    /// The same message had asked before.
    AlreadyExists,
    /// Not stored: the customer's open one is another than the one to be replaced. It must be called off first.
    Overtaken,
}

/// Why a step was not taken.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum AdvanceError {
    /// No confirmation has this id.
    #[error("no such confirmation")]
    NoSuchConfirmation,
    /// The confirmation is elsewhere.
    #[error(transparent)]
    Step(#[from] StepError),
    /// The table could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Confirmations {
    /// Uses `table`.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
        }
    }

    /// Stores a fresh confirmation and makes it the customer's open one in the place of `replaces`, which was their
    /// latest. Of two that are asked for at once, by phone and by user id, only one is stored: the other would stay
    /// open where nobody finds it.
    pub async fn create(
        &self,
        confirmation: &Confirmation,
        replaces: Option<&OrderId>,
        now: UnixSeconds,
    ) -> Result<Created, StoreError> {
        let open = pointer(
            &customer_pk(confirmation.customer()),
            OPEN_SK,
            confirmation.id(),
            now.plus(KEPT_SECONDS),
        );
        let open = self.put(to_item("pointer", &open)?, only_in_place_of(replaces, now))?;
        self.store(confirmation, now, Some(open)).await
    }

    /// Stores one that nobody has to confirm: the customer's open one stays what it is.
    pub async fn create_beside(
        &self,
        confirmation: &Confirmation,
        now: UnixSeconds,
    ) -> Result<Created, StoreError> {
        self.store(confirmation, now, None).await
    }

    async fn store(
        &self,
        confirmation: &Confirmation,
        now: UnixSeconds,
        open: Option<TransactWriteItem>,
    ) -> Result<Created, StoreError> {
        let item = ConfirmationItem::new(confirmation, now.plus(KEPT_SECONDS));
        let new = Condition::of("attribute_not_exists(pk)");
        let stored = self.put(to_item("confirmation", &item)?, new)?;
        let items = [stored].into_iter().chain(open).collect();
        let request = self
            .table
            .client()
            .transact_write_items()
            .set_transact_items(Some(items));
        match request.send().await {
            Ok(_) => Ok(Created::New),
            Err(error) => match error.as_service_error() {
                Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
                    self.existed(cancelled.cancellation_reasons())
                }
                _ => Err(self.table.unavailable(&error)),
            },
        }
    }

    /// A confirmation by its id.
    pub async fn get(&self, id: &OrderId) -> Result<Option<Confirmation>, StoreError> {
        Ok(self
            .versioned(id)
            .await?
            .map(|(confirmation, _)| confirmation))
    }

    /// When a confirmation was stored, which its expiry is counted from.
    pub async fn asked_at(&self, id: &OrderId) -> Result<Option<UnixSeconds>, StoreError> {
        let found = self.versioned(id).await?;
        let asked_at = |expires_at| UnixSeconds(expires_at).plus(KEPT_SECONDS.saturating_neg());
        Ok(found.map(|(_, (_, expires_at))| asked_at(expires_at)))
    }

    /// The confirmation a customer has open or had open last.
    pub async fn latest_of(
        &self,
        customer: &CustomerId,
    ) -> Result<Option<Confirmation>, StoreError> {
        self.follow(key(&customer_pk(customer), OPEN_SK)).await
    }

    /// The confirmation a link leads to.
    pub async fn by_link(&self, link: &Hash) -> Result<Option<Confirmation>, StoreError> {
        self.follow(key(&link_pk(link), LINK_SK)).await
    }

    /// Takes one step: reads, decides with `step`, saves only if nobody else was faster, and
    /// otherwise decides again on what the other made of it.
    pub async fn advance(
        &self,
        id: &OrderId,
        step: impl Fn(Confirmation) -> Result<Confirmation, StepError>,
    ) -> Result<Confirmation, AdvanceError> {
        for _ in 0..MAX_TRIES {
            let found = self.versioned(id).await?;
            let (before, (seen, expires_at)) = found.ok_or(AdvanceError::NoSuchConfirmation)?;
            let after = step(before)?;
            let item = ConfirmationItem::new(&after, UnixSeconds(expires_at));
            let item = to_item("confirmation", &item)?;
            if self.table.replace(item, &seen).await? {
                self.index_link(&after, expires_at).await?;
                return Ok(after);
            }
        }
        Err(self.table.contended().into())
    }

    async fn versioned(
        &self,
        id: &OrderId,
    ) -> Result<Option<(Confirmation, (Seen, i64))>, StoreError> {
        let found = self.table.get(key(&confirmation_pk(id), CONFIRMATION_SK));
        let Some(item) = found.await? else {
            return Ok(None);
        };
        let seen = Seen::of(&item);
        let item = from_item::<ConfirmationItem>("confirmation", item)?;
        let kept = (seen, item.expires_at);
        Ok(Some((item.try_into()?, kept)))
    }

    async fn follow(&self, pointer: Item) -> Result<Option<Confirmation>, StoreError> {
        let Some(item) = self.table.get(pointer).await? else {
            return Ok(None);
        };
        let pointer = from_item::<PointerItem>("pointer", item)?;
        self.get(&OrderId(pointer.confirmation_id)).await
    }

    /// A link that went out must be found by its hash.
    async fn index_link(
        &self,
        confirmation: &Confirmation,
        expires_at: i64,
    ) -> Result<(), StoreError> {
        let Stage::LinkSent { link, .. } = confirmation.stage else {
            return Ok(());
        };
        let id = confirmation.id();
        let item = pointer(&link_pk(&link), LINK_SK, id, UnixSeconds(expires_at));
        self.table.put(to_item("pointer", &item)?).await
    }

    fn put(&self, item: Item, condition: Condition) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(self.table.name())
            .set_item(Some(item))
            .condition_expression(condition.expression)
            .set_expression_attribute_values(condition.values)
            .build()
            .map_err(|_| StoreError::Corrupt { kind: "put" })?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// The confirmation's own condition means that it is there, the pointer's that another is open; anything else was
    /// a rival's doing.
    fn existed(&self, reasons: &[CancellationReason]) -> Result<Created, StoreError> {
        let failed = |reason: &CancellationReason| reason.code() == Some("ConditionalCheckFailed");
        match reasons.iter().position(failed) {
            Some(0) => Ok(Created::AlreadyExists),
            Some(_) => Ok(Created::Overtaken),
            None => Err(self.table.contended()),
        }
    }
}

/// A condition, with its values if it has any.
struct Condition {
    expression: &'static str,
    values: Option<Item>,
}

impl Condition {
    const fn of(expression: &'static str) -> Self {
        Self {
            expression,
            values: None,
        }
    }
}

/// Whether the customer's pointer is still the one that was seen. What has run out may be there or gone.
fn only_in_place_of(replaces: Option<&OrderId>, now: UnixSeconds) -> Condition {
    let (expression, name, value) = match replaces {
        Some(id) => (
            "confirmation_id = :seen",
            ":seen",
            AttributeValue::S(id.0.clone()),
        ),
        None => (
            "attribute_not_exists(pk) OR expires_at <= :now",
            ":now",
            AttributeValue::N(now.0.to_string()),
        ),
    };
    Condition {
        expression,
        values: Some(Item::from([(name.to_owned(), value)])),
    }
}

fn pointer(pk: &str, sk: &str, id: &OrderId, kept_until: UnixSeconds) -> PointerItem {
    PointerItem {
        pk: pk.to_owned(),
        sk: sk.to_owned(),
        confirmation_id: id.0.clone(),
        expires_at: kept_until.0,
    }
}
