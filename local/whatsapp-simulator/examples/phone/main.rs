//! The phone page with a scripted bank behind it: to look at the page without building the bank.
//!
//! `cargo run -p whatsapp-simulator --example phone [-- PORT]`, then open the printed address.
//! Deliberately no bank: it answers a few words with one message of each kind.

mod bank;
mod neighbours;
mod voice;

use std::error::Error;

use simulator_kit::{Calls, Faults, control_router};
use whatsapp_simulator::{Config, Simulator};

const DEFAULT_PORT: u16 = 8089;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = std::env::args()
        .nth(1)
        .map_or(Ok(DEFAULT_PORT), |port| port.parse())?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let base = format!("http://{}", listener.local_addr()?);
    let profiles = neighbours::CUSTOMERS
        .map(|customer| (customer.phone.into(), customer.name.into()))
        .into();
    let config = Config {
        webhook_url: Some(format!("{base}/bank/webhook")),
        profiles,
        ..Config::default()
    };
    let (faults, calls) = (Faults::default(), Calls::default());
    let simulator = Simulator::new(config, faults.clone(), calls.clone());
    let phones = neighbours::Neighbours::default();
    let router = simulator
        .router()
        .merge(control_router(faults, calls))
        .merge(neighbours::router(phones.clone(), simulator.clone()))
        .merge(bank::router(&base, phones));
    println!("{base}");
    axum::serve(listener, router).await?;
    Ok(())
}
