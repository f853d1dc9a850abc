//! What `sam local invoke` needs to run one function against the running bank: a configuration file
//! for its `--config-file` and the environment each function was really deployed with.
//!
//! Deliberately read back from the deployment: nothing here can disagree with what runs.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use aws::connection::Connection;
use aws_sdk_lambda::Client;

pub mod events;

use crate::stack::{ARCHITECTURE, Addresses, STACK};

/// Logical id in `template.yaml`, and the name behind the stack's prefix.
pub const FUNCTIONS: [(&str, &str); 14] = [
    ("Webhook", "webhook"),
    ("Dialogue", "dialogue"),
    ("Accounts", "accounts"),
    ("Transfers", "transfers"),
    ("Documents", "documents"),
    ("Arrangements", "arrangements"),
    ("Confirmation", "confirmation"),
    ("Passcode", "passcode"),
    ("Messenger", "messenger"),
    ("Speech", "speech"),
    ("Enrolment", "enrolment"),
    ("Atm", "atm"),
    ("Binding", "binding"),
    ("Reconciliation", "reconciliation"),
];

type Environment = HashMap<String, String>;

/// Writes `samconfig.toml` and `sam-environment.json` into `directory`, for containers that reach the
/// bank at `gateway`. Answers the configuration file.
pub async fn write_config(
    directory: &Path,
    addresses: &Addresses,
    gateway: IpAddr,
) -> anyhow::Result<PathBuf> {
    let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    let client = Client::new(connection.sdk());
    let reach = |url: &str| {
        let gateway = gateway.to_string();
        url.replace("127.0.0.1", &gateway)
            .replace("localhost", &gateway)
    };
    let mut environments = BTreeMap::new();
    for (logical_id, name) in FUNCTIONS {
        let mut environment = deployed(&client, name).await?;
        let endpoint_url = addresses.aws_endpoint_url.clone();
        environment.insert("AWS_ENDPOINT_URL".to_owned(), endpoint_url);
        for value in environment.values_mut() {
            *value = reach(value);
        }
        environments.insert(logical_id, environment);
    }
    let environment_file = directory.join("sam-environment.json");
    fs::write(&environment_file, serde_json::to_vec_pretty(&environments)?)?;
    let file = directory.join("samconfig.toml");
    fs::write(&file, config(&environment_file, &addresses.region))?;
    Ok(file)
}

async fn deployed(client: &Client, name: &str) -> anyhow::Result<Environment> {
    let name = format!("{STACK}-{name}");
    let request = client.get_function_configuration().function_name(&name);
    let found = request.send().await.with_context(|| name)?;
    let environment = found
        .environment
        .and_then(|environment| environment.variables);
    Ok(environment.unwrap_or_default())
}

fn config(environment_file: &Path, region: &str) -> String {
    let environment_file = environment_file.display();
    format!(
        "# Written by `cargo run -- bridge`, for `sam local invoke --config-file`.\n\
         version = 0.1\n\
         [default.global.parameters]\n\
         region = \"{region}\"\n\
         [default.local_invoke.parameters]\n\
         env_vars = \"{environment_file}\"\n\
         # The functions' environment above is the deployed one; these only have to be there.\n\
         parameter_overrides = \"Architecture={ARCHITECTURE} WhatsAppPhoneNumberId=00000 \
         BankPhoneNumber=1000000\"\n"
    )
}
