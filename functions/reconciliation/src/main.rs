//! Wires `reconciliation` to Lambda and the ledger table.

use std::time::Duration;

use aws::bank_secrets::PublicKeys;
use aws::connection::Connection;
use aws::environment::required;
use aws::secrets::Secret;
use ledger::journal::Journal;
use reconciliation::Reconciler;

/// How long the index of holds is given to follow its table, in milliseconds.
const PAUSE_MS: u64 = 2_000;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let pause = Duration::from_millis(PAUSE_MS);
    let table = required("LEDGER_TABLE")?;
    let keys = Secret::<PublicKeys>::new(&connection, required("VERIFYING_SECRET_ID")?);
    calls::invocation::serve(async |question| {
        let signers = keys.get().await?.signers();
        let reconciler = Reconciler {
            journal: Journal::new(&connection, table.clone(), signers, pause),
            clock: aws::clock::now,
        };
        reconciler.handle(question).await
    })
    .await
}
