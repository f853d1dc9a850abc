//! Who may do what, in one form for both descriptions.
//!
//! Deliberately compares sets: the order of statements, actions and resources means nothing to IAM.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::template::{Template, entries};
use crate::terraform::{Resources, references};
use crate::{ACCOUNT, REGION, STACK};

/// What the address of a policy document begins with.
const DOCUMENT: &str = "data.aws_iam_policy_document.";

/// The statements of a policy by their `Sid`.
pub type Policy = BTreeMap<String, Statement>;

/// One statement.
#[derive(Debug, Eq, PartialEq)]
pub struct Statement {
    effect: String,
    actions: BTreeSet<String>,
    /// Empty if the statement names what it does not mean.
    resources: BTreeSet<String>,
    not_resources: BTreeSet<String>,
    /// Operator and key, and the values.
    conditions: BTreeMap<String, BTreeSet<String>>,
    principals: BTreeMap<String, BTreeSet<String>>,
}

impl Statement {
    /// Whether it lets somebody do `action`, to whatever it is.
    pub fn allows(&self, action: &str) -> bool {
        self.effect == "Allow" && self.actions.contains(action)
    }

    /// What a plan shows of a statement: which resource is meant, not which part of it, and nobody's name
    /// for what is not meant.
    pub fn planned(mut self) -> Self {
        let whole = self
            .resources
            .iter()
            .map(|arn| arn.trim_end_matches("/*").to_owned());
        self.resources = whole.collect();
        self.not_resources.clear();
        self.principals.clear();
        self
    }
}

/// A policy document as AWS sees it.
pub fn read(document: &Value) -> Policy {
    let statements = document["Statement"].as_array().unwrap();
    let policy: Policy = statements
        .iter()
        .map(|statement| (sid(statement), from_json(statement)))
        .collect();
    assert_eq!(
        policy.len(),
        statements.len(),
        "two statements with one sid"
    );
    policy
}

/// What every role may do by the template: each function's by its name, those of the workflows and of what starts
/// them, and the one that people assume.
pub fn of_template(template: &Template) -> BTreeMap<String, Policy> {
    let named = |kind: &'static str, key: &'static str, suffix: &'static str| {
        let resources = template.resources(kind);
        resources.map(move |(_, resource)| {
            let name = template.text(&resource[key]);
            let name = name.trim_start_matches(&format!("{STACK}-")).to_owned();
            (name + suffix, resource)
        })
    };
    let functions = named("AWS::Serverless::Function", "FunctionName", "")
        .map(|(name, function)| (name, &function["Role"]));
    let workflows = named("AWS::Serverless::StateMachine", "Name", "-workflow")
        .map(|(name, machine)| (name, &machine["Role"]));
    let schedules = named("AWS::Events::Rule", "Name", "-schedule")
        .map(|(name, rule)| (name, &rule["Targets"][0]["RoleArn"]))
        .filter(|(_, role)| !role.is_null());
    let all = functions.chain(workflows).chain(schedules);
    let all = all.map(|(name, role)| {
        let role = role["!GetAtt"].as_str().unwrap().trim_end_matches(".Arn");
        (name, role)
    });
    all.chain([("loader".to_owned(), "LoaderRole")])
        .map(|(name, role)| (name, of_role(template, role)))
        .collect()
}

/// What the roles may do by the template that the bank's own systems assume to call enrolment.
pub fn of_callers(template: &Template) -> BTreeMap<String, Policy> {
    let callers = [
        ("desk", "DeskRole"),
        ("internet-banking", "InternetBankingRole"),
        ("atm-network", "AtmNetworkRole"),
    ];
    callers
        .map(|(name, role)| (name.to_owned(), of_role(template, role)))
        .into()
}

fn of_role(template: &Template, role: &str) -> Policy {
    let policies = &template.get("Resources")[role]["Properties"]["Policies"];
    assert_eq!(
        policies.as_array().map(Vec::len),
        Some(1),
        "{role} has one policy"
    );
    read(&template.resolve(&policies[0]["PolicyDocument"]))
}

