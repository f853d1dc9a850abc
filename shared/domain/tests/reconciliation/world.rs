//! A ledger made by the bank's own rules, in memory, and the records a scan of it would give.

use std::collections::BTreeMap;

use domain::authority::{AtmRequest, Authority, Identification, Proof, Redemption, Seal, Signers};
use domain::bill::payment::BillPayment;
use domain::bill::reference::BillReference;
use domain::id::{AccountId, BillId, BillerId, CustomerId, OrderId, RequestId, TerminalId};
use domain::keyed_hash::Hash;
use domain::ledger::account::{Account, AccountKind};
use domain::ledger::entry::Entry;
use domain::ledger::reconciliation::{BillKey, Record, SpendKey};
use domain::ledger::settlement::{Settlement, shard_for};
use domain::ledger::transfer::{Transfer, TransferState};
use domain::money::{Currency, Money};
use domain::signature::SigningKey;
use domain::time::{Day, UnixSeconds};
use fastrand::Rng;

const OPENED: UnixSeconds = UnixSeconds(1_795_435_200);
const SHARDS: u8 = 4;

/// Accounts with their entries, transfers, and what was spent.
pub struct World {
    accounts: BTreeMap<AccountId, (Account, Vec<Entry>)>,
    transfers: Vec<Transfer>,
    spends: BTreeMap<(String, String), (SpendKey, i64)>,
    bills: BTreeMap<(String, BillId), (BillKey, Option<OrderId>)>,
    now: UnixSeconds,
}

impl World {
    /// `customers` accounts and one merchant's, then `transfers` at random, most of them posted.
    pub fn new(rng: &mut Rng, customers: usize, transfers: usize) -> Self {
        let mut world = Self {
            accounts: BTreeMap::new(),
            transfers: Vec::new(),
            spends: BTreeMap::new(),
            bills: BTreeMap::new(),
            now: OPENED,
        };
        let bank = account("bank-GBP", AccountKind::Internal);
        world.accounts.insert(bank.id.clone(), (bank, Vec::new()));
        for number in 0..customers {
            world.open(number);
        }
        let merchant = account("merchant", AccountKind::Merchant { shards: SHARDS });
        for number in 0..SHARDS {
            let shard = account(&merchant.id.shard(number).0, AccountKind::Shard);
            world.accounts.insert(shard.id.clone(), (shard, Vec::new()));
        }
        let cash = account("cash-GBP", AccountKind::Cash);
        world.accounts.insert(cash.id.clone(), (cash, Vec::new()));
        world
            .accounts
            .insert(merchant.id.clone(), (merchant, Vec::new()));
        for number in 0..transfers {
            world.transfer(rng, customers, number);
        }
        world
    }

    /// Every record: partitions in any order, each in the order of its keys.
    pub fn records(&self, rng: &mut Rng) -> Vec<Record> {
        let mut partitions = self.partitions();
        rng.shuffle(&mut partitions);
        let records = partitions.iter().flat_map(|partition| self.read(partition));
        records.collect()
    }

    /// The same, one partition at a time, without a copy of everything.
    pub fn for_each(&self, rng: &mut Rng, mut take: impl FnMut(Record)) {
        let mut partitions = self.partitions();
        rng.shuffle(&mut partitions);
        for partition in &partitions {
            self.read(partition).for_each(&mut take);
        }
    }

    fn partitions(&self) -> Vec<Partition> {
        let accounts = self.accounts.keys().cloned().map(Partition::Account);
        let transfers = (0..self.transfers.len()).map(Partition::Transfer);
        accounts
            .chain(transfers)
            .chain([Partition::Counted])
            .collect()
    }

