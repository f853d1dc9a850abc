//! The simulator is driven by ibm-watson, IBM's own client: v1 workspaces, v2 skills and sessions, and tokens, all
//! unchanged. See `local/conformance/watson.py`.
//!
//! Needs Python with `venv` and the package index; where either is missing the test says so, except in
//! CI, where it fails.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use watson_simulator::{AssistantOptions, assistant_router};

const KEY: &str = "k-conformance";
const ENVIRONMENT: &str = "0f3b6c1e-2a52-4a5d-9a1c-6f0c1f6a7b8c";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn python() -> Option<PathBuf> {
    let requirements = root().join("local/conformance/watson-requirements.txt");
    simulator_kit::python::environment(&root().join("target/conformance-watson"), &requirements)
        .unwrap()
}

async fn start() -> String {
    let options = AssistantOptions {
        environment_id: Some(ENVIRONMENT.to_owned()),
        ..AssistantOptions::new(KEY)
    };
    let router = assistant_router(support::taxi_skill(), options);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

#[tokio::test]
async fn ibms_own_client_works_unchanged() {
    let python = tokio::task::spawn_blocking(python).await.unwrap();
    let Some(python) = python else {
        assert!(
            std::env::var_os("CI").is_none(),
            "CI needs Python with ibm-watson"
        );
        eprintln!("SKIPPED: no Python environment with ibm-watson can be made");
        return;
    };
    let url = start().await;
    let output = tokio::task::spawn_blocking(move || {
        Command::new(python)
            .arg(root().join("local/conformance/watson.py"))
            .args([url.as_str(), KEY, ENVIRONMENT])
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
    assert_eq!(["v1", "v2", "refused"].map(count), [6, 5, 8]);
}