/// What the policy of every bucket says by the template, by the bucket's name.
pub fn of_buckets(template: &Template) -> BTreeMap<String, Policy> {
    let policies = template.resources("AWS::S3::BucketPolicy");
    policies
        .map(|(_, policy)| {
            let document = template.resolve(&policy["PolicyDocument"]);
            (template.text(&policy["Bucket"]), read(&document))
        })
        .collect()
}

/// The same as a plan shows it: one document, for each bucket.
pub fn of_planned_buckets(plan: &Resources) -> BTreeMap<String, Policy> {
    let guard = plan.expressions("aws_s3_bucket_policy.this");
    assert_eq!(references(&guard["bucket"]), ["each.value.id"]);
    let buckets = plan.by("aws_s3_bucket", "bucket").into_keys();
    buckets
        .map(|bucket| {
            let mut policy = of_plan(plan, "bucket");
            for statement in policy.values_mut() {
                assert_eq!(statement.resources, [EACH.to_owned()].into());
                statement.resources = [format!("arn:aws:s3:::{bucket}")].into();
            }
            (bucket.to_owned(), policy)
        })
        .collect()
}

/// Which roles may do `action` on `resource`.
pub fn who_may<'a>(
    roles: &'a BTreeMap<String, Policy>,
    action: &str,
    resource: &str,
) -> Vec<&'a str> {
    let allows = |policy: &Policy| {
        policy
            .values()
            .any(|one| one.actions.contains(action) && one.resources.contains(resource))
    };
    let roles = roles.iter().filter(|(_, policy)| allows(policy));
    roles.map(|(name, _)| name.as_str()).collect()
}

/// What a policy document of the configuration will say, as far as a plan knows, with the documents it includes.
pub fn of_plan(plan: &Resources, document: &str) -> Policy {
    let expressions = plan.expressions(&format!("{DOCUMENT}{document}"));
    let statements = expressions["statement"].as_array().unwrap();
    let mut policy: Policy = statements
        .iter()
        .map(|statement| planned(plan, statement))
        .collect();
    for included in references(&expressions["source_policy_documents"]) {
        let name = included
            .strip_prefix(DOCUMENT)
            .and_then(|rest| rest.strip_suffix(".json"));
        policy.extend(of_plan(plan, name.unwrap()));
    }
    policy
}

/// The permission every function has of its own log group, as a plan shows it.
pub fn of_plan_for_logs(plan: &Resources, function: &str) -> (String, Statement) {
    let calls = &plan.configuration()["module_calls"]["function"]["module"]["resources"];
    let mut documents = calls.as_array().unwrap().iter();
    let document = documents.find(|resource| resource["address"] == format!("{DOCUMENT}this"));
    let statement = &document.unwrap()["expressions"]["statement"][0];
    assert_eq!(
        references(&statement["resources"]),
        ["aws_cloudwatch_log_group.this.arn"]
    );
    let (sid, mut statement) = planned(plan, statement);
    let group = format!("log-group:/aws/lambda/{STACK}-{function}:log-stream:*");
    statement.resources = [format!("arn:aws:logs:{REGION}:{ACCOUNT}:{group}")].into();
    (sid, statement)
}

fn planned(plan: &Resources, statement: &Value) -> (String, Statement) {
    let constant = |name: &str| statement[name]["constant_value"].as_str();
    let conditions = statement["condition"].as_array().into_iter().flatten();
    let parsed = Statement {
        effect: constant("effect").unwrap_or("Allow").to_owned(),
        actions: values(plan, &statement["actions"]),
        resources: values(plan, &statement["resources"]),
        not_resources: BTreeSet::new(),
        conditions: conditions
            .map(|condition| {
                let part = |name: &str| condition[name]["constant_value"].as_str().unwrap();
                let key = format!("{} {}", part("test"), part("variable"));
                (key, values(plan, &condition["values"]))
            })
            .collect(),
        principals: BTreeMap::new(),
    };
    (constant("sid").unwrap_or_default().to_owned(), parsed)
}

