//! What `sam local invoke` needs to run one function against the running bank: a configuration file
//! for its `--config-file`, and the environment each function was really deployed with.
//!
//! Deliberately read back from the deployment: nothing here can disagree with what runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use aws::connection::Connection;
use aws_sdk_lambda::Client;

use super::deployment::{ARCHITECTURE, STACK};
use super::emulator::REGION;

/// Logical id in `template.yaml`, and the name behind the stack's prefix.
const FUNCTIONS: [(&str, &str); 9] = [
    ("Webhook", "webhook"),
    ("Dialogue", "dialogue"),
    ("Accounts", "accounts"),
    ("Transfers", "transfers"),
    ("Confirmation", "confirmation"),
    ("Passcode", "passcode"),
    ("Messenger", "messenger"),
    ("Speech", "speech"),
    ("Enrolment", "enrolment"),
];

/// Writes `samconfig.toml` and `sam-environment.json` into `directory`.
pub(super) async fn write(directory: &Path, endpoint_url: &str) -> anyhow::Result<()> {
    let client = Client::new(Connection::to_local(endpoint_url, REGION).sdk());
    let mut environments = BTreeMap::new();
    for (logical_id, name) in FUNCTIONS {
        let name = format!("{STACK}-{name}");
        let request = client.get_function_configuration().function_name(&name);
        let found = request.send().await.with_context(|| name)?;
        let environment = found
            .environment
            .and_then(|environment| environment.variables);
        environments.insert(logical_id, environment.unwrap_or_default());
    }
    let environment_file = directory.join("sam-environment.json");
    fs::write(&environment_file, serde_json::to_vec_pretty(&environments)?)?;
    let config = config(&environment_file, endpoint_url);
    Ok(fs::write(directory.join("samconfig.toml"), config)?)
}

fn config(environment_file: &Path, endpoint_url: &str) -> String {
    let environment_file = environment_file.display();
    format!(
        "# Written by `cargo run`. Use: sam local invoke --config-file target/local/samconfig.toml …\n\
         version = 0.1\n\
         [default.global.parameters]\n\
         region = \"{REGION}\"\n\
         [default.local_invoke.parameters]\n\
         # The container reaches the bank on this machine's loopback.\n\
         docker_network = \"host\"\n\
         env_vars = \"{environment_file}\"\n\
         parameter_overrides = \"Architecture={ARCHITECTURE} AwsEndpointUrl={endpoint_url} \
         WhatsAppPhoneNumberId=106540352242922 BankPhoneNumber=442079460000\"\n"
    )
}
