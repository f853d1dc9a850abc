//! Deploying the real template onto the emulated AWS with SAM, as somebody would onto the real one.
//!
//! Deliberately skips what is deployed already: a second start takes seconds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::process::Command;

use super::emulator::{Emulator, REGION};
use super::functions::{Builds, DOCUMENTS};
use super::place::{self, Place};
use super::simulators::{self, TEMPLATES};
use crate::process;

/// Name of the stack, and prefix of everything in it.
pub const STACK: &str = "acme";

/// The processor of this machine, as Lambda calls it.
pub const ARCHITECTURE: &str = if cfg!(target_arch = "aarch64") {
    "arm64"
} else {
    "x86_64"
};

/// What is deployed. Written when a run ends well, removed when the next one begins: after a crash
/// nobody knows what the emulator had saved, so everything is deployed again.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Deployment {
    infrastructure: String,
    builds: Builds,
    outputs: Outputs,
}

/// What a deployment says about itself, by the names in `template.yaml`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Outputs(BTreeMap<String, String>);

/// What the template is told about this machine.
pub(super) struct Parameters {
    /// Port of the simulators.
    pub(super) port: u16,
    /// Meta's id of the bank's number.
    pub(super) phone_number_id: String,
    /// The bank's number in digits.
    pub(super) bank_phone_number: String,
}

impl Deployment {
    /// What the last run left behind, once.
    pub(super) fn take(place: &Place) -> Option<Self> {
        let text = fs::read(record(place)).ok()?;
        fs::remove_file(record(place)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Leaves word for the next run. Only after the emulator has saved its state.
    pub(super) fn leave(&self, place: &Place) -> anyhow::Result<()> {
        Ok(fs::write(record(place), serde_json::to_vec_pretty(self)?)?)
    }

    /// Whether nothing but the functions' code may differ from what would be deployed now.
    pub(super) fn is_on(&self, infrastructure: &str) -> bool {
        self.infrastructure == infrastructure
    }

    /// The functions whose code is another one than in `builds`.
    pub(super) fn outdated<'a>(&self, builds: &'a Builds) -> Vec<&'a str> {
        let current = |(name, build): &(&String, &String)| self.builds.get(*name) == Some(*build);
        let outdated = builds.iter().filter(|build| !current(build));
        outdated.map(|(name, _)| name.as_str()).collect()
    }

    /// The same infrastructure with other code.
    pub(super) fn with_builds(self, builds: Builds) -> Self {
        Self { builds, ..self }
    }

    /// Deploys everything.
    pub(super) async fn make(
        place: &Place,
        emulator: &Emulator,
        parameters: &Parameters,
        builds: Builds,
    ) -> anyhow::Result<Self> {
        let mut deploy = sam(place, emulator);
        deploy.args([
            "deploy",
            "--template-file",
            "template.yaml",
            "--stack-name",
            STACK,
        ]);
        deploy.args([
            "--resolve-s3",
            "--capabilities",
            "CAPABILITY_IAM",
            "--no-progressbar",
        ]);
        deploy.args(["--no-confirm-changeset", "--no-fail-on-empty-changeset"]);
        deploy
            .arg("--parameter-overrides")
            .args(parameters.as_arguments());
        process::run(&mut deploy)
            .await
            .context("the template cannot be deployed")?;
        let infrastructure = infrastructure(place, parameters)?;
        Ok(Self {
            infrastructure,
            builds,
            outputs: Outputs::new(outputs(place, emulator).await?),
        })
    }

    /// Where everything is.
    pub(super) fn outputs(&self) -> &Outputs {
        &self.outputs
    }
}

impl Outputs {
    pub(super) fn new(values: BTreeMap<String, String>) -> Self {
        Self(values)
    }

    /// One of them.
    pub(super) fn get(&self, name: &str) -> anyhow::Result<&str> {
        let value = self.0.get(name).map(String::as_str);
        value.with_context(|| format!("the deployment has no output {name}"))
    }
}

impl Parameters {
    fn as_arguments(&self) -> [String; 8] {
        [
            format!("LinkUrl={}", self.link_url()),
            format!("WhatsAppGraphUrl={}", self.graph_url()),
            format!("WhatsAppPhoneNumberId={}", self.phone_number_id),
            format!("BankPhoneNumber={}", self.bank_phone_number),
            format!("WhatsAppTemplates={TEMPLATES}"),
            format!("WatsonEnvironments={}", simulators::environments()),
            format!("Architecture={ARCHITECTURE}"),
            // The emulated CloudFormation cannot tie it to a stage, and there is one address here.
            "PageFirewall=off".to_owned(),
        ]
    }

