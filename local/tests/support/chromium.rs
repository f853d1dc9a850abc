//! The two processes of a test's browser: Chromium and `ChromeDriver`.
//!
//! Deliberately not the network: names other than `localhost` do not resolve in this browser.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

const CHROMIUMS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

const FLAGS: [&str; 11] = [
    "--headless=new",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/// How long Chromium may take to start. Not a measure of speed.
const START: Duration = Duration::from_secs(40);

/// The installed Chromium, if there is one and a driver for it.
pub fn find() -> Option<&'static str> {
    let found = CHROMIUMS.into_iter().find(|name| is_installed(name));
    found.filter(|_| is_installed("chromedriver"))
}

/// Starts Chromium with its profile in `directory`; answers it and where its debugger listens.
pub async fn launch(program: &str, directory: &Path) -> (Child, String) {
    // A profile of an earlier run would bring its cookies along.
    let _ = fs::remove_dir_all(directory);
    fs::create_dir_all(directory).unwrap();
    let mut command = Command::new(program);
    command
        .args(FLAGS)
        .arg("--remote-debugging-port=0")
        .arg(format!("--user-data-dir={}", directory.display()))
        .arg("about:blank");
    // Chromium's sandbox refuses root, and only root needs this.
    if rustix::process::geteuid().is_root() {
        command.arg("--no-sandbox");
    }
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let child = command.stderr(Stdio::null()).kill_on_drop(true).spawn();
    (child.unwrap(), debugger_of(directory).await)
}

/// Chromium writes the port that it took into its profile.
async fn debugger_of(directory: &Path) -> String {
    let look = async {
        loop {
            let told = fs::read_to_string(directory.join("DevToolsActivePort")).unwrap_or_default();
            // The port is there for certain once the line after it is.
            if let Some((port, _)) = told.split_once('\n') {
                return format!("127.0.0.1:{port}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let found = tokio::time::timeout(START, look).await;
    found.unwrap_or_else(|_| panic!("chromium does not start"))
}

/// Starts `ChromeDriver` on a free port; answers it and its URL.
pub async fn launch_driver() -> (Child, String) {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0").stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while let Some(line) = lines.next_line().await.unwrap() {
        if let Some((_, port)) = line.rsplit_once("started successfully on port ") {
            let url = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
            return (child, url);
        }
    }
    panic!("chromedriver does not start");
}

fn is_installed(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
