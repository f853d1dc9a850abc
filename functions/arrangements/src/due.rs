//! The payments of standing orders: which are due, and what comes after one that was made or tried in vain.
//!
//! Deliberately moves nothing and believes only the workflow: that a payment was made says `transfers`, whose record
//! keeps a day from being paid twice, whatever is noted here.

use calls::due::DuePayment;
use domain::failure::Failure;
use domain::standing_order::FIRST_HOUR;
use domain::time::Day;
use serde::{Deserialize, Serialize};

use crate::Arranging;

/// Most of one of the index's sixteen partitions that one run pays; the next, half an hour later, takes the rest. Keeps
/// the answer below the 256 KiB that a workflow may pass on, and its history below 25,000 events.
const MAX_DUE: i32 = 50;

/// A payment, and what became of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tried {
    payment: DuePayment,
    outcome: TriedAs,
}

/// What became of a payment.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriedAs {
    /// The money has moved.
    Paid,
    /// It has not.
    NotPaid,
}

/// What the workflow of standing orders is told.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Answer {
    /// What is to be paid now.
    Found {
        /// Each with its order and day.
        payments: Vec<DuePayment>,
    },
    /// Another payment comes next, or none.
    Followed,
    /// It was not the one that comes next: nothing has changed.
    NotDue,
}

impl Arranging {
    /// What is to be paid now: nothing in the night, since whoever is paid for is told.
    pub(crate) async fn due_payments(&self) -> Result<Answer, Failure> {
        let now = self.calendar.at((self.clock)());
        if now.hour() < FIRST_HOUR {
            return Ok(Answer::Found {
                payments: Vec::new(),
            });
        }
        let today = Day(now.date().to_string());
        let mut payments = Vec::new();
        for (customer, id) in self.arrangements.due(&today, MAX_DUE).await? {
            // What was stopped a moment ago may still be in the index.
            let order = self.arrangements.standing_order(&customer, &id).await?;
            let order = order.filter(|order| order.is_payable(now.date()));
            payments.extend(order.as_ref().map(DuePayment::of));
        }
        Ok(Answer::Found { payments })
    }

    /// Notes what comes after a payment.
    pub(crate) async fn followed(&self, tried: &Tried) -> Result<Answer, Failure> {
        let (customer, id) = (tried.payment.customer(), tried.payment.order());
        let found = self.arrangements.standing_order(&customer, &id).await?;
        let Some(order) = found.filter(|order| tried.payment.is(&order.due)) else {
            return Ok(Answer::NotDue);
        };
        let today = self.calendar.date((self.clock)());
        if !order.is_payable(today) {
            return Ok(Answer::NotDue);
        }
        let after = order.after(tried.outcome == TriedAs::Paid, today);
        let is_followed = self.arrangements.follow(&order, after).await?;
        Ok(if is_followed {
            Answer::Followed
        } else {
            Answer::NotDue
        })
    }
}
