//! Drives a running stack as the people around it do: through the simulator's HTTP API only.

pub mod bank;
pub mod page;
pub mod phone;
