//! Payments of standing orders: each under the name of its order, day and attempt, and each day paid once.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::id::OrderId;
use crate::ledger::transfer::{ATTEMPTS, Mandate, Transfer, TransferState};

use super::difference::{Difference, Kind, Subject};

/// Which days are paid, by order.
#[derive(Default)]
pub(super) struct Mandates(HashSet<(OrderId, Date)>);

impl Mandates {
    /// One that was given back or never held has paid nothing.
    pub(super) fn take(&mut self, transfer: &Transfer, found: &mut Vec<Difference>) {
        let Some(mandate) = &transfer.mandate else {
            return;
        };
        let is_posted = matches!(transfer.state, TransferState::Posted(_));
        let is_new = !is_posted || self.0.insert((mandate.order.clone(), mandate.due));
        if is_new && is_named(&transfer.id, mandate) {
            return;
        }
        let subject = Subject::Account(transfer.debit_account.clone());
        let amount = Some(transfer.amount);
        found.push(Difference::of(subject, Kind::MandateDiffers, amount).with(&transfer.id));
    }
}

fn is_named(id: &OrderId, mandate: &Mandate) -> bool {
    (0..ATTEMPTS).any(|attempt| *id == mandate.payment_id(attempt))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::id::{AccountId, CustomerId};
    use crate::keyed_hash::Hash;
    use crate::ledger::movement::Movement;
    use crate::ledger::transfer::{Instruction, Posting};
    use crate::money::{Currency, Money};
    use crate::time::{Calendar, UnixSeconds};

    fn mandate() -> Mandate {
        Mandate {
            order: OrderId("5e0b".to_owned()),
            due: date(2026, 11, 23),
        }
    }

    fn posted(id: OrderId) -> Transfer {
        let amount = Money::new(5_000, Currency::Gbp);
        let now = UnixSeconds(1_795_392_000);
        let instruction = Instruction {
            id,
            customer: CustomerId("ana-lima".to_owned()),
            order: Hash::plain(&[b"order"]),
            movement: Movement {
                amount,
                debit_account: AccountId("40010101".to_owned()),
                debit_name: "Current account".to_owned(),
                credit_account: AccountId("40020101".to_owned()),
                payer_name: "Ana Lima".to_owned(),
                payee_name: "Ben Carter".to_owned(),
                payee_customer: None,
                reference: None,
                bill: None,
            },
        };
        let pending = Transfer::try_new(instruction, now, &Calendar::utc()).unwrap();
        Transfer {
            mandate: Some(mandate()),
            state: TransferState::Posted(Posting {
                posted_at: now,
                credited: AccountId("40020101".to_owned()),
                debit_entry: 1,
                credit_entry: 1,
                balance_after: amount,
                authority: None,
            }),
            ..pending
        }
    }

    fn found(transfers: &[Transfer]) -> Vec<Kind> {
        let (mut mandates, mut found) = (Mandates::default(), Vec::new());
        for transfer in transfers {
            mandates.take(transfer, &mut found);
        }
        found
            .into_iter()
            .map(|difference| difference.kind)
            .collect()
    }

    #[test]
    fn a_day_that_is_paid_twice_or_under_another_name_is_found() {
        let [first, second] = [0, 1].map(|attempt| posted(mandate().payment_id(attempt)));
        let given_up = Transfer {
            state: TransferState::Voided,
            ..first.clone()
        };
        assert_eq!(found(&[given_up, second.clone()]), []);
        assert_eq!(found(&[first, second]), [Kind::MandateDiffers]);
        let third = posted(mandate().payment_id(2));
        assert_eq!(found(&[third]), [Kind::MandateDiffers]);
        let other = posted(OrderId("5e0b".to_owned()));
        assert_eq!(found(&[other]), [Kind::MandateDiffers]);
    }
}
