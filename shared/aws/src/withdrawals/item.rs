//! How withdrawals lie in their table.

use domain::authority::AtmRequest;
use domain::cash::withdrawal::Withdrawal;
use domain::id::{OrderId, RequestId, TerminalId};
use domain::keyed_hash::Hash;
use domain::money::{Currency, Money};
use domain::time::UnixSeconds;
use serde::{Deserialize, Serialize};

use super::{HeldForMachine, MachinesRequest};
use crate::store::StoreError;

pub(super) const TABLE: &str = "withdrawals";
pub(super) const HELD: &str = "held for a machine";
pub(super) const CODE: &str = "machine code";
pub(super) const REQUEST: &str = "machine request";
pub(super) const HELD_SK: &str = "HELD";
pub(super) const CODE_SK: &str = "CODE";
pub(super) const REQUEST_SK: &str = "REQUEST";

/// A code's item outlives its withdrawal by this long, in seconds, so that whoever is late hears why.
const CODE_KEPT_SECONDS: i64 = 86_400;

/// A request is kept this long, in seconds: machines repeat for days, and people ask for weeks.
const REQUEST_KEPT_SECONDS: i64 = 90 * 86_400;

pub(super) fn held_pk(order: &OrderId) -> String {
    format!("ORDER#{}", order.0)
}

pub(super) fn code_pk(finding: &str) -> String {
    format!("CODE#{finding}")
}

pub(super) fn request_pk(id: &RequestId) -> String {
    format!("REQUEST#{}", id.0)
}

#[derive(Serialize, Deserialize)]
pub(super) struct HeldItem {
    pk: String,
    sk: String,
    amount_minor: i64,
    currency: String,
    until: i64,
    expires_at: i64,
}

impl HeldItem {
    pub(super) fn new(order: &OrderId, held: HeldForMachine) -> Self {
        Self {
            pk: held_pk(order),
            sk: HELD_SK.to_owned(),
            amount_minor: held.amount.minor(),
            currency: held.amount.currency().code().to_owned(),
            until: held.until.0,
            expires_at: held.until.plus(CODE_KEPT_SECONDS).0,
        }
    }

    pub(super) fn read(self) -> Result<HeldForMachine, StoreError> {
        Ok(HeldForMachine {
            amount: money(HELD, self.amount_minor, &self.currency)?,
            until: UnixSeconds(self.until),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct CodeItem {
    pk: String,
    sk: String,
    order: String,
    amount_minor: i64,
    currency: String,
    until: i64,
    code: String,
    misses: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_miss: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claimed_by: Option<ByItem>,
    expires_at: i64,
}

#[derive(Serialize, Deserialize)]
struct ByItem {
    request: String,
    terminal: String,
}

impl CodeItem {
    pub(super) fn new(finding: &str, withdrawal: &Withdrawal) -> Self {
        let Withdrawal {
            order,
            amount,
            until,
            code,
            misses,
            last_miss,
            claimed_by,
        } = withdrawal;
        Self {
            pk: code_pk(finding),
            sk: CODE_SK.to_owned(),
            order: order.0.clone(),
            amount_minor: amount.minor(),
            currency: amount.currency().code().to_owned(),
            until: until.0,
            code: code.hex(),
            misses: *misses,
            last_miss: last_miss.as_ref().map(Hash::hex),
            claimed_by: claimed_by.as_ref().map(ByItem::from),
            expires_at: until.plus(CODE_KEPT_SECONDS).0,
        }
    }

    pub(super) fn read(self) -> Result<Withdrawal, StoreError> {
        let last_miss = self.last_miss.as_deref().map(hash);
        Ok(Withdrawal {
            order: OrderId(self.order),
            amount: money(CODE, self.amount_minor, &self.currency)?,
            until: UnixSeconds(self.until),
            code: hash(&self.code)?,
            misses: self.misses,
            last_miss: last_miss.transpose()?,
            claimed_by: self.claimed_by.map(ByItem::read),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct RequestItem {
    pk: String,
    sk: String,
    order: String,
    finding: String,
    terminal: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dispensed: Option<AmountItem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept: Option<AmountItem>,
    at: i64,
    expires_at: i64,
}

#[derive(Serialize, Deserialize)]
struct AmountItem {
    minor: i64,
    currency: String,
}

impl From<&MachinesRequest> for RequestItem {
    fn from(request: &MachinesRequest) -> Self {
        let MachinesRequest {
            order,
            finding,
            by,
            dispensed,
            kept,
            at,
        } = request;
        Self {
            pk: request_pk(&by.request),
            sk: REQUEST_SK.to_owned(),
            order: order.0.clone(),
            finding: finding.clone(),
            terminal: by.terminal.0.clone(),
            dispensed: dispensed.map(AmountItem::from),
            kept: kept.map(AmountItem::from),
            at: at.0,
            expires_at: at.plus(REQUEST_KEPT_SECONDS).0,
        }
    }
}

impl RequestItem {
    pub(super) fn read(self) -> Result<MachinesRequest, StoreError> {
        let request = self.pk.strip_prefix("REQUEST#");
        let request = request.ok_or(StoreError::Corrupt { kind: REQUEST })?;
        Ok(MachinesRequest {
            order: OrderId(self.order),
            finding: self.finding,
            by: AtmRequest {
                request: RequestId(request.to_owned()),
                terminal: TerminalId(self.terminal),
            },
            dispensed: self.dispensed.map(AmountItem::read).transpose()?,
            kept: self.kept.map(AmountItem::read).transpose()?,
            at: UnixSeconds(self.at),
        })
    }
}

impl From<Money> for AmountItem {
    fn from(amount: Money) -> Self {
        Self {
            minor: amount.minor(),
            currency: amount.currency().code().to_owned(),
        }
    }
}

impl AmountItem {
    fn read(self) -> Result<Money, StoreError> {
        money(REQUEST, self.minor, &self.currency)
    }
}

impl From<&AtmRequest> for ByItem {
    fn from(by: &AtmRequest) -> Self {
        Self {
            request: by.request.0.clone(),
            terminal: by.terminal.0.clone(),
        }
    }
}

impl ByItem {
    fn read(self) -> AtmRequest {
        AtmRequest {
            request: RequestId(self.request),
            terminal: TerminalId(self.terminal),
        }
    }
}

fn money(kind: &'static str, minor: i64, code: &str) -> Result<Money, StoreError> {
    let currency = Currency::parse(code).map_err(|_| StoreError::Corrupt { kind })?;
    Ok(Money::new(minor, currency))
}

fn hash(hex: &str) -> Result<Hash, StoreError> {
    Hash::from_hex(hex).ok_or(StoreError::Corrupt { kind: CODE })
}
