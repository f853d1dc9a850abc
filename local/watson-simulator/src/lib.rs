//! watson-simulator.
