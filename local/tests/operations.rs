//! What operations rely on, on the whole deployed bank: the sweep gives back a hold whose workflow was lost, `redrive`
//! puts back a message that nobody could deal with, and `load` brings a core bank's customers.
//!
//! Deliberately starts the sweep itself instead of waiting five minutes for its schedule, and makes the hold
//! old by rewriting its time: that one alone shall have run out (`clock.rs` lets time pass).
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
use aws_sdk_dynamodb::types::AttributeValue::{self, Bool, N, S};
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_sfn::types::ExecutionStatus;
use local::enrolment::EnrolmentApi;
use local::stack::{Addresses, Options, STACK, Stack};
use phone::Phone;
use serde_json::Value;

const ANA: &str = "+447700900101";

const BEN: &str = "+447700900102";

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_hold_is_given_back_a_message_put_aside_is_answered_once_and_a_core_bank_is_loaded()
{
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("operations");
    let stack = Stack::start(Options {
        port: 0,
        fresh: true,
        directory,
    })
    .await
    .expect("the bank comes up");
    let cloud = Cloud::of(stack.addresses());
    give_back_a_lost_hold(&cloud).await;
    put_back_what_was_put_aside(&cloud).await;
    load_a_core_bank(&cloud).await;
    stack.stop().await.unwrap();
}

async fn give_back_a_lost_hold(cloud: &Cloud) {
    let mut ana = Phone::pick_up(&cloud.addresses.simulator_url, ANA).await;
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
}

/// Ben's profile does not read: no repeat can mend that, a person can.
async fn put_back_what_was_put_aside(cloud: &Cloud) {
    let mut ben = Phone::pick_up(&cloud.addresses.simulator_url, BEN).await;
    cloud.set_bens_phone(Bool(false)).await;
    ben.says("balance").await;
    ben.hears_of(&["something went wrong on our side"]).await;
    for _ in 0..2 {
        let told = cloud.redrive(&["--dry-run"]).await;
        assert!(told.contains("does not read"), "{told}");
        assert!(told.ends_with("1 of 1 messages put aside\n"), "{told}");
        assert!(
            !told.contains("balance") && !told.contains("7700900102"),
            "{told}"
        );
    }
    // While the cause stands it comes back, and the command ends all the same.
    let told = cloud.redrive(&[]).await;
    assert!(told.contains("1 messages put back\n"), "{told}");
    cloud.has_put_aside("1 of 1").await;
    cloud.set_bens_phone(S("+447700900102".to_owned())).await;
    let told = cloud.redrive(&[]).await;
    assert!(told.ends_with("1 messages put back\n"), "{told}");
    ben.hears_of(&["Current account"]).await;
    assert_eq!(cloud.redrive(&[]).await, "0 messages put back\n");
    ben.hears_nothing().await;
}

struct Cloud {
    addresses: Addresses,
    functions: aws_sdk_lambda::Client,
    workflows: aws_sdk_sfn::Client,
    dynamodb: aws_sdk_dynamodb::Client,
}

/// Whoever was loaded links a phone and is known; a second load finds everything there, and the books are right.
async fn load_a_core_bank(cloud: &Cloud) {
    let told = cloud.load(&["--dry-run"]).await;
    assert!(told.ends_with("nothing was written\n"), "{told}");
    let told = cloud.load(&[]).await;
    assert!(told.contains("| customers |    3 |"), "{told}");
    assert!(told.contains("opened with £11,234.50 in all"), "{told}");
    let told = cloud.load(&[]).await;
    assert!(
        told.contains("| customers |    0 |        0 |         3 |"),
        "{told}"
    );
    let code = cloud.authorise("dora-evans").await;
    let mut dora = Phone::pick_up(&cloud.addresses.simulator_url, "+447700900111").await;
    dora.says(&code).await;
    dora.hears_of(&["Welcome, Dora"]).await;
    let reconciled = cloud
        .ask(&cloud.addresses.reconciliation_function, "{}")
        .await;
    assert_eq!(reconciled["difference_count"], 0);
}

impl Cloud {
    fn of(addresses: &Addresses) -> Self {
        let connection = Connection::to_local(&addresses.aws_endpoint_url, &addresses.region);
        Self {
            addresses: addresses.clone(),
            functions: aws_sdk_lambda::Client::new(connection.sdk()),
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

    async fn set_bens_phone(&self, phone: AttributeValue) {
        let update = self.dynamodb.update_item();
        update
            .table_name(&self.addresses.tables.customers)
            .key("pk", S("CUSTOMER#ben-carter".to_owned()))
            .key("sk", S("PROFILE".to_owned()))
            .update_expression("SET phone = :phone")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":phone", phone)
            .send()
            .await
            .unwrap();
    }

    /// Until so many messages are seen to be put aside.
    async fn has_put_aside(&self, count: &str) {
        let end = format!("{count} messages put aside\n");
        let mut told = String::new();
        for _ in 0..40 {
            told = self.redrive(&["--dry-run"]).await;
            if told.ends_with(&end) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        panic!("never {count}: {told}");
    }

    /// `cargo run -- load examples/core-bank …`, as on a real deployment; what it says.
    async fn load(&self, arguments: &[&str]) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/core-bank");
        let mut load = self.command("load");
        load.arg(folder).args(["--stack", STACK]);
        load.args(["--role", &self.addresses.loader_role_arn]);
        said(load.args(arguments)).await
    }

    /// What the branch desk does: answers the code that links a phone.
    async fn authorise(&self, customer: &str) -> String {
        let role = &self.addresses.desk_role_arn;
        let desk = EnrolmentApi::new(&self.addresses, role, "m.ross").unwrap();
        let asked = desk.ask("POST", customer, "activation", None).await;
        let answer = asked.unwrap().done().unwrap();
        answer["activation_code"].as_str().unwrap().to_owned()
    }

    async fn ask(&self, function: &str, question: &str) -> Value {
        let invoke = self.functions.invoke().function_name(function);
        let answer = invoke.payload(Blob::new(question)).send().await.unwrap();
        serde_json::from_slice(answer.payload.unwrap().as_ref()).unwrap()
    }

    /// A command of `cargo run --`, towards this cloud as towards a real one.
    fn command(&self, name: &str) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_local"));
        command
            .arg(name)
            .env("AWS_ENDPOINT_URL", &self.addresses.aws_endpoint_url)
            .env("AWS_REGION", &self.addresses.region)
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test");
        command
    }

    /// `cargo run -- redrive …`, as on a real deployment; what it says.
    async fn redrive(&self, arguments: &[&str]) -> String {
        let queue_url = &self.addresses.queue_url;
        let dead_url = queue_url.replace("-inbound.fifo", "-inbound-dead.fifo");
        let mut redrive = self.command("redrive");
        redrive.args(["--queue-url", queue_url]);
        redrive.args(["--dead-letter-queue-url", &dead_url]);
        said(redrive.args(arguments)).await
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

async fn said(command: &mut tokio::process::Command) -> String {
    let told = command.output().await.unwrap();
    let problem = String::from_utf8_lossy(&told.stderr);
    assert!(told.status.success(), "{problem}");
    String::from_utf8(told.stdout).unwrap()
}
