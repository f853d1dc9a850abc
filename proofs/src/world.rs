//! The ledger's table in the engine, watched: after every committed write the books must balance.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::authority::Authority;
use domain::id::{AccountId, CustomerId, OrderId};
use domain::ledger::account::{Account, AccountKind};
use domain::ledger::movement::Movement;
use domain::ledger::transfer::{Instruction, Transfer};
use domain::money::{Currency, Money};
use domain::time::{Calendar, UnixSeconds};
use ledger::accounts::Accounts;
use testkit::engine::NOW;

use crate::contention::{Contention, keys};
use crate::engine::{Answer, Engine, number, text};
use crate::wire::Wire;

/// The engine and who watches it.
#[derive(Debug)]
pub struct World {
    engine: Engine,
    contention: Option<Contention>,
    watch: Mutex<Watch>,
}

/// What each watched account holds, what they hold together, and what was found wrong.
#[derive(Debug, Default)]
struct Watch {
    posted_minor: HashMap<String, i64>,
    total_minor: i128,
    steps: u64,
    violation: Option<String>,
}

impl World {
    /// An empty ledger.
    pub async fn new() -> Arc<Self> {
        Self::with(None).await
    }

    /// An empty ledger on which the transactions of a [`Wire::rushed`] get into each other's way, as on
    /// the real DynamoDB.
    pub async fn contended(contention: Contention) -> Arc<Self> {
        Self::with(Some(contention)).await
    }

    async fn with(contention: Option<Contention>) -> Arc<Self> {
        let world = Arc::new(Self {
            engine: Engine::memory(),
            contention,
            watch: Mutex::default(),
        });
        testkit::tables::create_tables(&Wire::calm(&world).connection()).await;
        world
    }

    /// The engine itself, to look behind the adapters.
    #[must_use]
    pub const fn engine(&self) -> &Engine {
        &self.engine
    }

    /// How the proofs read what a customer may see.
    #[must_use]
    pub fn accounts(self: &Arc<Self>) -> Accounts {
        Accounts::new(&Wire::calm(self).connection(), "ledger".to_owned())
    }

    /// Opens accounts with these balances, in pence, all of one owner, and returns their ids.
    ///
    /// # Panics
    /// If one cannot be opened.
    #[expect(clippy::expect_used, reason = "without accounts nothing can be proved")]
    pub async fn open(self: &Arc<Self>, prefix: &str, balances: &[i64]) -> Vec<AccountId> {
        let ledger = Wire::calm(self).ledger();
        let mut ids = Vec::new();
        for (index, balance) in balances.iter().enumerate() {
            let account = customers(&format!("{prefix}-{index}"));
            let balance = Money::new(*balance, Currency::Gbp);
            ledger
                .open(&account, balance)
                .await
                .expect("an account opens");
            ids.push(account.id);
        }
        ids
    }

    /// The bank's account of cash, opened if it was not.
    ///
    /// # Panics
    /// If it cannot be opened.
    #[expect(clippy::expect_used, reason = "without accounts nothing can be proved")]
    pub async fn cash(self: &Arc<Self>) -> AccountId {
        let cash = Wire::calm(self).ledger().cash(Currency::Gbp).await;
        cash.expect("the cash account opens").id
    }

    /// From now on checks these accounts after every write.
    pub fn watch(&self, accounts: &[AccountId]) {
        let keys: Vec<String> = accounts
            .iter()
            .map(|id| format!("ACCOUNT#{}", id.0))
            .collect();
        let items = self.engine.items(&keys, "ACCOUNT");
        let posted = |item| (text(item, "pk").to_owned(), number(item, "posted_minor"));
        let posted_minor: HashMap<String, i64> = items.iter().map(posted).collect();
        *self.watching() = Watch {
            total_minor: sum(&posted_minor),
            posted_minor,
            ..Watch::default()
        };
    }

    /// What these accounts hold, booked, in minor units.
    #[must_use]
    pub fn balances(&self, accounts: &[AccountId]) -> Vec<i64> {
        let balance = |id: &AccountId| {
            let items = self.engine.items(&[format!("ACCOUNT#{}", id.0)], "ACCOUNT");
            items.first().map_or(0, |item| number(item, "posted_minor"))
        };
        accounts.iter().map(balance).collect()
    }

