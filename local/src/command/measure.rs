//! `measure`: how fast each function starts and how large it is, from the release build alone.
//!
//! Start-up is the time from starting the process to its first poll of the Lambda Runtime API, which
//! this command serves itself on loopback. Deliberately no AWS and no invocation: that is another figure.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio::process::Command;

/// Measure the functions that `cargo functions` made
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Where the functions are, one folder with a `bootstrap` each
    #[arg(default_value = "target/lambda")]
    directory: PathBuf,
    /// Starts of each function
    #[arg(long, default_value_t = 200)]
    starts: usize,
}

/// A function that does not poll within this time is broken.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the functions need in order to start and never look at.
const ENVIRONMENT: [&str; 25] = [
    "CUSTOMERS_TABLE",
    "LEDGER_TABLE",
    "CONFIRMATIONS_TABLE",
    "CONVERSATIONS_TABLE",
    "DISCLOSURES_TABLE",
    "ARRANGEMENTS_TABLE",
    "INBOUND_QUEUE_URL",
    "DEAD_LETTER_QUEUE_URL",
    "MESSENGER_FUNCTION",
    "AUDIO_BUCKET",
    "DOCUMENTS_BUCKET",
    "STATE_MACHINE_ARN",
    "ACCOUNTS_FUNCTION",
    "PASSCODE_FUNCTION",
    "SPEECH_FUNCTION",
    "WHATSAPP_SECRET_ID",
    "WATSON_SECRET_ID",
    "KEYS_SECRET_ID",
    "QUEUE_SECRET_ID",
    "WHATSAPP_GRAPH_URL",
    "WHATSAPP_PHONE_NUMBER_ID",
    "LINK_URL",
    "BANK_PHONE_NUMBER",
    "WATSON_VOICE",
    "SMS_SENDER_ID",
];

/// Measures and prints one table.
pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let functions = functions_in(&arguments.directory)?;
    println!("| function | start p50 | start p99 | binary | zip |");
    println!("|---|---|---|---|---|");
    for (name, bootstrap) in functions {
        let mut starts = Vec::with_capacity(arguments.starts);
        for _ in 0..arguments.starts {
            starts.push(start_once(&bootstrap).await.with_context(|| name.clone())?);
        }
        starts.sort_unstable();
        let binary_bytes = std::fs::metadata(&bootstrap)?.len();
        println!(
            "| {name} | {} | {} | {} | {} |",
            milliseconds(percentile(&starts, 50)),
            milliseconds(percentile(&starts, 99)),
            megabytes(binary_bytes),
            megabytes(zip_bytes(&bootstrap).await?),
        );
    }
    Ok(())
}

fn functions_in(directory: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let entries = std::fs::read_dir(directory).with_context(|| {
        format!(
            "{} is not there; run `cargo functions` first",
            directory.display()
        )
    })?;
    let mut functions = Vec::new();
    for entry in entries {
        let entry = entry?;
        let bootstrap = entry.path().join("bootstrap");
        if bootstrap.is_file() {
            functions.push((entry.file_name().to_string_lossy().into_owned(), bootstrap));
        }
    }
    functions.sort();
    if functions.is_empty() {
        bail!("no function in {}", directory.display());
    }
    Ok(functions)
}

/// Starts the process and waits for its first poll.
async fn start_once(bootstrap: &Path) -> anyhow::Result<Duration> {
    let runtime_api = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = runtime_api.local_addr()?.to_string();
    let mut command = Command::new(bootstrap);
    command
        .env_clear()
        .envs(ENVIRONMENT.map(|name| (name, "measured")))
        .env("WHATSAPP_TEMPLATES", "none")
        .envs([("AWS_REGION", "eu-west-2"), ("AWS_ACCESS_KEY_ID", "x")])
        .envs([
            ("AWS_SECRET_ACCESS_KEY", "x"),
            ("AWS_LAMBDA_FUNCTION_NAME", "measured"),
        ])
        .envs([
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
            ("BANK_TIME_ZONE", "Europe/London"),
        ])
        .envs([("SMS_COUNTRIES", "GB"), ("SMS_MAX_PER_HOUR", "100")])
        .env("AWS_LAMBDA_RUNTIME_API", &address)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let began = Instant::now();
    let mut child = command.spawn()?;
    let polled = tokio::time::timeout(PATIENCE, first_poll(&runtime_api)).await;
    let took = began.elapsed();
    child.kill().await?;
    polled.context("it did not poll the Runtime API in time")??;
    Ok(took)
}

async fn first_poll(runtime_api: &TcpListener) -> anyhow::Result<()> {
    let (mut connection, _) = runtime_api.accept().await?;
    let mut first = [0; 64];
    let length = connection.read(&mut first).await?;
    let request = String::from_utf8_lossy(first.get(..length).unwrap_or_default()).into_owned();
    if !request.starts_with("GET /2018-06-01/runtime/invocation/next") {
        bail!("its first call was not a poll");
    }
    Ok(())
}

fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let last = sorted.len().saturating_sub(1);
    let index = last.saturating_mul(percent).div_ceil(100);
    sorted.get(index).copied().unwrap_or_default()
}

/// The size of the package Lambda would fetch, made as `cargo lambda` makes it: deflated.
async fn zip_bytes(bootstrap: &Path) -> anyhow::Result<u64> {
    let script = "import io,sys,zipfile;b=io.BytesIO();\
                  z=zipfile.ZipFile(b,'w',zipfile.ZIP_DEFLATED);z.write(sys.argv[1],'bootstrap');\
                  z.close();print(len(b.getvalue()))";
    let output = Command::new("python3")
        .args(["-c", script])
        .arg(bootstrap)
        .output()
        .await?;
    let size = String::from_utf8(output.stdout)?;
    size.trim()
        .parse()
        .context("python3 did not zip the binary")
}

fn milliseconds(duration: Duration) -> String {
    let tenths = duration.as_micros().div_ceil(100);
    format!("{}.{} ms", tenths.div_euclid(10), tenths.rem_euclid(10))
}

fn megabytes(bytes: u64) -> String {
    let hundredths = bytes.div_ceil(10_000);
    format!(
        "{}.{:02} MB",
        hundredths.div_euclid(100),
        hundredths.rem_euclid(100)
    )
}
