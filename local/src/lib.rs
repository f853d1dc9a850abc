//! The whole bank on one machine: the deployed system on an emulated AWS, with simulators of Meta, IBM
//! and the customers' phones around it.
//!
//! Deliberately changes nothing of what it runs: the function binaries, `template.yaml` and the workflow
//! are deployed as they are. Everything listens on loopback, except what [`bridge`] opens to containers.

pub mod attack;
pub mod bridge;
mod chores;
pub mod command;
pub mod enrolment;
pub mod insider;
pub mod process;
pub mod progress;
pub mod sam;
mod session;
pub mod signed_api;
pub mod skill;
pub mod stack;
pub mod terraform;
