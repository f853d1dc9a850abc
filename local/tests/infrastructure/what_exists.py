"""Lists what is in an account, as JSON: kind, and names. Keys that wait for their deletion are gone already."""

import json
import sys

import boto3


def client(service):
    return boto3.client(
        service,
        endpoint_url=sys.argv[1],
        region_name="eu-west-2",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def names(service, operation, found, name, **arguments):
    return [item[name] if name else item for item in getattr(client(service), operation)(**arguments).get(found, [])]


def keys():
    kms = client("kms")
    described = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in kms.list_keys()["Keys"]]
    return [key["KeyId"] for key in described if key["KeyState"] != "PendingDeletion"]


aliases = names("kms", "list_aliases", "Aliases", "AliasName")
print(
    json.dumps(
        {
            "aliases": [alias for alias in aliases if not alias.startswith("alias/aws/")],
            "alarms": names("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
            "apis": names("apigateway", "get_rest_apis", "items", "name"),
            "buckets": names("s3", "list_buckets", "Buckets", "Name"),
            "event sources": names("lambda", "list_event_source_mappings", "EventSourceMappings", "UUID"),
            "firewalls": names("wafv2", "list_web_acls", "WebACLs", "Name", Scope="REGIONAL"),
            "functions": names("lambda", "list_functions", "Functions", "FunctionName"),
            "keys": keys(),
            "log groups": names("logs", "describe_log_groups", "logGroups", "logGroupName"),
            "policies": names("iam", "list_policies", "Policies", "PolicyName", Scope="Local"),
            "queues": names("sqs", "list_queues", "QueueUrls", None),
            "roles": names("iam", "list_roles", "Roles", "RoleName"),
            "rules": names("events", "list_rules", "Rules", "Name"),
            "secrets": names("secretsmanager", "list_secrets", "SecretList", "Name", IncludePlannedDeletion=True),
            "state machines": names("stepfunctions", "list_state_machines", "stateMachines", "name"),
            "tables": names("dynamodb", "list_tables", "TableNames", None),
        }
    )
)
