//! Where everything of a running stack is: what `stack.json` says to tests and scripts.
//!
//! Deliberately no credential: the emulator takes any, and the demo customers' are printed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use aws::standings::Names;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::clock;
use super::deployment::Outputs;
use super::emulator::{ACCOUNT_ID, Emulator, REGION};

/// The addresses of a running stack.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Addresses {
    /// The phone in the browser.
    pub phone_url: String,
    /// What `/simulator/…` is appended to.
    pub simulator_url: String,
    /// The deployed API: `/webhook`, `/confirm`, `/enrolment` and `/atm` are below it.
    pub api_url: String,
    /// The emulated AWS.
    pub aws_endpoint_url: String,
    /// The region everything is in.
    pub region: String,
    /// The role that brings customers and accounts of a core bank.
    pub loader_role_arn: String,
    /// The role in which the branch desk calls enrolment.
    pub desk_role_arn: String,
    /// The role in which internet banking calls enrolment.
    pub internet_banking_role_arn: String,
    /// The role in which the network of cash machines calls the bank.
    pub atm_network_role_arn: String,
    /// The confirmation workflow.
    pub state_machine_arn: String,
    /// The sweep of holds that have run out.
    pub sweep_state_machine_arn: String,
    /// The workflow of standing orders.
    pub payments_state_machine_arn: String,
    /// The workflow of cash machines' requests.
    pub machines_state_machine_arn: String,
    /// The function that reconciles the ledger.
    pub reconciliation_function: String,
    /// The bank's tables.
    pub tables: Tables,
    /// The bucket of voice notes.
    pub bucket: String,
    /// The queue of inbound messages.
    pub queue_url: String,
    /// The file that says how far the stack's clock is ahead of the machine's, in seconds: `+3600`.
    pub clock_file: PathBuf,
}

/// The names of the bank's tables.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Tables {
    /// Profiles.
    pub customers: String,
    /// Which phone speaks for whom, and activation codes.
    pub channels: String,
    /// Accounts, journal entries, transfers, daily spend.
    pub ledger: String,
    /// Sealed intents, links, open confirmations.
    pub confirmations: String,
    /// Dialogue state and message claims.
    pub conversations: String,
    /// What customers were told under a proof of who they are.
    pub disclosures: String,
    /// Payees, and everything else a customer has arranged.
    pub arrangements: String,
    /// Billers and bills.
    pub bills: String,
    /// What waits for a cash machine, and what machines asked for.
    pub withdrawals: String,
    /// Tries of PIN and fact, and the fact that is asked.
    pub credential_tries: String,
    /// Tries of passcodes.
    pub passcode_tries: String,
    /// How many texts went out.
    pub texts: String,
    /// Who is suspended, and for what.
    pub suspensions: String,
    /// What the desk did, and the phrases it set.
    pub desk: String,
}

impl Tables {
    /// The names of those that say how customers stand.
    #[must_use]
    pub fn standings(&self) -> Names {
        Names {
            credential_tries: self.credential_tries.clone(),
            passcode_tries: self.passcode_tries.clone(),
            suspensions: self.suspensions.clone(),
        }
    }

    /// All of the names.
    pub(super) fn all(&self) -> [&str; 14] {
        [
            &self.customers,
            &self.channels,
            &self.ledger,
            &self.confirmations,
            &self.conversations,
            &self.disclosures,
            &self.arrangements,
            &self.bills,
            &self.withdrawals,
            &self.credential_tries,
            &self.passcode_tries,
            &self.texts,
            &self.suspensions,
            &self.desk,
        ]
    }
}

impl Addresses {
    /// Reads the addresses of the stack that runs from `directory`.
    pub fn read(directory: &Path) -> anyhow::Result<Self> {
        let text = fs::read(directory.join(FILE));
        let text = text.context("no local stack is running; start it with `cargo run`")?;
        serde_json::from_slice(&text).context("the local stack's addresses cannot be read")
    }

    /// As in `stack.json`.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The ports of the emulated AWS and of the simulators.
    pub fn ports(&self) -> anyhow::Result<[u16; 2]> {
        let port = |url: &str| {
            let digits = url.rsplit(':').next().unwrap_or_default();
            digits
                .trim_end_matches('/')
                .parse()
                .context("an address without a port")
        };
        Ok([port(&self.aws_endpoint_url)?, port(&self.simulator_url)?])
    }

    /// Now, by the stack's clock.
    pub fn now(&self) -> anyhow::Result<Timestamp> {
        clock::now_by(&self.clock_file)
    }

    pub(super) fn new(
        port: u16,
        emulator: &Emulator,
        outputs: &Outputs,
        clock_file: PathBuf,
    ) -> anyhow::Result<Self> {
        let output = |name| outputs.get(name).map(str::to_owned);
        let (own, aws) = (format!("http://localhost:{port}"), emulator.url());
        let queue = outputs
            .get("QueueUrl")?
            .rsplit('/')
            .next()
            .unwrap_or_default();
        Ok(Self {
            phone_url: format!("{own}/"),
            simulator_url: own,
            api_url: format!("{aws}/_aws/execute-api/{}/live", outputs.get("ApiId")?),
            region: REGION.to_owned(),
            loader_role_arn: output("LoaderRoleArn")?,
            desk_role_arn: output("DeskRoleArn")?,
            internet_banking_role_arn: output("InternetBankingRoleArn")?,
            atm_network_role_arn: output("AtmNetworkRoleArn")?,
            state_machine_arn: output("StateMachineArn")?,
            sweep_state_machine_arn: output("SweepStateMachineArn")?,
            payments_state_machine_arn: output("PaymentsStateMachineArn")?,
            machines_state_machine_arn: output("MachinesStateMachineArn")?,
            reconciliation_function: output("ReconciliationFunction")?,
            tables: Tables {
                customers: output("CustomersTable")?,
                channels: output("ChannelsTable")?,
                ledger: output("LedgerTable")?,
                confirmations: output("ConfirmationsTable")?,
                conversations: output("ConversationsTable")?,
                disclosures: output("DisclosuresTable")?,
                arrangements: output("ArrangementsTable")?,
                bills: output("BillsTable")?,
                withdrawals: output("WithdrawalsTable")?,
                credential_tries: output("CredentialTriesTable")?,
                passcode_tries: output("PasscodeTriesTable")?,
                texts: output("TextsTable")?,
                suspensions: output("SuspensionsTable")?,
                desk: output("DeskTable")?,
            },
            bucket: output("AudioBucket")?,
            // The deployed address keeps the port of the run that deployed it.
            queue_url: format!("{aws}/{ACCOUNT_ID}/{queue}"),
            aws_endpoint_url: aws,
            clock_file,
        })
    }

    pub(super) fn write(&self, directory: &Path) -> anyhow::Result<()> {
        Ok(fs::write(directory.join(FILE), self.to_json())?)
    }

    /// No stack is running any more.
    pub(super) fn remove(directory: &Path) {
        let _ = fs::remove_file(directory.join(FILE));
    }
}

const FILE: &str = "stack.json";
