//! One way to say "there is something here which must not be printed".
//!
//! Deliberately no wrapper type: the types concerned keep plain fields and only their `Debug` differs.

use std::fmt;

/// Writes `Name([redacted])`.
pub fn write(formatter: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    write!(formatter, "{name}([redacted])")
}

/// Gives each type a `Debug` which prints its name and nothing it holds.
macro_rules! redact_debug {
    ($($name:ident),+ $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::redacted::write(formatter, stringify!($name))
            }
        }
    )+};
}
pub(crate) use redact_debug;
