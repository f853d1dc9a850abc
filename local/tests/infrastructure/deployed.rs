//! What Terraform makes, made for once: on the emulated AWS, with the release build of the functions.
//!
//! Deliberately does not build the packages, which takes minutes: it says so where there are none. In CI there are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use local::stack::{Options, Stack};
use serde_json::Value;
use tokio::process::Command;

use crate::permissions;
use crate::support::bank::Bank;
use crate::template::{Template, plain};
use crate::terraform::{Resources, plan, skipped};
use crate::{STACK, VARIABLES, same};

#[tokio::test(flavor = "multi_thread")]
async fn the_bank_works_on_what_terraform_makes_and_goes_without_a_trace() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let Some(packages) = packages(place) else {
        return;
    };
    let options = Options {
        port: 0,
        fresh: true,
        directory: place.join("terraform"),
    };
    let stack = Stack::start_with_terraform(packages, options)
        .await
        .unwrap();
    let terraform = stack.terraform().unwrap();
    assert_eq!(
        terraform.differences().await.unwrap(),
        None,
        "a second plan is empty"
    );
    allows_what_the_template_allows(&Resources::new(terraform.state().await.unwrap()));
    let simulator_url = &stack.addresses().simulator_url;
    Bank::pick_up_the_phones(simulator_url)
        .await
        .converse()
        .await;
    let aws = &stack.addresses().aws_endpoint_url;
    let there = what_exists(aws).await;
    let unseen = there.iter().find(|(_, names)| names.is_empty());
    assert_eq!(unseen, None, "made, and not seen to be there");
    terraform.destroy().await.unwrap();
    let mut left = what_exists(aws).await;
    left.retain(|_, names| !names.is_empty());
    assert_eq!(left, BTreeMap::new(), "destroyed, and still there");
    stack.stop().await.unwrap();
}

/// Where a release build has put the functions' packages.
fn packages(place: &Path) -> Option<PathBuf> {
    // Says why, where there is no Terraform.
    plan()?;
    let packages = place.with_file_name("package");
    if packages.join("webhook/bootstrap.zip").exists() {
        return Some(packages);
    }
    skipped("target/package is empty; terraform/README.md says how to build the packages");
    assert!(std::env::var_os("CI").is_none(), "CI needs the packages");
    None
}

/// With every ARN known, down to the part of a resource.
fn allows_what_the_template_allows(made: &Resources) {
    let parameters = VARIABLES.map(|(name, _, value)| (name, value));
    let mut arns: BTreeMap<String, String> = BTreeMap::new();
    arns.insert("Key".to_owned(), plain(&made.only("aws_kms_key")["arn"]));
    let api = plain(&made.only("aws_api_gateway_rest_api")["id"]);
    arns.insert("Api".to_owned(), api);
    let secrets = made.by("aws_secretsmanager_secret", "name");
    for (resource, name) in [
        ("WhatsAppSecret", "whatsapp"),
        ("WebhookSecret", "webhook"),
        ("WatsonSecret", "watson"),
        ("ProfilesSecret", "profiles"),
        ("CredentialsSecret", "credentials"),
        ("PasscodeSecret", "passcode"),
        ("ActivationSecret", "activation"),
        ("CashSecret", "cash"),
        ("TicketsSecret", "tickets"),
        ("VerifyingSecret", "verifying"),
        ("QueueSecret", "queue"),
    ] {
        let secret = secrets[&*format!("{STACK}/{name}")];
        arns.insert(resource.to_owned(), plain(&secret["arn"]));
    }
    let template = Template::read(&parameters).with_arns(arns);
    let read =
        |text: &Value| permissions::read(&serde_json::from_str(text.as_str().unwrap()).unwrap());
    let theirs = made
        .by("aws_iam_role_policy", "role")
        .into_iter()
        .map(|(role, policy)| {
            let name = role
                .trim_start_matches(&format!("{STACK}-"))
                .trim_end_matches("-eu-west-2");
            (name.to_owned(), read(&policy["policy"]))
        });
    let mut ours = permissions::of_template(&template);
    ours.extend(permissions::of_callers(&template));
    same(&ours, &theirs.collect());
    let guards = made.by("aws_s3_bucket_policy", "bucket").into_iter();
    let guards = guards.map(|(bucket, guard)| (bucket.to_owned(), read(&guard["policy"])));
    same(&permissions::of_buckets(&template), &guards.collect());
    let tracing = template.resolve(&template.only("AWS::IAM::ManagedPolicy")["PolicyDocument"]);
    assert_eq!(
        permissions::read(&tracing),
        read(&made.only("aws_iam_policy")["policy"])
    );
    let redrive = made.by("aws_sqs_queue", "name")["acme-inbound.fifo"]["redrive_policy"]
        .as_str()
        .unwrap();
    let (_, queue) = template
        .resources("AWS::SQS::Queue")
        .find(|(name, _)| *name == "InboundQueue")
        .unwrap();
    assert_eq!(
        serde_json::from_str::<Value>(redrive).unwrap(),
        template.resolve(&queue["RedrivePolicy"])
    );
}

/// The names of everything in the account, by kind.
async fn what_exists(aws_url: &str) -> BTreeMap<String, Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut list = Command::new(root.join("../target/local/venv/bin/python"));
    list.arg(root.join("tests/infrastructure/what_exists.py"))
        .arg(aws_url);
    let output = list.output().await.unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}
