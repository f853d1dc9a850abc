//! Wires `transfers` to Lambda, the ledger and the confirmations.

use aws::confirmations::Confirmations;
use aws::connection::Connection;
use aws::environment::{parsed, required};
use aws::secrets::Secret;
use aws::standings::Standings;
use domain::time::Calendar;
use ledger::Ledger;
use transfers::Transfers;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let transfers = Transfers {
        confirmations: Confirmations::new(&connection, required("CONFIRMATIONS_TABLE")?),
        standings: Standings::new(&connection, required("CONFIRMATIONS_TABLE")?),
        ledger: Ledger::new(&connection, required("LEDGER_TABLE")?),
        keys: Secret::new(&connection, required("KEYS_SECRET_ID")?),
        clock: aws::clock::now,
        calendar: parsed("BANK_TIME_ZONE", Calendar::parse)?,
    };
    calls::invocation::serve(|question| transfers.handle(question)).await
}
