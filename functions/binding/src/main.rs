//! Wires `binding` to Lambda and the channels table.

use aws::channels::Channels;
use aws::connection::Connection;
use aws::environment::required;
use aws::secrets::Secret;
use binding::Binding;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let binding = Binding {
        channels: Channels::new(&connection, required("CHANNELS_TABLE")?),
        verifying: Secret::new(&connection, required("VERIFYING_SECRET_ID")?),
        keys: Secret::new(&connection, required("ACTIVATION_SECRET_ID")?),
        clock: aws::clock::now,
    };
    calls::invocation::serve(|question| binding.handle(question)).await
}
