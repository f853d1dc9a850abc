//! Wires `accounts` to Lambda and the ledger table.

use aws::accounts::Accounts;
use aws::connection::Connection;
use aws::environment::required;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let accounts = Accounts::new(&connection, required("LEDGER_TABLE")?);
    aws::invocation::serve(|question| accounts::handle(&accounts, question)).await
}
