//! What `sam local invoke` needs to run one function against the running bank: a configuration file
//! for its `--config-file`, the environment each function was really deployed with, and the events of
//! the queue, sealed under the bank's own keys.
//!
//! Deliberately read back from the deployment: nothing here can disagree with what runs.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use aws::bank_secrets::QueueSecret;
use aws::connection::Connection;
use aws::secrets::Secret;
use aws_sdk_lambda::Client;
use domain::conversation::sealed_message::MessageKeys;
use serde_json::Value;

use crate::stack::{ARCHITECTURE, Addresses, STACK};

/// Logical id in `template.yaml`, and the name behind the stack's prefix.
pub const FUNCTIONS: [(&str, &str); 12] = [
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

/// Writes the `dialogue-*.json` of `events/` into `directory`, every body sealed as `webhook` would have
/// sealed it, and written now. Answers the folder they are in.
pub async fn write_events(directory: &Path, addresses: &Addresses) -> anyhow::Result<PathBuf> {
    let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
    let secret = Secret::<QueueSecret>::new(&connection, format!("{STACK}/queue"));
    let keys = &secret.get().await?.message_keys;
    let sealed = directory.join("events");
    fs::create_dir_all(&sealed)?;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../events"))? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("dialogue-") {
            let event = seal(&fs::read(entry.path())?, keys)?;
            fs::write(sealed.join(entry.file_name()), event.to_string())?;
        }
    }
    Ok(sealed)
}

fn seal(event: &[u8], keys: &MessageKeys) -> anyhow::Result<Value> {
    let mut event: Value = serde_json::from_slice(event)?;
    let records = event["Records"].as_array_mut();
    for record in records.context("an event of the queue has records")? {
        let group = record["attributes"]["MessageGroupId"].as_str();
        let group = group.context("a record has a group")?;
        let body = record["body"].as_str().context("a record has a body")?;
        let sealed = keys.seal(group, &written_now(body)?, aws::clock::random)?;
        record["body"] = sealed.as_str().into();
    }
    Ok(event)
}

/// The example as if it had just been written: one of another day would open no window.
fn written_now(body: &str) -> anyhow::Result<String> {
    let mut delivery: Value = serde_json::from_str(body)?;
    delivery["payload"]["timestamp"] = aws::clock::now().0.to_string().into();
    Ok(delivery.to_string())
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
