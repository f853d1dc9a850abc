//! What every function is linked with: in a release build, without the tables for walking its stack.
//!
//! A function aborts when it panics, so nobody walks it, and a stripped binary has no names to show on the way.
//! The tables are a tenth of what Lambda fetches and keeps. Deliberately not for other builds, which unwind.

use std::env::{self, VarError};

fn main() -> Result<(), VarError> {
    println!("cargo::rerun-if-changed=../../.cargo");
    let is_release = env::var("PROFILE")? == "release";
    if is_release && env::var("CARGO_CFG_TARGET_OS")? == "linux" {
        let function = env::var("CARGO_MANIFEST_DIR")?;
        println!("cargo::rustc-link-arg-bins=-Wl,-T,{function}/../../.cargo/release.ld");
    }
    Ok(())
}
