//! One thing in a ledger goes wrong: lost, doubled, or changed in one field.

use domain::authority::{AtmRequest, Evidence};
use domain::bill::payment::BillPayment;
use domain::bill::reference::BillReference;
use domain::id::{AccountId, BillerId, CustomerId, OrderId, RequestId, TerminalId};
use domain::keyed_hash::Hash;
use domain::ledger::account::Account;
use domain::ledger::entry::{Direction, Entry};
use domain::ledger::reconciliation::Record;
use domain::ledger::transfer::{Posting, Redeemed, Transfer, TransferState};
use domain::money::Money;
use domain::time::Day;
use fastrand::Rng;

use crate::world::{pounds, sealed};

/// Corrupts one record; answers what was done.
pub fn corrupt(rng: &mut Rng, records: &mut Vec<Record>) -> String {
    loop {
        let at = rng.usize(0..records.len());
        let what = match &mut records[at] {
            Record::Account { account, available } => {
                // Shards and the merchant's own may be without entries and holds: then nobody misses them.
                let is_used = account.journal.entries > 0;
                match rng.u8(0..8) {
                    0 if is_used => {
                        records.remove(at);
                        Some("account lost")
                    }
                    1 => {
                        *available = another(rng, *available);
                        Some("available balance")
                    }
                    _ => change_account(rng, account),
                }
            }
            Record::Entry(entry) => match rng.u8(0..12) {
                0 => {
                    records.remove(at);
                    Some("entry lost")
                }
                1 => {
                    let copy = records[at].clone();
                    records.insert(at, copy);
                    Some("entry doubled")
                }
                _ => Some(change_entry(rng, entry)),
            },
            Record::Transfer {
                transfer,
                is_indexed,
            } => match (&transfer.state, rng.u8(0..16)) {
                (state, 0) if state.is_held() || matches!(state, TransferState::Posted(_)) => {
                    records.remove(at);
                    Some("transfer lost")
                }
                (_, 1) => {
                    *is_indexed = !*is_indexed;
                    Some("index of holds")
                }
                _ => Some(change_transfer(rng, transfer)),
            },
            Record::Spend { spent, .. } => {
                *spent = another(rng, *spent);
                Some("day's spend")
            }
            Record::Bill { by, .. } => {
                *by = match by {
                    Some(_) if rng.bool() => None,
                    _ => Some(OrderId("another".to_owned())),
                };
                Some("transfer that takes a bill")
            }
            Record::Unreadable(_) => None,
        };
        if let Some(what) = what {
            return format!("{what} of record {at}");
        }
    }
}

fn change_account(rng: &mut Rng, account: &mut Account) -> Option<&'static str> {
    Some(match rng.u8(0..5) {
        0 => {
            account.posted = another(rng, account.posted);
            "posted balance"
        }
        1 => {
            account.pending_debits = another(rng, account.pending_debits);
            "pending debits"
        }
        2 => {
            account.journal.entries += rng.u64(1..5);
            "entry count"
        }
        3 => {
            account.journal.chain = Hash::plain(&[b"another"]);
            "chain of the head"
        }
        // A new account's is in no entry.
        _ if account.journal.entries == 0 => return None,
        _ => {
            account.journal.last_posted_at.0 += rng.i64(1..100);
            "time of the last entry"
        }
    })
}

fn change_entry(rng: &mut Rng, entry: &mut Entry) -> &'static str {
    match rng.u8(0..9) {
        0 => {
            entry.number += rng.u64(1..4);
            "entry's number"
        }
        1 => {
            entry.transfer = OrderId("another".to_owned());
            "entry's transfer"
        }
        2 => {
            entry.direction = match entry.direction {
                Direction::Debit => Direction::Credit,
                Direction::Credit => Direction::Debit,
            };
            "entry's direction"
        }
        3 => {
            entry.amount = another(rng, entry.amount);
            "entry's amount"
        }
        4 => {
            entry.balance_after = another(rng, entry.balance_after);
            "entry's balance"
        }
        5 => {
            entry.other_account = AccountId("another".to_owned());
            "entry's other account"
        }
        6 => {
            entry.other_name.push('!');
            "entry's other name"
        }
        7 => {
            entry.posted_at.0 += rng.i64(1..100);
            "entry's time"
        }
        _ => {
            entry.chain = Hash::plain(&[b"another"]);
            "entry's chain"
        }
    }
}

