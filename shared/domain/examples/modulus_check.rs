//! Measures the modulus check: the mean of a hundred thousand look-ups, listed and not, all over the table.
//!
//! `cargo run --release -p domain --example modulus_check`
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot read its input has none"
)]

use std::hint::black_box;
use std::time::Instant;

use domain::bank_details::modulus::belong_together;
use domain::bank_details::uk::{AccountNumber, SortCode};

const CHECKS: u32 = 100_000;

fn main() {
    let mut random = fastrand::Rng::with_seed(1);
    let mut drawn = || {
        let sort_code = format!("{:06}", random.u32(..1_000_000));
        let account_number = format!("{:08}", random.u32(..100_000_000));
        let sort_code = SortCode::parse(&sort_code).unwrap();
        (sort_code, AccountNumber::parse(&account_number).unwrap())
    };
    let pairs: Vec<_> = (0..CHECKS).map(|_| drawn()).collect();
    let start = Instant::now();
    for (sort_code, account_number) in pairs {
        black_box(belong_together(sort_code, account_number));
    }
    println!("{:?} a check", start.elapsed().checked_div(CHECKS).unwrap());
}