fn values(plan: &Resources, expression: &Value) -> BTreeSet<String> {
    let constants = expression["constant_value"]
        .as_array()
        .into_iter()
        .flatten();
    let constants = constants.map(|value| value.as_str().unwrap().to_owned());
    let meant = references(expression)
        .into_iter()
        .map(|reference| meaning(plan, reference));
    constants.chain(meant).collect()
}

/// What a reference stands for: an ARN, the account, or a service through which the key may be used.
fn meaning(plan: &Resources, reference: &str) -> String {
    let index = reference.split('"').nth(1).unwrap_or_default();
    let own = |service: &str, rest: &str| format!("arn:aws:{service}:{REGION}:{ACCOUNT}:{rest}");
    let address = reference.trim_end_matches(".arn");
    let name = |key: &str| {
        plan.value_at(address, key)
            .unwrap_or_else(|| panic!("{address} has no {key}"))
    };
    match reference.split(['.', '[']).take(2).collect::<Vec<_>>()[..] {
        ["local", "account"] => ACCOUNT.to_owned(),
        ["local", "via"] => format!("{index}.{REGION}.amazonaws.com"),
        ["local", "function_arn"] => own("lambda", &format!("function:{STACK}-{index}")),
        ["local", "state_machine_arn"] => {
            own("states", &format!("stateMachine:{STACK}-confirmation"))
        }
        ["local", "sweep_arn"] => own("states", &format!("stateMachine:{STACK}-sweep")),
        ["local", "payments_arn"] => own("states", &format!("stateMachine:{STACK}-payments")),
        ["local", "due_index_arn"] => {
            own("dynamodb", &format!("table/{STACK}-arrangements/index/due"))
        }
        ["local", "machines_arn"] => own("states", &format!("stateMachine:{STACK}-machines")),
        ["local", "machines_executions_arn"] => {
            own("states", &format!("execution:{STACK}-machines:*"))
        }
        ["local", "holds_index_arn"] => {
            own("dynamodb", &format!("table/{STACK}-ledger/index/holds"))
        }
        ["aws_dynamodb_table", _] => own("dynamodb", &format!("table/{}", name("name"))),
        ["aws_sqs_queue", _] => own("sqs", name("name")),
        ["aws_s3_bucket", _] => format!("arn:aws:s3:::{}", name("bucket")),
        ["aws_secretsmanager_secret", _] => {
            own("secretsmanager", &format!("secret:{}", name("name")))
        }
        ["aws_kms_key", _] => KEY_ARN.to_owned(),
        ["aws_cloudwatch_log_group", _] => String::new(),
        ["each", "value"] => EACH.to_owned(),
        _ => panic!("this test does not know what {reference} is"),
    }
}

/// Stands for whatever something is made for.
const EACH: &str = "each";

/// Stands for the key, whose id AWS makes up.
pub const KEY_ARN: &str = "arn:aws:kms:key";

fn sid(statement: &Value) -> String {
    statement["Sid"].as_str().unwrap_or_default().to_owned()
}

fn from_json(statement: &Value) -> Statement {
    let conditions = entries(&statement["Condition"]).flat_map(|(operator, keys)| {
        entries(keys).map(move |(key, values)| (format!("{operator} {key}"), set(values)))
    });
    let principals = match &statement["Principal"] {
        Value::String(everyone) => json!({ "*": everyone }),
        by_type => by_type.clone(),
    };
    Statement {
        effect: statement["Effect"].as_str().unwrap().to_owned(),
        actions: set(&statement["Action"]),
        resources: set(&statement["Resource"]),
        not_resources: set(&statement["NotResource"]),
        conditions: conditions.collect(),
        principals: entries(&principals)
            .map(|(kind, who)| (kind.clone(), set(who)))
            .collect(),
    }
}

fn set(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Null => BTreeSet::new(),
        Value::Array(items) => items
            .iter()
            .map(|item| item.as_str().unwrap().to_owned())
            .collect(),
        one => [one.as_str().unwrap().to_owned()].into(),
    }
}
