//! The phrases customers chose, which the bank's page shows and a copy of it does not know.
//!
//! Lie in the desk's table and not with the profiles: then nobody who may set a phrase can write a phone or a PIN.

use domain::customer::safety_phrase::SafetyPhrase;
use domain::id::CustomerId;
use serde::{Deserialize, Serialize};

use crate::connection::Connection;
use crate::desk_records::TABLE;
use crate::store::{StoreError, Table, customer_pk, from_item, key, to_item};

const PHRASE_SK: &str = "PHRASE";

/// The safety phrases.
#[derive(Clone, Debug)]
pub struct SafetyPhrases {
    table: Table,
}

#[derive(Serialize, Deserialize)]
struct PhraseItem {
    pk: String,
    sk: String,
    phrase: String,
}

impl SafetyPhrases {
    /// Uses `table`, the desk's.
    #[must_use]
    pub fn new(connection: &Connection, table: String) -> Self {
        Self {
            table: Table::new(connection, table, TABLE),
        }
    }

    /// A customer's phrase, if one was chosen.
    pub async fn of(&self, customer: &CustomerId) -> Result<Option<SafetyPhrase>, StoreError> {
        let found = self.table.get(key(&customer_pk(customer), PHRASE_SK));
        let Some(item) = found.await? else {
            return Ok(None);
        };
        let item = from_item::<PhraseItem>("phrase", item)?;
        let phrase = SafetyPhrase::parse(&item.phrase);
        phrase
            .map(Some)
            .map_err(|_| StoreError::Corrupt { kind: "phrase" })
    }

    /// Sets a customer's phrase, or takes it away.
    pub async fn set(
        &self,
        customer: &CustomerId,
        phrase: Option<&SafetyPhrase>,
    ) -> Result<(), StoreError> {
        let pk = customer_pk(customer);
        let Some(phrase) = phrase else {
            return self.table.delete(key(&pk, PHRASE_SK)).await;
        };
        let item = PhraseItem {
            pk,
            sk: PHRASE_SK.to_owned(),
            phrase: phrase.expose().to_owned(),
        };
        self.table.put(to_item("phrase", &item)?).await
    }
}
