//! Starting the emulated AWS and making the infrastructure on it, from either of its two descriptions.
//!
//! Deliberately knows of no customer and no simulator: what is made here is empty.

use std::path::{Path, PathBuf};

use super::clock::TestClock;
use super::code;
use super::deployment::{self, Deployment, Outputs, Parameters};
use super::emulator::{Emulator, REGION};
use super::functions::{self, Builds};
use super::place::Place;
use crate::progress::{note, step};
use crate::terraform::Terraform;

/// The two descriptions of the one system.
pub(super) enum Infrastructure {
    /// `template.yaml`, deployed by SAM with functions built now.
    Template,
    /// `terraform/`, with functions that are built already.
    Terraform {
        /// Where their packages are.
        packages: PathBuf,
    },
}

/// What made the infrastructure, and what it said about it.
pub(super) enum Deployed {
    BySam(Deployment),
    ByTerraform(Terraform, Outputs),
}

impl Infrastructure {
    pub(super) async fn make(
        &self,
        place: &Place,
        clock: &TestClock,
        parameters: &Parameters,
    ) -> anyhow::Result<(Emulator, Deployed)> {
        match self {
            Self::Template => with_sam(place, clock, parameters).await,
            Self::Terraform { packages } => {
                with_terraform(place, clock, parameters, packages).await
            }
        }
    }
}

impl Deployed {
    pub(super) fn outputs(&self) -> &Outputs {
        match self {
            Self::BySam(deployment) => deployment.outputs(),
            Self::ByTerraform(_, outputs) => outputs,
        }
    }

    pub(super) fn terraform(&self) -> Option<&Terraform> {
        match self {
            Self::BySam(_) => None,
            Self::ByTerraform(terraform, _) => Some(terraform),
        }
    }

    /// Leaves word for the next run. Terraform needs none: it looks at what is there.
    pub(super) fn leave(&self, place: &Place) -> anyhow::Result<()> {
        match self {
            Self::BySam(deployment) => deployment.leave(place),
            Self::ByTerraform(..) => Ok(()),
        }
    }
}

async fn with_sam(
    place: &Place,
    clock: &TestClock,
    parameters: &Parameters,
) -> anyhow::Result<(Emulator, Deployed)> {
    let builds = step("building the functions", functions::build(place)).await?;
    let last = Deployment::take(place);
    let emulator = step("starting the emulated AWS", Emulator::start(place, clock)).await?;
    let deployment = deploy(place, &emulator, parameters, builds, last).await?;
    Ok((emulator, Deployed::BySam(deployment)))
}

async fn deploy(
    place: &Place,
    emulator: &Emulator,
    parameters: &Parameters,
    builds: Builds,
    last: Option<Deployment>,
) -> anyhow::Result<Deployment> {
    let infrastructure = deployment::infrastructure(place, parameters)?;
    if let Some(last) = last.filter(|last| last.is_on(&infrastructure)) {
        return renew(place, emulator, last, builds).await;
    }
    step(
        "deploying template.yaml",
        Deployment::make(place, emulator, parameters, builds),
    )
    .await
}

/// Replaces the code of what was built again since the last run.
async fn renew(
    place: &Place,
    emulator: &Emulator,
    last: Deployment,
    builds: Builds,
) -> anyhow::Result<Deployment> {
    let outdated = last.outdated(&builds);
    if outdated.is_empty() {
        note("the deployment of the last run is current");
        return Ok(last);
    }
    let what = format!("deploying the new code of {}", outdated.join(", "));
    step(&what, code::replace(place, emulator, &outdated)).await?;
    Ok(last.with_builds(builds))
}

async fn with_terraform(
    place: &Place,
    clock: &TestClock,
    parameters: &Parameters,
    packages: &Path,
) -> anyhow::Result<(Emulator, Deployed)> {
    let emulator = step("starting the emulated AWS", Emulator::start(place, clock)).await?;
    let variables = parameters.as_variables(packages);
    let directory = place.state().join("terraform");
    let terraform = Terraform::new(directory, emulator.url(), REGION, variables);
    step("preparing Terraform", terraform.init()).await?;
    step("applying terraform/", terraform.apply()).await?;
    let outputs = Outputs::new(terraform.outputs().await?);
    Ok((emulator, Deployed::ByTerraform(terraform, outputs)))
}
