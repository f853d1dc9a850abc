//! The workflows, and what starts things by the clock.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use aws::metric::{self, Metric};
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

/// Else a function would be asked again while its last try still runs. What is handed over is not waited for.
#[test]
fn every_step_waits_longer_than_its_function_may_take() {
    let template = Template::read(&[]);
    let functions = template.resources("AWS::Serverless::Function");
    let may_take: BTreeMap<String, u64> = functions
        .map(|(name, function)| {
            let seconds = function["Timeout"].as_u64().unwrap();
            (template.arn(name).unwrap(), seconds)
        })
        .collect();
    for (_, machine) in template.resources("AWS::Serverless::StateMachine") {
        let definition: Value = serde_json::from_str(&definition(&template, machine)).unwrap();
        let waited_for = tasks(&definition).into_iter();
        let waited_for =
            waited_for.filter(|(_, task)| task["Arguments"]["InvocationType"] != "Event");
        for (name, task) in waited_for {
            let waits = task["TimeoutSeconds"].as_u64().unwrap();
            for function in asked(&definition, task) {
                assert!(waits > may_take[function], "{name} and {function}");
            }
        }
    }
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
            "with_role": target.get("RoleArn").map_or("none".to_owned(), |arn| role(&template, arn)),
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
                    .map_or("none", |role| plan.value_at(role.trim_end_matches(".arn"), "name").unwrap()),
            });
            (name.to_owned(), settings)
        });
    same(&ours.collect(), &theirs.collect());
}

#[test]
fn both_let_the_clock_call_the_reconciliation() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours = template.only("AWS::Lambda::Permission");
    let expressions = plan.expressions("aws_lambda_permission.reconciliation");
    for (name, key) in [("Action", "action"), ("Principal", "principal")] {
        assert_eq!(expressions[key]["constant_value"], ours[name]);
    }
    assert_eq!(template.text(&ours["FunctionName"]), "acme-reconciliation");
    assert_eq!(
        references(&expressions["function_name"]),
        ["module.function[\"reconciliation\"].name"]
    );
    assert_eq!(ours["SourceArn"]["!GetAtt"], "ReconciliationSchedule.Arn");
    assert_eq!(
        references(&expressions["source_arn"]),
        ["aws_cloudwatch_event_rule.reconciliation.arn"]
    );
}

#[test]
fn both_raise_the_same_alarms() {
    let Some((template, plan)) = both() else {
        return;
    };
    let number = |value: &Value| value.as_f64().unwrap();
    let ours = template.resources("AWS::CloudWatch::Alarm");
    let ours = ours.map(|(_, alarm)| {
        let dimensions = alarm["Dimensions"].as_array().into_iter().flatten();
        let dimensions: BTreeMap<String, String> = dimensions
            .map(|one| (plain(&one["Name"]), template.text(&one["Value"])))
            .collect();
        let settings = json!({
            "comparison": alarm["ComparisonOperator"],
            "description": alarm["AlarmDescription"],
            "dimensions": dimensions,
            "metric": [alarm["Namespace"], alarm["MetricName"], alarm["Statistic"]],
            "missing": alarm["TreatMissingData"],
            "numbers": (["Period", "EvaluationPeriods", "Threshold"].map(|name| number(&alarm[name]))),
        });
        (template.text(&alarm["AlarmName"]), settings)
    });
    let theirs = plan.by("aws_cloudwatch_metric_alarm", "alarm_name");
    let theirs = theirs.into_iter().map(|(name, alarm)| {
        let dimensions: BTreeMap<String, String> = entries(&alarm["dimensions"])
            .map(|(name, value)| (name.clone(), plain(value)))
            .collect();
        let settings = json!({
            "comparison": alarm["comparison_operator"],
            "description": alarm["alarm_description"],
            "dimensions": dimensions,
            "metric": [alarm["namespace"], alarm["metric_name"], alarm["statistic"]],
            "missing": alarm["treat_missing_data"],
            "numbers": (["period", "evaluation_periods", "threshold"].map(|name| number(&alarm[name]))),
        });
        (name.to_owned(), settings)
    });
    same(&ours.collect(), &theirs.collect());
}

#[test]
fn whatever_the_functions_count_has_an_alarm() {
    let Some((template, _)) = both() else {
        return;
    };
    let alarms = template.resources("AWS::CloudWatch::Alarm");
    let watched: BTreeSet<String> = alarms
        .filter(|(_, alarm)| alarm["Namespace"] == metric::NAMESPACE)
        .map(|(_, alarm)| plain(&alarm["MetricName"]))
        .collect();
    let counted = Metric::ALL.map(|metric| metric.name().to_owned());
    assert_eq!(watched, BTreeSet::from(counted));
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

/// Every task of a definition, those of its loops too.
fn tasks(part: &Value) -> Vec<(&String, &Value)> {
    let mut found = Vec::new();
    for (name, inner) in entries(part) {
        if inner["Type"] == "Task" {
            found.push((name, inner));
        }
        found.extend(tasks(inner));
    }
    found
}

/// The functions that a task may ask: the one it names, or whichever carries the order out.
fn asked<'a>(definition: &'a Value, task: &'a Value) -> Vec<&'a str> {
    let named = task["Arguments"]["FunctionName"].as_str().unwrap();
    if named != "{% $executor %}" {
        return vec![named];
    }
    let executors = definition["States"]["Executor?"]["Choices"].as_array();
    let executors = executors.unwrap().iter();
    executors
        .map(|choice| choice["Assign"]["executor"].as_str().unwrap())
        .collect()
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
        "aws_sfn_state_machine.payments.arn" => {
            "arn:aws:states:eu-west-2:000000000000:stateMachine:acme-payments".to_owned()
        }
        "module.function[\"reconciliation\"].arn" => {
            "arn:aws:lambda:eu-west-2:000000000000:function:acme-reconciliation".to_owned()
        }
        _ => panic!("this test does not know what {reference} is"),
    }
}
