//! Wires `dialogue` to the inbound queue and everything it asks.

use std::time::Duration;

use aws::confirmations::Confirmations;
use aws::connection::Connection;
use aws::conversations::Conversations;
use aws::customers::Customers;
use aws::dead_letters::DeadLetters;
use aws::environment::{optional, required};
use aws::outbound::OutboundRecords;
use aws::queue::Queue;
use aws::secrets::Secret;
use aws::standings::Standings;
use aws::workflow::{Waits, Workflow};
use calls::accounts::AccountsFunction;
use calls::messenger::MessengerFunction;
use calls::passcode::PasscodeFunction;
use dialogue::Dialogue;
use https::trust::Trust;
use outbox::Outbox;

/// How long WhatsApp may take: the customer is answered within ten seconds all the same.
const WHATSAPP_TIMEOUT: Duration = Duration::from_secs(5);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let http = https::web::client(optional("SSL_CERT_FILE", Trust::bundle)?)?;
    let dialogue = Dialogue {
        customers: Customers::new(&connection, required("CUSTOMERS_TABLE")?),
        conversations: Conversations::new(&connection, required("CONVERSATIONS_TABLE")?),
        confirmations: Confirmations::new(&connection, required("CONFIRMATIONS_TABLE")?),
        standings: Standings::new(&connection, required("CONFIRMATIONS_TABLE")?),
        workflow: Workflow::new(&connection, required("STATE_MACHINE_ARN")?),
        waits: Waits::new(&connection),
        accounts: AccountsFunction::new(&connection, required("ACCOUNTS_FUNCTION")?),
        passcode: PasscodeFunction::new(&connection, required("PASSCODE_FUNCTION")?),
        keys: Secret::new(&connection, required("KEYS_SECRET_ID")?),
        watson: Secret::new(&connection, required("WATSON_SECRET_ID")?),
        outbox: Outbox {
            standstill: outbox::Standstill::default(),
            records: OutboundRecords::new(&connection, required("CONVERSATIONS_TABLE")?),
            secret: Secret::new(&connection, required("WHATSAPP_SECRET_ID")?),
            http: http.clone(),
            graph_url: required("WHATSAPP_GRAPH_URL")?,
            phone_number_id: required("WHATSAPP_PHONE_NUMBER_ID")?,
            timeout: WHATSAPP_TIMEOUT,
            clock: aws::clock::now,
            pause: aws::clock::pause,
        },
        messenger: MessengerFunction::new(&connection, required("MESSENGER_FUNCTION")?),
        queue_secret: Secret::new(&connection, required("QUEUE_SECRET_ID")?),
        inbound: Queue::new(&connection, required("INBOUND_QUEUE_URL")?),
        dead_letters: DeadLetters::new(&connection, required("DEAD_LETTER_QUEUE_URL")?),
        link_url: required("LINK_URL")?,
        http,
        clock: aws::clock::now,
    };
    calls::invocation::serve(|event| dialogue.handle(event)).await
}