    fn read<'a>(&'a self, partition: &Partition) -> Box<dyn Iterator<Item = Record> + 'a> {
        match partition {
            Partition::Account(id) => {
                let (account, entries) = &self.accounts[id];
                let head = Record::Account {
                    account: account.clone(),
                    available: account.available().unwrap(),
                };
                Box::new(std::iter::once(head).chain(entries.iter().cloned().map(Record::Entry)))
            }
            Partition::Transfer(number) => {
                let transfer = Box::new(self.transfers[*number].clone());
                let is_indexed = transfer.state.is_held();
                Box::new(std::iter::once(Record::Transfer {
                    transfer,
                    is_indexed,
                }))
            }
            Partition::Counted => {
                let spends = self.spends.values().map(|(of, spent)| Record::Spend {
                    of: of.clone(),
                    spent: pounds(*spent),
                });
                let bills = self.bills.values().map(|(of, by)| Record::Bill {
                    of: of.clone(),
                    by: by.clone(),
                });
                Box::new(spends.chain(bills))
            }
        }
    }

    fn open(&mut self, number: usize) {
        let account = account(&name(number), AccountKind::Customer);
        let bank = &self.accounts[&AccountId("bank-GBP".to_owned())].0;
        let opening = Transfer::opening(&account, pounds(1_000_000_000), bank).unwrap();
        let settled = Settlement::opening(opening, bank, &account).unwrap();
        self.accounts
            .insert(account.id.clone(), (account, Vec::new()));
        self.book(settled);
    }

    fn transfer(&mut self, rng: &mut Rng, customers: usize, number: usize) {
        self.now = self.now.plus(rng.i64(0..3));
        let debit = rng.usize(0..customers);
        let credit = match rng.usize(0..=customers) {
            same if same == debit => "merchant".to_owned(),
            most if most == customers => "merchant".to_owned(),
            other => name(other),
        };
        let mut pending = self.pending(number, &name(debit), &credit, rng.i64(1..5_000));
        pending.bill = (rng.u8(0..4) == 0).then(|| payment(number));
        let ending = rng.u8(0..10);
        if ending > 1 {
            self.spend(&pending);
        }
        self.bill(&pending, ending > 1);
        match ending {
            0 => self.transfers.push(pending.void().unwrap()),
            1 => {
                let later = pending.hold_expires_at;
                self.transfers.push(pending.expire(later).unwrap());
            }
            2 => self.hold(pending),
            3 => self.withdraw(rng, pending),
            _ => self.post(pending),
        }
    }

    /// From a cash machine: still waiting for it, in part, as a whole, or with something the machine kept.
    fn withdraw(&mut self, rng: &mut Rng, mut pending: Transfer) {
        pending.credit_account = AccountId::cash(Currency::Gbp);
        let confirmed = authority(&pending).evidence();
        let authorised = pending.authorise(confirmed.clone(), self.now).unwrap();
        if rng.u8(0..4) == 0 {
            return self.hold(authorised);
        }
        let dispensed = pounds(rng.i64(1..=authorised.amount.minor()));
        let by = request_of(&authorised);
        let redemption = Redemption::check(&confirmed, &signers(), by.clone(), dispensed).unwrap();
        let debit = &self.accounts[&authorised.debit_account].0;
        let cash = &self.accounts[&authorised.credit_account].0;
        let settled = Settlement::redeem(authorised, debit, cash, &redemption, self.now).unwrap();
        let withdrawal = settled.transfer.clone();
        self.unspend(&withdrawal);
        self.book(settled);
        if rng.bool() {
            let kept = pounds(rng.i64(1..=dispensed.minor()));
            let back = withdrawal.reversal(&by, kept, self.now).unwrap();
            let cash = &self.accounts[&back.debit_account].0;
            let customers = &self.accounts[&back.credit_account].0;
            let settled = Settlement::reverse(back, cash, customers, confirmed, self.now).unwrap();
            self.book(settled);
        }
    }

    /// What was not given out counts against no limit.
    fn unspend(&mut self, withdrawal: &Transfer) {
        let day = withdrawal.spend_day.clone().unwrap();
        let name = (withdrawal.customer.0.clone(), day.0);
        let rest = withdrawal.given_back().unwrap().minor();
        self.spends.get_mut(&name).unwrap().1 -= rest;
    }

    fn pending(&self, number: usize, debit: &str, credit: &str, minor: i64) -> Transfer {
        Transfer {
            id: OrderId(format!("{number:064x}")),
            customer: CustomerId(format!("owner of {debit}")),
            order: Some(order_digest(number)),
            payer_name: format!("Payer {debit}"),
            debit_account: AccountId(debit.to_owned()),
            credit_account: AccountId(credit.to_owned()),
            payee_name: format!("Payee {credit}"),
            reference: None,
            bill: None,
            amount: pounds(minor),
            redeemed: None,
            reverses: None,
            mandate: None,
            state: TransferState::Pending,
            reserved_at: self.now,
            hold_expires_at: self.now.plus(3_600),
            spend_day: Some(Day("2026-11-23".to_owned())),
        }
    }

    /// Held by the transfer, or given back by it.
    fn bill(&mut self, transfer: &Transfer, is_taken: bool) {
        let bill = transfer.bill.as_ref().and_then(|paid| paid.bill.clone());
        if let Some(bill) = bill {
            let of = (transfer.customer.clone(), bill.clone());
            let by = is_taken.then(|| transfer.id.clone());
            let name = (transfer.customer.0.clone(), bill);
            self.bills.insert(name, (of, by));
        }
    }

    fn spend(&mut self, transfer: &Transfer) {
        let day = transfer.spend_day.clone().unwrap();
        let name = (transfer.customer.0.clone(), day.0.clone());
        let key = (transfer.customer.clone(), day, Currency::Gbp);
        self.spends.entry(name).or_insert((key, 0)).1 += transfer.amount.minor();
    }

    fn hold(&mut self, pending: Transfer) {
        let (account, _) = self.accounts.get_mut(&pending.debit_account).unwrap();
        let held = account.pending_debits.checked_add(pending.amount);
        account.pending_debits = held.unwrap();
        self.transfers.push(pending);
    }

    fn post(&mut self, pending: Transfer) {
        let authority = authority(&pending);
        let debit = &self.accounts[&pending.debit_account].0;
        let mut credit = &self.accounts[&pending.credit_account].0;
        if let Some(shard) = shard_for(&pending, credit, 0) {
            credit = &self.accounts[&shard].0;
        }
        let settled = Settlement::decide(pending, debit, credit, &authority, self.now).unwrap();
        self.book(settled);
    }

    fn book(&mut self, settled: Settlement) {
        for entry in [settled.debit, settled.credit] {
            let (account, entries) = self.accounts.get_mut(&entry.account).unwrap();
            account.posted = entry.balance_after;
            account.journal = entry.head();
            entries.push(entry);
        }
        self.transfers.push(settled.transfer);
    }
}

