//! Wires `transfers` to Lambda, the ledger and the confirmations.

use aws::arrangements::Arrangements;
use aws::bills::Bills;
use aws::channels::Channels;
use aws::confirmations::Confirmations;
use aws::connection::Connection;
use aws::environment::{parsed, required};
use aws::orders::Orders;
use aws::secrets::Secret;
use aws::standings::{Names, Standings};
use aws::withdrawals::Withdrawals;
use domain::cash::notes::Notes;
use domain::confirmation::order::Executor;
use domain::time::Calendar;
use ledger::Ledger;
use transfers::Transfers;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let transfers = Transfers {
        orders: Orders::new(
            Executor::Transfers,
            Confirmations::new(&connection, required("CONFIRMATIONS_TABLE")?),
            Standings::new(&connection, Names::required()?),
            Channels::new(&connection, required("CHANNELS_TABLE")?),
            Secret::new(&connection, required("VERIFYING_SECRET_ID")?),
        ),
        bills: Bills::new(&connection, required("BILLS_TABLE")?),
        arrangements: Arrangements::new(&connection, required("ARRANGEMENTS_TABLE")?),
        withdrawals: Withdrawals::new(&connection, required("WITHDRAWALS_TABLE")?),
        notes: parsed("ATM_NOTES", Notes::parse)?,
        ledger: Ledger::new(&connection, required("LEDGER_TABLE")?),
        clock: aws::clock::now,
        calendar: parsed("BANK_TIME_ZONE", Calendar::parse)?,
    };
    calls::invocation::serve(|question| transfers.handle(question)).await
}
