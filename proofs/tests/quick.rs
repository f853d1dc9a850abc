//! Every proof at a size that a test run can afford. `cargo run --profile proof -p proofs` runs them at
//! the size of the goals.
#![expect(clippy::panic, reason = "a test fails by panicking")]

use proofs::proof::ALL;

/// Another one may be tried with `PROOF_SEED`; the default makes every run the same.
const SEED: u64 = 20_261_123;

fn holds(name: &str) {
    let seed = std::env::var("PROOF_SEED").ok();
    let seed = seed.and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
    let Some(proof) = ALL.iter().find(|proof| proof.name == name) else {
        panic!("there is no proof {name}");
    };
    match proof.prove(seed, proof.quick_cases) {
        Ok(told) => println!("{}: {told}", proof.goal),
        Err(violation) => panic!("{violation}"),
    }
}

#[test]
fn the_engine_lets_exactly_one_of_32_threads_win() {
    holds("isolation");
}

#[test]
fn money_is_conserved_at_every_step_of_random_concurrent_histories() {
    holds("conservation");
}

#[test]
fn a_crash_at_any_call_loses_and_doubles_nothing() {
    holds("crashes");
}

#[test]
fn a_replay_months_later_finds_the_same_receipt() {
    holds("idempotency");
}

#[test]
fn exactly_one_of_post_void_and_expire_wins() {
    holds("races");
}

#[test]
fn sixteen_shards_take_ten_times_what_one_takes() {
    holds("hot-payee");
}

#[test]
fn the_ledger_answers_as_the_reference_model_does() {
    holds("model");
}

#[test]
fn a_reconciliation_reads_back_what_the_ledger_wrote() {
    holds("reconciliation");
}

#[test]
fn amounts_neither_overflow_nor_mix_currencies() {
    holds("money");
}

#[test]
fn a_withdrawal_is_given_out_once_whoever_asks_and_however_often() {
    holds("withdrawals");
}
