//! The writing: customers before their accounts, one after the other.
//!
//! Deliberately one at a time: every opening is an entry on the bank's own account as well, and that is one item.

use domain::customer::Customer;
use domain::customer::credential::{FactHash, FactKind, PinHash, SALT_BYTES, hash_fact};
use domain::id::CustomerId;
use domain::ledger::account::Account;
use domain::time::{Random, UnixSeconds};

use crate::account::NewAccount;
use crate::compare::{LoadError, Loader, Plan};
use crate::customer::{NewCustomer, Person};
use crate::report::{Counts, Report};

impl Loader {
    /// Does what is planned. Openings are dated `now`.
    ///
    /// # Errors
    /// If a table does not answer. What was written stays, and the same load again goes on from there.
    pub async fn write(
        &self,
        plan: &Plan<'_>,
        random: Random,
        now: UnixSeconds,
    ) -> Result<Report, LoadError> {
        for customer in plan.added.iter().chain(&plan.replaced) {
            let on_file = self.on_file(customer, random)?;
            self.customers.put(&on_file).await?;
        }
        for account in &plan.opened {
            self.ledger
                .open(&empty(account, now), account.balance)
                .await?;
        }
        Ok(plan.report())
    }

    fn on_file(&self, customer: &NewCustomer, random: Random) -> Result<Customer, LoadError> {
        let mut salt = [0; SALT_BYTES];
        random(&mut salt)?;
        let phone = customer.person.as_ref().map(|person| person.phone.clone());
        let (pin, facts) = match &customer.person {
            Some(person) => (
                PinHash::derive(&person.pin, salt, &self.pin_pepper)?,
                self.facts(&customer.id, person),
            ),
            None => (no_pin(salt, random)?, Vec::new()),
        };
        Ok(Customer {
            id: customer.id.clone(),
            name: customer.name.clone(),
            phone: phone.unwrap_or_default(),
            pin,
            facts,
        })
    }

    fn facts(&self, id: &CustomerId, person: &Person) -> Vec<(FactKind, FactHash)> {
        let facts = person.facts.iter();
        let hashed =
            facts.map(|(kind, answer)| (*kind, hash_fact(&self.fact_key, &id.0, *kind, answer)));
        hashed.collect()
    }
}

/// What no PIN hashes to: a business that is only paid proves nothing.
fn no_pin(salt: [u8; SALT_BYTES], random: Random) -> Result<PinHash, LoadError> {
    let mut output = [0; 32];
    random(&mut output)?;
    Ok(PinHash { salt, output })
}

fn empty(account: &NewAccount, now: UnixSeconds) -> Account {
    Account::new(
        account.id.clone(),
        account.owner.clone(),
        account.name.clone(),
        account.kind,
        account.balance.currency(),
        now,
    )
}

impl Plan<'_> {
    /// What this load does, as it is told before and after.
    #[must_use]
    pub fn report(&self) -> Report {
        Report {
            customers: Counts {
                new: self.added.len(),
                replaced: self.replaced.len(),
                unchanged: self.known,
            },
            accounts: Counts {
                new: self.opened.len(),
                replaced: 0,
                unchanged: self.open,
            },
            opened_with: self.opened.iter().map(|one| one.balance).collect(),
        }
    }
}
