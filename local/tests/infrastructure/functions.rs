//! The functions: what they are, what they are told, and what calls them.

use std::collections::BTreeMap;

use calls::function::MARGIN_SECONDS;
use calls::{messenger, passcode, speech};
use serde_json::{Value, json};

use crate::template::{LATER, Template, entries, plain};
use crate::terraform::{Resources, environments};
use crate::{STACK, both, same};

/// What a function may take for an answer stands in `calls`, where its callers wait for it.
#[test]
fn whoever_asks_a_function_waits_longer_than_it_may_take_and_may_wait_as_long() {
    let template = Template::read(&[]);
    let timeout = |function: &str| {
        let found = &template.get("Resources")[function]["Properties"]["Timeout"];
        found.as_u64().unwrap()
    };
    let (passcode, speech) = (
        passcode::ANSWERS_WITHIN_SECONDS,
        speech::ANSWERS_WITHIN_SECONDS,
    );
    assert_eq!((timeout("Passcode"), timeout("Speech")), (passcode, speech));
    // It keeps this one itself, for the question that `dialogue` asks.
    assert!(timeout("Messenger") > messenger::ANSWERS_WITHIN_SECONDS);
    for (caller, callee) in [
        ("Confirmation", passcode),
        ("Dialogue", passcode),
        ("Messenger", passcode),
        ("Messenger", speech),
        ("Dialogue", messenger::ANSWERS_WITHIN_SECONDS),
    ] {
        let waits = callee.saturating_add(MARGIN_SECONDS);
        assert!(waits > callee && timeout(caller) > waits, "{caller}");
    }
    let page = include_str!("../../../functions/confirmation/page/page.html");
    let waits = page.split_once("AbortSignal.timeout?.(").unwrap().1;
    let waits_ms = waits.split_once(')').unwrap().0.parse::<u64>().unwrap();
    assert!(waits_ms > timeout("Confirmation").saturating_mul(1_000));
}

#[test]
fn both_make_the_same_functions() {
    let Some((template, plan)) = both() else {
        return;
    };
    let shared = &template.get("Globals")["Function"];
    let ours = template
        .resources("AWS::Serverless::Function")
        .map(|(_, function)| {
            let settings = json!({
                "architectures": template.resolve(&shared["Architectures"]),
                "description": function["Description"],
                "handler": shared["Handler"],
                "log_group": template.resolve(&function["LoggingConfig"]["LogGroup"]),
                "memory_mb": function["MemorySize"],
                "reserved": number(&template, &function["ReservedConcurrentExecutions"]),
                "runtime": shared["Runtime"],
                "timeout_seconds": function["Timeout"],
                "tracing": shared["Tracing"],
            });
            (template.text(&function["FunctionName"]), settings)
        });
    let theirs = plan
        .by("aws_lambda_function", "function_name")
        .into_iter()
        .map(|(name, function)| {
            let settings = json!({
                "architectures": function["architectures"],
                "description": function["description"],
                "handler": function["handler"],
                "log_group": function["logging_config"][0]["log_group"],
                "memory_mb": function["memory_size"],
                "reserved": function["reserved_concurrent_executions"],
                "runtime": function["runtime"],
                "timeout_seconds": function["timeout"],
                "tracing": function["tracing_config"][0]["mode"],
            });
            (name.to_owned(), settings)
        });
    same(&ours.collect(), &theirs.collect());
}

#[test]
fn both_tell_each_function_the_same() {
    let Some((template, plan)) = both() else {
        return;
    };
    let shared = &template.get("Globals")["Function"];
    let ours = template
        .resources("AWS::Serverless::Function")
        .map(|(_, function)| {
            let mut variables = texts(&template, &shared["Environment"]["Variables"]);
            variables.extend(texts(&template, &function["Environment"]["Variables"]));
            (short(&template.text(&function["FunctionName"])), variables)
        });
    same(&ours.collect(), &environments(plan, LATER));
}

#[test]
fn both_open_the_same_doors() {
    let Some((template, plan)) = both() else {
        return;
    };
    let routes = events(&template, "Api").map(|(function, route)| {
        let route = format!(
            "{} {}",
            route["Method"].as_str().unwrap(),
            route["Path"].as_str().unwrap()
        );
        (route, function)
    });
    let routes = routes.collect();
    same(
        &routes,
        &by_index(plan, "aws_api_gateway_integration", |values| {
            let uri = values["uri"].as_str().unwrap();
            let name = uri.split(":function:").nth(1).unwrap();
            name.trim_end_matches("/invocations").to_owned()
        }),
    );
    let may_call = by_index(plan, "aws_lambda_permission", |values| {
        values["function_name"].as_str().unwrap().to_owned()
    });
    same(&routes, &may_call);
}

