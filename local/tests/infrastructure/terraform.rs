//! `terraform/` as data: a plan against an AWS where nothing is yet.
//!
//! Deliberately asks no AWS, not even an emulated one: a plan only wants to know whose account it is for,
//! and that is answered here.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::thread;

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use local::terraform::{Terraform, is_installed};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::template::entries;
use crate::{ACCOUNT, FUNCTIONS, REGION, STACK, VARIABLES};

/// A plan, or what an apply has made.
pub struct Resources(Value);

/// The plan that all tests look at. `None` where there is no Terraform, or no provider.
static PLAN: LazyLock<Option<Resources>> = LazyLock::new(|| {
    // A thread of its own: who asks may be in a runtime already, and none fits into another.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let plan = thread::spawn(move || runtime.block_on(make_plan()));
    plan.join().unwrap()
});

/// The plan, unless this machine cannot make one; then it says so. In CI it must.
pub fn plan() -> Option<&'static Resources> {
    let plan = PLAN.as_ref();
    assert!(
        plan.is_some() || std::env::var_os("CI").is_none(),
        "CI needs Terraform"
    );
    plan
}

impl Resources {
    /// What `terraform show -json` told.
    pub fn new(told: Value) -> Self {
        Self(told)
    }

    /// Every resource of a type, in all modules.
    pub fn of_type(&self, kind: &str) -> Vec<&Value> {
        let mut found = Vec::new();
        let values = self.0.get("planned_values").unwrap_or(&self.0["values"]);
        collect(&values["root_module"], kind, &mut found);
        found
    }

    /// The values of every resource of a type, by one of them.
    pub fn by<'a>(&'a self, kind: &str, key: &str) -> BTreeMap<&'a str, &'a Value> {
        let values = self
            .of_type(kind)
            .into_iter()
            .map(|resource| &resource["values"]);
        values
            .map(|values| (values[key].as_str().unwrap(), values))
            .collect()
    }

    /// The values of the only resource of a type.
    pub fn only(&self, kind: &str) -> &Value {
        let found = self.of_type(kind);
        assert_eq!(found.len(), 1, "{kind}");
        &found[0]["values"]
    }

    /// A change of an output: `after` what is known, `after_unknown` what is not.
    pub fn output_change(&self, name: &str) -> &Value {
        &self.0["output_changes"][name]
    }

    /// The root module as it is written: variables, outputs, resources with their expressions.
    pub fn configuration(&self) -> &Value {
        &self.0["configuration"]["root_module"]
    }

    /// The expressions of one resource or data source of the root module.
    pub fn expressions(&self, address: &str) -> &Value {
        let resources = self.configuration()["resources"].as_array().unwrap();
        let found = resources
            .iter()
            .find(|resource| resource["address"] == address);
        &found.unwrap_or_else(|| panic!("no {address}"))["expressions"]
    }

    /// A value of the resource at an address.
    pub fn value_at(&self, address: &str, key: &str) -> Option<&str> {
        let (kind, _) = address.split_once('.')?;
        let resources = self.of_type(kind);
        let resource = resources
            .into_iter()
            .find(|resource| resource["address"] == address)?;
        resource["values"][key].as_str()
    }
}

/// What an expression refers to, without what is only the beginning of a longer reference.
pub fn references(expression: &Value) -> Vec<&str> {
    let all = expression["references"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let all: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
    let is_start = |short: &&str| {
        all.iter().any(|long| {
            long.strip_prefix(short)
                .is_some_and(|rest| rest.starts_with(['.', '[']))
        })
    };
    all.iter()
        .copied()
        .filter(|reference| !is_start(reference))
        .collect()
}

fn collect<'a>(module: &'a Value, kind: &str, found: &mut Vec<&'a Value>) {
    let list = |name: &str| module[name].as_array().into_iter().flatten();
    found.extend(
        list("resources")
            .filter(|resource| resource["type"] == kind && resource["mode"] == "managed"),
    );
    for child in list("child_modules") {
        collect(child, kind, found);
    }
}

async fn make_plan() -> Option<Resources> {
    if !is_installed() {
        skipped("there is no terraform on this machine");
        return None;
    }
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plan");
    let url = serve_account().await;
    let mut variables: BTreeMap<String, String> = VARIABLES
        .map(|(_, name, value)| (name.to_owned(), value.to_owned()))
        .into();
    let packages = empty_packages(&directory).display().to_string();
    variables.insert("package_directory".to_owned(), packages);
    variables.insert("stack_name".to_owned(), STACK.to_owned());
    variables.insert("deletion_protection".to_owned(), false.to_string());
    let terraform = Terraform::new(directory, url, REGION, variables);
    if let Err(error) = terraform.init().await {
        skipped(&format!("{error:#}"));
        return None;
    }
    Some(Resources(terraform.plan_from_nothing().await.unwrap()))
}

/// Says so past the test harness, which would show it only of a test that fails.
pub fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// A plan hashes the packages, whatever is in them.
fn empty_packages(directory: &Path) -> PathBuf {
    let packages = directory.join("packages");
    for function in FUNCTIONS {
        fs::create_dir_all(packages.join(function)).unwrap();
        fs::write(packages.join(function).join("bootstrap.zip"), function).unwrap();
    }
    packages
}

/// Tells the account, as STS does, and lets the workflow's definition pass, which other tests run.
async fn serve_account() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(|headers: HeaderMap, body: String| async move {
        let target = headers.get("x-amz-target").map(HeaderValue::as_bytes);
        if target == Some(b"AWSStepFunctions.ValidateStateMachineDefinition") {
            return Ok(r#"{"result":"OK","diagnostics":[]}"#.to_owned());
        }
        let is_known = body.contains("Action=GetCallerIdentity");
        is_known.then(identity).ok_or(StatusCode::BAD_REQUEST)
    });
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

fn identity() -> String {
    format!(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>\
         <Arn>arn:aws:iam::{ACCOUNT}:user/plan</Arn><UserId>plan</UserId><Account>{ACCOUNT}</Account>\
         </GetCallerIdentityResult></GetCallerIdentityResponse>"
    )
}

/// The environment of every function in a plan, with `later` for what only an apply knows.
pub fn environments(plan: &Resources, later: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let change = plan.output_change("function_environment");
    let known = entries(&change["after"]).map(|(name, variables)| {
        let texts = entries(variables)
            .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()));
        (name.clone(), texts.collect())
    });
    let mut all: BTreeMap<String, BTreeMap<String, String>> = known.collect();
    for (function, variables) in entries(&change["after_unknown"]) {
        for (name, _) in entries(variables).filter(|(_, is_unknown)| **is_unknown == true) {
            all.entry(function.clone())
                .or_default()
                .insert(name.clone(), later.to_owned());
        }
    }
    all
}
