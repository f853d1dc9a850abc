//! Wires `confirmation` to API Gateway, the tables and the workflow.

use aws::confirmations::Confirmations;
use aws::confirming::Confirming;
use aws::connection::Connection;
use aws::customers::Customers;
use aws::environment::required;
use aws::safety_phrases::SafetyPhrases;
use aws::secrets::Secret;
use aws::standings::{Names, Standings};
use aws::withdrawals::Withdrawals;
use aws::workflow::Waits;
use calls::passcode::PasscodeFunction;
use confirmation::{ConfirmationPage, Page};
use lambda_http::{Error, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let page = ConfirmationPage {
        confirming: Confirming::new(
            Confirmations::new(&connection, required("CONFIRMATIONS_TABLE")?),
            Waits::new(&connection),
        ),
        customers: Customers::new(&connection, required("CUSTOMERS_TABLE")?),
        phrases: SafetyPhrases::new(&connection, required("DESK_TABLE")?),
        standings: Standings::new(&connection, Names::required()?),
        passcode: PasscodeFunction::new(&connection, required("PASSCODE_FUNCTION")?),
        keys: Secret::new(&connection, required("CREDENTIALS_SECRET_ID")?),
        profile_keys: Secret::new(&connection, required("PROFILES_SECRET_ID")?),
        withdrawals: Withdrawals::new(&connection, required("WITHDRAWALS_TABLE")?),
        cash_keys: Secret::new(&connection, required("CASH_SECRET_ID")?),
        page: Page::new(&required("BANK_PHONE_NUMBER")?),
        clock: aws::clock::now,
        random: aws::clock::random,
    };
    let page = &page;
    lambda_http::run(service_fn(|request| {
        Box::pin(async move { Ok::<_, Error>(page.handle(request).await) })
    }))
    .await
}
