//! A function's role in the hands of somebody else: its own temporary credentials, and whether a call gets past IAM.

use anyhow::Context;
use aws::connection::Connection;
use aws_sdk_dynamodb::types::AttributeValue::S;
use aws_sdk_dynamodb::types::KeysAndAttributes;
use aws_sdk_lambda::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_lambda::types::InvocationType;

use super::attempt::{Attempt, BUCKETS};
use crate::session;
use crate::stack::{Addresses, STACK};

/// No item has such an attribute, so a write that asks for it writes nothing.
const IMPOSSIBLE: &str = "attribute_exists(nothing_has_this)";

/// Whoever has taken a function over.
pub struct Role {
    connection: Connection,
    dynamodb: aws_sdk_dynamodb::Client,
    lambda: aws_sdk_lambda::Client,
    s3: aws_sdk_s3::Client,
    secrets: aws_sdk_secretsmanager::Client,
    sns: aws_sdk_sns::Client,
    sqs: aws_sdk_sqs::Client,
    steps: aws_sdk_sfn::Client,
    addresses: Addresses,
}

impl Role {
    /// Takes over the role that a function is deployed with.
    pub async fn of(
        bank: &Connection,
        addresses: &Addresses,
        function: &str,
    ) -> anyhow::Result<Self> {
        let lambda = aws_sdk_lambda::Client::new(bank.sdk());
        let name = format!("{STACK}-{function}");
        let deployed = lambda.get_function_configuration().function_name(name);
        let role = deployed
            .send()
            .await?
            .role
            .context("a function has a role")?;
        let taken = session::assume(bank, &role).await?;
        let sdk = taken.sdk();
        Ok(Self {
            dynamodb: aws_sdk_dynamodb::Client::new(sdk),
            lambda: aws_sdk_lambda::Client::new(sdk),
            s3: buckets(&taken),
            secrets: aws_sdk_secretsmanager::Client::new(sdk),
            sns: aws_sdk_sns::Client::new(sdk),
            sqs: aws_sdk_sqs::Client::new(sdk),
            steps: aws_sdk_sfn::Client::new(sdk),
            addresses: addresses.clone(),
            connection: taken,
        })
    }

    /// Calls in the role's name.
    pub const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Whether IAM lets an attempt through; what comes of it then is another matter.
    pub async fn is_let_through(&self, attempt: &Attempt) -> bool {
        match *attempt {
            Attempt::Read(table) => self.reads(table).await,
            Attempt::Scan(table) => {
                let scan = self.dynamodb.scan().table_name(named(table)).limit(1);
                passed(scan.send().await)
            }
            Attempt::Put(_) | Attempt::Update(_) | Attempt::Delete(_) => self.writes(attempt).await,
            Attempt::Secret(secret) => {
                let id = format!("{STACK}/{secret}");
                passed(self.secrets.get_secret_value().secret_id(id).send().await)
            }
            Attempt::Replace(secret) => {
                // Without a value there is nothing to put.
                let id = format!("{STACK}/{secret}");
                passed(self.secrets.put_secret_value().secret_id(id).send().await)
            }
            Attempt::Invoke(function) => {
                let call = self.lambda.invoke().function_name(named(function));
                let call = call.invocation_type(InvocationType::DryRun);
                passed(call.send().await)
            }
            Attempt::Start(_) | Attempt::Stop(_) | Attempt::FinishWait | Attempt::FailWait => {
                self.works(attempt).await
            }
            Attempt::Text => passed(
                self.sns
                    .publish()
                    .phone_number("+1")
                    .message("x")
                    .send()
                    .await,
            ),
            Attempt::Store(bucket) => {
                let put = self
                    .s3
                    .put_object()
                    .bucket(named_bucket(&self.addresses, bucket))
                    .key("drill");
                passed(put.send().await)
            }
            Attempt::Fetch(bucket) => {
                let get = self
                    .s3
                    .get_object()
                    .bucket(named_bucket(&self.addresses, bucket))
                    .key("drill");
                passed(get.send().await)
            }
            Attempt::Queue(queue) | Attempt::Take(queue) | Attempt::Remove(queue) => {
                self.queues(attempt, self.queue(queue)).await
            }
        }
    }

    async fn reads(&self, table: &str) -> bool {
        let get = self.dynamodb.get_item().table_name(named(table));
        let get = get
            .key("pk", S("drill".to_owned()))
            .key("sk", S("drill".to_owned()));
        let query = self.dynamodb.query().table_name(named(table));
        let query = query
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", S("drill".to_owned()));
        passed(get.send().await) || passed(query.send().await) || self.reads_many(table).await
    }

