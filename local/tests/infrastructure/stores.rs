//! What is kept: tables, queues, buckets, secrets, logs, and the key.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::template::plain;
use crate::terraform::{Resources, references};
use crate::{both, same};

#[test]
fn both_make_the_same_tables() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours = template.resources("AWS::DynamoDB::Table").map(|(_, table)| {
        let attribute = |attribute: &Value| json!([attribute["AttributeName"], attribute["AttributeType"]]);
        let settings = json!({
            "attributes": sorted(&table["AttributeDefinitions"], attribute),
            "billing": table["BillingMode"],
            "encrypted": table["SSESpecification"]["SSEEnabled"],
            "hash_key": table["KeySchema"][0]["AttributeName"],
            "indexes": sorted(&table["GlobalSecondaryIndexes"], |index| json!([
                index["IndexName"],
                index["KeySchema"][0]["AttributeName"],
                index["KeySchema"][1]["AttributeName"],
                index["Projection"]["ProjectionType"],
            ])),
            "point_in_time_recovery": table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"],
            "range_key": table["KeySchema"][1]["AttributeName"],
            "time_to_live": or(&table["TimeToLiveSpecification"]["AttributeName"], json!("")),
            "time_to_live_enabled": or(&table["TimeToLiveSpecification"]["Enabled"], json!(false)),
        });
        (template.text(&table["TableName"]), settings)
    });
    let theirs = plan.by("aws_dynamodb_table", "name").into_iter().map(|(name, table)| {
        let settings = json!({
            "attributes": sorted(&table["attribute"], |attribute| json!([attribute["name"], attribute["type"]])),
            "billing": table["billing_mode"],
            "encrypted": table["server_side_encryption"][0]["enabled"],
            "hash_key": table["hash_key"],
            "indexes": sorted(&table["global_secondary_index"], |index| json!([
                index["name"],
                index["hash_key"],
                index["range_key"],
                index["projection_type"],
            ])),
            "point_in_time_recovery": table["point_in_time_recovery"][0]["enabled"],
            "range_key": table["range_key"],
            "time_to_live": or(&table["ttl"][0]["attribute_name"], json!("")),
            "time_to_live_enabled": or(&table["ttl"][0]["enabled"], json!(false)),
        });
        (name.to_owned(), settings)
    });
    same(&ours.collect(), &theirs.collect());
}

#[test]
fn both_make_the_same_queues() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours = template.resources("AWS::SQS::Queue").map(|(_, queue)| {
        let settings = json!({
            "deduplication_scope": or(&queue["DeduplicationScope"], json!("")),
            "fifo": queue["FifoQueue"],
            "key_reuse_seconds": queue["KmsDataKeyReusePeriodSeconds"],
            "retention_seconds": queue["MessageRetentionPeriod"],
            "throughput_limit": or(&queue["FifoThroughputLimit"], json!("")),
            "visibility_seconds": or(&queue["VisibilityTimeout"], json!(30)),
        });
        (template.text(&queue["QueueName"]), settings)
    });
    let theirs = plan
        .by("aws_sqs_queue", "name")
        .into_iter()
        .map(|(name, queue)| {
            let settings = json!({
                "deduplication_scope": or(&queue["deduplication_scope"], json!("")),
                "fifo": queue["fifo_queue"],
                "key_reuse_seconds": queue["kms_data_key_reuse_period_seconds"],
                "retention_seconds": queue["message_retention_seconds"],
                "throughput_limit": or(&queue["fifo_throughput_limit"], json!("")),
                "visibility_seconds": queue["visibility_timeout_seconds"],
            });
            (name.to_owned(), settings)
        });
    same(&ours.collect(), &theirs.collect());
}

#[test]
fn both_put_aside_what_fails_again_and_again() {
    let Some((template, plan)) = both() else {
        return;
    };
    for (ours, theirs) in [("InboundQueue", "inbound"), ("UrgentQueue", "urgent")] {
        let queue = &template.get("Resources")[ours]["Properties"];
        let target = template.text(&queue["RedrivePolicy"]["deadLetterTargetArn"]);
        let expressions = plan.expressions(&format!("aws_sqs_queue.{theirs}"));
        let meant = references(&expressions["redrive_policy"]);
        assert_eq!(meant, ["aws_sqs_queue.inbound_dead_letter.arn"]);
        let name = plan.value_at("aws_sqs_queue.inbound_dead_letter", "name");
        assert_eq!(target.rsplit(':').next(), name);
    }
    assert_eq!(
        template.resources("AWS::SQS::Queue").count(),
        3,
        "these two and the dead-letter queue"
    );
}

