//! Wires `accounts` to Lambda, the ledger and the tables that say who asks.

use accounts::Enquiries;
use aws::bills::Bills;
use aws::channels::Channels;
use aws::connection::Connection;
use aws::customers::Customers;
use aws::environment::required;
use aws::secrets::Secret;
use ledger::accounts::Accounts;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let enquiries = Enquiries {
        accounts: Accounts::new(&connection, required("LEDGER_TABLE")?),
        bills: Bills::new(&connection, required("BILLS_TABLE")?),
        customers: Customers::new(&connection, required("CUSTOMERS_TABLE")?),
        channels: Channels::new(&connection, required("CHANNELS_TABLE")?),
        keys: Secret::new(&connection, required("VERIFYING_SECRET_ID")?),
        clock: aws::clock::now,
    };
    calls::invocation::serve(|question| enquiries.handle(question)).await
}
