//! Tries that failed, in two tables, because two functions compare what was tried: one PIN and fact, the other
//! passcodes. Neither can write the other's, so neither can have the other compare guess after guess; yet a try is
//! counted only while both together are few enough, in one transaction. No item has an expiry.

use domain::customer::credential::FactKind;
use domain::customer::failures::Failures;
use domain::customer::standing::Standing;
use domain::customer::tries::Tries;
use domain::id::CustomerId;
use domain::keyed_hash::Hash;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::connection::Connection;
use crate::store::{
    Item, Part, Seen, StoreError, Table, customer_pk, from_item, key, replace_together, to_item,
};

const CORRUPT: StoreError = StoreError::Corrupt { kind: "tries" };

/// Sort key of both records.
const SK: &str = "TRIES";

/// Both tables.
#[derive(Clone, Debug)]
pub struct TriesTables {
    credentials: Table,
    passcodes: Table,
}

/// What was seen of both records.
pub struct SeenTries {
    credentials: Seen,
    passcodes: Seen,
}

/// One record. Only the one of credentials has a question.
#[derive(Default, PartialEq, Serialize, Deserialize)]
struct TriesItem {
    pk: String,
    sk: String,
    failures: u8,
    ignored: u8,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    failed: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    last_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    question: Option<String>,
}

impl TriesTables {
    /// Uses these two.
    pub fn new(connection: &Connection, credentials: String, passcodes: String) -> Self {
        Self {
            credentials: Table::new(connection, credentials, "credential tries"),
            passcodes: Table::new(connection, passcodes, "passcode tries"),
        }
    }

    /// What a customer tried, as a standing without suspensions, and what was seen. Nothing, where nobody has written.
    pub async fn of(&self, customer: &CustomerId) -> Result<(Standing, SeenTries), StoreError> {
        let place = key(&customer_pk(customer), SK);
        let (credentials, passcodes) = tokio::try_join!(
            self.credentials.get(place.clone()),
            self.passcodes.get(place)
        )?;
        let seen = |item: &Option<Item>| item.as_ref().map_or(Seen::NOTHING, Seen::of);
        let seen = SeenTries {
            credentials: seen(&credentials),
            passcodes: seen(&passcodes),
        };
        let (credentials, passcodes) = (read(credentials)?, read(passcodes)?);
        let standing = Standing {
            question: credentials.question()?,
            credentials: credentials.tries()?,
            passcode: passcodes.tries()?,
            ..Standing::default()
        };
        Ok((standing, seen))
    }

    /// Writes what a step has changed, if neither record has changed meanwhile. Answers whether it did.
    pub async fn replace(
        &self,
        customer: &CustomerId,
        before: &Standing,
        after: &Standing,
        seen: &SeenTries,
    ) -> Result<bool, StoreError> {
        let [before, after] = [before, after].map(|of| TriesItem::both(customer, of));
        let tables = [&self.credentials, &self.passcodes];
        let seen = [&seen.credentials, &seen.passcodes];
        let changes = before.into_iter().zip(after);
        let parts = tables.into_iter().zip(seen).zip(changes);
        let parts = parts.map(|((table, seen), (before, after))| {
            let next = (after != before).then(|| to_item("tries", &after));
            Ok(Part {
                table,
                key: key(&after.pk, SK),
                seen,
                next: next.transpose()?,
            })
        });
        replace_together(&parts.collect::<Result<Vec<_>, StoreError>>()?).await
    }

    /// Others kept changing the same customer's.
    pub const fn contended(&self) -> StoreError {
        self.passcodes.contended()
    }
}

impl TriesItem {
    /// What both tables hold of a standing: credentials, passcodes.
    fn both(customer: &CustomerId, standing: &Standing) -> [Self; 2] {
        let question = standing.question.map(|kind| kind.name().to_owned());
        let credentials = Self {
            question,
            ..Self::of(customer, standing.credentials)
        };
        [credentials, Self::of(customer, standing.passcode)]
    }

    fn of(customer: &CustomerId, tries: Tries) -> Self {
        Self {
            pk: customer_pk(customer),
            sk: SK.to_owned(),
            failures: tries.failures.count(),
            ignored: tries.failures.ignored(),
            failed: tries.failures.names().map(|name| name.hex()).collect(),
            last_at: tries.last_at.map(|at| at.0),
            question: None,
        }
    }

    fn tries(&self) -> Result<Tries, StoreError> {
        let names = self.failed.iter();
        let names = names.map(|name| Hash::from_hex(name).ok_or(CORRUPT));
        let names = names.collect::<Result<Vec<_>, _>>()?;
        Ok(Tries {
            failures: Failures::stored(self.failures, self.ignored, names),
            last_at: self.last_at.map(UnixSeconds),
        })
    }

    fn question(&self) -> Result<Option<FactKind>, StoreError> {
        let question = self.question.as_deref();
        question
            .map(|name| FactKind::parse(name).ok_or(CORRUPT))
            .transpose()
    }
}

/// A record that cannot be read is never taken for a good one.
fn read(item: Option<Item>) -> Result<TriesItem, StoreError> {
    item.map_or_else(|| Ok(TriesItem::default()), |item| from_item("tries", item))
}
