//! One function as Lambda would start it: its process, its environment, its first poll.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio::process::Command;

/// A function that does not poll or answer within this time is broken.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// What the functions need in order to start and never look at.
const ENVIRONMENT: [&str; 43] = [
    "CUSTOMERS_TABLE",
    "CHANNELS_TABLE",
    "LEDGER_TABLE",
    "CONFIRMATIONS_TABLE",
    "CONVERSATIONS_TABLE",
    "DISCLOSURES_TABLE",
    "ARRANGEMENTS_TABLE",
    "BILLS_TABLE",
    "WITHDRAWALS_TABLE",
    "CREDENTIAL_TRIES_TABLE",
    "PASSCODE_TRIES_TABLE",
    "TEXTS_TABLE",
    "SUSPENSIONS_TABLE",
    "DESK_TABLE",
    "INBOUND_QUEUE_URL",
    "URGENT_QUEUE_URL",
    "DEAD_LETTER_QUEUE_URL",
    "MESSENGER_FUNCTION",
    "AUDIO_BUCKET",
    "DOCUMENTS_BUCKET",
    "STATE_MACHINE_ARN",
    "MACHINE_WORKFLOW_ARN",
    "ACCOUNTS_FUNCTION",
    "PASSCODE_FUNCTION",
    "BINDING_FUNCTION",
    "SPEECH_FUNCTION",
    "WHATSAPP_SECRET_ID",
    "WEBHOOK_SECRET_ID",
    "WATSON_SECRET_ID",
    "PROFILES_SECRET_ID",
    "CREDENTIALS_SECRET_ID",
    "PASSCODE_SECRET_ID",
    "ACTIVATION_SECRET_ID",
    "CASH_SECRET_ID",
    "TICKETS_SECRET_ID",
    "VERIFYING_SECRET_ID",
    "QUEUE_SECRET_ID",
    "WHATSAPP_GRAPH_URL",
    "WHATSAPP_PHONE_NUMBER_ID",
    "LINK_URL",
    "BANK_PHONE_NUMBER",
    "WATSON_VOICE",
    "SMS_SENDER_ID",
];

/// What they need and look at.
const CONFIGURATION: [(&str, &str); 14] = [
    ("ATM_NOTES", "GBP=10,20"),
    ("AWS_ACCESS_KEY_ID", "x"),
    ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
    ("AWS_LAMBDA_FUNCTION_NAME", "measured"),
    ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
    ("AWS_REGION", "eu-west-2"),
    ("AWS_SECRET_ACCESS_KEY", "x"),
    ("BANK_TIME_ZONE", "Europe/London"),
    ("DESK_SECOND_PERSON", "reason"),
    ("SMS_BOUND_TO", "none"),
    ("SMS_COUNTRIES", "GB"),
    ("SMS_MAX_PER_HOUR", "100"),
    ("WATSON_ENVIRONMENTS", "none"),
    ("WHATSAPP_TEMPLATES", "none"),
];

/// A function of the release build.
pub(super) struct Function {
    pub(super) name: String,
    pub(super) bootstrap: PathBuf,
    /// What it is invoked with, if it is more than started.
    pub(super) event: Option<String>,
}

impl Function {
    /// How it is started, with the Runtime API at `runtime_api`. It ends with this value.
    pub(super) fn command(&self, runtime_api: &str) -> Command {
        let mut command = Command::new(&self.bootstrap);
        command
            .env_clear()
            .envs(ENVIRONMENT.map(|name| (name, "measured")))
            .envs(CONFIGURATION)
            .env("AWS_LAMBDA_RUNTIME_API", runtime_api)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true);
        command
    }

    /// Starts the process and waits for its first poll.
    pub(super) async fn first_poll(&self) -> anyhow::Result<Duration> {
        let runtime_api = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let mut command = self.command(&runtime_api.local_addr()?.to_string());
        let began = Instant::now();
        let mut child = command.spawn()?;
        let polled = tokio::time::timeout(PATIENCE, poll(&runtime_api)).await;
        let took = began.elapsed();
        child.kill().await?;
        polled.context("it did not poll the Runtime API in time")??;
        Ok(took)
    }
}

async fn poll(runtime_api: &TcpListener) -> anyhow::Result<()> {
    let (mut connection, _) = runtime_api.accept().await?;
    let mut first = [0; 64];
    let length = connection.read(&mut first).await?;
    let request = String::from_utf8_lossy(first.get(..length).unwrap_or_default()).into_owned();
    if !request.starts_with("GET /2018-06-01/runtime/invocation/next") {
        bail!("its first call was not a poll");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of variables as SAM's template sets them: in capitals, one a line, at their depth.
    fn variables(template: &str) -> Vec<&str> {
        let names = template.lines().filter_map(|line| {
            let (name, _) = line.strip_prefix("          ")?.split_once(':')?;
            let is_one = |letter: char| letter.is_ascii_uppercase() || letter == '_';
            (name.len() > 2 && name.chars().all(is_one)).then_some(name)
        });
        names.collect()
    }

    #[test]
    fn every_variable_a_function_is_deployed_with_is_measured_with() {
        let template = include_str!("../../../../template.yaml");
        let names = variables(template);
        assert!(names.len() > 100, "only {} were found", names.len());
        let set = CONFIGURATION.map(|(name, _)| name);
        for name in names {
            // Of the runtime and of the log: functions start without.
            let is_global = ["AWS_LAMBDA_HTTP_IGNORE_STAGE_IN_PATH", "RUST_LOG"].contains(&name);
            let is_set = ENVIRONMENT.contains(&name) || set.contains(&name);
            assert!(is_global || is_set, "{name}");
        }
    }
}
