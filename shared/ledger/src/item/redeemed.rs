//! By which cash machine's request a hold was redeemed, in a transfer's item.

use domain::authority::AtmRequest;
use domain::id::{RequestId, TerminalId};
use domain::ledger::transfer::Redeemed;
use serde::{Deserialize, Serialize};

use super::money;
use aws::store::StoreError;

#[derive(Clone, Serialize, Deserialize)]
pub struct RedeemedItem {
    request: String,
    terminal: String,
    held_minor: i64,
}

impl From<&Redeemed> for RedeemedItem {
    fn from(redeemed: &Redeemed) -> Self {
        Self {
            request: redeemed.by.request.0.clone(),
            terminal: redeemed.by.terminal.0.clone(),
            held_minor: redeemed.held.minor(),
        }
    }
}

impl RedeemedItem {
    pub(super) fn read(self, currency: &str) -> Result<Redeemed, StoreError> {
        Ok(Redeemed {
            by: AtmRequest {
                request: RequestId(self.request),
                terminal: TerminalId(self.terminal),
            },
            held: money("transfer", self.held_minor, currency)?,
        })
    }
}
