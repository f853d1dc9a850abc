//! Wires `arrangements` to Lambda, its table and the confirmations.

use arrangements::Arranging;
use aws::arrangements::Arrangements;
use aws::channels::Channels;
use aws::confirmations::Confirmations;
use aws::connection::Connection;
use aws::environment::{parsed, required};
use aws::orders::Orders;
use aws::secrets::Secret;
use aws::standings::{Names, Standings};
use domain::confirmation::order::Executor;
use domain::time::Calendar;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let arranging = Arranging {
        orders: Orders::new(
            Executor::Arrangements,
            Confirmations::new(&connection, required("CONFIRMATIONS_TABLE")?),
            Standings::new(&connection, Names::required()?),
            Channels::new(&connection, required("CHANNELS_TABLE")?),
            Secret::new(&connection, required("VERIFYING_SECRET_ID")?),
        ),
        arrangements: Arrangements::new(&connection, required("ARRANGEMENTS_TABLE")?),
        clock: aws::clock::now,
        calendar: parsed("BANK_TIME_ZONE", Calendar::parse)?,
    };
    calls::invocation::serve(|question| arranging.answer(question)).await
}
