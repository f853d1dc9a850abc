//! Wires `dialogue` to the inbound queue and everything it asks.

use aws::calls::{AccountsFunction, PasscodeFunction};
use aws::confirmations::Confirmations;
use aws::connection::Connection;
use aws::conversations::Conversations;
use aws::customers::Customers;
use aws::environment::required;
use aws::secrets::Secret;
use aws::standings::Standings;
use aws::workflow::{Waits, Workflow};
use dialogue::Dialogue;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
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
        whatsapp: Secret::new(&connection, required("WHATSAPP_SECRET_ID")?),
        http: reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()?,
        graph_url: required("WHATSAPP_GRAPH_URL")?,
        phone_number_id: required("WHATSAPP_PHONE_NUMBER_ID")?,
        link_url: required("LINK_URL")?,
        clock: aws::clock::now,
    };
    aws::invocation::serve(|event| dialogue.handle(event)).await
}
