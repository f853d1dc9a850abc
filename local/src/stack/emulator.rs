//! The emulated AWS: one MiniStack process.
//!
//! Deliberately started with an environment of its own: MiniStack hands its whole environment on to the
//! functions, so a real AWS key in somebody's shell must never get there.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};
use reqwest::Client;
use rustix::process::Pid;

use super::clock::TestClock;
use super::leftover;
use super::place::{self, Place};

/// The region everything is deployed to.
pub(super) const REGION: &str = "eu-west-2";

/// The account that MiniStack emulates.
pub(super) const ACCOUNT_ID: &str = "000000000000";

/// How long MiniStack may take to answer, in steps of 100 ms.
const START_STEPS: u32 = 300;

/// A running MiniStack. Dropping it stops it, with its functions.
pub(super) struct Emulator {
    child: Child,
    port: u16,
    pid_file: PathBuf,
}

impl Emulator {
    /// Starts MiniStack with the state of the last run, by this clock, with signatures and policies enforced.
    pub(super) async fn start(place: &Place, clock: &TestClock) -> anyhow::Result<Self> {
        let port = choose_port(place)?;
        let child = command(place, clock, port)?
            .spawn()
            .context("MiniStack cannot be started")?;
        let mut emulator = Self {
            child,
            port,
            pid_file: place.pid_file(),
        };
        fs::write(&emulator.pid_file, emulator.child.id().to_string())?;
        if let Err(error) = emulator.wait_until_healthy().await {
            let log = place.emulator_log();
            return Err(error.context(format!("see {}", log.display())));
        }
        Ok(emulator)
    }

    /// Where it listens.
    pub(super) fn url(&self) -> String {
        url(self.port)
    }

    /// Whether it ended by itself.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    async fn wait_until_healthy(&mut self) -> anyhow::Result<()> {
        let client = Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(2))
            .build()?;
        let health = format!("{}/_ministack/health", self.url());
        for _ in 0..START_STEPS {
            if let Some(status) = self.child.try_wait()? {
                bail!("MiniStack ended while starting ({status})");
            }
            let answer = client.get(&health).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("MiniStack does not answer")
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let _ = self.child.try_wait();
        if let Some(pid) = Pid::from_raw(self.child.id().cast_signed()) {
            stop_and_reap(&mut self.child, pid);
        }
        let _ = fs::remove_file(&self.pid_file);
    }
}

/// A zombie still counts as a process, so the child has to be reaped while it is waited for.
fn stop_and_reap(child: &mut Child, pid: Pid) {
    std::thread::scope(|scope| {
        scope.spawn(|| child.wait());
        leftover::stop(pid);
    });
}

fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

fn command(place: &Place, clock: &TestClock, port: u16) -> anyhow::Result<Command> {
    let log = File::create(place.emulator_log())?;
    let state = place.state();
    let temporary = state.join("tmp");
    fs::create_dir_all(&temporary)?;
    let mut command = place::tool("python", &state).into_std();
    command.arg(place::workspace().join("local/emulator.py"));
    command
        .stdin(Stdio::piped())
        .stdout(log.try_clone()?)
        .stderr(log);
    // A group of its own: Ctrl-C must not end it before its state is saved, and ending the group ends
    // the functions too.
    command
        .process_group(0)
        .env("TMPDIR", temporary)
        .env("PYTHONUNBUFFERED", "1");
    command
        .env("GATEWAY_PORT", port.to_string())
        .env("AWS_ENDPOINT_URL", url(port));
    command
        .env("BIND_HOST", "127.0.0.1")
        .env("MINISTACK_HOST", "127.0.0.1");
    command
        .env("IOT_MTLS_ENABLED", "0")
        .env("SFTP_ENABLED", "0");
    command.env("AUTH", "true").env("MINISTACK_REGION", REGION);
    command
        .env("PERSIST_STATE", "1")
        .env("STATE_DIR", state.join("aws"));
    command
        .env("S3_PERSIST", "1")
        .env("S3_DATA_DIR", state.join("s3"));
    if let Some(library) = clock.library() {
        command
            .env("TEST_CLOCK_LIBRARY", library)
            .env("FAKETIME_TIMESTAMP_FILE", clock.file());
    }
    Ok(command)
}

/// The port of the last run if it is free, so that addresses stay the same; else any free one.
fn choose_port(place: &Place) -> anyhow::Result<u16> {
    let record = place.state().join("port");
    let last = fs::read_to_string(&record)
        .ok()
        .and_then(|text| text.trim().parse().ok());
    let port = last
        .and_then(free_port)
        .or_else(|| free_port(0))
        .context("no port is free")?;
    fs::write(record, port.to_string())?;
    Ok(port)
}

fn free_port(wanted: u16) -> Option<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, wanted)).ok()?;
    listener.local_addr().ok().map(|address| address.port())
}
