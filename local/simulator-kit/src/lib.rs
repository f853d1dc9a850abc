//! What every simulator of an outside service shares: the faults a test can switch on, the counts of
//! calls, and the layer that counts and misbehaves in front of a simulator's own router.
//!
//! Deliberately knows nothing of what a service answers when it is well: that is the simulator's
//! own room. It opens no port, and keeps nothing on disk but the Python of the tests that drive a simulator with
//! somebody else's client.

mod calls;
mod control;
mod dependency;
mod faults;
mod injection;
mod plan;
pub mod python;
mod wire;

pub use calls::Calls;
pub use control::control_router;
pub use dependency::Dependency;
pub use faults::Faults;
pub use injection::{Admits, layer};
pub use plan::{DeliveryFaults, FailStatus, FaultKind, FaultPlan, FaultRule};
