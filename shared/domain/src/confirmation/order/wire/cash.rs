//! The wire form of what a cash machine's hold is given back by.

use serde::{Deserialize, Serialize};

use crate::cash::Release;
use crate::id::OrderId;
use crate::money::{Currency, Money};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseV1 {
    hold: String,
    amount_minor: i64,
    currency: String,
}

impl From<&Release> for ReleaseV1 {
    fn from(release: &Release) -> Self {
        let Release { hold, amount } = release;
        Self {
            hold: hold.0.clone(),
            amount_minor: amount.minor(),
            currency: amount.currency().code().to_owned(),
        }
    }
}

impl ReleaseV1 {
    pub fn read(self) -> Option<Release> {
        let currency = Currency::parse(&self.currency).ok()?;
        Some(Release {
            hold: OrderId(self.hold),
            amount: Money::new(self.amount_minor, currency),
        })
    }
}
