//! The workflows, and what starts things by the clock.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::template::{LATER, Template, entries, plain};
use crate::terraform::references;
use crate::{both, same};

#[test]
fn both_run_the_same_workflows() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours = template
        .resources("AWS::Serverless::StateMachine")
        .map(|(_, machine)| {
            let settings = json!({
                "definition": definition(&template, machine),
                "include_execution_data": machine["Logging"]["IncludeExecutionData"],
                "level": machine["Logging"]["Level"],
                "traced": machine["Tracing"]["Enabled"],
                "type": machine["Type"],
            });
            (template.text(&machine["Name"]), settings)
        });
    let theirs = plan
        .by("aws_sfn_state_machine", "name")
        .into_iter()
        .map(|(name, machine)| {
            let logging = &machine["logging_configuration"][0];
            let settings = json!({
                "definition": machine["definition"],
                "include_execution_data": logging["include_execution_data"],
                "level": logging["level"],
                "traced": machine["tracing_configuration"][0]["enabled"],
                "type": machine["type"],
            });
            (name.to_owned(), settings)
        });
    same(&ours.collect(), &theirs.collect());
}

#[test]
fn both_start_the_same_by_the_clock() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours = template.resources("AWS::Events::Rule").map(|(_, rule)| {
        let targets = rule["Targets"].as_array().unwrap();
        let [target] = &targets[..] else {
            panic!("one target a rule, not {targets:?}")
        };
        let settings = json!({
            "description": rule["Description"],
            "input": target["Input"],
            "schedule": rule["ScheduleExpression"],
            "state": rule["State"],
            "target": template.text(&target["Arn"]),
            "target_id": target["Id"],
            "with_role": target.get("RoleArn").map(|arn| role(&template, arn)),
        });
        (template.text(&rule["Name"]), settings)
    });
    let targets = plan.by("aws_cloudwatch_event_target", "target_id");
    let theirs = plan
        .by("aws_cloudwatch_event_rule", "name")
        .into_iter()
        .map(|(name, rule)| {
            let short = name.trim_start_matches("acme-");
            let target = targets[short];
            let expressions = plan.expressions(&format!("aws_cloudwatch_event_target.{short}"));
            let meant = references(&expressions["rule"]);
            assert_eq!(meant, [format!("aws_cloudwatch_event_rule.{short}.name")]);
            let settings = json!({
                "description": rule["description"],
                "input": target["input"],
                "schedule": rule["schedule_expression"],
                "state": rule["state"],
                "target": meant_target(references(&expressions["arn"])[0]),
                "target_id": short,
                "with_role": references(&expressions["role_arn"])
                    .first()
                    .map(|role| plan.value_at(role.trim_end_matches(".arn"), "name")),
            });
            (name.to_owned(), settings)
        });
    same(&ours.collect(), &theirs.collect());
}

/// The definition file with what the template puts into it.
fn definition(template: &Template, machine: &Value) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(plain(&machine["DefinitionUri"]));
    let mut definition = fs::read_to_string(file).unwrap();
    for (name, value) in entries(&machine["DefinitionSubstitutions"]) {
        definition = definition.replace(&format!("${{{name}}}"), &template.text(value));
    }
    definition
}

/// The name Terraform gives the role that the template means.
fn role(template: &Template, arn: &Value) -> String {
    assert_eq!(template.text(arn), LATER);
    let logical_id = arn["!GetAtt"].as_str().unwrap();
    let words = logical_id.trim_end_matches("Role.Arn");
    let mut name = "acme".to_owned();
    for character in words.chars() {
        if character.is_ascii_uppercase() {
            name.push('-');
        }
        name.push(character.to_ascii_lowercase());
    }
    format!("{name}-eu-west-2")
}

/// What a target's reference stands for, by the template's ARN.
fn meant_target(reference: &str) -> String {
    match reference {
        "aws_sfn_state_machine.sweep.arn" => {
            "arn:aws:states:eu-west-2:000000000000:stateMachine:acme-sweep".to_owned()
        }
        _ => panic!("this test does not know what {reference} is"),
    }
}