    /// Transactions that got into each other's way.
    #[must_use]
    pub fn conflicts(&self) -> u64 {
        self.contention.as_ref().map_or(0, Contention::conflicts)
    }

    /// How many writes were checked, or what the first bad one did.
    ///
    /// # Errors
    /// The first violation.
    pub fn verdict(&self) -> Result<u64, String> {
        let watch = self.watching();
        watch.violation.clone().map_or(Ok(watch.steps), Err)
    }

    /// Answers one request.
    pub async fn serve(&self, operation: &str, body: &str, is_rushed: bool) -> Answer {
        let writes = operation == "TransactWriteItems";
        let answer = match &self.contention {
            Some(contention) if writes && is_rushed => contention.serve(&self.engine, body).await,
            _ => self.engine.answer(operation, body),
        };
        if writes && answer.status == 200 {
            self.check(body);
        }
        answer
    }

    /// Looks at the accounts this write was about. The others are as they were: every write passes here.
    fn check(&self, body: &str) {
        let mut watch = self.watching();
        if watch.posted_minor.is_empty() || watch.violation.is_some() {
            return;
        }
        watch.steps = watch.steps.saturating_add(1);
        let keys = keys(body).into_iter().map(|(pk, _)| pk);
        let keys: BTreeSet<String> = keys
            .filter(|pk| watch.posted_minor.contains_key(pk))
            .collect();
        let items = self.engine.items(&Vec::from_iter(keys), "ACCOUNT");
        for item in &items {
            let pk = text(item, "pk").to_owned();
            watch.posted_minor.insert(pk, number(item, "posted_minor"));
        }
        let (total, expected) = (sum(&watch.posted_minor), watch.total_minor);
        watch.violation = match items.iter().find(|item| !balances(item)) {
            Some(item) => Some(format!("{} does not add up", text(item, "pk"))),
            None if total != expected => Some(format!("there are {total} pence, not {expected}")),
            None => None,
        };
    }

    fn watching(&self) -> std::sync::MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn sum(posted_minor: &HashMap<String, i64>) -> i128 {
    posted_minor.values().copied().map(i128::from).sum()
}

/// What may never be otherwise, whoever is at work.
fn balances(account: &serde_json::Value) -> bool {
    let (posted, available) = (
        number(account, "posted_minor"),
        number(account, "available_minor"),
    );
    let pending = number(account, "pending_debits_minor");
    available >= 0 && pending >= 0 && posted.checked_sub(pending) == Some(available)
}

/// An empty customer's account.
#[must_use]
pub fn customers(id: &str) -> Account {
    let (id, owner) = (AccountId(id.to_owned()), CustomerId(id.to_owned()));
    let name = "Current account".to_owned();
    Account::new(id, owner, name, AccountKind::Customer, Currency::Gbp, NOW)
}

/// `minor` pence from one account to another.
#[must_use]
pub fn asked(name: &str, minor: i64, debit: &AccountId, credit: &AccountId) -> Instruction {
    let movement = Movement {
        amount: Money::new(minor, Currency::Gbp),
        debit_account: debit.clone(),
        credit_account: credit.clone(),
        ..testkit::bank::fifty_to_ben()
    };
    Instruction {
        customer: CustomerId(debit.0.clone()),
        ..testkit::bank::instruction(OrderId(name.to_owned()), movement)
    }
}

/// The pending transfer that is asked for.
///
/// # Panics
/// If it is what no ledger holds.
#[must_use]
#[expect(clippy::expect_used, reason = "a proof asks for what can be asked for")]
pub fn pending(asked: &Instruction, now: UnixSeconds) -> Transfer {
    Transfer::try_new(asked.clone(), now, &Calendar::utc()).expect("a sound instruction")
}

/// The authority of its order.
#[must_use]
pub fn authority(asked: &Instruction) -> Authority {
    testkit::bank::authority(&asked.id, asked.order)
}
