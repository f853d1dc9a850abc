//! Wires `webhook` to API Gateway, its secrets and the inbound queue.

use aws::connection::Connection;
use aws::environment::required;
use aws::queue::Queue;
use aws::secrets::Secret;
use lambda_http::{Error, service_fn};
use webhook::Webhook;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    aws::telemetry::start();
    let connection = Connection::from_environment()?;
    let webhook = Webhook {
        secret: Secret::new(&connection, required("WHATSAPP_SECRET_ID")?),
        queue_secret: Secret::new(&connection, required("QUEUE_SECRET_ID")?),
        ticket_key: Secret::new(&connection, required("TICKETS_SECRET_ID")?),
        queue: Queue::new(&connection, required("INBOUND_QUEUE_URL")?),
        urgent_queue: Queue::new(&connection, required("URGENT_QUEUE_URL")?),
        phone_number_id: required("WHATSAPP_PHONE_NUMBER_ID")?,
        clock: aws::clock::now,
        random: aws::clock::random,
    };
    let webhook = &webhook;
    lambda_http::run(service_fn(|request| {
        Box::pin(async move { Ok::<_, Error>(webhook.handle(request).await) })
    }))
    .await
}
