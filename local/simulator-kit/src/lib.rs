//! What every simulator of an outside service shares: the faults a test can switch on, the counts of
//! calls, and the layer that counts and misbehaves in front of a simulator's own router.
//!
//! Deliberately knows nothing of what a service answers when it is well: that is the simulator's
//! own room. It has no state on disk and opens no port.

mod calls;
mod control;
mod dependency;
mod faults;
mod injection;
mod plan;
mod wire;

pub use calls::Calls;
pub use control::control_router;
pub use dependency::Dependency;
pub use faults::Faults;
pub use injection::{Admits, layer};
pub use plan::{DeliveryFaults, FailStatus, FaultKind, FaultPlan, FaultRule};
