//! passcode.
