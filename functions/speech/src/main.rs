//! Wires `speech` to Lambda, Watson and the audio bucket.

use aws::bucket::Bucket;
use aws::connection::Connection;
use aws::environment::{optional, required};
use aws::secrets::Secret;
use https::trust::Trust;
use speech::Speech;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let speech = Speech {
        http: https::web::client(optional("SSL_CERT_FILE", Trust::bundle)?)?,
        watson: Secret::new(&connection, required("WATSON_SECRET_ID")?),
        voice: required("WATSON_VOICE")?,
        audio: Bucket::new(&connection, required("AUDIO_BUCKET")?, "audio"),
    };
    calls::invocation::serve(|question| speech.handle(question)).await
}