    async fn reads_many(&self, table: &str) -> bool {
        let key = ["pk", "sk"].map(|name| (name.to_owned(), S("drill".to_owned())));
        let keys = KeysAndAttributes::builder().keys(key.into()).build().ok();
        let get = self.dynamodb.batch_get_item();
        let get = get.set_request_items(keys.map(|keys| [(named(table), keys)].into()));
        passed(get.send().await)
    }

    async fn writes(&self, attempt: &Attempt) -> bool {
        let drill = || S("drill".to_owned());
        match *attempt {
            Attempt::Put(table) => {
                let put = self.dynamodb.put_item().table_name(named(table));
                let put = put.item("pk", drill()).item("sk", drill());
                passed(put.condition_expression(IMPOSSIBLE).send().await)
            }
            Attempt::Update(table) => {
                let update = self.dynamodb.update_item().table_name(named(table));
                let update = update.key("pk", drill()).key("sk", drill());
                let update = update.update_expression("REMOVE nothing_has_this");
                passed(update.condition_expression(IMPOSSIBLE).send().await)
            }
            Attempt::Delete(table) => {
                let delete = self.dynamodb.delete_item().table_name(named(table));
                let delete = delete.key("pk", drill()).key("sk", drill());
                passed(delete.condition_expression(IMPOSSIBLE).send().await)
            }
            _ => false,
        }
    }

    async fn queues(&self, attempt: &Attempt, url: String) -> bool {
        match *attempt {
            // Without a group no FIFO queue takes it.
            Attempt::Queue(_) => {
                let send = self.sqs.send_message().queue_url(url);
                passed(send.message_body("x").send().await)
            }
            Attempt::Take(_) => {
                let take = self.sqs.receive_message().queue_url(url);
                passed(take.visibility_timeout(0).send().await)
            }
            // Nobody was handed such a receipt.
            Attempt::Remove(_) => {
                let delete = self.sqs.delete_message().queue_url(url);
                passed(delete.receipt_handle("drill").send().await)
            }
            _ => false,
        }
    }

    async fn works(&self, attempt: &Attempt) -> bool {
        match *attempt {
            Attempt::Start(workflow) => {
                // What is no JSON starts nothing.
                let start = self.steps.start_execution();
                let start = start.state_machine_arn(self.workflow(workflow));
                passed(start.input("{").send().await)
            }
            Attempt::Stop(workflow) => {
                let arn = self.workflow(workflow);
                let execution = arn.replace(":stateMachine:", ":execution:");
                let stop = self.steps.stop_execution();
                passed(
                    stop.execution_arn(format!("{execution}:drill"))
                        .send()
                        .await,
                )
            }
            Attempt::FinishWait => {
                let finish = self.steps.send_task_success().task_token("drill");
                passed(finish.output("{}").send().await)
            }
            Attempt::FailWait => passed(
                self.steps
                    .send_task_failure()
                    .task_token("drill")
                    .send()
                    .await,
            ),
            _ => false,
        }
    }

    fn workflow(&self, workflow: &str) -> &str {
        match workflow {
            "sweep" => &self.addresses.sweep_state_machine_arn,
            "payments" => &self.addresses.payments_state_machine_arn,
            "machines" => &self.addresses.machines_state_machine_arn,
            _ => &self.addresses.state_machine_arn,
        }
    }

    fn queue(&self, queue: &str) -> String {
        self.addresses
            .queue_url
            .replace("-inbound.fifo", &format!("-{queue}.fifo"))
    }
}

/// Puts into each bucket what is to be fetched there: what is not there is denied to everybody.
pub async fn lay_bait(bank: &Connection, addresses: &Addresses) -> anyhow::Result<()> {
    for bucket in BUCKETS {
        let put = buckets(bank).put_object().key("drill");
        put.bucket(named_bucket(addresses, bucket)).send().await?;
    }
    Ok(())
}

fn buckets(bank: &Connection) -> aws_sdk_s3::Client {
    let config = aws_sdk_s3::config::Builder::from(bank.sdk()).force_path_style(true);
    aws_sdk_s3::Client::from_conf(config.build())
}

fn named_bucket(addresses: &Addresses, bucket: &str) -> String {
    addresses
        .bucket
        .replacen("-audio-", &format!("-{bucket}-"), 1)
}

fn named(part: &str) -> String {
    format!("{STACK}-{part}")
}

/// Only IAM's own refusal counts as one: anything else was looked at by the service itself.
fn passed<T, E: ProvideErrorMetadata, R>(answer: Result<T, SdkError<E, R>>) -> bool {
    match answer {
        Ok(_) => true,
        Err(error) => {
            let code = error.code().unwrap_or_default();
            !code.starts_with("AccessDenied") && !code.starts_with("AuthorizationError")
        }
    }
}
