//! transfers.
