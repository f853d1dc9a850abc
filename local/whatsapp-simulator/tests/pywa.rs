//! The simulator is driven by pywa, a client that others wrote: it sends each kind of message, receives
//! each kind of webhook and meets the refusals. See `local/conformance/whatsapp.py`.
//!
//! Needs Python with `venv` and the package index; where either is missing the test says so, except in
//! CI, where it fails.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use simulator_kit::{Calls, Faults, control_router};
use whatsapp_simulator::{Config, Simulator};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The Python of an environment of its own under `target/`, with pywa in it.
fn python() -> Option<PathBuf> {
    let requirements = root().join("local/conformance/requirements.txt");
    simulator_kit::python::environment(&root().join("target/conformance"), &requirements).unwrap()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

#[tokio::test(flavor = "multi_thread")]
async fn pywa_sends_each_kind_and_receives_each_webhook() {
    let python = tokio::task::spawn_blocking(python).await.unwrap();
    let Some(python) = python else {
        assert!(
            std::env::var_os("CI").is_none(),
            "CI needs Python with pywa"
        );
        eprintln!("SKIPPED: no Python environment with pywa can be made");
        return;
    };
    let config = Config::default();
    let credentials = [
        config.access_token.clone(),
        config.app_secret.clone(),
        config.verify_token.clone(),
        config.phone_number_id.clone(),
    ];
    let (faults, calls) = (Faults::default(), Calls::default());
    let simulator = Simulator::new(config, faults.clone(), calls.clone());
    let webhook_port = free_port();
    simulator.set_webhook_url(&format!("http://127.0.0.1:{webhook_port}/"));
    let router = simulator.router().merge(control_router(faults, calls));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });

    let output = tokio::task::spawn_blocking(move || {
        Command::new(python)
            .arg(root().join("local/conformance/whatsapp.py"))
            .args([url, webhook_port.to_string()])
            .args(credentials)
            .env_remove("HTTP_PROXY")
            .env("NO_PROXY", "*")
            .output()
    });
    let output = output.await.unwrap().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let outcome: Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    println!("{outcome:#}");
    let count = |part: &str| outcome[part].as_array().unwrap().len();
    assert_eq!(
        ["received", "sent", "statuses", "refused"].map(count),
        [21, 20, 5, 12]
    );
}
