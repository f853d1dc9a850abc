//! Replacing the code of functions that were built again, where nothing else of the deployment changed.
//!
//! Deliberately not for the first deployment, nor for a changed template: that is SAM's.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use aws::connection::Connection;
use aws_sdk_lambda::Client;
use aws_sdk_lambda::config::timeout::TimeoutConfig;
use aws_sdk_lambda::primitives::Blob;

use super::deployment::STACK;
use super::place::{self, Place};
use crate::process;

/// How long the emulated Lambda may take for one package, in seconds; a development build is large.
const UPLOAD_S: u64 = 60;

/// Packs one bootstrap with the fastest compression: a development build shrinks to a third.
const PACK: &str = "import sys, zipfile; zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED, compresslevel=1) \
     .write(sys.argv[2], 'bootstrap')";

/// Gives the functions called `names` the code that is laid out for them.
pub(super) async fn replace(
    place: &Place,
    connection: &Connection,
    names: &[&str],
) -> anyhow::Result<()> {
    let patience = TimeoutConfig::builder()
        .operation_timeout(Duration::from_secs(UPLOAD_S))
        .operation_attempt_timeout(Duration::from_secs(UPLOAD_S))
        .build();
    let config = aws_sdk_lambda::config::Builder::from(connection.sdk()).timeout_config(patience);
    let lambda = Client::from_conf(config.build());
    for name in names {
        let code = pack(place, name).await?;
        let update = lambda
            .update_function_code()
            .function_name(format!("{STACK}-{name}"));
        let updated = update.zip_file(Blob::new(code)).send().await;
        updated.with_context(|| format!("the code of {name} cannot be replaced"))?;
    }
    Ok(())
}

async fn pack(place: &Place, name: &str) -> anyhow::Result<Vec<u8>> {
    let package = place.deploy().join("builds").join(format!("{name}.zip"));
    let bootstrap = place
        .deploy()
        .join("target/lambda")
        .join(name)
        .join("bootstrap");
    pack_file(&package, &bootstrap, place).await?;
    let code = fs::read(&package)?;
    fs::remove_file(&package)?;
    Ok(code)
}

async fn pack_file(package: &Path, bootstrap: &Path, place: &Place) -> anyhow::Result<()> {
    let mut python = place::tool("python", &place.state());
    python.args(["-c", PACK]).arg(package).arg(bootstrap);
    process::run(&mut python).await?;
    Ok(())
}