fn change_transfer(rng: &mut Rng, transfer: &mut Transfer) -> &'static str {
    let state = transfer.state.clone();
    match state {
        TransferState::Posted(mut posting) => {
            let what = match rng.u8(0..3) {
                0 => return change_request(rng, transfer),
                1 => {
                    transfer.state = TransferState::Voided;
                    return "posted transfer's state";
                }
                _ => change_posting(rng, &mut posting),
            };
            transfer.state = TransferState::Posted(posting);
            what
        }
        TransferState::Pending | TransferState::Authorised(_) => {
            if rng.bool() {
                transfer.amount = another(rng, transfer.amount);
                "pending transfer's amount"
            } else {
                transfer.state = TransferState::Expired;
                "pending transfer's state"
            }
        }
        TransferState::Voided | TransferState::Expired => {
            transfer.state = TransferState::Pending;
            "settled transfer's state"
        }
    }
}

/// What a posted transfer was asked for: its entries vouch for all of it.
fn change_request(rng: &mut Rng, transfer: &mut Transfer) -> &'static str {
    match rng.u8(0..13) {
        0 => transfer.customer = CustomerId("another".to_owned()),
        1 => transfer.payer_name.push('!'),
        2 => transfer.debit_account = AccountId("another".to_owned()),
        3 => transfer.credit_account = AccountId("another".to_owned()),
        4 => transfer.payee_name.push('!'),
        5 => transfer.amount = another(rng, transfer.amount),
        6 => transfer.reserved_at.0 += 1,
        7 => transfer.hold_expires_at.0 += 1,
        8 => transfer.order = Some(Hash::plain(&[b"another"])),
        9 => transfer.bill = Some(another_bill(transfer)),
        10 => transfer.redeemed = Some(another_request(transfer)),
        11 => transfer.reverses = Some(OrderId("another".to_owned())),
        _ => transfer.spend_day = Some(Day("1999-12-31".to_owned())),
    }
    "posted transfer's request"
}

/// Another one's, or one where there was none.
fn another_bill(transfer: &Transfer) -> BillPayment {
    BillPayment {
        biller: BillerId("another".to_owned()),
        bill: transfer.bill.as_ref().and_then(|paid| paid.bill.clone()),
        reference: BillReference::parse("1").unwrap(),
    }
}

/// By another request or of another hold, or by one where there was none.
fn another_request(transfer: &Transfer) -> Redeemed {
    let request = RequestId("another".to_owned());
    let terminal = TerminalId("T2".to_owned());
    Redeemed {
        by: AtmRequest { request, terminal },
        held: transfer.asked_for(),
    }
}

fn change_posting(rng: &mut Rng, posting: &mut Posting) -> &'static str {
    match rng.u8(0..6) {
        0 => posting.posted_at.0 += 1,
        1 => posting.credited = AccountId("another".to_owned()),
        2 => posting.debit_entry += 1,
        3 => posting.credit_entry += 1,
        4 => posting.authority = another_authority(rng, posting),
        _ => posting.balance_after = another(rng, posting.balance_after),
    }
    "transfer's receipt"
}

/// Taken away, or signed by somebody else; where there is none, one of nobody's.
fn another_authority(rng: &mut Rng, posting: &Posting) -> Option<Box<Evidence>> {
    let forged = |order: OrderId, digest: Hash| {
        Box::new(Evidence {
            seal: sealed(&order, digest, 7),
            order,
            digest,
        })
    };
    match &posting.authority {
        None => Some(forged(OrderId("another".to_owned()), Hash::ZERO)),
        Some(good) if rng.bool() => Some(forged(good.order.clone(), good.digest)),
        Some(_) => None,
    }
}

fn another(rng: &mut Rng, money: Money) -> Money {
    let by = rng.i64(1..100_000);
    pounds(money.minor() + if rng.bool() { by } else { -by })
}
