//! A stand-in for Meta's WhatsApp Cloud API and for the customers' phones: the Graph API that the bank
//! calls, the signed webhooks that the bank receives, an HTTP API with which tests and people play the
//! customer, and a phone in the browser.
//!
//! Deliberately shares no code with the bank's own WhatsApp client, so that neither can hide the
//! other's mistakes. It knows nothing of the bank behind the webhook, keeps everything in memory and
//! opens no port: whoever runs it serves [`Simulator::router`].

mod clock;
mod config;
mod control;
mod conversation;
mod graph;
mod identity;
mod media;
mod page;
mod rates;
mod render;
mod simulator;
mod state;
mod webhook;

pub use clock::Clock;
pub use config::{Config, MediaLimits, Retry, Template, TemplateCategory};
pub use identity::{Phone, user_id_of};
pub use simulator::Simulator;
pub use webhook::VerifyError;