#[test]
fn both_serve_the_api_alike() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours = template.only("AWS::Serverless::Api");
    let stage = plan.only("aws_api_gateway_stage");
    assert_eq!(stage["stage_name"], ours["StageName"]);
    assert_eq!(stage["xray_tracing_enabled"], ours["TracingEnabled"]);
    let api = plan.only("aws_api_gateway_rest_api");
    assert_eq!(api["name"], template.resolve(&ours["Name"]));
    assert_eq!(
        api["endpoint_configuration"][0]["types"][0],
        ours["EndpointConfiguration"]["Type"]
    );
    assert_eq!(
        api["minimum_compression_size"],
        plain(&ours["MinimumCompressionSize"])
    );
    let settings = ours["MethodSettings"].as_array().unwrap().iter();
    let settings = settings.map(|setting| {
        let path = setting["ResourcePath"].as_str().unwrap();
        let method = setting["HttpMethod"].as_str().unwrap();
        let path = format!("{}/{method}", path.trim_start_matches('/'));
        (path, picked(setting, &SETTINGS.map(|(name, _)| name)))
    });
    let planned = plan.by("aws_api_gateway_method_settings", "method_path");
    let planned = planned.into_iter().map(|(path, values)| {
        let settings = &values["settings"][0];
        (
            path.to_owned(),
            picked(settings, &SETTINGS.map(|(_, key)| key)),
        )
    });
    same(&settings.collect(), &planned.collect());
}

/// A setting of a method, in the template and in Terraform.
const SETTINGS: [(&str, &str); 5] = [
    ("ThrottlingRateLimit", "throttling_rate_limit"),
    ("ThrottlingBurstLimit", "throttling_burst_limit"),
    ("MetricsEnabled", "metrics_enabled"),
    ("DataTraceEnabled", "data_trace_enabled"),
    ("LoggingLevel", "logging_level"),
];

fn picked(values: &Value, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| plain(&values[name])).collect()
}

#[test]
fn every_route_has_a_throttle_of_its_own() {
    let template = Template::read(&[]);
    let settings = template.only("AWS::Serverless::Api")["MethodSettings"].as_array();
    let throttled: Vec<String> = settings
        .unwrap()
        .iter()
        .map(|setting| {
            let text = |name: &str| setting[name].as_str().unwrap();
            format!("{} {}", text("HttpMethod"), text("ResourcePath"))
        })
        .collect();
    for setting in settings.unwrap() {
        let limit = |name: &str| setting[name].as_u64().unwrap();
        let (rate, burst) = (limit("ThrottlingRateLimit"), limit("ThrottlingBurstLimit"));
        // Nothing passes under a limit of zero; one above an account's own (10,000 a second, 5,000 at once) is none.
        assert!(
            0 < rate && rate <= 10_000 && 0 < burst && burst <= 5_000,
            "{setting}"
        );
    }
    for (function, route) in events(&template, "Api") {
        let text = |name: &str| route[name].as_str().unwrap();
        // As AWS wants it; a path with plain slashes throttles nothing.
        let route = format!("{} /{}", text("Method"), text("Path").replace('/', "~1"));
        assert!(throttled.contains(&route), "{route} of {function}");
    }
}

#[test]
fn the_apis_definition_has_the_routes_of_the_functions_events_and_no_others() {
    let template = Template::read(&[]);
    let api = template.only("AWS::Serverless::Api");
    let mut defined = BTreeMap::new();
    for (path, methods) in entries(&api["DefinitionBody"]["paths"]) {
        for (method, operation) in entries(methods) {
            let uri = template.text(&operation["x-amazon-apigateway-integration"]["uri"]);
            let (_, function) = uri.rsplit_once(":function:").unwrap();
            let function = function.trim_end_matches("/invocations").to_owned();
            defined.insert(format!("{} {path}", method.to_uppercase()), function);
        }
    }
    let wanted = events(&template, "Api").map(|(function, route)| {
        let (method, path) = (plain(&route["Method"]), plain(&route["Path"]));
        (format!("{method} {path}"), function)
    });
    assert_eq!(defined, wanted.collect());
}

