//! The bank's own doors: enrolment and the cash machines', which API Gateway opens to signed requests of a few roles and
//! to nobody else. And who is slowed down at the public one.
//!
//! Deliberately about what the descriptions say; that a request without a signature is turned away is seen on the running
//! bank, in `local/tests/enrolment.rs`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::permissions;
use crate::template::{Template, entries, plain};
use crate::{arns_of_plan, both, same};

/// Whose door: its path, and what its function says of it.
const OWN: [(&str, &str); 2] = [
    (
        "/enrolment/",
        include_str!("../../../functions/enrolment/openapi.json"),
    ),
    ("/atm/", include_str!("../../../functions/atm/openapi.json")),
];

fn is_own(route: &str) -> bool {
    OWN.iter().any(|(door, _)| route.contains(door))
}

/// `METHOD /path` of every operation of an `OpenAPI` document.
fn operations(paths: &Value) -> impl Iterator<Item = (String, &Value)> {
    entries(paths).flat_map(|(path, methods)| {
        let operations = entries(methods).filter(|(method, _)| *method != "parameters");
        operations.map(move |(method, operation)| {
            (format!("{} {path}", method.to_uppercase()), operation)
        })
    })
}

fn definition(template: &Template) -> Value {
    template.only("AWS::Serverless::Api")["DefinitionBody"].clone()
}

#[test]
fn both_ask_for_a_signature_at_the_banks_own_door_and_at_no_other() {
    let Some((template, plan)) = both() else {
        return;
    };
    let definition = definition(&template);
    let scheme = &definition["components"]["securitySchemes"]["sigv4"];
    assert_eq!(scheme["x-amazon-apigateway-authtype"], "awsSigv4");
    let ours = operations(&definition["paths"]).map(|(route, operation)| {
        let signed = operation["security"] == json!([{ "sigv4": [] }]);
        assert!(signed || operation["security"].is_null(), "{route}");
        (route, if signed { "AWS_IAM" } else { "NONE" })
    });
    let methods = plan.of_type("aws_api_gateway_method").into_iter();
    let theirs = methods.map(|method| {
        let authorization = method["values"]["authorization"].as_str().unwrap();
        (plain(&method["index"]), authorization)
    });
    let (ours, theirs) = (ours.collect(), theirs.collect());
    same(&ours, &theirs);
    for (route, authorization) in ours {
        assert_eq!(authorization == "AWS_IAM", is_own(&route), "{route}");
    }
}

#[test]
fn the_gateway_has_the_operations_of_each_document_and_no_others() {
    let definition = definition(&Template::read(&[]));
    for (door, document) in OWN {
        let document: Value = serde_json::from_str(document).unwrap();
        let of = |paths: &Value| -> BTreeSet<String> {
            let routes = operations(paths).map(|(route, _)| route);
            routes.filter(|route| route.contains(door)).collect()
        };
        let documented = of(&document["paths"]);
        assert_eq!(documented, of(&definition["paths"]));
        assert_eq!(documented.len(), operations(&document["paths"]).count());
    }
}

/// The star of a path is its customer, and stands nowhere else.
#[test]
fn each_role_may_call_its_own_operations_and_no_function_may_call_any() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours: BTreeMap<String, BTreeSet<String>> = [
        ("desk", "DeskRole"),
        ("internet-banking", "InternetBankingRole"),
        ("atm-network", "AtmNetworkRole"),
    ]
    .map(|(caller, role)| (caller.to_owned(), callable(&template, role)))
    .into();
    let theirs = entries(&plan.output_change("caller_paths")["after"]);
    let theirs = theirs.map(|(caller, paths)| {
        let paths = paths.as_array().unwrap().iter().map(plain);
        (caller.clone(), paths.collect())
    });
    same(&ours, &theirs.collect());
    let definition = definition(&template);
    let all = |door: &'static str| {
        let routes = operations(&definition["paths"]).map(|(route, _)| route);
        let routes = routes.filter(move |route| route.contains(door));
        routes.map(|route| {
            let path = route.replacen(' ', "", 1).replace("{customer_id}", "*");
            format!("/live/{path}")
        })
    };
    assert_eq!(ours["desk"], all("/enrolment/").collect());
    assert_eq!(ours["atm-network"], all("/atm/").collect());
    let banking = [
        "/live/GET/enrolment/*/phones",
        "/live/POST/enrolment/*/activation",
        "/live/POST/enrolment/*/revocation",
    ];
    assert_eq!(ours["internet-banking"], banking.map(str::to_owned).into());
    let roles = permissions::of_template(&template.with_arns(arns_of_plan()));
    for (role, policy) in roles {
        let calls = policy.values().any(|one| one.allows("execute-api:Invoke"));
        assert!(!calls, "{role}");
    }
}

/// What of the API a role of the template may call. It may do nothing else.
fn callable(template: &Template, role: &str) -> BTreeSet<String> {
    let policies = &template.get("Resources")[role]["Properties"]["Policies"];
    let [policy] = &policies.as_array().unwrap()[..] else {
        panic!("{role} has one policy");
    };
    let statements = policy["PolicyDocument"]["Statement"].as_array().unwrap();
    assert_eq!(statements.len(), 1, "{role}");
    assert_eq!(statements[0]["Action"], "execute-api:Invoke");
    let resources = statements[0]["Resource"].as_array().unwrap().iter();
    let paths = resources.map(|resource| {
        let resource = resource["!Sub"].as_str().unwrap();
        let (api, path) = resource.split_once("${Api}").unwrap();
        assert!(api.ends_with(":execute-api:${AWS::Region}:${AWS::AccountId}:"));
        path.to_owned()
    });
    paths.collect()
}

/// Only who guesses or looks shares a limit: never calling off, nor "I did not ask for this".
#[test]
fn one_address_is_slowed_down_and_stopping_is_left_alone() {
    let Some((template, plan)) = both() else {
        return;
    };
    let firewall = plan.only("aws_wafv2_web_acl");
    let theirs = &firewall["rule"][0]["statement"][0]["rate_based_statement"][0];
    let scope = &theirs["scope_down_statement"][0]["regex_match_statement"][0];
    let guarded = plain(&scope["regex_string"]);
    let ours = &template.only("AWS::WAFv2::WebACL")["Rules"][0]["Statement"]["RateBasedStatement"];
    let same = &ours["ScopeDownStatement"]["RegexMatchStatement"]["RegexString"];
    assert_eq!(plain(same), guarded);
    assert_eq!(ours["Limit"], theirs["limit"]);
    assert_eq!(ours["EvaluationWindowSec"], theirs["evaluation_window_sec"]);
    template.only("AWS::WAFv2::WebACLAssociation");
    let counts = regex_lite::Regex::new(&guarded).unwrap();
    for stage in ["", "/bank"] {
        for step in [
            "",
            "/open",
            "/credentials",
            "/passcode",
            "/resend",
            "/status",
        ] {
            for end in ["", "/"] {
                let path = format!("{stage}/confirm{step}{end}");
                assert!(counts.is_match(&path), "{path}");
            }
        }
        for path in [
            "/confirm/disown",
            "/confirm/cancel",
            "/confirm/cancel/",
            "/webhook",
        ] {
            assert!(!counts.is_match(&format!("{stage}{path}")), "{path}");
        }
    }
}
