//! Wires `enrolment` to API Gateway, its tables and the workflow's waits.

use aws::channels::Channels;
use aws::confirmations::Confirmations;
use aws::confirming::Confirming;
use aws::connection::Connection;
use aws::customers::Customers;
use aws::desk_records::DeskRecords;
use aws::environment::{parsed, required};
use aws::safety_phrases::SafetyPhrases;
use aws::secrets::Secret;
use aws::standings::{Names, Standings};
use aws::workflow::Waits;
use domain::customer::desk::Backing;
use enrolment::Enrolment;
use lambda_http::{Error, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let enrolment = Enrolment {
        customers: Customers::new(&connection, required("CUSTOMERS_TABLE")?),
        channels: Channels::new(&connection, required("CHANNELS_TABLE")?),
        records: DeskRecords::new(&connection, required("DESK_TABLE")?),
        phrases: SafetyPhrases::new(&connection, required("DESK_TABLE")?),
        standings: Standings::new(&connection, Names::required()?),
        confirming: Confirming::new(
            Confirmations::new(&connection, required("CONFIRMATIONS_TABLE")?),
            Waits::new(&connection),
        ),
        keys: Secret::new(&connection, required("ACTIVATION_SECRET_ID")?),
        bank_phone_number: required("BANK_PHONE_NUMBER")?,
        backing: parsed("DESK_SECOND_PERSON", Backing::parse)?,
        clock: aws::clock::now,
        random: aws::clock::random,
    };
    let enrolment = &enrolment;
    lambda_http::run(service_fn(|request| {
        Box::pin(async move { Ok::<_, Error>(enrolment.handle(request).await) })
    }))
    .await
}