    /// The same for Terraform. Nothing is protected: what is kept of a local run is the emulator's state.
    pub(super) fn as_variables(&self, packages: &Path) -> BTreeMap<String, String> {
        let variables = [
            ("stack_name", STACK.to_owned()),
            ("link_url", self.link_url()),
            ("whatsapp_graph_url", self.graph_url()),
            ("whatsapp_phone_number_id", self.phone_number_id.clone()),
            ("bank_phone_number", self.bank_phone_number.clone()),
            ("whatsapp_templates", TEMPLATES.to_owned()),
            ("watson_environments", simulators::environments()),
            ("architecture", ARCHITECTURE.to_owned()),
            ("package_directory", packages.display().to_string()),
            ("deletion_protection", false.to_string()),
            // The emulator decodes the paths it is told, and the provider then finds none of them again.
            ("throttle_routes", false.to_string()),
        ];
        variables
            .map(|(name, value)| (name.to_owned(), value))
            .into()
    }

    fn link_url(&self) -> String {
        format!("http://localhost:{}/confirm", self.port)
    }

    fn graph_url(&self) -> String {
        format!("http://127.0.0.1:{}/graph/v26.0", self.port)
    }
}

/// Identifies everything that is deployed but the functions' code.
pub(super) fn infrastructure(place: &Place, parameters: &Parameters) -> anyhow::Result<String> {
    let mut digest = Sha256::new();
    for document in DOCUMENTS {
        digest.update(fs::read(place.deploy().join(document))?);
    }
    digest.update(parameters.as_arguments().join(" "));
    Ok(hex::encode(digest.finalize()))
}

#[derive(Deserialize)]
struct Output {
    #[serde(rename = "OutputKey")]
    key: String,
    #[serde(rename = "OutputValue")]
    value: String,
}

async fn outputs(place: &Place, emulator: &Emulator) -> anyhow::Result<BTreeMap<String, String>> {
    let mut list = sam(place, emulator);
    list.args([
        "list",
        "stack-outputs",
        "--output",
        "json",
        "--stack-name",
        STACK,
    ]);
    let listed = process::run(&mut list).await?.stdout;
    let outputs: Vec<Output> = serde_json::from_slice(&listed)?;
    Ok(outputs
        .into_iter()
        .map(|output| (output.key, output.value))
        .collect())
}

/// Starts SAM with the fastest compression: its packages travel over loopback only, and packing them
/// tightly would be half of a deployment's time.
const SAM: &str = "import zlib; zlib.Z_DEFAULT_COMPRESSION = zlib.Z_BEST_SPEED; \
                   from samcli.cli.main import cli; cli(prog_name='sam')";

/// SAM as a newcomer without any configuration would have it.
fn sam(place: &Place, emulator: &Emulator) -> Command {
    let mut command = place::tool("python", &place.state());
    command.args(["-c", SAM]);
    with_credentials(&mut command, emulator);
    command
        .current_dir(place.deploy())
        .env("LC_ALL", "C.UTF-8")
        .env("SAM_CLI_TELEMETRY", "0");
    command
}

/// What an AWS tool needs in order to reach the emulated AWS as its administrator.
pub(super) fn with_credentials(command: &mut Command, emulator: &Emulator) {
    command
        .env("AWS_ENDPOINT_URL", emulator.url())
        .env("AWS_DEFAULT_REGION", REGION);
    command
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test");
    command.env("AWS_EC2_METADATA_DISABLED", "true");
}

fn record(place: &Place) -> PathBuf {
    place.state().join("deployment.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builds(pairs: &[(&str, &str)]) -> Builds {
        let owned = |(name, build): &(&str, &str)| ((*name).to_owned(), (*build).to_owned());
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn only_functions_that_were_built_again_are_outdated() {
        let last = Deployment {
            infrastructure: "a".to_owned(),
            builds: builds(&[("accounts", "1"), ("speech", "1")]),
            outputs: Outputs::new(BTreeMap::new()),
        };
        let now = builds(&[("accounts", "1"), ("speech", "2"), ("webhook", "1")]);
        assert_eq!(last.outdated(&now), ["speech", "webhook"]);
        assert!(last.is_on("a") && !last.is_on("b"));
        assert!(last.with_builds(now.clone()).outdated(&now).is_empty());
    }
}
