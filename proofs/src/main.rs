//! `cargo run --profile proof -p proofs`: proves the ledger's goals and prints a table of figures.

// Half of a proof's memory lives for one call: this allocator makes the whole a quarter faster.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, ensure};
use clap::Parser;
use proofs::killed::{self, Tally};
use proofs::proof::{ALL, Proof};

/// Proves that the ledger neither loses nor doubles money.
#[derive(Parser)]
struct Arguments {
    /// Which proofs, by name; all of them if none is named.
    names: Vec<String>,
    /// How many cases of each, instead of the goal's number.
    #[arg(long)]
    cases: Option<u64>,
    /// The seed of the first case; the next case takes the next.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Instead: kill this release binary of `transfers` while it works (`cargo functions` makes it).
    #[arg(long, value_name = "BINARY", conflicts_with = "names")]
    kill: Option<PathBuf>,
}

/// Transfers to carry out with a binary that is killed again and again.
const TRANSFERS: u64 = 1_000;

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let Some(binary) = &arguments.kill {
        return kill(binary, &arguments);
    }
    println!("| goal | proof | seen | took |");
    println!("|---|---|---|---|");
    for proof in chosen(&arguments.names)? {
        let began = Instant::now();
        let cases = arguments.cases.unwrap_or(proof.goal_cases);
        let seen = proof
            .prove(arguments.seed, cases)
            .with_context(|| format!("{} ({}) does not hold", proof.name, proof.goal))?;
        let seconds = began.elapsed().as_secs();
        println!("| {} | {} | {seen} | {seconds} s |", proof.goal, proof.name);
    }
    Ok(())
}

fn kill(binary: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    let began = Instant::now();
    let transfers = arguments.cases.unwrap_or(TRANSFERS);
    let runtime = tokio::runtime::Runtime::new()?;
    let Tally { transfers, kills } =
        runtime.block_on(killed::run(binary, arguments.seed, transfers))?;
    let seconds = began.elapsed().as_secs();
    println!("{transfers} transfers, {kills} kills: each moved once; {seconds} s");
    Ok(())
}

fn chosen(names: &[String]) -> anyhow::Result<Vec<Proof>> {
    let known = |name: &String| ALL.iter().any(|proof| proof.name == name);
    let unknown: Vec<&String> = names.iter().filter(|name| !known(name)).collect();
    let all: Vec<&str> = ALL.iter().map(|proof| proof.name).collect();
    ensure!(
        unknown.is_empty(),
        "there is no proof {unknown:?}; there are {all:?}"
    );
    let wanted = |proof: &&Proof| names.is_empty() || names.iter().any(|name| name == proof.name);
    Ok(ALL.iter().filter(wanted).copied().collect())
}