#[derive(Clone)]
enum Partition {
    Account(AccountId),
    Transfer(usize),
    Counted,
}

fn account(id: &str, kind: AccountKind) -> Account {
    let owner = CustomerId(format!("owner of {id}"));
    let id = AccountId(id.to_owned());
    Account::new(
        id,
        owner,
        "Current account".to_owned(),
        kind,
        Currency::Gbp,
        OPENED,
    )
}

/// A bill of its own for each transfer that pays one; every third is paid by a reference alone.
fn payment(number: usize) -> BillPayment {
    BillPayment {
        biller: BillerId("merchant".to_owned()),
        bill: (!number.is_multiple_of(3)).then(|| BillId(format!("bill {number}"))),
        reference: BillReference::parse("RF18539007547034").unwrap(),
    }
}

fn request_of(transfer: &Transfer) -> AtmRequest {
    AtmRequest {
        request: RequestId(format!("request of {}", transfer.id.0)),
        terminal: TerminalId("T1".to_owned()),
    }
}

fn name(number: usize) -> String {
    format!("4{number:07}")
}

fn order_digest(number: usize) -> Hash {
    Hash::plain(&[b"order", &number.to_be_bytes()])
}

pub fn authority(transfer: &Transfer) -> Authority {
    let (id, digest) = (&transfer.id, transfer.order.unwrap());
    let seal = sealed(id, digest, 6);
    Authority::Confirmed(Proof::check(seal, &signers(), id, digest).unwrap())
}

/// Signed for `confirmation` by the right key, for `passcode` by the one of this number: the sixth is right.
pub fn sealed(id: &OrderId, digest: Hash, number: u8) -> Seal {
    let identified = Identification::sign(&signing(5), id, digest);
    Seal::sign(&signing(number), identified, id, digest)
}

pub fn signers() -> Signers {
    Signers {
        identified: signing(5).public().into(),
        confirmed: signing(6).public().into(),
    }
}

fn signing(number: u8) -> SigningKey {
    SigningKey::try_new(&[number; 32]).unwrap()
}

pub fn pounds(minor: i64) -> Money {
    Money::new(minor, Currency::Gbp)
}
