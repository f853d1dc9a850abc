//! `template.yaml` and `terraform/` describe one system: whatever both can say must be the same.
//!
//! Deliberately compares what the descriptions mean, not how they are written, and deploys nothing, except
//! in `deployed.rs`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod alone;
mod deployed;
mod doors;
mod functions;
mod permissions;
mod stores;
#[path = "../support/mod.rs"]
mod support;
mod template;
mod terraform;
mod workflows;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use serde_json::Value;

use permissions::{KEY_ARN, Policy};
use template::{Template, entries, plain};
use terraform::{Resources, plan};

/// Name of the stack in both.
const STACK: &str = "acme";
/// Where both are planned.
const REGION: &str = "eu-west-2";
/// Whose both are: the account that the emulated AWS has.
const ACCOUNT: &str = "000000000000";

const FUNCTIONS: [&str; 14] = [
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

/// The template's parameters, Terraform's variables, and values unlike any default.
const VARIABLES: [(&str, &str, &str); 17] = [
    ("LinkUrl", "link_url", "https://bank.example/confirm"),
    (
        "WhatsAppGraphUrl",
        "whatsapp_graph_url",
        "https://graph.example/v99.0",
    ),
    (
        "WhatsAppPhoneNumberId",
        "whatsapp_phone_number_id",
        "123456789012345",
    ),
    ("BankPhoneNumber", "bank_phone_number", "442079460123"),
    (
        "WhatsAppTemplates",
        "whatsapp_templates",
        "receipt=other_receipt/en_GB",
    ),
    ("DeskSecondPerson", "desk_second_person", "required"),
    ("ChatConcurrency", "chat_concurrency", "500"),
    ("PageFirewall", "page_firewall", "on"),
    ("WatsonEnvironments", "watson_environments", "pt-BR=0a1b"),
    ("WatsonVoice", "watson_voice", "en-GB_JamesV3Voice"),
    ("SmsSenderId", "sms_sender_id", "OtherBank"),
    ("SmsCountries", "sms_countries", "IE,PT"),
    ("SmsMaxPerHour", "sms_max_per_hour", "77"),
    ("BankTimeZone", "bank_time_zone", "America/Sao_Paulo"),
    ("AtmNotes", "atm_notes", "EUR=20,50"),
    ("Architecture", "architecture", "x86_64"),
    ("LogRetentionDays", "log_retention_days", "90"),
];

/// What only Terraform needs to be told: SAM knows the first two itself, has `DeletionPolicy` for the third, and is
/// understood by the emulator without the last.
const ONLY_TERRAFORM: [&str; 4] = [
    "stack_name",
    "package_directory",
    "deletion_protection",
    "throttle_routes",
];

/// Outputs that say what a plan would not show.
const ONLY_FOR_PLANS: [&str; 2] = ["function_environment", "caller_paths"];

/// The template and the plan, given the same.
fn both() -> Option<(Template, &'static Resources)> {
    let parameters = VARIABLES.map(|(name, _, value)| (name, value));
    Some((Template::read(&parameters), plan()?))
}

/// Fails if they differ, or if there was nothing to compare.
fn same<T: Debug + PartialEq>(template: &BTreeMap<String, T>, terraform: &BTreeMap<String, T>) {
    let (ours, theirs): (Vec<_>, Vec<_>) = (template.keys().collect(), terraform.keys().collect());
    assert_eq!(
        ours, theirs,
        "template.yaml and terraform/ make different things"
    );
    assert!(!template.is_empty(), "nothing was compared");
    for (name, of_template) in template {
        assert_eq!(
            *of_template, terraform[name],
            "{name}: template.yaml and terraform/ differ"
        );
        let shown = format!("{of_template:?}");
        assert!(
            !shown.contains("Null"),
            "{name}: the test looked for something that is not there: {shown}"
        );
    }
}

#[test]
fn both_are_told_the_same_and_have_the_same_defaults() {
    let Some((template, plan)) = both() else {
        return;
    };
    let parameters = template.get("Parameters");
    let variables = &plan.configuration()["variables"];
    for (parameter, variable, _) in VARIABLES {
        let (ours, theirs) = (&parameters[parameter], &variables[variable]);
        assert_eq!(ours["Description"], theirs["description"], "{parameter}");
        assert_eq!(
            ours.get("Default").map(plain),
            theirs.get("default").map(plain),
            "{parameter}"
        );
    }
    let told: BTreeSet<&str> = entries(parameters).map(|(name, _)| name.as_str()).collect();
    assert_eq!(told, VARIABLES.map(|(name, _, _)| name).into());
    let told: BTreeSet<&str> = entries(variables).map(|(name, _)| name.as_str()).collect();
    let expected = VARIABLES
        .iter()
        .map(|(_, name, _)| *name)
        .chain(ONLY_TERRAFORM);
    assert_eq!(told, expected.collect());
}

#[test]
fn both_say_the_same_about_themselves() {
    let Some((template, plan)) = both() else {
        return;
    };
    let said = |outputs: &Value, key: &str| -> BTreeMap<String, Value> {
        let outputs = entries(outputs).filter(|(name, _)| !ONLY_FOR_PLANS.contains(&name.as_str()));
        outputs
            .map(|(name, output)| (name.replace('_', "").to_lowercase(), output[key].clone()))
            .collect()
    };
    let ours = said(template.get("Outputs"), "Description");
    same(
        &ours,
        &said(&plan.configuration()["outputs"], "description"),
    );
}

#[test]
fn both_let_each_role_do_the_same() {
    let Some((template, plan)) = both() else {
        return;
    };
    let template = template.with_arns(arns_of_plan());
    let ours = permissions::of_template(&template)
        .into_iter()
        .map(|(name, policy)| (name, planned(policy)));
    let mut theirs: BTreeMap<String, Policy> = BTreeMap::new();
    for function in FUNCTIONS {
        let mut policy = permissions::of_plan(plan, function);
        policy.extend([permissions::of_plan_for_logs(plan, function)]);
        theirs.insert(function.to_owned(), policy);
    }
    for (name, document) in [
        ("confirmation-workflow", "workflow"),
        ("sweep-workflow", "sweep_workflow"),
        ("sweep-schedule", "sweep_schedule"),
        ("machines-workflow", "machines_workflow"),
        ("payments-workflow", "payments_workflow"),
        ("payments-schedule", "payments_schedule"),
        ("loader", "loader"),
    ] {
        theirs.insert(name.to_owned(), permissions::of_plan(plan, document));
    }
    same(&ours.collect(), &theirs);
}

#[test]
fn both_guard_the_buckets_and_the_key_and_trust_the_same_services() {
    let Some((template, plan)) = both() else {
        return;
    };
    let document =
        |kind: &str, name: &str| permissions::read(&template.resolve(&template.only(kind)[name]));
    let guards = permissions::of_buckets(&template)
        .into_iter()
        .map(|(bucket, policy)| (bucket, planned(policy)));
    same(&guards.collect(), &permissions::of_planned_buckets(plan));
    assert_eq!(
        planned(document("AWS::IAM::ManagedPolicy", "PolicyDocument")),
        permissions::of_plan(plan, "tracing")
    );
    let policy =
        |text: &Value| permissions::read(&serde_json::from_str(text.as_str().unwrap()).unwrap());
    assert_eq!(
        document("AWS::KMS::Key", "KeyPolicy"),
        policy(&plan.only("aws_kms_key")["policy"])
    );
    let trust = template.resources("AWS::IAM::Role").map(|(name, role)| {
        let document = template.resolve(&role["AssumeRolePolicyDocument"]);
        let name = name.trim_end_matches("Role").to_lowercase();
        (name, permissions::read(&document))
    });
    let roles = plan
        .by("aws_iam_role", "name")
        .into_iter()
        .map(|(name, role)| {
            let name = name
                .trim_start_matches(STACK)
                .trim_end_matches(REGION)
                .replace('-', "");
            (name, policy(&role["assume_role_policy"]))
        });
    same(&trust.collect(), &roles.collect());
}

fn planned(policy: Policy) -> Policy {
    policy
        .into_iter()
        .map(|(sid, statement)| (sid, statement.planned()))
        .collect()
}

/// What stands for the ARNs that AWS makes up.
fn arns_of_plan() -> BTreeMap<String, String> {
    let secret =
        |name: &str| format!("arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{STACK}/{name}");
    let arns = [
        ("Key", KEY_ARN.to_owned()),
        ("WhatsAppSecret", secret("whatsapp")),
        ("WebhookSecret", secret("webhook")),
        ("WatsonSecret", secret("watson")),
        ("ProfilesSecret", secret("profiles")),
        ("CredentialsSecret", secret("credentials")),
        ("PasscodeSecret", secret("passcode")),
        ("ActivationSecret", secret("activation")),
        ("CashSecret", secret("cash")),
        ("TicketsSecret", secret("tickets")),
        ("VerifyingSecret", secret("verifying")),
        ("QueueSecret", secret("queue")),
    ];
    arns.map(|(name, arn)| (name.to_owned(), arn)).into()
}
