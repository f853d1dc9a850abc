//! A hold whose workflow was lost, on the whole deployed bank: the sweep gives it back and tells the customer.
//!
//! Deliberately starts the sweep itself instead of waiting five minutes for its schedule, and makes the hold
//! old by rewriting its time: a deployed bank's clock cannot be moved.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    dead_code,
    clippy::panic,
    reason = "this test uses one of the phones' abilities"
)]

#[path = "support/phone.rs"]
mod phone;

use std::path::Path;
use std::time::Duration;

use aws::connection::Connection;
use aws_sdk_dynamodb::types::AttributeValue::{N, S};
use aws_sdk_sfn::types::ExecutionStatus;
use local::stack::{Addresses, Options, Stack};
use phone::Phone;

const ANA: &str = "+447700900101";

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_that_was_left_behind_is_given_back_and_its_customer_told_once() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sweep");
    let stack = Stack::start(Options {
        port: 0,
        fresh: true,
        directory,
    })
    .await
    .expect("the bank comes up");
    let cloud = Cloud::of(stack.addresses());
    let mut ana = Phone::pick_up(&stack.addresses().simulator_url, ANA).await;

    assert_eq!(cloud.sweep().await, ExecutionStatus::Succeeded);
    ana.says("send 50 to Ben").await;
    ana.hears().await.link();
    let lost = cloud.lose_the_running_workflow().await;
    assert_eq!(cloud.sweep().await, ExecutionStatus::Succeeded);
    ana.hears_nothing().await;
    ana.says("balance").await;
    ana.hears_of(&["£2,450.00", "£2,400.00 is available"]).await;

    cloud.let_its_time_run_out(&lost).await;
    assert_eq!(cloud.sweep().await, ExecutionStatus::Succeeded);
    ana.hears_of(&["Time ran out", "£50.00", "Ben Carter"])
        .await;
    assert_eq!(cloud.sweep().await, ExecutionStatus::Succeeded);
    ana.hears_nothing().await;
    ana.says("balance").await;
    let balance = ana.hears_of(&["£2,450.00"]).await;
    assert!(!balance.text.contains("available"), "{}", balance.text);
    stack.stop().await.unwrap();
}

struct Cloud {
    addresses: Addresses,
    workflows: aws_sdk_sfn::Client,
    dynamodb: aws_sdk_dynamodb::Client,
}

impl Cloud {
    fn of(addresses: &Addresses) -> Self {
        let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
        Self {
            addresses: addresses.clone(),
            workflows: aws_sdk_sfn::Client::new(connection.sdk()),
            dynamodb: aws_sdk_dynamodb::Client::new(connection.sdk()),
        }
    }

    /// Starts the sweep as its schedule does, and waits until it has ended.
    async fn sweep(&self) -> ExecutionStatus {
        let start = self.workflows.start_execution();
        let start = start.state_machine_arn(&self.addresses.sweep_state_machine_arn);
        let execution = start.input("{}").send().await.unwrap().execution_arn;
        for _ in 0..600 {
            let describe = self.workflows.describe_execution();
            let found = describe.execution_arn(&execution).send().await.unwrap();
            if *found.status() != ExecutionStatus::Running {
                return found.status().clone();
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        ExecutionStatus::Running
    }

    /// Ends the confirmation that waits for its customer as nothing of the bank would; answers its id.
    async fn lose_the_running_workflow(&self) -> String {
        let list = self.workflows.list_executions();
        let list = list.state_machine_arn(&self.addresses.state_machine_arn);
        let running = list.status_filter(ExecutionStatus::Running).send().await;
        let running = running.unwrap().executions;
        assert_eq!(running.len(), 1, "one confirmation waits");
        let stop = self.workflows.stop_execution();
        stop.execution_arn(running[0].execution_arn())
            .send()
            .await
            .unwrap();
        running[0].name().to_owned()
    }

    async fn let_its_time_run_out(&self, id: &str) {
        let update = self.dynamodb.update_item();
        update
            .table_name(&self.addresses.tables.ledger)
            .key("pk", S(format!("TRANSFER#{id}")))
            .key("sk", S("TRANSFER".to_owned()))
            .update_expression("SET hold_expires_at = :past")
            .condition_expression("attribute_exists(hold_bucket)")
            .expression_attribute_values(":past", N("1".to_owned()))
            .send()
            .await
            .unwrap();
    }
}
