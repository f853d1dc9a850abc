//! Wires `dialogue` to the inbound queue and everything it asks.

use std::time::Duration;

use aws::connection::Connection;
use aws::environment::{optional, required};
use dialogue::{Dialogue, Outside, Settings};
use https::trust::Trust;

/// How long WhatsApp may take: the customer is answered within ten seconds all the same.
const WHATSAPP_TIMEOUT: Duration = Duration::from_secs(5);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let outside = Outside {
        tables: &connection,
        services: &connection,
        http: https::web::client(optional("SSL_CERT_FILE", Trust::bundle)?)?,
        whatsapp_timeout: WHATSAPP_TIMEOUT,
        clock: aws::clock::now,
        pause: aws::clock::pause,
    };
    let dialogue = Dialogue::new(&outside, Settings::read(required)?);
    calls::invocation::serve(|event| dialogue.handle(event)).await
}
