//! Wires `passcode` to Lambda, SNS and Step Functions.

use aws::confirmations::Confirmations;
use aws::confirming::Confirming;
use aws::connection::Connection;
use aws::customers::Customers;
use aws::environment::{parsed, required};
use aws::secrets::Secret;
use aws::sms::Sms;
use aws::sms_budget::SmsBudget;
use aws::standings::{Names, Standings};
use aws::workflow::Waits;
use domain::confirmation::sms_policy::AllowedCountries;
use passcode::{Passcodes, Policy, SimChanges, host_of};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_runtime::Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let passcodes = Passcodes {
        confirming: Confirming::new(
            Confirmations::new(&connection, required("CONFIRMATIONS_TABLE")?),
            Waits::new(&connection),
        ),
        customers: Customers::new(&connection, required("CUSTOMERS_TABLE")?),
        standings: Standings::new(&connection, Names::required()?),
        policy: Policy {
            budget: SmsBudget::new(
                &connection,
                required("TEXTS_TABLE")?,
                parsed("SMS_MAX_PER_HOUR", str::parse)?,
            ),
            countries: parsed("SMS_COUNTRIES", AllowedCountries::parse)?,
            sim_changes: SimChanges::NotConfigured,
        },
        sms: Sms::new(&connection, required("SMS_SENDER_ID")?),
        keys: Secret::new(&connection, required("PASSCODE_SECRET_ID")?),
        verifying: Secret::new(&connection, required("VERIFYING_SECRET_ID")?),
        page_host: parsed("SMS_BOUND_TO", host_of)?,
        clock: aws::clock::now,
        random: aws::clock::random,
    };
    calls::invocation::serve(|question| passcodes.handle(question)).await
}
