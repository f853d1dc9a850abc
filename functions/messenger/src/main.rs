//! Wires `messenger` to Lambda, WhatsApp and the functions it asks.

use std::time::Duration;

use aws::arrangements::Arrangements;
use aws::bucket::Bucket;
use aws::channels::Channels;
use aws::confirmations::Confirmations;
use aws::connection::Connection;
use aws::disclosures::Disclosures;
use aws::environment::{optional, parsed, required};
use aws::outbound::OutboundRecords;
use aws::preferences::Preferences;
use aws::secrets::Secret;
use aws::standings::{Names, Standings};
use calls::passcode::PasscodeFunction;
use calls::speech::SpeechFunction;
use domain::time::Calendar;
use https::trust::Trust;
use ledger::accounts::Accounts;
use messenger::Messenger;
use outbox::Outbox;
use outbox::templates::Templates;

/// How long WhatsApp may take for one call.
const WHATSAPP_TIMEOUT: Duration = Duration::from_secs(8);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let messenger = Messenger {
        confirmations: Confirmations::new(&connection, required("CONFIRMATIONS_TABLE")?),
        standings: Standings::new(&connection, Names::required()?),
        channels: Channels::new(&connection, required("CHANNELS_TABLE")?),
        preferences: Preferences::new(&connection, required("CONVERSATIONS_TABLE")?),
        accounts: Accounts::new(&connection, required("LEDGER_TABLE")?),
        speech: SpeechFunction::new(&connection, required("SPEECH_FUNCTION")?),
        disclosures: Disclosures::new(&connection, required("DISCLOSURES_TABLE")?),
        arrangements: Arrangements::new(&connection, required("ARRANGEMENTS_TABLE")?),
        documents: Bucket::new(&connection, required("DOCUMENTS_BUCKET")?, "documents"),
        audio: Bucket::new(&connection, required("AUDIO_BUCKET")?, "audio"),
        outbox: Outbox {
            standstill: outbox::Standstill::default(),
            records: OutboundRecords::new(&connection, required("CONVERSATIONS_TABLE")?),
            secret: Secret::new(&connection, required("WHATSAPP_SECRET_ID")?),
            http: https::web::client(optional("SSL_CERT_FILE", Trust::bundle)?)?,
            graph_url: required("WHATSAPP_GRAPH_URL")?,
            phone_number_id: required("WHATSAPP_PHONE_NUMBER_ID")?,
            timeout: WHATSAPP_TIMEOUT,
            clock: aws::clock::now,
            pause: aws::clock::pause,
        },
        templates: parsed("WHATSAPP_TEMPLATES", Templates::parse)?,
        passcode: PasscodeFunction::new(&connection, required("PASSCODE_FUNCTION")?),
        link_url: required("LINK_URL")?,
        calendar: parsed("BANK_TIME_ZONE", Calendar::parse)?,
        clock: aws::clock::now,
        random: aws::clock::random,
    };
    calls::invocation::serve(|question| messenger.handle(question)).await
}
