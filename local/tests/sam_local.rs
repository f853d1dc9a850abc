//! `sam local invoke` of every function, from `template.yaml` and the release build, in a container,
//! against the running bank.
//!
//! Needs Docker and `cargo functions`; where either is missing the test says so, except
//! in CI, where it fails.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::path::{Path, PathBuf};

use local::bridge::Bridge;
use local::sam;
use local::stack::{Options, Stack};
use serde_json::Value;
use tokio::process::Command;

/// Function, event, and what its answer must contain.
const INVOCATIONS: [(&str, &str, &str); 14] = [
    ("Webhook", "webhook-text", "\"statusCode\":200"),
    ("Dialogue", "dialogue-balance", "\"batchItemFailures\":[]"),
    (
        "Accounts",
        "accounts-balances",
        "\"available_minor\":245000",
    ),
    (
        "Transfers",
        "transfers-abandon",
        "\"outcome\":\"abandoned\"",
    ),
    (
        "Documents",
        "documents-abandon",
        "\"outcome\":\"abandoned\"",
    ),
    (
        "Arrangements",
        "arrangements-abandon",
        "\"outcome\":\"abandoned\"",
    ),
    ("Confirmation", "confirmation-page", "Confirm"),
    ("Passcode", "passcode-verify", "no such confirmation"),
    ("Messenger", "messenger-ending", "no such confirmation"),
    // The secret names Watson on this machine's loopback, where a container finds nobody.
    ("Speech", "speech", "\"errorType\":\"Retry\""),
    ("Enrolment", "enrolment-authorise", "activation_code"),
    ("Atm", "atm-authorise", "wrong_code"),
    ("Binding", "binding-activate", "{}"),
    ("Reconciliation", "reconciliation", "\"difference_count\":0"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_function_runs_in_a_container_against_the_bank() {
    if let Some(missing) = missing() {
        assert!(std::env::var_os("CI").is_none(), "{missing}");
        // Written past the test harness, which hides what a passing test prints.
        let _ = writeln!(std::io::stderr(), "SKIPPED: sam local: {missing}");
        return;
    }
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sam_local");
    let options = Options {
        port: 0,
        fresh: true,
        directory: directory.clone(),
    };
    let stack = Stack::start(options).await.expect("the bank comes up");
    let addresses = stack.addresses();
    let ports = addresses.ports().expect("ports");
    let bridge = Bridge::open(&ports).await.expect("a bridge");
    let config = sam::write_config(&directory, addresses, bridge.gateway()).await;
    let config = config.expect("a configuration");
    let sealed = sam::events::write(&directory, addresses).await;
    let sealed = sealed.expect("the events that need keys");
    for (function, event, expected) in INVOCATIONS {
        let folder = match function {
            "Dialogue" | "Accounts" | "Binding" => sealed.clone(),
            _ => root().join("events"),
        };
        let event = folder.join(format!("{event}.json"));
        let answer = invoke(function, &event, &config).await;
        assert!(answer.contains(expected), "{function}: {answer}");
    }
    stack.stop().await.expect("the bank stops");
}

async fn invoke(function: &str, event: &Path, config: &Path) -> String {
    let output = Command::new(root().join("target/local/venv/bin/sam"))
        .current_dir(root())
        .args(["local", "invoke", function, "--skip-pull-image"])
        .arg("--event")
        .arg(event)
        .arg("--config-file")
        .arg(config)
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .env("SAM_CLI_TELEMETRY", "0")
        .output()
        .await
        .expect("sam runs");
    let answer = String::from_utf8_lossy(&output.stdout);
    let answer = answer.lines().last().unwrap_or_default();
    // Spaces differ between the functions' own JSON and Lambda's.
    match serde_json::from_str::<Value>(answer) {
        Ok(answer) => answer.to_string(),
        Err(_) => format!("{answer} {}", String::from_utf8_lossy(&output.stderr)),
    }
}

fn missing() -> Option<String> {
    let docker = std::process::Command::new("docker").arg("info").output();
    if !docker.is_ok_and(|output| output.status.success()) {
        return Some("Docker is not running".to_owned());
    }
    let built = root().join("target/lambda/webhook/bootstrap");
    (!built.exists()).then(|| "run `cargo functions` first".to_owned())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
