//! A running bank: the emulated AWS with the deployed template, and the simulators around it.
//!
//! Deliberately one value that owns everything it started: dropping a [`Stack`] ends it all, [`Stack::stop`]
//! also leaves word for a quick next start.

mod addresses;
mod bank;
mod banking;
mod cash_machine;
mod clock;
mod code;
mod deployment;
mod desk;
mod emulator;
mod environment;
mod functions;
mod infrastructure;
mod leftover;
mod pages;
mod place;
mod proxy;
mod schedule;
mod secrets;
mod simulators;
mod sms;
mod tools;

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Context, anyhow};
use aws::connection::Connection;
use axum::Router;
use domain::language::Language;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

pub use addresses::{Addresses, Tables};
pub use deployment::{ARCHITECTURE, STACK};

use self::bank::Bank;
use self::banking::Banking;
use self::clock::TestClock;
use self::deployment::Parameters;
use self::desk::Desk;
use self::emulator::{Emulator, REGION};
use self::infrastructure::{Deployed, Infrastructure};
use self::place::Place;
use self::schedule::Schedule;
use self::secrets::{Secrets, WhatsApp};
use self::simulators::Simulators;
use self::sms::SmsInboxes;
use crate::progress::step;
use crate::skill::By;
use crate::terraform::Terraform;

/// Where the model of sentences is, if its package is installed; the simulated Watson then knows what words mean.
#[must_use]
pub fn sentence_model() -> Option<PathBuf> {
    environment::sentence_model()
}

/// How a stack is to be started.
#[derive(Clone, Debug)]
pub struct Options {
    /// Port of the phone page, the simulators and the confirmation page; 0 takes any free one.
    pub port: u16,
    /// Forget the state of earlier runs.
    pub fresh: bool,
    /// Where state, deployment and `stack.json` are kept. Two stacks cannot share it.
    pub directory: PathBuf,
}

impl Options {
    /// A stack in the usual place that keeps its state.
    #[must_use]
    pub fn on_port(port: u16) -> Self {
        Self {
            port,
            fresh: false,
            directory: place::default_directory(),
        }
    }
}

/// A running stack.
pub struct Stack {
    addresses: Addresses,
    deployed: Deployed,
    // The order of fields is the order of their end: no request may reach a bank that is going.
    tasks: JoinSet<()>,
    emulator: Mutex<Emulator>,
    place: Place,
}

impl Stack {
    /// Builds, deploys, fills and serves the bank. Returns when it is ready for the first message.
    pub async fn start(options: Options) -> anyhow::Result<Self> {
        Box::pin(Self::bring_up(
            &Infrastructure::Template,
            options,
            By::better,
        ))
        .await
    }

    /// The same where the simulated Watson goes by words alone, as it does where no model of sentences is installed.
    pub async fn start_by_words(options: Options) -> anyhow::Result<Self> {
        let by = |_| By::Words;
        Box::pin(Self::bring_up(&Infrastructure::Template, options, by)).await
    }

    /// The same on what `terraform/` makes instead of `template.yaml`. The functions are built already:
    /// `packages` is where `cargo lambda build --output-format zip` put them.
    pub async fn start_with_terraform(packages: PathBuf, options: Options) -> anyhow::Result<Self> {
        Box::pin(Self::bring_up(
            &Infrastructure::Terraform { packages },
            options,
            By::better,
        ))
        .await
    }

    async fn bring_up(
        infrastructure: &Infrastructure,
        options: Options,
        by: fn(Language) -> By,
    ) -> anyhow::Result<Self> {
        let listener = claim(options.port).await?;
        let port = listener.local_addr()?.port();
        let place = Place::open(&options.directory, options.fresh)?;
        step("checking tools", tools::check()).await?;
        step("preparing MiniStack and SAM", environment::prepare()).await?;
        let clock = TestClock::open(place.clock_file())?;
        let config = simulators::whatsapp_config(clock.clone());
        let parameters = Parameters {
            port,
            phone_number_id: config.phone_number_id.clone(),
            bank_phone_number: config.display_phone_number.clone(),
        };
        let (emulator, deployed) = infrastructure.make(&place, &clock, &parameters).await?;
        let addresses = Addresses::new(port, &emulator, deployed.outputs(), place.clock_file())?;
        let bank = Box::pin(furnish(port, &addresses, &config, &clock)).await?;
        let skills = step("training the simulated Watson", simulators::train(by)).await?;
        let telephone = config.display_phone_number.clone();
        let simulators = Simulators::new(config, skills, clock.clone());
        let tasks = serve(listener, &addresses, bank, &simulators, clock, &telephone).await?;
        connect(&simulators, &addresses).await?;
        addresses.write(place.directory())?;
        Ok(Self {
            addresses,
            deployed,
            tasks,
            emulator: Mutex::new(emulator),
            place,
        })
    }

