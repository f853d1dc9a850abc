//! Who alone may do what. Roles say it by absence: what no other role allows, nobody else can do.
//!
//! Deliberately looks at the template only: that Terraform allows the same is another test.

use std::collections::BTreeMap;

use crate::permissions::{self, Policy};
use crate::template::Template;
use crate::{VARIABLES, arns_of_plan};

#[test]
fn money_moves_through_the_four_workflows_alone() {
    let (template, roles) = roles();
    let transfers = template.arn("Transfers").unwrap();
    assert_eq!(
        permissions::who_may(&roles, "lambda:InvokeFunction", &transfers),
        [
            "confirmation-workflow",
            "machines-workflow",
            "payments-workflow",
            "sweep-workflow"
        ]
    );
    let ledger = template.arn("LedgerTable").unwrap();
    for action in ["dynamodb:PutItem", "dynamodb:UpdateItem"] {
        // Openings are the loader's, which is nobody's but people's: no role may become it.
        let writers = permissions::who_may(&roles, action, &ledger);
        assert_eq!(writers, ["loader", "transfers"], "{action}");
    }
    for action in ["dynamodb:DeleteItem", "dynamodb:BatchWriteItem"] {
        let writers = permissions::who_may(&roles, action, &ledger);
        assert!(writers.is_empty(), "{action}: {writers:?}");
    }
    let readers = permissions::who_may(&roles, "dynamodb:Scan", &ledger);
    assert_eq!(readers, ["reconciliation"]);
    let assumes = |policy: &Policy| policy.values().any(|one| one.allows("sts:AssumeRole"));
    assert!(!roles.values().any(assumes));
    let sweep = template.arn("SweepWorkflow").unwrap();
    assert_eq!(
        permissions::who_may(&roles, "states:StartExecution", &sweep),
        ["sweep-schedule"]
    );
    let payments = template.arn("PaymentsWorkflow").unwrap();
    assert_eq!(
        permissions::who_may(&roles, "states:StartExecution", &payments),
        ["payments-schedule"]
    );
    let machines = template.arn("MachinesWorkflow").unwrap();
    assert_eq!(
        permissions::who_may(&roles, "states:StartExecution", &machines),
        ["atm"]
    );
}

#[test]
fn what_is_told_or_arranged_goes_through_the_confirmation_alone() {
    let (template, roles) = roles();
    let who_may = |action: &str, resource: &str, part: &str| {
        permissions::who_may(&roles, action, &(template.arn(resource).unwrap() + part))
    };
    for (function, askers) in [
        ("Documents", &["confirmation-workflow"][..]),
        // What is due is found and followed there; nothing is arranged by it.
        (
            "Arrangements",
            &["confirmation-workflow", "payments-workflow"],
        ),
    ] {
        let who = who_may("lambda:InvokeFunction", function, "");
        assert_eq!(who, askers, "{function}");
    }
    let tellers = who_may("dynamodb:PutItem", "DisclosuresTable", "");
    assert_eq!(tellers, ["documents"]);
    for action in [
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
        "dynamodb:BatchWriteItem",
    ] {
        let writers = who_may(action, "DisclosuresTable", "");
        assert!(writers.is_empty(), "{action}: {writers:?}");
    }
    for action in [
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:DeleteItem",
    ] {
        let writers = who_may(action, "ArrangementsTable", "");
        assert_eq!(writers, ["arrangements"], "{action}");
    }
    let makers = who_may("s3:PutObject", "DocumentsBucket", "/*");
    assert_eq!(makers, ["documents"]);
    let readers = who_may("s3:GetObject", "DocumentsBucket", "/*");
    assert_eq!(readers, ["messenger"]);
}

#[test]
fn what_is_sealed_in_the_queue_can_be_opened_by_dialogue_and_by_who_sealed_it() {
    let (_, roles) = roles();
    let keys = &arns_of_plan()["QueueSecret"];
    assert_eq!(
        permissions::who_may(&roles, "secretsmanager:GetSecretValue", keys),
        ["dialogue", "webhook"]
    );
}

