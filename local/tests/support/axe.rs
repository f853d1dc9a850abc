//! axe-core, the accessibility checker (MPL-2.0): fetched with npm into the tests' own directory, used
//! by tests only, part of nothing that is shipped.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// The version whose rules the page was checked with.
const VERSION: &str = "axe-core@4.14.1";

/// Its source, or nothing where there is no npm. In CI (`CI` is set) that fails the test instead.
pub fn source(place: &Path) -> Option<String> {
    let folder = place.join("axe");
    fs::create_dir_all(&folder).unwrap();
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if !script.is_file() {
        let quiet = [
            "install",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            VERSION,
        ];
        let npm = Command::new("npm")
            .args(quiet)
            .arg("--prefix")
            .arg(&folder)
            .status();
        if !npm.is_ok_and(|status| status.success()) {
            assert!(env::var_os("CI").is_none(), "CI needs npm for {VERSION}");
            // Written past the test harness, which hides what a passing test prints.
            let _ = writeln!(std::io::stderr(), "SKIPPED: axe-core, for want of npm");
            return None;
        }
    }
    Some(fs::read_to_string(script).unwrap())
}
