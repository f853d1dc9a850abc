//! The deployed bank as the local stack needs to reach it: its tables, to fill them with the demo
//! customers and to empty them again, and the branch desk's way to enrolment.
//!
//! Deliberately the only place that scans a table: nothing here is on a request's path.

use std::collections::HashMap;

use anyhow::Context;
use aws::arrangements::Arrangements;
use aws::bills::Bills;
use aws::channels::Channels;
use aws::connection::Connection;
use aws::customers::Customers;
use aws::disclosures::Disclosures;
use aws::safety_phrases::SafetyPhrases;
use aws::standings::Standings;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::customer::credential::check_pin;
use domain::customer::standing::Standing;
use domain::id::CustomerId;
use domain::keyed_hash::Key;
use ledger::Ledger;
use ledger::accounts::Accounts;
use serde_json::{Value, json};
use testkit::demo;

use super::addresses::{Addresses, Tables};
use super::clock::TestClock;
use super::secrets::Profiles;
use crate::enrolment::EnrolmentApi;

type Item = HashMap<String, AttributeValue>;

/// Said where the kept state does not read.
const OF_ANOTHER_VERSION: &str = "the kept state cannot be read, perhaps because another version wrote it; \
                                  `cargo run -- --fresh` forgets it and starts anew";

/// How the bank holds it with a customer at a moment.
pub(super) struct Holding {
    /// Whether a phone is linked.
    pub(super) is_linked: bool,
    /// Whether the customer is served.
    pub(super) standing: Standing,
}

/// Who stands at the desk of this machine.
const OPERATOR: &str = "simulator";

/// Why that one does what is asked, for the bank's record.
const REASON: &str = "asked for on this machine";

/// The bank's tables and its desk.
pub(super) struct Bank {
    dynamodb: Client,
    customers: Customers,
    channels: Channels,
    standings: Standings,
    phrases: SafetyPhrases,
    disclosures: Disclosures,
    arrangements: Arrangements,
    bills: Bills,
    ledger: Ledger,
    accounts: Accounts,
    enrolment: EnrolmentApi,
    tables: Tables,
    clock: TestClock,
    pin_pepper: Key,
    fact_key: Key,
}

impl Bank {
    pub(super) fn new(
        connection: &Connection,
        addresses: &Addresses,
        keys: &Profiles,
        clock: TestClock,
    ) -> anyhow::Result<Self> {
        let tables = &addresses.tables;
        Ok(Self {
            dynamodb: Client::new(connection.sdk()),
            customers: Customers::new(connection, tables.customers.clone()),
            channels: Channels::new(connection, tables.channels.clone()),
            standings: Standings::new(connection, tables.standings()),
            phrases: SafetyPhrases::new(connection, tables.desk.clone()),
            disclosures: Disclosures::new(connection, tables.disclosures.clone()),
            arrangements: Arrangements::new(connection, tables.arrangements.clone()),
            bills: Bills::new(connection, tables.bills.clone()),
            ledger: Ledger::new(connection, tables.ledger.clone()),
            accounts: Accounts::new(connection, tables.ledger.clone()),
            enrolment: EnrolmentApi::new(addresses, &addresses.desk_role_arn, OPERATOR)?,
            tables: tables.clone(),
            clock,
            pin_pepper: keys.pin_pepper()?,
            fact_key: keys.fact_key()?,
        })
    }

    /// Writes the demo customers unless they are there already.
    pub(super) async fn seed_once(&self) -> anyhow::Result<()> {
        let last = demo::CUSTOMERS
            .last()
            .context("there are no demo customers")?;
        let last = self.customers.get(&CustomerId(last.id.to_owned())).await;
        match last.context(OF_ANOTHER_VERSION)? {
            Some(_) => Box::pin(self.can_read()).await.context(OF_ANOTHER_VERSION),
            None => self.seed().await,
        }
    }

    /// Whether this version reads what was kept: else every answer would fail, one by one.
    async fn can_read(&self) -> anyhow::Result<()> {
        for customer in demo::CUSTOMERS {
            let id = CustomerId(customer.id.to_owned());
            self.customers.get(&id).await?;
            self.channels.of(&id).await?;
            self.accounts.of(&id).await?;
            self.arrangements.payees(&id).await?;
            self.bills.of(&id).await?;
        }
        Ok(())
    }

    /// Forgets everything that happened and starts with the demo customers again.
    pub(super) async fn reset(&self) -> anyhow::Result<()> {
        for table in self.tables.all() {
            self.empty(table).await?;
        }
        self.seed().await
    }

    /// How the bank holds it with a customer now. Nobody is linked who is not there.
    pub(super) async fn holds_it_with(&self, customer_id: &str) -> anyhow::Result<Holding> {
        let id = CustomerId(customer_id.to_owned());
        Ok(Holding {
            is_linked: self.channels.of(&id).await?.is_some(),
            standing: self.standings.of(&id).await?,
        })
    }

    /// The first name of the customer with this PIN, if there is such a one.
    pub(super) async fn signs_in(
        &self,
        customer_id: &str,
        pin: &str,
    ) -> anyhow::Result<Option<String>> {
        let found = self
            .customers
            .get(&CustomerId(customer_id.to_owned()))
            .await?;
        let on_file = found.as_ref().map(|customer| &customer.pin);
        let is_right = check_pin(on_file, pin, &self.pin_pepper)?;
        let known = found.filter(|_| is_right);
        Ok(known.map(|customer| customer.first_name().to_owned()))
    }

    /// What the branch desk does: makes an activation code for a customer.
    pub(super) async fn authorise(&self, customer_id: &str) -> anyhow::Result<Value> {
        self.ask_enrolment("POST", "activation", customer_id).await
    }

    /// One of the desk's deeds for a customer who stands before it.
    pub(super) async fn ask_enrolment(
        &self,
        method: &str,
        operation: &str,
        customer_id: &str,
    ) -> anyhow::Result<Value> {
        let body = (method != "GET").then(|| json!({ "reason": REASON }));
        let asked = self
            .enrolment
            .ask(method, customer_id, operation, body.as_ref());
        asked.await?.done()
    }

    async fn seed(&self) -> anyhow::Result<()> {
        let keys = demo::Keys {
            pin_pepper: &self.pin_pepper,
            fact_key: &self.fact_key,
        };
        let user_id_of = |phone: &str| Some(whatsapp_simulator::user_id_of(phone));
        let books = demo::Books {
            customers: &self.customers,
            channels: &self.channels,
            ledger: &self.ledger,
            disclosures: &self.disclosures,
            arrangements: &self.arrangements,
            bills: &self.bills,
            phrases: &self.phrases,
        };
        let (random, now) = (aws::clock::random, self.clock.seconds());
        demo::seed(&books, &keys, random, now, user_id_of)
            .await
            .context("the demo customers cannot be written")
    }

    async fn empty(&self, table: &str) -> anyhow::Result<()> {
        let scan = self
            .dynamodb
            .scan()
            .table_name(table)
            .projection_expression("pk, sk");
        let mut items = scan.into_paginator().items().send();
        while let Some(key) = items.next().await {
            self.delete(table, key?).await?;
        }
        Ok(())
    }

    async fn delete(&self, table: &str, key: Item) -> anyhow::Result<()> {
        self.dynamodb
            .delete_item()
            .table_name(table)
            .set_key(Some(key))
            .send()
            .await?;
        Ok(())
    }
}