/// Each key that signs, and everything that judges a PIN, a code or an activation, is one function's; whoever checks
/// holds public halves. What a webhook is forged with is read where webhooks come in and nowhere else.
#[test]
fn each_secret_is_read_by_those_alone_who_need_it() {
    let (_, roles) = roles();
    for (secret, readers) in [
        ("ProfilesSecret", &["confirmation", "loader"][..]),
        ("CredentialsSecret", &["confirmation"]),
        ("PasscodeSecret", &["passcode"]),
        ("TicketsSecret", &["webhook"]),
        ("WebhookSecret", &["webhook"]),
        ("WhatsAppSecret", &["dialogue", "messenger"]),
        ("WatsonSecret", &["dialogue", "speech"]),
        ("QueueSecret", &["dialogue", "webhook"]),
        ("ActivationSecret", &["binding", "enrolment"]),
        ("CashSecret", &["atm", "confirmation"]),
        (
            "VerifyingSecret",
            &[
                "accounts",
                "arrangements",
                "binding",
                "documents",
                "passcode",
                "reconciliation",
                "transfers",
            ],
        ),
    ] {
        let arn = &arns_of_plan()[secret];
        let who = permissions::who_may(&roles, "secretsmanager:GetSecretValue", arn);
        assert_eq!(who, readers, "{secret}");
    }
}

/// Who somebody is no function says, and which phone speaks for them is not the chat's to say. What the desk did is
/// written by the desk.
#[test]
fn profiles_and_bindings_are_written_by_the_banks_side_alone() {
    let (template, roles) = roles();
    for (table, action, writers) in [
        ("CustomersTable", "dynamodb:PutItem", &["loader"][..]),
        ("BillsTable", "dynamodb:PutItem", &["loader"]),
        ("BillsTable", "dynamodb:UpdateItem", &[]),
        ("BillsTable", "dynamodb:DeleteItem", &[]),
        ("BillsTable", "dynamodb:BatchWriteItem", &[]),
        ("BillsTable", "dynamodb:Scan", &[]),
        ("BillsTable", "dynamodb:Query", &["accounts"]),
        ("BillsTable", "dynamodb:GetItem", &["loader", "transfers"]),
        ("CustomersTable", "dynamodb:UpdateItem", &[]),
        ("CustomersTable", "dynamodb:DeleteItem", &[]),
        (
            "ChannelsTable",
            "dynamodb:PutItem",
            &["binding", "enrolment"],
        ),
        ("ChannelsTable", "dynamodb:UpdateItem", &[]),
        ("DeskTable", "dynamodb:PutItem", &["enrolment"]),
        ("DeskTable", "dynamodb:UpdateItem", &[]),
        ("DeskTable", "dynamodb:DeleteItem", &["enrolment"]),
        (
            "SuspensionsTable",
            "dynamodb:PutItem",
            &["confirmation", "dialogue"],
        ),
        ("SuspensionsTable", "dynamodb:UpdateItem", &[]),
        ("SuspensionsTable", "dynamodb:DeleteItem", &["enrolment"]),
        (
            "CredentialTriesTable",
            "dynamodb:PutItem",
            &["confirmation", "enrolment"],
        ),
        ("CredentialTriesTable", "dynamodb:UpdateItem", &[]),
        ("CredentialTriesTable", "dynamodb:DeleteItem", &[]),
        (
            "PasscodeTriesTable",
            "dynamodb:PutItem",
            &["enrolment", "passcode"],
        ),
        ("PasscodeTriesTable", "dynamodb:UpdateItem", &[]),
        ("PasscodeTriesTable", "dynamodb:DeleteItem", &[]),
        (
            "WithdrawalsTable",
            "dynamodb:PutItem",
            &["atm", "confirmation", "transfers"],
        ),
        ("WithdrawalsTable", "dynamodb:UpdateItem", &[]),
        ("WithdrawalsTable", "dynamodb:DeleteItem", &[]),
        ("TextsTable", "dynamodb:PutItem", &[]),
        ("TextsTable", "dynamodb:UpdateItem", &["passcode"]),
        ("TextsTable", "dynamodb:DeleteItem", &[]),
        (
            "ChannelsTable",
            "dynamodb:DeleteItem",
            &["binding", "enrolment"],
        ),
    ] {
        let who = permissions::who_may(&roles, action, &template.arn(table).unwrap());
        assert_eq!(who, writers, "{table} {action}");
    }
    let binding = template.arn("Binding").unwrap();
    let askers = permissions::who_may(&roles, "lambda:InvokeFunction", &binding);
    assert_eq!(askers, ["dialogue"]);
}

/// The template, and what every role in it may do.
fn roles() -> (Template, BTreeMap<String, Policy>) {
    let parameters = VARIABLES.map(|(name, _, value)| (name, value));
    let template = Template::read(&parameters).with_arns(arns_of_plan());
    let roles = permissions::of_template(&template);
    (template, roles)
}
