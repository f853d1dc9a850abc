//! The release binary of `transfers`, killed while it works. Needs `cargo functions`; CI has made it.

use std::path::Path;

use proofs::killed;

/// Transfers in a test run.
const TRANSFERS: u64 = 40;

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_neither_loses_nor_doubles_a_transfer() {
    let binary = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/lambda/transfers/bootstrap");
    if !binary.is_file() {
        assert!(
            std::env::var_os("CI").is_none(),
            "CI needs the release build"
        );
        eprintln!("skipped: there is no release build; `cargo functions` makes it");
        return;
    }
    let tally = killed::run(&binary, 1, TRANSFERS).await.unwrap();
    println!("{tally:?}");
    assert!(tally.kills > TRANSFERS / 4, "{tally:?}");
}
