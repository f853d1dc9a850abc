//! What Terraform makes, made for once: on the emulated AWS, with the release build of the functions.
//!
//! Deliberately not part of `cargo test`: the packages take minutes to build. `.ci/terraform` builds them.

use std::collections::BTreeMap;
use std::path::Path;

use local::stack::{Options, Stack};
use serde_json::Value;
use tokio::process::Command;

use crate::permissions;
use crate::support::bank::Bank;
use crate::template::{Template, plain};
use crate::terraform::Resources;
use crate::{STACK, VARIABLES, same};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the packages of a release build; .ci/terraform runs it"]
async fn the_bank_works_on_what_terraform_makes_and_goes_without_a_trace() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    let options = Options {
        port: 0,
        fresh: true,
        directory: target.join("tmp/terraform"),
    };
    let stack = Stack::start_with_terraform(target.join("package"), options)
        .await
        .unwrap();
    let terraform = stack.terraform().unwrap();
    assert_eq!(
        terraform.differences().await.unwrap(),
        None,
        "a second plan is empty"
    );
    allows_what_the_template_allows(&Resources::new(terraform.state().await.unwrap()));
    Bank::pick_up_the_phones(&stack.addresses().simulator_url)
        .await
        .converse()
        .await;

    let aws = stack.addresses().aws_endpoint_url.clone();
    assert!(
        what_exists(&aws)
            .await
            .values()
            .all(|names| !names.is_empty()),
        "the list sees what is there"
    );
    terraform.destroy().await.unwrap();
    let left: Vec<_> = what_exists(&aws)
        .await
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .collect();
    assert!(left.is_empty(), "destroyed, and still there: {left:?}");
    stack.stop().await.unwrap();
}

/// With every ARN known, down to the part of a resource.
fn allows_what_the_template_allows(made: &Resources) {
    let parameters = VARIABLES.map(|(name, _, value)| (name, value));
    let mut arns: BTreeMap<String, String> = BTreeMap::new();
    arns.insert("Key".to_owned(), plain(&made.only("aws_kms_key")["arn"]));
    let secrets = made.by("aws_secretsmanager_secret", "name");
    for (resource, name) in [
        ("WhatsAppSecret", "whatsapp"),
        ("WatsonSecret", "watson"),
        ("KeysSecret", "keys"),
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
            (
                name.replace("confirmation-workflow", "workflow"),
                read(&policy["policy"]),
            )
        });
    same(&permissions::of_template(&template), &theirs.collect());
    let bucket = template.resolve(&template.only("AWS::S3::BucketPolicy")["PolicyDocument"]);
    assert_eq!(
        permissions::read(&bucket),
        read(&made.only("aws_s3_bucket_policy")["policy"])
    );
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
