//! What is tried with each role.

use std::fmt;

use crate::sam::FUNCTIONS;

/// The bank's tables.
const TABLES: [&str; 14] = [
    "customers",
    "channels",
    "ledger",
    "confirmations",
    "conversations",
    "disclosures",
    "arrangements",
    "bills",
    "withdrawals",
    "credential-tries",
    "passcode-tries",
    "texts",
    "suspensions",
    "desk",
];

/// The bank's secrets.
const SECRETS: [&str; 11] = [
    "whatsapp",
    "webhook",
    "watson",
    "profiles",
    "credentials",
    "passcode",
    "activation",
    "cash",
    "tickets",
    "verifying",
    "queue",
];

/// The bank's buckets.
pub const BUCKETS: [&str; 2] = ["audio", "documents"];

/// One thing to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Look at an item of a table.
    Read(&'static str),
    /// Read a whole table.
    Scan(&'static str),
    /// Put an item into a table.
    Put(&'static str),
    /// Change an item of a table.
    Update(&'static str),
    /// Delete an item of a table.
    Delete(&'static str),
    /// Read a secret.
    Secret(&'static str),
    /// Put another value into a secret.
    Replace(&'static str),
    /// Invoke a function.
    Invoke(&'static str),
    /// Start a workflow.
    Start(&'static str),
    /// Stop a workflow that runs.
    Stop(&'static str),
    /// Let a workflow go on.
    FinishWait,
    /// Send a workflow to its compensation.
    FailWait,
    /// Send a text message.
    Text,
    /// Put an object into a bucket.
    Store(&'static str),
    /// Read an object of a bucket.
    Fetch(&'static str),
    /// Put a message into a queue.
    Queue(&'static str),
    /// Take a message out of a queue.
    Take(&'static str),
    /// Delete a message of a queue, so that nobody deals with it.
    Remove(&'static str),
}

impl Attempt {
    /// Everything.
    pub fn all() -> Vec<Self> {
        let tables = TABLES.iter().flat_map(|table| {
            [
                Self::Read(table),
                Self::Scan(table),
                Self::Put(table),
                Self::Update(table),
                Self::Delete(table),
            ]
        });
        let secrets = SECRETS
            .iter()
            .flat_map(|secret| [Self::Secret(secret), Self::Replace(secret)]);
        let functions = FUNCTIONS.iter().map(|(_, function)| Self::Invoke(function));
        let workflows = ["confirmation", "sweep", "machines", "payments"]
            .map(|workflow| [Self::Start(workflow), Self::Stop(workflow)]);
        let waits = [Self::FinishWait, Self::FailWait, Self::Text];
        let buckets = BUCKETS.map(|bucket| [Self::Store(bucket), Self::Fetch(bucket)]);
        let queues = ["inbound", "urgent", "inbound-dead"]
            .map(|queue| [Self::Queue(queue), Self::Take(queue), Self::Remove(queue)]);
        tables
            .chain(secrets)
            .chain(functions)
            .chain(workflows.into_iter().flatten())
            .chain(waits)
            .chain(buckets.into_iter().flatten())
            .chain(queues.into_iter().flatten())
            .collect()
    }
}

impl fmt::Display for Attempt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(table) => write!(formatter, "read {table}"),
            Self::Scan(table) => write!(formatter, "scan {table}"),
            Self::Put(table) => write!(formatter, "put {table}"),
            Self::Update(table) => write!(formatter, "update {table}"),
            Self::Delete(table) => write!(formatter, "delete {table}"),
            Self::Secret(secret) => write!(formatter, "secret {secret}"),
            Self::Replace(secret) => write!(formatter, "replace {secret}"),
            Self::Invoke(function) => write!(formatter, "invoke {function}"),
            Self::Start(workflow) => write!(formatter, "start {workflow}"),
            Self::Stop(workflow) => write!(formatter, "stop {workflow}"),
            Self::FinishWait => formatter.write_str("finish a wait"),
            Self::FailWait => formatter.write_str("fail a wait"),
            Self::Text => formatter.write_str("text a phone"),
            Self::Store(bucket) => write!(formatter, "store {bucket}"),
            Self::Fetch(bucket) => write!(formatter, "fetch {bucket}"),
            Self::Queue(queue) => write!(formatter, "queue {queue}"),
            Self::Take(queue) => write!(formatter, "take {queue}"),
            Self::Remove(queue) => write!(formatter, "remove {queue}"),
        }
    }
}
