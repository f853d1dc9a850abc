//! Wires `atm` to API Gateway, the withdrawals and the machines' workflow.

use atm::Atm;
use aws::connection::Connection;
use aws::environment::{parsed, required};
use aws::machine_workflow::MachineWorkflow;
use aws::secrets::Secret;
use aws::withdrawals::Withdrawals;
use domain::cash::notes::Notes;
use lambda_http::{Error, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let atm = Atm {
        withdrawals: Withdrawals::new(&connection, required("WITHDRAWALS_TABLE")?),
        workflow: MachineWorkflow::new(&connection, required("MACHINE_WORKFLOW_ARN")?),
        keys: Secret::new(&connection, required("CASH_SECRET_ID")?),
        notes: parsed("ATM_NOTES", Notes::parse)?,
        clock: aws::clock::now,
    };
    let atm = &atm;
    lambda_http::run(service_fn(|request| {
        Box::pin(async move { Ok::<_, Error>(atm.handle(request).await) })
    }))
    .await
}