    /// Where everything is.
    #[must_use]
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Terraform, if it made the infrastructure: what it made can be looked at and taken away.
    #[must_use]
    pub fn terraform(&self) -> Option<&Terraform> {
        self.deployed.terraform()
    }

    /// Returns, with the reason, when a part of the stack has ended by itself.
    pub async fn watch(&self) -> anyhow::Error {
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
            if self
                .emulator
                .lock()
                .is_ok_and(|mut emulator| emulator.has_ended())
            {
                let log = self.place.emulator_log();
                return anyhow!("the emulated AWS has ended; see {}", log.display());
            }
        }
    }

    /// Ends everything and keeps the state for the next start.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        self.tasks.shutdown().await;
        Addresses::remove(self.place.directory());
        let (emulator, deployed, place) = (self.emulator, self.deployed, self.place);
        tokio::task::spawn_blocking(move || {
            let ended_early = emulator
                .lock()
                .map_or(true, |mut emulator| emulator.has_ended());
            drop(emulator);
            // What an emulator saved that ended by itself, nobody knows.
            if ended_early {
                Ok(())
            } else {
                deployed.leave(&place)
            }
        })
        .await?
    }
}

async fn claim(port: u16) -> anyhow::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| {
            format!("port {port} is taken; stop what uses it, or choose another one with --port")
        })
}

/// Puts the secrets' values and the demo customers.
async fn furnish(
    port: u16,
    addresses: &Addresses,
    config: &whatsapp_simulator::Config,
    clock: &TestClock,
) -> anyhow::Result<Bank> {
    let connection = Connection::to_local(&addresses.aws_endpoint_url, REGION);
    let whatsapp = WhatsApp {
        access_token: &config.access_token,
        app_secret: &config.app_secret,
        verify_token: &config.verify_token,
    };
    let secrets = Secrets::new(&connection);
    secrets
        .point_to(port, &whatsapp, simulators::WATSON_API_KEY)
        .await?;
    secrets.message_keys().await?;
    let keys = secrets.keys().await?;
    let bank = Bank::new(&connection, addresses, &keys, clock.clone())?;
    step("seeding the demo customers", bank.seed_once()).await?;
    Ok(bank)
}

async fn serve(
    listener: TcpListener,
    addresses: &Addresses,
    bank: Bank,
    simulators: &Simulators,
    clock: TestClock,
    telephone: &str,
) -> anyhow::Result<JoinSet<()>> {
    let sms = SmsInboxes::open(&addresses.aws_endpoint_url, clock.clone()).await?;
    let mut tasks = JoinSet::new();
    tasks.spawn(sms.clone().keep_looking());
    let bank = Arc::new(bank);
    let banking = Banking::new(Arc::clone(&bank), addresses, telephone)?;
    let desk = Desk {
        bank,
        sms,
        whatsapp: simulators.whatsapp.clone(),
    };
    let everything: Router = simulators
        .router()
        .merge(desk::router(desk))
        .merge(banking::router(banking))
        .merge(cash_machine::router(addresses)?)
        .merge(schedule::router(Schedule::new(addresses, clock)))
        .merge(proxy::router(&addresses.api_url)?);
    tasks.spawn(async move {
        // Serving a bound listener only ends with its task.
        let _ = axum::serve(listener, everything).await;
    });
    Ok(tasks)
}

/// Tells the simulated Meta where the bank is, as a person does on Meta's dashboard.
///
/// Fails where Meta would refuse the address: a bank that hears nothing is not up.
async fn connect(simulators: &Simulators, addresses: &Addresses) -> anyhow::Result<()> {
    simulators
        .whatsapp
        .set_webhook_url(&format!("{}/webhook", addresses.api_url));
    let verified = simulators.whatsapp.verify_webhook().await;
    verified.context("the webhook did not pass Meta's handshake")
}
