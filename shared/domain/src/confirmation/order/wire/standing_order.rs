//! A standing order, as it lies in the bytes of a sealed order. Days are `yyyy-mm-dd`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::MovementV1;
use crate::id::OrderId;
use crate::money::{Currency, Money};
use crate::standing_order::schedule::{Rhythm, Schedule};
use crate::standing_order::{Skip, Terms, Which};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsV1 {
    movement: MovementV1,
    first: String,
    every: EveryV1,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum EveryV1 {
    Once,
    Week,
    /// On this day of each.
    Month(i8),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhichV1 {
    order: String,
    payee_name: String,
    amount_minor: i64,
    currency: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkipV1 {
    which: WhichV1,
    due: String,
}

impl From<&Terms> for TermsV1 {
    fn from(terms: &Terms) -> Self {
        let Terms {
            movement,
            schedule,
            replaces,
        } = terms;
        Self {
            movement: movement.into(),
            first: schedule.first().to_string(),
            every: match schedule.rhythm() {
                Rhythm::Once => EveryV1::Once,
                Rhythm::Weekly => EveryV1::Week,
                Rhythm::Monthly(day) => EveryV1::Month(day),
            },
            last: schedule.last().map(|last| last.to_string()),
            replaces: replaces.as_ref().map(|order| order.0.clone()),
        }
    }
}

impl From<&Which> for WhichV1 {
    fn from(which: &Which) -> Self {
        let Which {
            order,
            payee_name,
            amount,
        } = which;
        Self {
            order: order.0.clone(),
            payee_name: payee_name.clone(),
            amount_minor: amount.minor(),
            currency: amount.currency().code().to_owned(),
        }
    }
}

impl From<&Skip> for SkipV1 {
    fn from(skip: &Skip) -> Self {
        let Skip { which, due } = skip;
        Self {
            which: which.into(),
            due: due.to_string(),
        }
    }
}

impl TermsV1 {
    pub fn read(self) -> Option<Terms> {
        let rhythm = match self.every {
            EveryV1::Once => Rhythm::Once,
            EveryV1::Week => Rhythm::Weekly,
            EveryV1::Month(day) => Rhythm::Monthly(day),
        };
        let last = match self.last {
            Some(last) => Some(day(&last)?),
            None => None,
        };
        Some(Terms {
            movement: self.movement.read()?,
            schedule: Schedule::try_new(day(&self.first)?, rhythm, last).ok()?,
            replaces: self.replaces.map(OrderId),
        })
    }
}

impl WhichV1 {
    pub fn read(self) -> Option<Which> {
        let currency = Currency::parse(&self.currency).ok()?;
        Some(Which {
            order: OrderId(self.order),
            payee_name: self.payee_name,
            amount: Money::new(self.amount_minor, currency),
        })
    }
}

impl SkipV1 {
    pub fn read(self) -> Option<Skip> {
        Some(Skip {
            which: self.which.read()?,
            due: day(&self.due)?,
        })
    }
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}
