//! The bytes of a sealed order: JSON, with the version of its form in front.
//!
//! The only place in `domain` that knows a wire form. It lies here and not with the table because the bytes
//! are what is confirmed: every function that touches an order reads the same ones.

mod arrangement;
mod bill;
mod cash;
mod disclosure;
mod standing_order;

use serde::{Deserialize, Serialize};

use self::arrangement::{LooseningV1, TighteningV1};
use self::bill::BillPaymentV1;
use self::cash::ReleaseV1;
use self::disclosure::DisclosureV1;
use super::{Effect, Order};
use crate::id::{AccountId, CustomerId, OrderId};
use crate::language::Language;
use crate::ledger::movement::Movement;
use crate::ledger::reference::Reference;
use crate::money::{Currency, Money};

/// The form written today. A form that changes its meaning gets the next number; this one is read for as
/// long as orders are kept.
const VERSION: u16 = 1;

/// What an older or a newer version is told by, before anything else is read.
#[derive(Deserialize)]
struct Version {
    v: u16,
}

/// A field this version does not know is refused, never left out: it may be what was confirmed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderV1 {
    v: u16,
    id: String,
    customer: String,
    customer_name: String,
    service: String,
    language: String,
    effect: EffectV1,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum EffectV1 {
    Move(MovementV1),
    Hold(MovementV1),
    Release(ReleaseV1),
    Disclose(DisclosureV1),
    Loosen(LooseningV1),
    Tighten(TighteningV1),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MovementV1 {
    amount_minor: i64,
    currency: String,
    debit_account: String,
    debit_name: String,
    credit_account: String,
    payer_name: String,
    payee_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    payee_customer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bill: Option<BillPaymentV1>,
}

/// The bytes of an order.
pub fn write(order: &Order) -> String {
    // Only our own plain structs come here, and those always serialise; an empty text would open as nothing.
    serde_json::to_string(&OrderV1::from(order)).unwrap_or_default()
}

/// What the bytes say, if this version reads all of it.
pub fn read(text: &str) -> Option<Order> {
    let Version { v } = serde_json::from_str(text).ok()?;
    if v != VERSION {
        return None;
    }
    let order: OrderV1 = serde_json::from_str(text).ok()?;
    Some(Order {
        id: OrderId(order.id),
        customer: CustomerId(order.customer),
        customer_name: order.customer_name,
        service: order.service,
        language: Language::parse(&order.language)?,
        effect: match order.effect {
            EffectV1::Move(movement) => Effect::Move(movement.read()?),
            EffectV1::Hold(movement) => Effect::Hold(movement.read()?),
            EffectV1::Release(release) => Effect::Release(release.read()?),
            EffectV1::Disclose(disclosure) => Effect::Disclose(disclosure.read()?),
            EffectV1::Loosen(loosening) => Effect::Loosen(loosening.read()?),
            EffectV1::Tighten(tightening) => Effect::Tighten(tightening.read()?),
        },
    })
}

/// Taken apart field by field, so that a field somebody adds cannot be forgotten here.
impl From<&Order> for OrderV1 {
    fn from(order: &Order) -> Self {
        let Order {
            id,
            customer,
            customer_name,
            service,
            language,
            effect,
        } = order;
        Self {
            v: VERSION,
            id: id.0.clone(),
            customer: customer.0.clone(),
            customer_name: customer_name.clone(),
            service: service.clone(),
            language: language.tag().to_owned(),
            effect: match effect {
                Effect::Move(movement) => EffectV1::Move(movement.into()),
                Effect::Hold(movement) => EffectV1::Hold(movement.into()),
                Effect::Release(release) => EffectV1::Release(release.into()),
                Effect::Disclose(disclosure) => EffectV1::Disclose(disclosure.into()),
                Effect::Loosen(loosening) => EffectV1::Loosen(loosening.into()),
                Effect::Tighten(tightening) => EffectV1::Tighten(tightening.into()),
            },
        }
    }
}

impl From<&Movement> for MovementV1 {
    fn from(movement: &Movement) -> Self {
        let Movement {
            amount,
            debit_account,
            debit_name,
            credit_account,
            payer_name,
            payee_name,
            payee_customer,
            reference,
            bill,
        } = movement;
        Self {
            amount_minor: amount.minor(),
            currency: amount.currency().code().to_owned(),
            debit_account: debit_account.0.clone(),
            debit_name: debit_name.clone(),
            credit_account: credit_account.0.clone(),
            payer_name: payer_name.clone(),
            payee_name: payee_name.clone(),
            payee_customer: payee_customer.as_ref().map(|customer| customer.0.clone()),
            reference: reference.as_ref().map(String::from),
            bill: bill.as_ref().map(BillPaymentV1::from),
        }
    }
}

impl MovementV1 {
    fn read(self) -> Option<Movement> {
        let currency = Currency::parse(&self.currency).ok()?;
        let reference = match self.reference {
            Some(text) => Some(Reference::parse(&text)?),
            None => None,
        };
        let bill = match self.bill {
            Some(bill) => Some(bill.read()?),
            None => None,
        };
        Some(Movement {
            amount: Money::new(self.amount_minor, currency),
            debit_account: AccountId(self.debit_account),
            debit_name: self.debit_name,
            credit_account: AccountId(self.credit_account),
            payer_name: self.payer_name,
            payee_name: self.payee_name,
            payee_customer: self.payee_customer.map(CustomerId),
            reference,
            bill,
        })
    }
}