#[test]
fn both_make_the_same_buckets() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours = template.resources("AWS::S3::Bucket").map(|(_, bucket)| {
        let public = &bucket["PublicAccessBlockConfiguration"];
        let encryption = &bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"][0];
        let lifecycle = &bucket["LifecycleConfiguration"]["Rules"];
        let settings = json!({
            "algorithm": encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"],
            "bucket_key": encryption["BucketKeyEnabled"],
            "expires_after_days": lifecycle[0]["ExpirationInDays"],
            "nothing_public": [public["BlockPublicAcls"], public["BlockPublicPolicy"], public["IgnorePublicAcls"], public["RestrictPublicBuckets"]],
            "owner": bucket["OwnershipControls"]["Rules"][0]["ObjectOwnership"],
            "uploads_end_after_days": lifecycle[0]["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"],
        });
        (template.text(&bucket["BucketName"]), settings)
    });
    let part = |kind: &str| by_index(plan, &format!("aws_s3_bucket_{kind}"));
    let (publics, owners) = (part("public_access_block"), part("ownership_controls"));
    let encryptions = part("server_side_encryption_configuration");
    let lifecycles = part("lifecycle_configuration");
    let buckets = by_index(plan, "aws_s3_bucket").into_iter();
    let theirs = buckets.map(|(index, bucket)| {
        let public = publics[index];
        let encryption = &encryptions[index]["rule"][0];
        let lifecycle = &lifecycles[index]["rule"];
        let settings = json!({
            "algorithm": encryption["apply_server_side_encryption_by_default"][0]["sse_algorithm"],
            "bucket_key": encryption["bucket_key_enabled"],
            "expires_after_days": lifecycle[0]["expiration"][0]["days"],
            "nothing_public": [public["block_public_acls"], public["block_public_policy"], public["ignore_public_acls"], public["restrict_public_buckets"]],
            "owner": owners[index]["rule"][0]["object_ownership"],
            "uploads_end_after_days": lifecycle[0]["abort_incomplete_multipart_upload"][0]["days_after_initiation"],
        });
        (plain(&bucket["bucket"]), settings)
    });
    same(&ours.collect(), &theirs.collect());
}

#[test]
fn both_make_the_same_secrets() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours = template.resources("AWS::SecretsManager::Secret");
    let ours = ours.map(|(_, secret)| {
        (
            template.text(&secret["Name"]),
            secret["Description"].clone(),
        )
    });
    let theirs = plan.by("aws_secretsmanager_secret", "name").into_iter();
    let theirs = theirs.map(|(name, secret)| (name.to_owned(), secret["description"].clone()));
    same(&ours.collect(), &theirs.collect());
}

#[test]
fn both_keep_the_same_logs_as_long() {
    let Some((template, plan)) = both() else {
        return;
    };
    let ours = template.resources("AWS::Logs::LogGroup");
    let ours = ours.map(|(_, logs)| {
        (
            template.text(&logs["LogGroupName"]),
            template.text(&logs["RetentionInDays"]),
        )
    });
    let theirs = plan.by("aws_cloudwatch_log_group", "name").into_iter();
    let theirs = theirs.map(|(name, logs)| (name.to_owned(), plain(&logs["retention_in_days"])));
    same(&ours.collect(), &theirs.collect());
}

#[test]
fn both_make_the_same_key() {
    let Some((template, plan)) = both() else {
        return;
    };
    let (ours, theirs) = (template.only("AWS::KMS::Key"), plan.only("aws_kms_key"));
    assert_eq!(
        theirs["description"],
        template.resolve(&ours["Description"])
    );
    assert_eq!(theirs["enable_key_rotation"], ours["EnableKeyRotation"]);
    assert_eq!(
        theirs["deletion_window_in_days"],
        ours["PendingWindowInDays"]
    );
    let alias = template.only("AWS::KMS::Alias");
    assert_eq!(
        plan.only("aws_kms_alias")["name"],
        template.resolve(&alias["AliasName"])
    );
}

/// What AWS does where nothing is said.
fn or(value: &Value, default: Value) -> Value {
    if value.is_null() {
        default
    } else {
        value.clone()
    }
}

/// The values of every resource of a type, by what each is made for.
fn by_index<'a>(plan: &'a Resources, kind: &str) -> BTreeMap<&'a str, &'a Value> {
    let resources = plan.of_type(kind).into_iter();
    resources
        .map(|resource| (resource["index"].as_str().unwrap(), &resource["values"]))
        .collect()
}

fn sorted(items: &Value, part: impl Fn(&Value) -> Value) -> Value {
    let items = items.as_array().map_or(&[][..], Vec::as_slice);
    let mut parts: Vec<Value> = items.iter().map(part).collect();
    parts.sort_by_key(ToString::to_string);
    Value::Array(parts)
}
