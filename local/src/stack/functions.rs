//! The function binaries, built for this machine and laid out as `template.yaml` expects them.
//!
//! Deliberately in a directory of their own: what `cargo lambda build` wrote for AWS stays untouched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, bail};
use serde::Deserialize;
use tokio::process::Command;

use super::place::{self, Place};
use crate::process;

/// Folder, crate and binary of every function.
pub(super) const NAMES: [&str; 14] = [
    "webhook",
    "dialogue",
    "accounts",
    "transfers",
    "documents",
    "arrangements",
    "confirmation",
    "passcode",
    "messenger",
    "speech",
    "enrolment",
    "atm",
    "binding",
    "reconciliation",
];

/// What is deployed besides the functions, unchanged.
pub(super) const DOCUMENTS: [&str; 5] = [
    "template.yaml",
    "workflows/confirmation.asl.json",
    "workflows/sweep.asl.json",
    "workflows/machines.asl.json",
    "workflows/payments.asl.json",
];

/// Set where `cargo test --workspace` has built everything: then the functions are taken from there. To build them by
/// themselves means another set of features, and with it most libraries once more.
const BUILT_WITH_THE_TESTS: &str = "ACME_FUNCTIONS_BUILT_WITH_THE_TESTS";

/// Which build of each function is laid out.
pub(super) type Builds = BTreeMap<String, String>;

/// One line of cargo's JSON messages, as far as it matters here.
#[derive(Deserialize)]
struct Artifact {
    target: Target,
    profile: Profile,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Profile {
    /// Whether it is a binary's tests, which have its name.
    test: bool,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Builds the functions in the development profile and lays them out, with the unchanged template and
/// workflows beside them.
pub(super) async fn build(place: &Place) -> anyhow::Result<Builds> {
    let mut cargo = process::cargo();
    cargo.current_dir(place::workspace());
    if std::env::var_os(BUILT_WITH_THE_TESTS).is_some() {
        cargo.args(["test", "--workspace", "--no-run"]);
    } else {
        cargo.args(["build", "--bins"]);
        cargo.args(NAMES.map(|name| format!("--package={name}")));
    }
    cargo.arg("--message-format=json-render-diagnostics");
    let messages = process::run_visibly(&mut cargo).await?;
    let binaries = executables(&String::from_utf8_lossy(&messages));
    lay_out_documents(&place.deploy())?;
    let mut builds = Builds::new();
    for name in NAMES {
        let Some(binary) = binaries.get(name) else {
            bail!("cargo built no binary {name}")
        };
        builds.insert(
            name.to_owned(),
            lay_out(&place.deploy(), name, binary).await?,
        );
    }
    Ok(builds)
}

fn executables(messages: &str) -> BTreeMap<String, PathBuf> {
    let artifacts = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
    artifacts
        .filter(|artifact| !artifact.profile.test)
        .filter_map(|artifact| Some((artifact.target.name, artifact.executable?)))
        .collect()
}

fn lay_out_documents(deploy: &Path) -> anyhow::Result<()> {
    for document in DOCUMENTS {
        let copy = deploy.join(document);
        fs::create_dir_all(copy.parent().unwrap_or(deploy))?;
        fs::copy(place::workspace().join(document), copy)
            .with_context(|| format!("{document} cannot be copied"))?;
    }
    Ok(())
}

/// Copies a binary without its debug information, which would make every deployment slower, unless this
/// very build is there already. Returns what identifies the build.
async fn lay_out(deploy: &Path, name: &str, binary: &Path) -> anyhow::Result<String> {
    let build = identify(binary)?;
    let bootstrap = deploy.join("target/lambda").join(name).join("bootstrap");
    let stamp = deploy.join("builds").join(name);
    if bootstrap.exists() && fs::read_to_string(&stamp).is_ok_and(|laid_out| laid_out == build) {
        return Ok(build);
    }
    for directory in [&bootstrap, &stamp].map(|file| file.parent().unwrap_or(deploy)) {
        fs::create_dir_all(directory)?;
    }
    let mut strip = Command::new("strip");
    strip.arg("-o").arg(&bootstrap).arg(binary);
    if process::run(&mut strip).await.is_err() {
        fs::copy(binary, &bootstrap)?;
    }
    fs::write(stamp, &build)?;
    Ok(build)
}

/// Size and time of a binary: cargo writes a file again only when it has linked it again.
fn identify(binary: &Path) -> anyhow::Result<String> {
    let metadata = fs::metadata(binary)?;
    let since_1970 = metadata.modified()?.duration_since(UNIX_EPOCH)?;
    Ok(format!(
        "{} bytes, {} ns",
        metadata.len(),
        since_1970.as_nanos()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_says_where_each_binary_is_among_much_else() {
        let messages = r#"
            {"reason":"compiler-artifact","target":{"name":"serde"},"profile":{"test":false},"executable":null}
            {"reason":"compiler-artifact","target":{"name":"webhook"},"profile":{"test":false},"executable":"/t/webhook"}
            {"reason":"compiler-artifact","target":{"name":"webhook"},"profile":{"test":true},"executable":"/t/webhook-1"}
            {"reason":"build-finished","success":true}
            not json"#;
        let found = executables(messages);
        assert_eq!(found.len(), 1);
        assert_eq!(found["webhook"], Path::new("/t/webhook"));
    }

    #[tokio::test]
    async fn a_binary_that_was_linked_again_is_laid_out_again() {
        let deploy = tempfile::tempdir().unwrap();
        let binary = deploy.path().join("webhook");
        let bootstrap = deploy.path().join("target/lambda/webhook/bootstrap");
        fs::write(&binary, "first").unwrap();
        let first = lay_out(deploy.path(), "webhook", &binary).await.unwrap();
        assert_eq!(fs::read_to_string(&bootstrap).unwrap(), "first");
        assert_eq!(
            lay_out(deploy.path(), "webhook", &binary).await.unwrap(),
            first
        );
        fs::write(&binary, "second").unwrap();
        assert_ne!(
            lay_out(deploy.path(), "webhook", &binary).await.unwrap(),
            first
        );
        assert_eq!(fs::read_to_string(&bootstrap).unwrap(), "second");
    }
}
