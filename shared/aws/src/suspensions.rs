//! Who may not move money for now, and why. Beside the profile in the customers table, so that writing
//! a profile never lifts it.

use domain::customer::CustomerId;
use domain::suspension::SuspensionReason;
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use crate::customer_item::{SUSPENSION_SK, TABLE, customer_pk};
use crate::customers::Customers;
use crate::store::{StoreError, from_item, key, to_item};

#[derive(Serialize, Deserialize)]
struct SuspensionItem {
    pk: String,
    sk: String,
    reason: String,
    suspended_at: i64,
}

impl Customers {
    /// Pauses money actions. A later reason replaces an earlier one.
    pub async fn suspend(
        &self,
        id: &CustomerId,
        reason: SuspensionReason,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let item = SuspensionItem {
            pk: customer_pk(id),
            sk: SUSPENSION_SK.to_owned(),
            reason: reason.name().to_owned(),
            suspended_at: now.0,
        };
        self.put_item(to_item("suspension", &item)?).await
    }

    /// Why money is paused, if it is. A reason this version does not know still pauses it.
    pub async fn suspension(
        &self,
        id: &CustomerId,
    ) -> Result<Option<SuspensionReason>, StoreError> {
        let found = self.get_item(key(&customer_pk(id), SUSPENSION_SK)).await?;
        let Some(item) = found else {
            return Ok(None);
        };
        let item = from_item::<SuspensionItem>("suspension", item)?;
        let reason = SuspensionReason::parse(&item.reason);
        Ok(Some(reason.unwrap_or(SuspensionReason::IdentityChanged)))
    }

    /// The customer has been to the bank again.
    pub async fn lift_suspension(&self, id: &CustomerId) -> Result<(), StoreError> {
        let request = self.client.delete_item().table_name(&self.table);
        let request = request.set_key(Some(key(&customer_pk(id), SUSPENSION_SK)));
        let answer = request.send().await;
        answer.map_err(|error| StoreError::unavailable(TABLE, &error))?;
        Ok(())
    }
}
