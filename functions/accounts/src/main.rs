//! Wires `accounts` to Lambda and the ledger table.

use aws::connection::Connection;
use aws::environment::required;
use ledger::accounts::Accounts;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let accounts = Accounts::new(&connection, required("LEDGER_TABLE")?);
    calls::invocation::serve(|question| accounts::handle(&accounts, question)).await
}
