//! `template.yaml` as data, with its references and conditions worked out as far as anyone can before a
//! deployment.
//!
//! Deliberately understands only the functions the template uses, and fails on any other one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use saphyr::{LoadableYamlNode, Scalar, Yaml};
use serde_json::{Map, Value, json};

use crate::{ACCOUNT, REGION, STACK};

/// Stands for what only AWS makes up.
pub const LATER: &str = "(known after the deployment)";

/// The template, and what it is given.
pub struct Template {
    document: Value,
    parameters: BTreeMap<String, String>,
    /// ARNs that AWS makes up, by resource.
    arns: BTreeMap<String, String>,
}

impl Template {
    /// Reads the template as it is deployed with these parameters; the others have their defaults.
    pub fn read(parameters: &[(&str, &str)]) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../template.yaml");
        let text = fs::read_to_string(file).unwrap();
        let documents = Yaml::load_from_str(&text).unwrap();
        let document = to_json(&documents[0]);
        let mut all: BTreeMap<String, String> = entries(&document["Parameters"])
            .filter_map(|(name, parameter)| Some((name.clone(), plain(parameter.get("Default")?))))
            .collect();
        for (name, value) in parameters {
            assert!(
                document["Parameters"].get(name).is_some(),
                "no parameter {name}"
            );
            all.insert((*name).to_owned(), (*value).to_owned());
        }
        let arns = BTreeMap::new();
        Self {
            document,
            parameters: all,
            arns,
        }
    }

    /// The same once AWS has made up the ARNs of these resources.
    pub fn with_arns(mut self, arns: BTreeMap<String, String>) -> Self {
        self.arns = arns;
        self
    }

    /// Something of the document, as it is written.
    pub fn get(&self, section: &str) -> &Value {
        &self.document[section]
    }

    /// Name and properties of every resource of a type.
    pub fn resources(&self, kind: &str) -> impl Iterator<Item = (&String, &Value)> {
        entries(&self.document["Resources"])
            .filter(move |(_, resource)| resource["Type"] == kind)
            .map(|(name, resource)| (name, &resource["Properties"]))
    }

    /// The properties of the only resource of a type.
    pub fn only(&self, kind: &str) -> &Value {
        let found: Vec<_> = self.resources(kind).collect();
        assert_eq!(found.len(), 1, "{kind}");
        found[0].1
    }

    /// The value as AWS would see it, or `LATER` in place of every text that nobody can know yet.
    pub fn resolve(&self, value: &Value) -> Value {
        match value {
            Value::Array(items) => items.iter().map(|item| self.resolve(item)).collect(),
            Value::Object(fields) => match function(fields) {
                Some((name, argument)) => self.call(name, argument),
                None => fields
                    .iter()
                    .map(|(name, field)| (name.clone(), self.resolve(field)))
                    .collect(),
            },
            other => other.clone(),
        }
    }

    /// The value as a text: numbers and switches too.
    pub fn text(&self, value: &Value) -> String {
        plain(&self.resolve(value))
    }

    /// The ARN of one of the template's resources.
    pub fn arn(&self, resource: &str) -> Option<String> {
        if let Some(arn) = self.arns.get(resource) {
            return Some(arn.clone());
        }
        let name = self.name(resource)?;
        let local = |service: &str, rest: &str| {
            format!("arn:aws:{service}:{REGION}:{ACCOUNT}:{rest}{name}")
        };
        match self.kind(resource) {
            "AWS::Serverless::Function" => Some(local("lambda", "function:")),
            "AWS::Serverless::StateMachine" => Some(local("states", "stateMachine:")),
            "AWS::DynamoDB::Table" => Some(local("dynamodb", "table/")),
            "AWS::SQS::Queue" => Some(local("sqs", "")),
            "AWS::S3::Bucket" => Some(format!("arn:aws:s3:::{name}")),
            _ => None,
        }
    }

    fn kind(&self, resource: &str) -> &str {
        let kind = self.document["Resources"][resource]["Type"].as_str();
        kind.unwrap_or_else(|| panic!("the template has no resource {resource}"))
    }

    fn name(&self, resource: &str) -> Option<String> {
        let property = match self.kind(resource) {
            "AWS::Serverless::Function" => "FunctionName",
            "AWS::Serverless::StateMachine" => "Name",
            "AWS::DynamoDB::Table" => "TableName",
            "AWS::SQS::Queue" => "QueueName",
            "AWS::S3::Bucket" => "BucketName",
            "AWS::Logs::LogGroup" => "LogGroupName",
            _ => return None,
        };
        let name = &self.document["Resources"][resource]["Properties"][property];
        Some(self.text(name))
    }

    fn call(&self, function: &str, argument: &Value) -> Value {
        match function {
            "Ref" if argument == "AWS::NoValue" => Value::Null,
            "Ref" => json!(self.reference(argument.as_str().unwrap())),
            "GetAtt" => json!(self.attribute(argument.as_str().unwrap())),
            "Sub" => json!(self.substitute(argument.as_str().unwrap())),
            "If" => {
                let condition = &self.document["Conditions"][argument[0].as_str().unwrap()];
                self.resolve(&argument[if self.holds(condition) { 1 } else { 2 }])
            }
            "FindInMap" => {
                let [map, first, second] = [0, 1, 2].map(|place| self.text(&argument[place]));
                self.document["Mappings"][map][first][second].clone()
            }
            other => panic!("the template uses !{other}, which this test does not know"),
        }
    }

    fn holds(&self, condition: &Value) -> bool {
        match function(condition.as_object().unwrap()) {
            Some(("Not", argument)) => !self.holds(&argument[0]),
            Some(("Equals", argument)) => self.text(&argument[0]) == self.text(&argument[1]),
            other => panic!("this test does not know the condition {other:?}"),
        }
    }

    fn reference(&self, name: &str) -> String {
        match name {
            "AWS::StackName" => STACK.to_owned(),
            "AWS::Region" => REGION.to_owned(),
            "AWS::AccountId" => ACCOUNT.to_owned(),
            "AWS::Partition" => "aws".to_owned(),
            "AWS::URLSuffix" => "amazonaws.com".to_owned(),
            _ => self
                .parameters
                .get(name)
                .cloned()
                .unwrap_or_else(|| self.physical_id(name)),
        }
    }

    /// What `!Ref` answers: the name for most, the ARN for a workflow.
    fn physical_id(&self, resource: &str) -> String {
        let known = match self.kind(resource) {
            "AWS::Serverless::StateMachine" => self.arn(resource),
            "AWS::SQS::Queue" => None,
            // An API has no ARN of its own: what AWS makes up is its id.
            "AWS::Serverless::Api" => self.arns.get(resource).cloned(),
            _ => self.name(resource),
        };
        known.unwrap_or_else(|| LATER.to_owned())
    }

    /// `Arn` of anything, and `Id` of a secret, which is its ARN.
    fn attribute(&self, path: &str) -> String {
        let (resource, attribute) = path.split_once('.').unwrap();
        assert!(["Arn", "Id"].contains(&attribute), "!GetAtt {path}");
        self.arn(resource).unwrap_or_else(|| LATER.to_owned())
    }

    fn substitute(&self, text: &str) -> String {
        let mut parts = text.split("${");
        let mut result = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap();
            let value = if name.contains('.') {
                self.attribute(name)
            } else {
                self.reference(name)
            };
            if value == LATER {
                return value;
            }
            result += &(value + rest);
        }
        result
    }
}

/// The fields of an object.
pub fn entries(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}

/// A scalar as a deployment writes it into a text.
pub fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn function(fields: &Map<String, Value>) -> Option<(&str, &Value)> {
    let (name, argument) = fields.iter().next()?;
    Some((name.strip_prefix('!')?, argument))
}

/// A tagged node becomes an object with the tag as its only key.
fn to_json(node: &Yaml<'_>) -> Value {
    match node {
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(value)) => json!(value),
        Yaml::Value(Scalar::Integer(value)) => json!(value),
        Yaml::Value(Scalar::String(value)) => json!(value),
        Yaml::Sequence(items) => items.iter().map(to_json).collect(),
        Yaml::Mapping(fields) => fields
            .iter()
            .map(|(key, value)| (key.as_str().unwrap().to_owned(), to_json(value)))
            .collect(),
        Yaml::Tagged(tag, node) => json!({ format!("!{}", tag.suffix): to_json(node) }),
        other => panic!("the template has something no template has: {other:?}"),
    }
}
