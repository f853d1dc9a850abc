//! Runs `terraform/` on behalf of the local stack and of the tests.
//!
//! Deliberately leaves the folder as it is: what Terraform downloads, its state and its plans go to a
//! directory of the caller's, and nothing of this machine's AWS configuration reaches it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::Deserialize;
use serde_json::Value;
use tokio::process::Command;

use crate::process;

/// What `terraform plan -detailed-exitcode` ends with if something would change.
const SOMETHING_CHANGES: i32 = 2;

/// What in somebody's shell would change what is made, or where.
const FOREIGN_PREFIXES: [&str; 3] = ["AWS_", "TF_VAR_", "TF_CLI_ARGS"];

/// The configuration with its variables, its state and the AWS it talks to.
#[derive(Clone, Debug)]
pub struct Terraform {
    /// Where everything is kept that is not in the repository.
    directory: PathBuf,
    endpoint_url: String,
    region: String,
    variables: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Output {
    value: Value,
}

impl Terraform {
    /// Keeps everything in `directory` and talks to the AWS at `endpoint_url`.
    #[must_use]
    pub fn new(
        directory: PathBuf,
        endpoint_url: String,
        region: &str,
        variables: BTreeMap<String, String>,
    ) -> Self {
        let region = region.to_owned();
        Self {
            directory,
            endpoint_url,
            region,
            variables,
        }
    }

    /// Installs the locked provider.
    pub async fn init(&self) -> anyhow::Result<()> {
        fs::create_dir_all(&self.directory)?;
        let mut init = self.command("init");
        init.args(["-backend=false", "-lockfile=readonly"]);
        process::run(&mut init)
            .await
            .context("the AWS provider cannot be installed")?;
        Ok(())
    }

    /// What would be made where nothing is yet, as `terraform show -json` tells it.
    pub async fn plan_from_nothing(&self) -> anyhow::Result<Value> {
        let file = self.directory.join("plan");
        let mut plan = self.command("plan");
        plan.arg("-refresh=false")
            .arg(argument("-state", &self.directory.join("none.tfstate")));
        plan.arg(argument("-out", &file)).args(self.variables());
        process::run(&mut plan).await?;
        self.show(&file).await
    }

    /// Makes it so.
    pub async fn apply(&self) -> anyhow::Result<()> {
        let mut apply = self.command("apply");
        apply.arg("-auto-approve").arg(self.state_argument());
        process::run(apply.args(self.variables())).await?;
        Ok(())
    }

    /// What still differs from the configuration, in Terraform's words; nothing after a good apply.
    pub async fn differences(&self) -> anyhow::Result<Option<String>> {
        let mut plan = self.command("plan");
        plan.arg("-detailed-exitcode").arg(self.state_argument());
        let output = plan.args(self.variables()).output().await?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        match output.status.code() {
            Some(0) => Ok(None),
            Some(SOMETHING_CHANGES) => Ok(Some(told)),
            _ => bail!("{told}{}", String::from_utf8_lossy(&output.stderr)),
        }
    }

    /// Takes it all away.
    pub async fn destroy(&self) -> anyhow::Result<()> {
        let mut destroy = self.command("destroy");
        destroy.arg("-auto-approve").arg(self.state_argument());
        process::run(destroy.args(self.variables())).await?;
        Ok(())
    }

    /// What is there, as `terraform show -json` tells it.
    pub async fn state(&self) -> anyhow::Result<Value> {
        self.show(&self.state_file()).await
    }

    /// The outputs that are texts, by their names in `template.yaml`: `api_id` is `ApiId`.
    pub async fn outputs(&self) -> anyhow::Result<BTreeMap<String, String>> {
        let mut output = self.command("output");
        output.arg("-json").arg(self.state_argument());
        let told = process::run(&mut output).await?.stdout;
        let outputs: BTreeMap<String, Output> = serde_json::from_slice(&told)?;
        let texts = outputs
            .into_iter()
            .filter_map(|(name, output)| Some((camel(&name), output.value.as_str()?.to_owned())));
        Ok(texts.collect())
    }

    async fn show(&self, file: &Path) -> anyhow::Result<Value> {
        let mut show = self.command("show");
        let told = process::run(show.arg("-json").arg(file)).await?.stdout;
        Ok(serde_json::from_slice(&told)?)
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new("terraform");
        for (variable, _) in std::env::vars_os() {
            let variable = variable.to_string_lossy();
            let is_foreign = |prefix: &&str| variable.starts_with(prefix);
            if FOREIGN_PREFIXES.iter().any(is_foreign) {
                command.env_remove(&*variable);
            }
        }
        command
            // Terraform's own name for it, so that nobody looking for a provider takes this copy for a mirror.
            .env("TF_DATA_DIR", self.directory.join(".terraform"))
            .env("TF_IN_AUTOMATION", "1")
            .env("TF_INPUT", "0")
            .env("CHECKPOINT_DISABLE", "1");
        command
            .env("AWS_ENDPOINT_URL", &self.endpoint_url)
            .env("AWS_REGION", &self.region)
            .env("AWS_CONFIG_FILE", "/dev/null")
            .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        command
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .env("AWS_EC2_METADATA_DISABLED", "true");
        command
            .arg(argument("-chdir", &configuration()))
            .args([name, "-no-color"])
            .kill_on_drop(true);
        command
    }

    fn variables(&self) -> impl Iterator<Item = String> {
        let variables = self.variables.iter();
        variables.map(|(name, value)| format!("-var={name}={value}"))
    }

    fn state_argument(&self) -> String {
        argument("-state", &self.state_file())
    }

    fn state_file(&self) -> PathBuf {
        self.directory.join("terraform.tfstate")
    }
}

/// Whether the program is on this machine at all.
#[must_use]
pub fn is_installed() -> bool {
    let version = std::process::Command::new("terraform")
        .arg("version")
        .output();
    version.is_ok_and(|output| output.status.success())
}

fn configuration() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../terraform")
}

fn argument(name: &str, value: &Path) -> String {
    format!("{name}={}", value.display())
}

fn camel(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let (first, rest) = word.split_at(usize::from(!word.is_empty()));
        first.to_ascii_uppercase() + rest
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_known_by_the_names_of_the_template() {
        assert_eq!(camel("api_id"), "ApiId");
        assert_eq!(camel("dead_letter_queue_url"), "DeadLetterQueueUrl");
    }
}
