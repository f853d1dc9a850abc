//! Wires `accounts` to Lambda, the ledger table and the customers table.

use accounts::Enquiries;
use aws::connection::Connection;
use aws::customers::Customers;
use aws::environment::required;
use ledger::accounts::Accounts;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let enquiries = Enquiries {
        accounts: Accounts::new(&connection, required("LEDGER_TABLE")?),
        customers: Customers::new(&connection, required("CUSTOMERS_TABLE")?),
    };
    calls::invocation::serve(|question| enquiries.handle(question)).await
}
