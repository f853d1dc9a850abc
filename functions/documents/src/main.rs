//! Wires `documents` to Lambda, the sealed orders, the disclosures and the bucket.

use aws::bucket::Bucket;
use aws::channels::Channels;
use aws::confirmations::Confirmations;
use aws::connection::Connection;
use aws::disclosures::Disclosures;
use aws::environment::{parsed, required};
use aws::orders::Orders;
use aws::secrets::Secret;
use aws::standings::{Names, Standings};
use documents::Documents;
use domain::confirmation::order::Executor;
use domain::time::Calendar;
use ledger::accounts::Accounts;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let documents = Documents {
        orders: Orders::new(
            Executor::Documents,
            Confirmations::new(&connection, required("CONFIRMATIONS_TABLE")?),
            Standings::new(&connection, Names::required()?),
            Channels::new(&connection, required("CHANNELS_TABLE")?),
            Secret::new(&connection, required("VERIFYING_SECRET_ID")?),
        ),
        channels: Channels::new(&connection, required("CHANNELS_TABLE")?),
        disclosures: Disclosures::new(&connection, required("DISCLOSURES_TABLE")?),
        accounts: Accounts::new(&connection, required("LEDGER_TABLE")?),
        bucket: Bucket::new(&connection, required("DOCUMENTS_BUCKET")?, "documents"),
        clock: aws::clock::now,
        random: aws::clock::random,
        calendar: parsed("BANK_TIME_ZONE", Calendar::parse)?,
    };
    calls::invocation::serve(|step| documents.handle(step)).await
}