#[test]
fn the_gateways_own_responses_carry_the_same_protection_in_both() {
    let Some((template, plan)) = both() else {
        return;
    };
    let api = template.only("AWS::Serverless::Api");
    let ours = entries(&api["GatewayResponses"]).map(|(kind, response)| {
        let headers = entries(&response["ResponseParameters"]["Headers"]);
        let headers = headers.map(|(name, value)| (name.to_lowercase(), plain(value)));
        let body = plain(&response["ResponseTemplates"]["application/json"]);
        (kind.clone(), (headers.collect::<BTreeMap<_, _>>(), body))
    });
    let theirs = plan.by("aws_api_gateway_gateway_response", "response_type");
    let theirs = theirs.into_iter().map(|(kind, response)| {
        let headers = entries(&response["response_parameters"]).map(|(name, value)| {
            let name = name.trim_start_matches("gatewayresponse.header.");
            (name.to_lowercase(), plain(value))
        });
        let body = plain(&response["response_templates"]["application/json"]);
        (kind.to_owned(), (headers.collect::<BTreeMap<_, _>>(), body))
    });
    let ours: BTreeMap<_, _> = ours.collect();
    same(&ours, &theirs.collect());
    for (headers, _) in ours.values() {
        for (name, value) in [
            ("cache-control", "'no-store'"),
            ("referrer-policy", "'no-referrer'"),
            ("x-content-type-options", "'nosniff'"),
            ("x-frame-options", "'DENY'"),
            ("cross-origin-opener-policy", "'same-origin'"),
            ("cross-origin-resource-policy", "'same-origin'"),
        ] {
            assert_eq!(headers[name], value);
        }
        assert!(headers["content-security-policy"].contains("frame-ancestors 'none'"));
        assert!(headers["strict-transport-security"].contains("max-age=63072000"));
    }
}

#[test]
fn both_feed_the_dialogue_from_the_queue_alike() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours: Vec<_> = events(&template, "SQS").collect();
    let theirs = plan.of_type("aws_lambda_event_source_mapping");
    assert_eq!((ours.len(), theirs.len()), (2, 2));
    let mut room = 0;
    for (function, source) in ours {
        assert_eq!(short(&function), "dialogue");
        let queue = template.text(&source["Queue"]);
        let queue = queue
            .rsplit("acme-")
            .next()
            .unwrap()
            .trim_end_matches(".fifo");
        let theirs = theirs.iter().find(|mapping| mapping["index"] == queue);
        let theirs = &theirs.unwrap_or_else(|| panic!("{queue}"))["values"];
        assert_eq!(theirs["batch_size"], source["BatchSize"]);
        assert_eq!(
            theirs["function_response_types"],
            source["FunctionResponseTypes"]
        );
        let most = template.resolve(&source["ScalingConfig"])["MaximumConcurrency"].clone();
        assert_eq!(
            theirs["scaling_config"][0]["maximum_concurrency"], most,
            "{queue}"
        );
        room += most.as_i64().unwrap();
    }
    let functions = template.resources("AWS::Serverless::Function");
    let kept = functions.map(|(_, function)| &function["ReservedConcurrentExecutions"]);
    let kept = kept
        .map(|kept| number(&template, kept).as_i64().unwrap())
        .max();
    assert_eq!(kept, Some(room), "what finds no room is a failed try");
    let expressions = plan.expressions("aws_lambda_event_source_mapping.queue");
    assert_eq!(
        expressions["function_name"]["references"][0],
        "module.function[\"dialogue\"].arn"
    );
}

/// A number that may be a parameter; -1 where there is none, as Terraform says it.
fn number(template: &Template, value: &Value) -> Value {
    let text = template.text(value);
    text.parse::<i64>().unwrap_or(-1).into()
}

fn events<'a>(template: &'a Template, kind: &'a str) -> impl Iterator<Item = (String, &'a Value)> {
    template
        .resources("AWS::Serverless::Function")
        .flat_map(move |(_, function)| {
            let name = template.text(&function["FunctionName"]);
            let events = function["Events"]
                .as_object()
                .into_iter()
                .flat_map(|events| events.values());
            let of_kind = events.filter(move |event| event["Type"] == kind);
            of_kind.map(move |event| (name.clone(), &event["Properties"]))
        })
}

fn by_index(
    plan: &Resources,
    kind: &str,
    value: impl Fn(&Value) -> String,
) -> BTreeMap<String, String> {
    let resources = plan.of_type(kind).into_iter();
    // The clock's permission belongs to no route.
    let resources = resources.filter(|resource| resource["index"].is_string());
    let by_index = resources.map(|resource| {
        (
            resource["index"].as_str().unwrap().to_owned(),
            value(&resource["values"]),
        )
    });
    by_index.collect()
}

/// A variable without a value is not there.
fn texts(template: &Template, variables: &Value) -> BTreeMap<String, String> {
    let variables = entries(variables).map(|(name, value)| (name, template.resolve(value)));
    let present = variables.filter(|(_, value)| !value.is_null());
    present
        .map(|(name, value)| (name.clone(), plain(&value)))
        .collect()
}

fn short(function: &str) -> String {
    function
        .trim_start_matches(STACK)
        .trim_start_matches('-')
        .to_owned()
}
